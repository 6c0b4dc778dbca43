/** The tree of the network. */
import type { EntityManager } from 'typeorm';

export async function subtreeOf(manager: EntityManager, rootIds: readonly string[]): Promise<Set<string>> {
  const rows = await manager.query<{ id: string }[]>(
    `with recursive below as (select id from contact_point where id = any($1::uuid[]) union select c.id from contact_point c join below b on c.parent_id = b.id) select id from below`,
    [rootIds],
  );
  return new Set(rows.map((r) => r.id));
}
