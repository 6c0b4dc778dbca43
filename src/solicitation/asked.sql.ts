/** How often bodies were asked, of the tasks themselves. */
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
