/** How many comments of a round stand at each place. */
import type { Reader } from '../platform/database/scope.js';
import type { TargetKind } from '../opinions/opinion.rules.js';

/** SQL of where the office has comment `c` with its status `s`: `placeOfComment` */
export const PLACE_KIND = `(case when s.filed_under is null then c.target_kind else 'ARTICLE' end)`;
export const PLACE_PROVISION = 'coalesce(s.filed_under, c.provision_id)';

/** SQL: the comment came back from a sheet 退回重拟, and nothing was proposed since */
export const STRUCK = `(s.state = 'REPORTED' and exists (select 1 from comment_event e where e.comment_id = s.id and e.command = 'strike'))`;

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
