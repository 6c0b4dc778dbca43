/**
 * Places: the order in which a list is read by page. A row is noted when it is written (a trigger, migration 0018) and
 * gets its place when a reader first finds it committed, behind every row that any reader has seen. So a page that
 * follows another misses nothing, not even a row whose transaction began before the first page and committed after it.
 * A number taken while writing could not promise that, and one taken under a lock would let residents wait for each
 * other.
 */
import type { EntityManager } from 'typeorm';
import { NO_ID } from './scope.js';

/** Of whose rows there is one list over the whole installation */
export const NO_OWNER = NO_ID;

/**
 * Gives places to the rows of a list that have been committed and have none, in the order they were noted. `list` is
 * the table, `ownerId` whose list it is: the legislature, regulation or consultation that migration 0018 names. One
 * look at an index where there are none, which is nearly always; never asked inside a transaction that holds locks.
 */
export async function givePlaces(manager: EntityManager, list: string, ownerId: string): Promise<void> {
  const [waits] = await manager.query<{ any: boolean }[]>(
    'select exists (select 1 from row_place where owner_id = $1 and list = $2 and place is null) as any',
    [ownerId, list],
  );
  if (waits?.any !== true) return;
  await manager.transaction(async (tx) => {
    await tx.query(`set local lock_timeout = '8s'`);
    await tx.query('insert into place_counter (owner_id, list) values ($1, $2) on conflict do nothing', [
      ownerId,
      list,
    ]);
    // whoever holds the counter has committed its places before the next one looks for rows without one
    await tx.query('select last from place_counter where owner_id = $1 and list = $2 for update', [ownerId, list]);
    await tx.query(
      `with waiting as (
         select id, row_number() over (order by noted) as at from row_place
         where owner_id = $1 and list = $2 and place is null),
       counter as (
         update place_counter set last = last + (select count(*) from waiting)
         where owner_id = $1 and list = $2
         returning last - (select count(*) from waiting) as before)
       update row_place p set place = c.before + w.at from waiting w, counter c where p.id = w.id`,
      [ownerId, list],
    );
  });
}
