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

export interface ScansOfDay {
  day: Day;
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

/** As `scansOf` by day, the first day first, days without any left out: of all codes, and of each of these */
export async function scansByDay(
  manager: EntityManager,
  legislatureId: string,
  of: { regulationId: string; opensOn: Day; closesOn: Day },
  lawCodeIds: readonly string[],
): Promise<{ all: ScansOfDay[]; byCode: Map<string, ScansOfDay[]> }> {
  const rows = await manager.query<(ScansOfDay & { id: string | null })[]>(
    `select s.law_code_id as id, to_char(s.day, 'YYYY-MM-DD') as day, sum(s.n)::integer as count
     from law_code c join code_scan s on s.law_code_id = c.id and s.day between $3::date and $4::date
     where c.legislature_id = $1 and c.regulation_id = $2
     group by grouping sets ((s.day), (s.day, s.law_code_id))
     having s.law_code_id is null or s.law_code_id = any($5::uuid[])
     order by s.day`,
    [legislatureId, of.regulationId, of.opensOn, of.closesOn, lawCodeIds],
  );
  const byCode = new Map<string, ScansOfDay[]>();
  const all: ScansOfDay[] = [];
  for (const { id, day, count } of rows)
    if (id === null) all.push({ day, count });
    else byCode.set(id, [...(byCode.get(id) ?? []), { day, count }]);
  return { all, byCode };
}
