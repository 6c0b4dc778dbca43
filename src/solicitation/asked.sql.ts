/** How often bodies were asked and what they answered last, of the tasks themselves. */
import type { EntityManager } from 'typeorm';

export interface AskedThisYear {
  asked: number;
  answered: number;
}

/** Tasks that went out in the present civil year of a zone, by body; one without any is not in it */
export async function askedThisYear(
  manager: EntityManager,
  legislatureId: string,
  contactPointIds: readonly string[],
  zone: string,
): Promise<Map<string, AskedThisYear>> {
  const rows = await manager.query<({ id: string } & AskedThisYear)[]>(
    `select contact_point_id as id, count(*)::int as asked,
       (count(*) filter (where state in ('REPORTED', 'NO_OPINION')))::int as answered
     from solicitation where legislature_id = $1 and contact_point_id = any($2::uuid[])
       and issued_at >= date_trunc('year', clock_timestamp() at time zone $3) at time zone $3 group by 1`,
    [legislatureId, contactPointIds, zone],
  );
  return new Map(rows.map(({ id, asked, answered }) => [id, { asked, answered }]));
}

/** The task that each body answered last, where that was 无意见 with a reason; absent where it answered otherwise */
export async function lastNoOpinions(
  manager: EntityManager,
  legislatureId: string,
  contactPointIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await manager.query<{ point: string; id: string }[]>(
    `select point, id from (
       select distinct on (contact_point_id) contact_point_id as point, id, state, no_opinion_reason
       from solicitation where legislature_id = $1 and contact_point_id = any($2::uuid[]) and answered_at is not null
       order by contact_point_id, answered_at desc, id) as last
     where state = 'NO_OPINION' and no_opinion_reason is not null`,
    [legislatureId, contactPointIds],
  );
  return new Map(rows.map(({ point, id }) => [point, id]));
}
