/**
 * Restore 恢复: a backup into an empty database, the tables first at the version of the backup, and nothing believed
 * that is not counted again.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Client } from 'pg';
import type { Connection } from '../database/connection.js';
import type { Keys } from '../database/keys/keys.js';
import { BackupRefused, Opening } from './backup.cipher.js';
import {
  type BackupHead,
  type BackupLine,
  migrationsOf,
  readingAlike,
  rowsOf,
  type TableCount,
  tablesOf,
  type WaitingJob,
} from './backup.js';

const ROWS_AT_ONCE = 500;
const LONGEST_LINE = 512 * 1024 * 1024;

export interface RestoreSteps {
  /** Brings an empty database to exactly these migrations; refuses names that this program does not know. */
  migrateTo(names: readonly string[]): Promise<void>;
  /** Looks at what was loaded before it is committed, and stops the restore by throwing. */
  accept(db: Client): Promise<void>;
  /** Brings it from there to the present version, with the rights of the service. */
  migrateToPresent(): Promise<void>;
}

/**
 * Loads `file` into the database of `owner` in one transaction: it holds all of the backup or nothing of it. Every
 * table is counted and hashed again from the database before that.
 * @throws BackupRefused in words: no backup, cut, changed, other keys, a database that is not empty, a backup of a
 * newer program
 */
export async function restoreBackup(
  owner: Connection,
  keys: Keys,
  file: string,
  steps: RestoreSteps,
): Promise<{ head: BackupHead; counts: TableCount[] }> {
  const source = linesOf(file, keys);
  const first = await source.next();
  const head = first.done === true ? undefined : 'head' in first.value ? first.value.head : undefined;
  if (head?.format !== 'yifayima-backup-1') throw new BackupRefused('这不是一法一码的备份文件。');
  if (head.keyFingerprint !== keys.fingerprint())
    throw new BackupRefused('密钥文件（KEYS_FILE）不是做备份时的那一份。');
  await refuseUnlessEmpty(owner);
  await steps.migrateTo(head.migrations);
  const counts = await readingAlike(owner, (db) => load(db, head, source, (d) => steps.accept(d)));
  await steps.migrateToPresent();
  return { head, counts };
}

async function* linesOf(file: string, keys: Keys): AsyncGenerator<BackupLine> {
  const out = new PassThrough();
  const opened = pipeline(createReadStream(file), new Opening(keys.key('backup')), createGunzip(), out);
  // the failure is given to whoever reads; unhandled it would end the process
  opened.catch((e: Error) => out.destroy(e));
  const reader = createInterface({ input: out, crlfDelay: Infinity });
  try {
    for await (const line of reader) {
      if (line.length > LONGEST_LINE) throw new BackupRefused('备份文件已损坏。');
      yield JSON.parse(line) as BackupLine;
    }
    await opened;
  } catch (e) {
    await opened;
    throw e;
  } finally {
    reader.close();
  }
}

async function refuseUnlessEmpty(owner: Connection): Promise<void> {
  await readingAlike(owner, async (db) => {
    const { rows } = await db.query<{ there: boolean }>(`select to_regclass('public.account') is not null as there`);
    if (rows[0]?.there !== true) return;
    const { rows: found } = await db.query<{ any: boolean }>(
      'select exists (select 1 from account) or exists (select 1 from legislature) as any',
    );
    if (found[0]?.any === true)
      throw new BackupRefused('这个数据库里已经有数据，不会覆盖。请换一个空的 DATA_DIR（或空的数据库）再恢复。');
  });
}

async function load(
  db: Client,
  head: BackupHead,
  source: AsyncGenerator<BackupLine>,
  accept: RestoreSteps['accept'],
): Promise<TableCount[]> {
  const present = await migrationsOf(db);
  if (present.join() !== head.migrations.join()) throw new Error('the tables are not at the version of the backup');
  await db.query('begin');
  const tables = new Map((await tablesOf(db)).map((t) => [t.name, t]));
  const bonds = await loosen(db, [...tables.keys()]);
  const counts: TableCount[] = [];
  const jobs: WaitingJob[] = [];
  let table: { name: string; key: string[] } | undefined;
  let waiting: string[] = [];
  let finished = false;
  for await (const line of source) {
    if ('table' in line && !('end' in line)) {
      table = tables.get(line.table);
      if (!table) throw new BackupRefused(`备份里有这个版本没有的表（${line.table}）。`);
      await db.query(`delete from ${db.escapeIdentifier(table.name)}`);
    } else if ('row' in line && table) {
      waiting.push(line.row);
      if (waiting.length >= ROWS_AT_ONCE) waiting = await insert(db, table.name, waiting);
    } else if ('end' in line && table) {
      waiting = await insert(db, table.name, waiting);
      counts.push(await counted(db, table, line));
    } else if ('job' in line) jobs.push(line.job);
    else if ('done' in line) finished = line.tables === counts.length;
  }
  if (!finished) throw new BackupRefused('备份文件不完整：结尾缺失，可能没有写完或者被截断。');
  for (const statement of bonds) await db.query(statement);
  await movesOn(db);
  await db.query('delete from graphile_worker._private_jobs');
  for (const j of jobs) {
    await db.query('select graphile_worker.add_job($1, $2::json, $3, $4::timestamptz, $5, $6, $7)', [
      j.task,
      JSON.stringify(j.payload),
      j.queue,
      j.runAt,
      j.maxAttempts,
      j.key,
      j.priority,
    ]);
  }
  await accept(db);
  await db.query('commit');
  return counts;
}

/**
 * Without our triggers and the foreign keys rows may come in any order; what is given back puts both in place again,
 * checked.
 */
async function loosen(db: Client, tables: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ on: string; name: string; definition: string }>(
    `select conrelid::regclass::text as on, conname as name, pg_get_constraintdef(oid) as definition from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0 order by 1, 2`,
  );
  const back: string[] = [];
  for (const { on, name, definition } of rows) {
    await db.query(`alter table ${on} drop constraint ${db.escapeIdentifier(name)}`);
    back.push(`alter table ${on} add constraint ${db.escapeIdentifier(name)} ${definition}`);
  }
  for (const name of tables) {
    await db.query(`alter table ${db.escapeIdentifier(name)} disable trigger user`);
    back.push(`alter table ${db.escapeIdentifier(name)} enable trigger user`);
  }
  return back;
}

async function insert(db: Client, table: string, rows: string[]): Promise<string[]> {
  const name = db.escapeIdentifier(table);
  if (rows.length > 0)
    await db.query(
      `insert into ${name} overriding system value select (r.v).* from (select x::${name} as v from unnest($1::text[]) x offset 0) r`,
      [rows],
    );
  return [];
}

/** What stands in the database now is what was backed up, to the byte. */
async function counted(db: Client, table: { name: string; key: string[] }, said: TableCount): Promise<TableCount> {
  const hash = createHash('sha256');
  let rows = 0;
  for await (const row of rowsOf(db, table)) {
    hash.update(row).update('\n');
    rows++;
  }
  const found = { table: table.name, rows, sha256: hash.digest('hex') };
  if (said.table !== found.table || said.rows !== rows || said.sha256 !== found.sha256)
    throw new BackupRefused(`恢复后的 ${table.name} 与备份不符（${rows}/${said.rows} 行），没有写入。`);
  return found;
}

/** A sequence goes on behind the highest number that is there. */
async function movesOn(db: Client): Promise<void> {
  const { rows } = await db.query<{
    sequence: string;
    on: string;
    column: string;
  }>(`select s.oid::regclass::text as sequence, d.refobjid::regclass::text as on, a.attname as column
    from pg_class s join pg_depend d on d.objid = s.oid and d.deptype in ('a', 'i') join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
    where s.relkind = 'S' and s.relnamespace = 'public'::regnamespace`);
  for (const { sequence, on, column } of rows) {
    await db.query(
      `select setval('${sequence}', greatest(1, (select coalesce(max(${db.escapeIdentifier(column)}), 0) from ${on})), (select count(*) > 0 from ${on}))`,
    );
  }
}
