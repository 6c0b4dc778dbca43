/** The tree of the network. */
import type { EntityManager } from 'typeorm';

const NAMING = 7_214_036; // any number, always the same

/** Names of contact points are given one act after another in a legislature, until commit: none is given twice. */
export async function lockNames(manager: EntityManager, legislatureId: string): Promise<void> {
  await manager.query('select pg_advisory_xact_lock($1, hashtext($2))', [NAMING, legislatureId]);
}

export async function subtreeOf(manager: EntityManager, rootIds: readonly string[]): Promise<Set<string>> {
  const rows = await manager.query<{ id: string }[]>(
    `with recursive below as (select id from contact_point where id = any($1::uuid[]) union select c.id from contact_point c join below b on c.parent_id = b.id) select id from below`,
    [rootIds],
  );
  return new Set(rows.map((r) => r.id));
}
