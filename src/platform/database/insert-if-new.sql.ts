/** Rows that are stored once. */
import type { EntityManager } from 'typeorm';

/** Inserts rows that are not there yet by the named constraint; gives back the ids of those that were stored now. */
export async function insertIfNew(
  manager: EntityManager,
  table: string,
  constraint: string,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
): Promise<Set<string>> {
  const stored = new Set<string>();
  const perStatement = Math.max(1, Math.floor(30_000 / columns.length));
  for (let at = 0; at < rows.length; at += perStatement) {
    const part = rows.slice(at, at + perStatement);
    let n = 0;
    const values = part.map((row) => `(${row.map(() => `$${++n}`).join(', ')})`).join(', ');
    const back = await manager.query<{ id: string }[]>(
      `insert into ${table} (${columns.join(', ')}) values ${values} on conflict on constraint ${constraint} do nothing returning id`,
      part.flat(),
    );
    for (const { id } of back) stored.add(id);
  }
  return stored;
}
