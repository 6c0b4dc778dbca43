/** Erasing rows, by id. */
import type { EntityManager } from 'typeorm';

/**
 * Deletes these rows of a transient table; gives how many were there. `table` is one that its room registered, never a
 * caller's text.
 */
export async function eraseRows(manager: EntityManager, table: string, ids: readonly string[]): Promise<number> {
  const [, erased] = await manager.query<[unknown, number]>(`delete from ${table} where id = any($1::uuid[])`, [ids]);
  return erased;
}
