/** 节假日、调休 of a legislature, as a notice of one year has them. */
import type { EntityManager } from 'typeorm';
import type { ReadDay } from './working-days.reader.js';

const IMPORTING = 7_214_059; // any number, always the same

/** Notices of a legislature are kept one after another, until commit: two at once would wait for each other. */
export async function lockDays(manager: EntityManager, legislatureId: string): Promise<void> {
  await manager.query('select pg_advisory_xact_lock($1, hashtext($2))', [IMPORTING, legislatureId]);
}

/** The days of this notice take the place of what the notice of that year said before; a day is there once. */
export async function replaceYear(
  manager: EntityManager,
  legislatureId: string,
  year: number,
  days: readonly ReadDay[],
): Promise<void> {
  const said = days.map((d) => d.day);
  await manager.query(
    `delete from working_day_exception where legislature_id = $1 and notice_year = $2 and day <> all($3::date[])`,
    [legislatureId, year, said],
  );
  await manager.query(
    `insert into working_day_exception (id, legislature_id, day, kind, name, notice_year)
     select gen_random_uuid(), $1, d.day, d.kind, d.name, $2
     from unnest($3::date[], $4::text[], $5::text[]) as d(day, kind, name) order by d.day
     on conflict (legislature_id, day) do update
       set kind = excluded.kind, name = excluded.name, notice_year = excluded.notice_year`,
    [legislatureId, year, said, days.map((d) => d.kind), days.map((d) => d.name)],
  );
}

/** The years of which a notice is known */
export async function yearsKnown(manager: EntityManager, legislatureId: string): Promise<Set<number>> {
  const rows = await manager.query<{ year: number }[]>(
    `select distinct notice_year as year from working_day_exception where legislature_id = $1`,
    [legislatureId],
  );
  return new Set(rows.map((r) => r.year));
}
