/** How many comments of a round stand at each place. */
import type { Reader } from '../platform/database/scope.js';
import type { TargetKind } from '../opinions/opinion.rules.js';

/** SQL of where the office has comment `c` with its status `s`: `placeOfComment` */
export const PLACE_KIND = `(case when s.filed_under is null then c.target_kind else 'ARTICLE' end)`;
export const PLACE_PROVISION = 'coalesce(s.filed_under, c.provision_id)';

/**
 * SQL: what last brought the comment to whoever proposes was that its line was struck. A later report, signature or
 * reopening is another reason; a proposal made since and taken back is none.
 */
const CAME_BACK = `(select e.command from comment_event e where e.comment_id = s.id
    and e.command in ('strike', 'report', 'sign', 'reopen') order by e.sequence desc limit 1) = 'strike'`;
/** SQL: the comment came back from a sheet 退回重拟, and waits for another proposal */
export const STRUCK = `(s.state = 'REPORTED' and ${CAME_BACK})`;

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
    `select ${PLACE_KIND} as "targetKind", ${PLACE_PROVISION} as "provisionId", count(*)::int as "all",
       count(*) filter (where ${TO_PROPOSE})::int as "toPropose", count(*) filter (where ${STRUCK})::int as "returned"
     from comment_status s join comment c on c.id = s.id
     where s.legislature_id = $1 and s.consultation_id = $2 and s.reported_number is not null and s.state <> 'DROPPED'
     group by 1, 2`,
    [reader.legislatureId, consultationId],
  );
}
