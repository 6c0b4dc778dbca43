/**
 * A backup is all of it or nothing: another database holds the same rows to the byte, and a damaged file loads nothing.
 */
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../../src/main.js';
import { parseConfig } from '../../../src/platform/base/config.js';
import { createLog } from '../../../src/platform/base/log.js';
import { migrateJobs } from '../../../src/platform/database/jobs/jobs.js';
import { loadKeys } from '../../../src/platform/database/keys/keys.js';
import { BackupRefused } from '../../../src/platform/operations/backup.cipher.js';
import { writeBackup } from '../../../src/platform/operations/backup.js';
import { restoreBackup } from '../../../src/platform/operations/restore.js';
import { migrate } from '../../../src/platform/operations/upgrade.js';
import { type FreshDatabase, freshDatabase } from '../../support/database.js';
import { openRound, type Round } from '../../support/round.js';
import { startTestService, type TestService } from '../../support/service.js';

let s: TestService;
let round: Round;
let folder: string;
let file: string;
const made: FreshDatabase[] = [];
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  round = await openRound(s);
  folder = await mkdtemp(join(tmpdir(), 'backup-'));
  file = join(folder, 'all.backup');
});
afterAll(async () => {
  await s.close();
  for (const d of made) await d.drop();
  await rm(folder, { recursive: true, force: true });
});

const empty = async (): Promise<FreshDatabase> => {
  const db = await freshDatabase({ empty: true });
  made.push(db);
  return db;
};
const restoreInto = (db: FreshDatabase, from = file, keys = s.db.keys): ReturnType<typeof restoreBackup> =>
  restoreBackup(db.owner, keys, from, {
    migrateTo: async (names) => {
      await migrate(db, keys, migrateJobs, names);
    },
    accept: () => Promise.resolve(),
    migrateToPresent: async () => {
      await migrate(db, keys, migrateJobs);
    },
  });
const refused = (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => 'it went through',
    (e: unknown) => (e instanceof BackupRefused ? e.message : `${String(e)}`),
  );

/** Rows of every table as they stand, so that two databases can be told apart by one byte */
const everything = async (db: FreshDatabase): Promise<Record<string, string>> => {
  const tables = await db.asOwner<{ t: string }>(
    `select relname as t from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  );
  const out: Record<string, string> = {};
  for (const { t } of tables) {
    const [row] = await db.asOwner<{ h: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(x::text, E'\\n' order by x::text collate "C")), '') as h from "${t}" x`,
    );
    out[t] = row?.h ?? '';
  }
  return out;
};

it('a backup of a working service: one file for its owner alone, without a word in the clear', async () => {
  await s.db.asOwner(
    `select graphile_worker.add_job('later', '{"legislatureId": null}'::json, run_at := now() + interval '1 day', job_key := 'kept')`,
  );
  const reading = Promise.all(Array.from({ length: 12 }, () => fetch(`${s.url}/l/${round.code}`)));
  const counts = await writeBackup(s.db.owner, s.db.keys, file);
  await reading;
  expect(counts.find((c) => c.table === 'regulation')?.rows).toBe(1);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const bytes = await readFile(file);
  expect(bytes.subarray(0, 13).toString()).toBe('YFYM-BACKUP-1');
  for (const word of ['电梯', 'regulation', round.code]) expect(bytes.includes(Buffer.from(word))).toBe(false);
});

it('restored elsewhere everything is the same to the byte: rows, waiting jobs, constraints, triggers, rights', async () => {
  await s.running.stop();
  const before = await everything(s.db);
  await writeBackup(s.db.owner, s.db.keys, file);
  const there = await empty();
  const { counts } = await restoreInto(there);
  expect(await everything(there)).toEqual(before);
  expect(counts).toHaveLength(Object.keys(before).length - 1);
  expect(
    await there.asOwner(
      `select count(*)::int as n from graphile_worker.jobs where key = 'kept' and run_at > now() + interval '20 hours'`,
    ),
  ).toEqual([{ n: 1 }]);
  const constraints = `select count(*)::int as n, md5(string_agg(conname || pg_get_constraintdef(oid), ',' order by conname)) as h from pg_constraint where connamespace = 'public'::regnamespace`;
  expect(await there.asOwner(constraints)).toEqual(await s.db.asOwner(constraints));
  await expect(there.asOwner(`update draft set source_text = 'x' where published_at is not null`)).rejects.toThrow();
  await expect(there.asService('delete from audit_record')).rejects.toThrow(/permission denied/u);
});

it('a restored service opens, and what was written before can be read', async () => {
  const there = await empty();
  await restoreInto(there);
  const config = parseConfig({ PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'silent' });
  const running = await serve({
    config,
    keys: s.db.keys,
    log: createLog('silent'),
    prepared: { owner: there.owner, service: there.service, description: 'restored', stop: () => Promise.resolve() },
  });
  try {
    expect(running.firstAdministrator).toBeNull();
    expect(await (await fetch(`${running.url}/l/${round.code}`)).text()).toContain('电梯使用单位应当每日检查电梯');
  } finally {
    await running.stop();
  }
});

it.each<[string, (bytes: Buffer) => Buffer, RegExp]>([
  [
    'one byte changed',
    (b) => {
      b.writeUInt8(b.readUInt8(b.length - 40) ^ 1, b.length - 40);
      return b;
    },
    /损坏|改动/u,
  ],
  ['its end cut off', (b) => b.subarray(0, b.length - 100), /损坏|截断|不完整/u],
  ['cut inside the head', (b) => b.subarray(0, 10), /不是一法一码的备份文件|不完整/u],
  ['something behind its end', (b) => Buffer.concat([b, Buffer.from('more')]), /损坏|截断|不完整/u],
  ['another file', () => Buffer.from('PK not a backup at all'), /不是一法一码的备份文件/u],
  ['an empty file', () => Buffer.alloc(0), /不是一法一码的备份文件/u],
])('%s: refused in words, and nothing is loaded', async (_, change, words) => {
  const path = join(folder, 'damaged.backup');
  await writeFile(path, change(Buffer.from(await readFile(file))));
  const there = await empty();
  expect(await refused(restoreInto(there, path))).toMatch(words);
  const [row] = await there.asOwner<{ there: string | null }>(`select to_regclass('public.account')::text as there`);
  if (row?.there) expect(await there.asOwner('select 1 from account')).toEqual([]);
});

it('with other keys it does not open', async () => {
  const keys = await loadKeys(join(folder, 'other-keys.json'));
  expect(await refused(restoreInto(await empty(), file, keys))).toMatch(/密钥文件/u);
});

it('a database that holds something is never overwritten', async () => {
  const there = await empty();
  await restoreInto(there);
  const before = await everything(there);
  expect(await refused(restoreInto(there))).toMatch(/已经有数据/u);
  expect(await everything(there)).toEqual(before);
});

it('a backup of an older version is restored and brought to the present one; one of a newer version is refused', async () => {
  const old = await empty();
  const names = (await s.db.asOwner<{ name: string }>('select name from migration order by id')).map((r) => r.name);
  await migrate(old, s.db.keys, migrateJobs, names.slice(0, 8));
  await old.asOwner(
    `insert into legislature (id, code, name, organ_name, document_word, created_at) values (gen_random_uuid(), 'older', '某市人大常委会', '法工委', '某人常', now())`,
  );
  const path = join(folder, 'older.backup');
  await writeBackup(old.owner, s.db.keys, path);
  const there = await empty();
  await restoreInto(there, path);
  expect((await there.asOwner<{ name: string }>('select name from migration order by id')).map((r) => r.name)).toEqual(
    names,
  );
  expect(await there.asOwner('select code from legislature')).toEqual([{ code: 'older' }]);
  await old.asOwner(`insert into migration (timestamp, name) values (9999999999999, 'Future9999999999999')`);
  await writeBackup(old.owner, s.db.keys, path);
  await expect(restoreInto(await empty(), path)).rejects.toThrow(/先升级程序/u);
});

it('a failed backup leaves the earlier one as it was', async () => {
  const before = await readFile(file);
  await expect(writeBackup({ ...s.db.owner, database: 'no_such_database' }, s.db.keys, file)).rejects.toThrow();
  expect((await readFile(file)).equals(before)).toBe(true);
  await expect(stat(`${file}.partial`)).rejects.toThrow();
});
