/** The tree of the network. */
import type { EntityManager } from 'typeorm';
import { oneOf } from '../../platform/database/one-of.js';
import { ContactPointRow } from './points.entities.js';

const NAMING = 7_214_036; // any number, always the same
const TREE = 7_214_041;

/** Names of contact points are given one act after another in a legislature, until commit: none is given twice. */
export async function lockNames(manager: EntityManager, legislatureId: string): Promise<void> {
  await manager.query('select pg_advisory_xact_lock($1, hashtext($2))', [NAMING, legislatureId]);
}

/** Contact points are moved in the tree one act after another, until commit: two moves at once make no circle. */
export async function lockTree(manager: EntityManager): Promise<void> {
  await manager.query('select pg_advisory_xact_lock($1)', [TREE]);
}

export async function subtreeOf(manager: EntityManager, rootIds: readonly string[]): Promise<Set<string>> {
  const rows = await manager.query<{ id: string }[]>(
    `with recursive below as (select id from contact_point where id = any($1::uuid[]) union select c.id from contact_point c join below b on c.parent_id = b.id) select id from below`,
    [rootIds],
  );
  return new Set(rows.map((r) => r.id));
}

/** Each of these and what stands above it, the nearest first */
export async function chainsAbove(
  manager: EntityManager,
  ids: readonly string[],
): Promise<{ id: string; aboveId: string; name: string; kind: string }[]> {
  return manager.query(
    `with recursive above as (
       select p.id, p.parent_id, 1 as steps from contact_point p where p.id = any($1::uuid[])
       union select a.id, p.parent_id, a.steps + 1 from above a join contact_point p on p.id = a.parent_id where a.steps < 100)
     select a.id, p.id as "aboveId", p.name, p.kind from above a join contact_point p on p.id = a.parent_id order by a.id, a.steps`,
    [ids],
  );
}

/** How many engaged contact points stand directly below each of these, and how many at any depth */
export async function countBelow(
  manager: EntityManager,
  legislatureId: string,
  ids: readonly string[],
): Promise<Map<string, { direct: number; all: number }>> {
  const rows = await manager.query<{ root: string; direct: number; all: number }[]>(
    `with recursive below as (
       select parent_id as root, id from contact_point where parent_id = any($2::uuid[])
       union select b.root, c.id from below b join contact_point c on c.parent_id = b.id)
     select b.root, count(*)::int as "all", (count(*) filter (where p.parent_id = b.root))::int as direct
     from below b join contact_point p on p.id = b.id
     join engagement e on e.contact_point_id = b.id and e.legislature_id = $1 and e.until is null group by 1`,
    [legislatureId, ids],
  );
  return new Map(rows.map(({ root, direct, all }) => [root, { direct, all }]));
}

/** Names of the other legislatures that engage each of these, in the order of the names */
export async function sharersOf(
  manager: EntityManager,
  legislatureId: string,
  ids: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await manager.query<{ id: string; names: string[] }[]>(
    `select e.contact_point_id as id, array_agg(l.name order by l.name) as names from engagement e
     join legislature l on l.id = e.legislature_id
     where e.contact_point_id = any($2::uuid[]) and e.legislature_id <> $1 and e.until is null group by 1`,
    [legislatureId, ids],
  );
  return new Map(rows.map(({ id, names }) => [id, names]));
}

/**
 * Contact points of this full name in the whole installation: those that are engaged by somebody now; where there is
 * none, those that were.
 */
export async function namedAnywhere(manager: EntityManager, name: string): Promise<ContactPointRow[]> {
  const rows = await manager.query<{ id: string; live: boolean }[]>(
    `select p.id, exists (select 1 from engagement e where e.contact_point_id = p.id and e.until is null) as live
     from contact_point p where p.name = $1`,
    [name],
  );
  const live = rows.filter((r) => r.live);
  const ids = (live.length > 0 ? live : rows).map((r) => r.id);
  return ids.length === 0 ? [] : manager.find(ContactPointRow, { where: { id: oneOf(ids) }, order: { id: 'ASC' } });
}
