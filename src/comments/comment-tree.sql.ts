/** How many comments of a round stand at each place. */
import type { Reader } from '../platform/database/scope.js';
import type { TargetKind } from '../opinions/opinion.rules.js';
import { commentGrains, countComments } from './comment-counts.sql.js';
import type { CommentState } from './comment.rules.js';

/**
 * SQL: what last brought the comment to whoever proposes was that its line was struck. A later report, signature or
 * reopening is another reason; a proposal made since and taken back is none.
 */
const CAME_BACK = `(select e.command from comment_event e where e.comment_id = s.id
    and e.command in ('strike', 'report', 'sign', 'reopen') order by e.sequence desc limit 1) = 'strike'`;
/**
 * SQL: the comment came back from a sheet 退回重拟, and waits for another proposal. Few ever were on one: they are
 * found by the steps that struck them, and only of those is asked what came last.
 */
export const STRUCK = `(s.state = 'REPORTED'
    and s.id in (select comment_id from comment_event where command = 'strike') and ${CAME_BACK})`;

/** Of these comments, those that came back from a sheet and are on no other, whether or not proposed anew */
export async function whichCameBack(reader: Reader, commentIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await reader.manager.query<{ id: string }[]>(
    `select s.id from comment_status s where s.legislature_id = $1 and s.id = any($2::uuid[]) and s.sheet_id is null
       and s.state in ('REPORTED', 'PROPOSED') and ${CAME_BACK}`,
    [reader.legislatureId, commentIds],
  );
  return new Set(rows.map((r) => r.id));
}

export interface PlaceCount {
  targetKind: TargetKind;
  provisionId: string | null;
  toPropose: number;
  returned: number;
  all: number;
}

interface AtPlace {
  targetKind: TargetKind;
  place: string;
  state: CommentState;
}

/** Reported comments of a consultation that were not dropped, counted at each place that has any */
export async function countPlaces(reader: Reader, consultationId: string): Promise<PlaceCount[]> {
  const counted = await countComments<AtPlace>(
    reader,
    commentGrains.PLACE,
    { consultationIds: [consultationId], keys: null, where: `reported and state <> 'DROPPED'` },
    { targetKind: 'place_kind', place: 'key', state: 'state' },
  );
  const places = new Map<string, PlaceCount>();
  for (const { targetKind, place, state, n } of counted) {
    const at = places.get(`${targetKind} ${place}`) ?? {
      targetKind,
      provisionId: place === '' ? null : place,
      toPropose: 0,
      returned: 0,
      all: 0,
    };
    at.all += n;
    if (state === 'REPORTED' || state === 'REOPENED') at.toPropose += n;
    places.set(`${targetKind} ${place}`, at);
  }
  for (const { targetKind, place, n } of await countStruck(reader, consultationId)) {
    const at = places.get(`${targetKind} ${place}`);
    if (at) at.returned = n;
  }
  return [...places.values()];
}

/** Few ever were on a sheet that they came back from: those are looked at one by one */
const countStruck = (
  reader: Reader,
  consultationId: string,
): Promise<(Pick<AtPlace, 'targetKind' | 'place'> & { n: number })[]> =>
  reader.manager.query(
    `select place_kind as "targetKind", coalesce(place_provision::text, '') as place, count(*)::int as n
     from comment_status s where legislature_id = $1 and consultation_id = $2 and ${STRUCK} group by 1, 2`,
    [reader.legislatureId, consultationId],
  );
