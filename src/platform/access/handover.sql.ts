/** What goes along when the work of an account passes to another, and the last moment of a day in a zone. */
import type { EntityManager } from 'typeorm';
import type { Day } from '../base/clock.js';

/**
 * Working copies 草稿 of one account become those of another; of what both have typed something about, each keeps its
 * own. Gives how many went along, and how many stayed.
 */
export async function moveWorkingCopies(
  manager: EntityManager,
  { legislatureId, from, to }: { legislatureId: string; from: string; to: string },
): Promise<{ moved: number; stayed: number }> {
  const [found] = await manager.query<{ moved: number; stayed: number }[]>(
    `with all_of as (
       select id, exists (select 1 from working_copy o where o.legislature_id = w.legislature_id and o.account_id = $3
         and o.kind = w.kind and o.target_id = w.target_id) as taken
       from working_copy w where w.legislature_id = $1 and w.account_id = $2 for update),
     moved as (update working_copy w set account_id = $3 from all_of a where a.id = w.id and not a.taken returning w.id)
     select (select count(*)::int from moved) as moved, (select count(*)::int from all_of where taken) as stayed`,
    [legislatureId, from, to],
  );
  return found ?? { moved: 0, stayed: 0 };
}

/** When this day is over in an IANA zone */
export async function endOfDay(manager: EntityManager, day: Day, zone: string): Promise<Date> {
  const [found] = await manager.query<{ at: Date }[]>(`select ($1::date + 1)::timestamp at time zone $2 as at`, [
    day,
    zone,
  ]);
  return found?.at as Date;
}
