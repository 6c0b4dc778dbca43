/** How many comments of a round stand at each place. */
import type { Reader } from '../platform/database/scope.js';
import type { TargetKind } from '../opinions/opinion.rules.js';

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

/** SQL: the office has to propose what to do with it */
export const TO_PROPOSE = `s.state in ('REPORTED', 'REOPENED')`;

export interface PlaceCount {
  targetKind: TargetKind;
  provisionId: string | null;
  toPropose: number;
  returned: number;
  all: number;
}

/** Reported comments of a consultation that were not dropped, counted at each place that has any */
export function countPlaces(reader: Reader, consultationId: string): Promise<PlaceCount[]> {
  return reader.manager.query<PlaceCount[]>(
    `with counted as (
       select place_kind, place_provision, sum(n)::int as "all", coalesce(sum(n) filter (where ${TO_PROPOSE}), 0)::int as "toPropose"
       from (select place_kind, place_provision, state, count(*) as n from comment_status
         where legislature_id = $1 and consultation_id = $2 and reported_number is not null and state <> 'DROPPED'
         group by 1, 2, 3) s
       group by 1, 2),
     struck as (
       select place_kind, place_provision, count(*)::int as n from comment_status s
       where legislature_id = $1 and consultation_id = $2 and ${STRUCK} group by 1, 2)
     select c.place_kind as "targetKind", c.place_provision as "provisionId", c."all", c."toPropose", coalesce(t.n, 0) as "returned"
     from counted c left join struck t on t.place_kind = c.place_kind and t.place_provision is not distinct from c.place_provision`,
    [reader.legislatureId, consultationId],
  );
}
