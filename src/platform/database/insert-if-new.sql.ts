/** Rows that are stored once. */
import type { EntityManager } from 'typeorm';

/**
 * Inserts rows that are not there yet by the named constraint; gives back the ids of those that were stored now. A
 * parameter is the array of a column's values, so that the statement is the same however many rows there are. `columns`
 * names each with its type.
 */
export async function insertIfNew(
  manager: EntityManager,
  table: string,
  constraint: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly (readonly unknown[])[],
): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const names = Object.keys(columns);
  const arrays = Object.values(columns).map((type, at) => `$${at + 1}::${type}[]`);
  const back = await manager.query<{ id: string }[]>(
    `insert into ${table} (${names.join(', ')}) select * from unnest(${arrays.join(', ')})
     on conflict on constraint ${constraint} do nothing returning id`,
    names.map((_, at) => rows.map((row) => row[at])),
  );
  return new Set(back.map((r) => r.id));
}
