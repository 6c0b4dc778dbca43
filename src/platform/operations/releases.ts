/**
 * Old and new programs on one database. A migration is EXPAND (it only adds: older programs go on working) or CONTRACT
 * (it drops or tightens, at least one release after the last program that needs what goes). A CONTRACT waits for its
 * backfills and for older programs; what it leaves behind is the floor: the oldest schema number whose program may
 * still serve.
 */
import type { EntityManager, MigrationInterface } from 'typeorm';
import { NoDatabaseError } from '../database/no-database.js';
import { type Backfill, isFilled } from './backfills.js';

export interface PhasedMigration extends MigrationInterface {
  /** EXPAND where it says nothing */
  readonly phase?: 'EXPAND' | 'CONTRACT';
  /** names of the backfills that must be finished before a CONTRACT */
  readonly needs?: readonly string[];
}

/** A CONTRACT that was not run, and in words what it waits for */
export interface Waiting {
  migration: string;
  why: string[];
}

/** How long a process counts as serving that says nothing */
const SILENCE = `interval '30 seconds'`;

/** The number of a migration's file, from the end of its class name */
export const numberOf = (migration: string): number => Number(/(\d{13})$/.exec(migration)?.[1]) - 1_795_310_000_000;

const schemaName = (schema: number): string => String(schema).padStart(4, '0');

/** @throws NoDatabaseError where a newer program has taken away what a program of this schema number needs */
export function refuseBelow(oldest: number, schema: number): void {
  if (schema >= oldest) return;
  throw new NoDatabaseError(
    `A newer release has contracted this database: it needs a program of schema ${schemaName(oldest)} or later, and this one is ${schemaName(schema)}. ` +
      `这个数据库已经由更新的版本收缩过：需要结构编号 ${schemaName(oldest)} 或更新的程序，本程序是 ${schemaName(schema)}，请启动更新的版本。`,
  );
}

/** The floor; 0 where the database is older than it */
export async function floorOf(manager: EntityManager): Promise<number> {
  const [table] = await manager.query<{ there: boolean }[]>(
    `select to_regclass('public.schema_floor') is not null as there`,
  );
  if (table?.there !== true) return 0;
  const [row] = await manager.query<{ oldest: number }[]>('select oldest from schema_floor');
  return row?.oldest ?? 0;
}

/**
 * What a CONTRACT has to wait for; nothing: it may run now, in this same transaction, and the floor is raised. Takes
 * the floor's row lock, on which every process that begins to serve waits, so that none slips in between. `free`: an
 * empty database, or one being rebuilt as a backup stood.
 */
export async function contractWaitsFor(
  manager: EntityManager,
  schema: number,
  needs: readonly string[],
  known: readonly Backfill[],
  free: boolean,
): Promise<string[]> {
  await manager.query('select 1 from schema_floor for update');
  const why: string[] = [];
  if (!free) {
    const older = await manager.query<{ process: string; schema: number }[]>(
      `select process, schema_number as schema from serving where schema_number < $1 and seen_at > clock_timestamp() - ${SILENCE} order by since`,
      [schema],
    );
    why.push(...older.map((p) => `进程 ${p.process} 还在运行结构编号 ${schemaName(p.schema)} 的旧版本`));
    for (const name of needs) {
      const backfill = known.find((b) => b.name === name);
      if (!backfill) throw new Error(`there is no backfill ${name}`);
      if (!(await isFilled(manager, backfill))) why.push(`旧数据补写 ${name} 还没有完成`);
    }
  }
  if (why.length === 0) await manager.query('update schema_floor set oldest = greatest(oldest, $1)', [schema]);
  return why;
}

/**
 * Says that a process serves, and says so again; gives the floor, which by then cannot rise above it unless it was
 * silent for too long.
 */
export async function sayServing(manager: EntityManager, id: string, process: string, schema: number): Promise<number> {
  // shared: many say so at once, and none while a CONTRACT decides
  const [floor] = await manager.query<{ oldest: number }[]>('select oldest from schema_floor for share');
  const oldest = floor?.oldest ?? 0;
  if (schema >= oldest) {
    await manager.query(
      'insert into serving (id, process, schema_number, seen_at) values ($1, $2, $3, clock_timestamp()) on conflict (id) do update set seen_at = clock_timestamp()',
      [id, process, schema],
    );
  }
  return oldest;
}

/** It serves no longer; and whoever has been silent for a day is forgotten. */
export async function stopServing(manager: EntityManager, id: string): Promise<void> {
  await manager.query(`delete from serving where id = $1 or seen_at < clock_timestamp() - interval '1 day'`, [id]);
}
