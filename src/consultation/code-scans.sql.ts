/** How often codes were opened, by day: counts alone, added up before they are written. */
import type { EntityManager } from 'typeorm';
import type { Day } from '../platform/base/clock.js';

/** Adds to today's counts of these codes; the day is the civil one of each code's legislature. */
export async function addScans(manager: EntityManager, counts: ReadonlyMap<string, number>): Promise<void> {
  await manager.query(
    `insert into code_scan (law_code_id, legislature_id, day, n)
     select c.id, c.legislature_id, (clock_timestamp() at time zone l.zone)::date, s.n
     from unnest($1::text[], $2::integer[]) as s(code, n)
     join law_code c on c.code = s.code join legislature l on l.id = c.legislature_id
     order by c.id
     on conflict (law_code_id, day) do update set n = code_scan.n + excluded.n`,
    [[...counts.keys()], [...counts.values()]],
  );
}

export interface ScansOfCode {
  lawCodeId: string;
  count: number;
}

/** Of the codes of a regulation, how often each was opened on the days of a window, the most first */
export const scansOf = (
  manager: EntityManager,
  legislatureId: string,
  of: { regulationId: string; opensOn: Day; closesOn: Day },
): Promise<ScansOfCode[]> =>
  manager.query<ScansOfCode[]>(
    `select c.id as "lawCodeId", sum(s.n)::integer as count
     from law_code c join code_scan s on s.law_code_id = c.id and s.day between $3::date and $4::date
     where c.legislature_id = $1 and c.regulation_id = $2
     group by c.id order by count desc, c.id`,
    [legislatureId, of.regulationId, of.opensOn, of.closesOn],
  );
