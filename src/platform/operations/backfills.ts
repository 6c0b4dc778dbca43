/**
 * Backfills: what an EXPAND added is filled in for older rows, beside the service, in short transactions that can be
 * interrupted anywhere. Only rows that the service may change: an append-only row is sealed with what it holds, and a
 * column filled in later would break its seal.
 */
import type { DataSource, EntityManager } from 'typeorm';
import { returnNumbers } from '../../../migrations/backfills.js';
import { retryOnLock } from '../database/lock-retry.js';
import { NO_ID } from '../database/scope.js';

export interface Backfill {
  readonly name: string;
  /** a `kept` or `transient` table with a uuid column `id` as its key */
  readonly table: string;
  /** SQL: true for a row that is still to be filled; a filled row is never touched again */
  readonly unfilled: string;
  /** SQL behind SET */
  readonly set: string;
}

/** Those of the product; one that a CONTRACT needs stays for ever, since a database may come from any older release. */
export const backfills: readonly Backfill[] = [returnNumbers];

const ROWS_AT_ONCE = 500;
const LOCK_RETRY_MS = 60_000;

/** @throws Error where one would change sealed rows */
export async function refuseSealedRows(manager: EntityManager, known: readonly Backfill[]): Promise<void> {
  for (const { name, table } of known) {
    const [row] = await manager.query<{ comment: string | null }[]>(
      `select obj_description(to_regclass($1)) as comment`,
      [`public.${table}`],
    );
    if (!/^(kept|transient):/.test(row?.comment ?? ''))
      throw new Error(
        `the backfill ${name} may not change ${table}: ${row?.comment?.split(':')[0] ?? 'no such table'}`,
      );
  }
}

/** In an empty database there is nothing to fill. */
export async function markBackfillsDone(manager: EntityManager, known: readonly Backfill[]): Promise<void> {
  for (const { name } of known)
    await manager.query(
      'insert into backfill (name, finished_at) values ($1, clock_timestamp()) on conflict do nothing',
      [name],
    );
}

/** Is every row filled? One that an older program wrote behind the last pass opens it again, for the job to go over. */
export async function isFilled(manager: EntityManager, { name, table, unfilled }: Backfill): Promise<boolean> {
  const [row] = await manager.query<{ finished: boolean }[]>(
    'select finished_at is not null as finished from backfill where name = $1 for update',
    [name],
  );
  if (row?.finished !== true) return false;
  const [left] = await manager.query<{ any: boolean }[]>(
    `select exists (select 1 from ${table} where ${unfilled}) as any`,
  );
  if (left?.any === false) return true;
  await manager.query('update backfill set position = null, finished_at = null where name = $1', [name]);
  return false;
}

/** One batch in key order, with its progress, in one transaction; true when the last row has been looked at. */
async function fillBatch(
  manager: EntityManager,
  { name, table, unfilled, set }: Backfill,
  rows: number,
): Promise<boolean> {
  await manager.query(`set local lock_timeout = '2s'`);
  await manager.query(`set local statement_timeout = '30s'`);
  await manager.query('insert into backfill (name) values ($1) on conflict do nothing', [name]);
  // the lock fences: a second worker waits here and goes on where the first one stopped
  const [at] = await manager.query<{ position: string | null; finished: boolean }[]>(
    'select position, finished_at is not null as finished from backfill where name = $1 for update',
    [name],
  );
  if (at?.finished === true) return true;
  const keys = (
    await manager.query<{ id: string }[]>(
      `select id from ${table} where id > coalesce($1::uuid, '${NO_ID}') order by id limit $2`,
      [at?.position ?? null, rows],
    )
  ).map((r) => r.id);
  const [, filled] = await manager.query<[unknown, number]>(
    `with due as (select id from ${table} where id = any($1::uuid[]) and (${unfilled}) order by id for update) update ${table} t set ${set} from due where t.id = due.id`,
    [keys],
  );
  const over = keys.length < rows;
  await manager.query(
    'update backfill set position = coalesce($2, position), done_rows = done_rows + $3, finished_at = case when $4 then clock_timestamp() end where name = $1',
    [name, keys.at(-1) ?? null, filled, over],
  );
  return over;
}

/** Goes on where the last run stopped, batch by batch, until all is filled or `stopping` says so. */
export async function runBackfill(
  source: DataSource,
  backfill: Backfill,
  stopping: () => boolean,
  { rows = ROWS_AT_ONCE, tell = (_: string): void => undefined } = {},
): Promise<void> {
  let over = false;
  while (!over && !stopping())
    over = await retryOnLock(`backfill ${backfill.name}`, { bound: LOCK_RETRY_MS, tell }, () =>
      source.transaction((manager) => fillBatch(manager, backfill, rows)),
    );
}
