/**
 * Backup 备份, ours because the PostgreSQL from npm brings no pg_dump (architecture §5.17): every table in one
 * snapshot, row by row as PostgreSQL itself writes a row (`t::text`), which it reads again to the byte, with counts and
 * hashes; the jobs that wait; sealed with a key that is not in it.
 *
 * The file, before gzip and sealing, is JSON Lines: a head, then for each table its name, its rows (one JSON string
 * each) and its count and hash, then the waiting jobs, then an end that counts the tables.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Client } from 'pg';
import { type Connection, withClient } from '../database/connection.js';
import type { Keys } from '../database/keys/keys.js';
import { Sealing } from './backup.cipher.js';

const ROWS_AT_ONCE = 500;

export interface TableCount {
  table: string;
  rows: number;
  /** SHA-256 over the rows in the order of their primary key, hexadecimal */
  sha256: string;
}

export interface BackupHead {
  format: 'yifayima-backup-1';
  madeAt: string;
  /** names of the migrations that its tables stand at, in the order of their numbers (a CONTRACT may have waited) */
  migrations: string[];
  keyFingerprint: string;
}

export interface WaitingJob {
  task: string;
  payload: unknown;
  queue: string | null;
  runAt: string;
  maxAttempts: number;
  key: string | null;
  priority: number;
}

export type BackupLine =
  | { head: BackupHead }
  | { table: string }
  | { row: string }
  | ({ end: true } & TableCount)
  | { job: WaitingJob }
  | { done: true; tables: number; rows: number };

/** What makes rows read the same on every server: no local time, no local format, floats to the last bit. */
const SAME_EVERYWHERE = `set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set extra_float_digits = 1; set bytea_output = 'hex'`;

export const readingAlike = <T>(connection: Connection, body: (db: Client) => Promise<T>): Promise<T> =>
  withClient(connection, async (db) => {
    await db.query(SAME_EVERYWHERE);
    return body(db);
  });

/** Our tables by name, with the columns of the primary key; the list of migrations is the head's business. */
export async function tablesOf(db: Client): Promise<{ name: string; key: string[] }[]> {
  const { rows } = await db.query<{ name: string; key: string[] | null }>(`select c.relname as name,
      (select array_agg(a.attname::text order by k.ordinality) from pg_index i, unnest(i.indkey) with ordinality k(attnum, ordinality), pg_attribute a
        where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.attnum) as key
    from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and c.relname <> 'migration' order by c.relname`);
  return rows.map(({ name, key }) => ({ name, key: key ?? [] }));
}

export const migrationsOf = async (db: Client): Promise<string[]> =>
  (await db.query<{ name: string }>('select name from migration order by timestamp')).rows.map((r) => r.name);

/** Rows as PostgreSQL writes them, in the order of the primary key. Inside a transaction. */
export async function* rowsOf(
  db: Client,
  { name, key }: { name: string; key: readonly string[] },
): AsyncGenerator<string> {
  const quoted = db.escapeIdentifier(name);
  const order = key.length > 0 ? key.map((k) => `t.${db.escapeIdentifier(k)}`).join(', ') : 't::text collate "C"';
  await db.query(`declare backup_rows no scroll cursor for select t::text as row from ${quoted} t order by ${order}`);
  try {
    for (;;) {
      const { rows } = await db.query<{ row: string }>(`fetch ${ROWS_AT_ONCE} from backup_rows`);
      for (const { row } of rows) yield row;
      if (rows.length < ROWS_AT_ONCE) return;
    }
  } finally {
    await db.query('close backup_rows').catch(() => undefined);
  }
}

const waitingJobs = async (db: Client): Promise<WaitingJob[]> =>
  (
    await db.query<WaitingJob>(`select t.identifier as task, j.payload, q.queue_name as queue, j.run_at::text as "runAt", j.max_attempts as "maxAttempts", j.key, j.priority
  from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
  where j.attempts < j.max_attempts order by j.id`)
  ).rows;

async function* lines(db: Client, head: BackupHead, counts: TableCount[]): AsyncGenerator<string> {
  const line = (l: BackupLine): string => `${JSON.stringify(l)}\n`;
  yield line({ head });
  for (const table of await tablesOf(db)) {
    yield line({ table: table.name });
    const hash = createHash('sha256');
    let rows = 0;
    for await (const row of rowsOf(db, table)) {
      hash.update(row).update('\n');
      rows++;
      yield line({ row });
    }
    const count = { table: table.name, rows, sha256: hash.digest('hex') };
    counts.push(count);
    yield line({ end: true, ...count });
  }
  for (const job of await waitingJobs(db)) yield line({ job });
  yield line({ done: true, tables: counts.length, rows: counts.reduce((sum, c) => sum + c.rows, 0) });
}

/**
 * Writes a backup of the whole database to `file` (mode 0600; a file that is there is replaced only when the new one is
 * whole and on the disk). The service may go on working meanwhile: everything is read in one snapshot.
 */
export async function writeBackup(owner: Connection, keys: Keys, file: string): Promise<TableCount[]> {
  const partial = `${file}.partial`;
  const counts: TableCount[] = [];
  try {
    await readingAlike(owner, async (db) => {
      await db.query('begin isolation level repeatable read read only');
      const {
        rows: [clock],
      } = await db.query<{ now: Date }>('select now()');
      const head: BackupHead = {
        format: 'yifayima-backup-1',
        madeAt: clock?.now.toISOString() ?? '',
        migrations: await migrationsOf(db),
        keyFingerprint: keys.fingerprint(),
      };
      const out = createWriteStream(partial, { flags: 'w', mode: 0o600 });
      await once(out, 'open');
      await pipeline(
        Readable.from(lines(db, head, counts), { objectMode: false }),
        createGzip(),
        new Sealing(keys.key('backup')),
        out,
      );
      await db.query('commit');
    });
    await onDisk(partial);
    await rename(partial, file);
    await onDisk(dirname(file));
    return counts;
  } catch (e) {
    await rm(partial, { force: true });
    throw e;
  }
}

async function onDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
