/**
 * Upgrades without standing still: locks that are not there yet, phases, backfills that are cut off, old and new
 * programs on one database.
 */
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createLog } from '../../../src/platform/base/log.js';
import { clientConfig } from '../../../src/platform/database/connection.js';
import { buildIndex } from '../../../src/platform/database/indexes.js';
import { Jobs, migrateJobs } from '../../../src/platform/database/jobs/jobs.js';
import { NoDatabaseError } from '../../../src/platform/database/no-database.js';
import { type Backfill, runBackfill } from '../../../src/platform/operations/backfills.js';
import { migrationsOf, readingAlike, writeBackup } from '../../../src/platform/operations/backup.js';
import type { PhasedMigration } from '../../../src/platform/operations/releases.js';
import { restoreBackup } from '../../../src/platform/operations/restore.js';
import { Backfilling, Serving } from '../../../src/platform/operations/serving.js';
import {
  ourSchema,
  type Schema,
  schemaNumber,
  upgrade,
  type Upgraded,
  type UpgradeOptions,
} from '../../../src/platform/operations/upgrade.js';
import { type FreshDatabase, freshDatabase } from '../../support/database.js';
import { asSuperuser, testServer } from '../../support/server.js';
import { startTestService } from '../../support/service.js';
import { until } from '../../support/until.js';

type Step = (q: QueryRunner) => Promise<unknown>;
const silent = createLog('silent');

/** A migration of number `n`, as a file of that number would have it */
function numbered(
  n: number,
  up: Step,
  more: Pick<PhasedMigration, 'phase' | 'needs' | 'transaction'> = {},
): new () => PhasedMigration {
  return class implements MigrationInterface {
    name = `Probe${1_795_310_000_000 + n}`;
    constructor() {
      Object.assign(this, more);
    }
    up = async (q: QueryRunner): Promise<void> => void (await up(q));
    down = (): Promise<void> => Promise.reject(new Error('forward only'));
  };
}
const probe =
  (...statements: string[]): Step =>
  async (q) => {
    for (const s of statements) await q.query(s);
  };
const table = numbered(
  901,
  probe(
    'create table probe (id uuid primary key default gen_random_uuid(), words text, length integer, touched integer not null default 0)',
    `comment on table probe is 'kept: rows of a test'`,
  ),
);
const backfill: Backfill = {
  name: 'probe.length',
  table: 'probe',
  unfilled: 'length is null',
  set: 'length = char_length(words), touched = touched + 1',
};
const contract = numbered(902, probe('alter table probe alter length set not null'), {
  phase: 'CONTRACT',
  needs: ['probe.length'],
});
const release = (...more: (new () => PhasedMigration)[]): Schema => ({
  migrations: [...ourSchema.migrations, ...more],
  backfills: [backfill],
});

let db: FreshDatabase;
let told: string[];
const clients: Client[] = [];
beforeEach(async () => {
  db = await freshDatabase();
  told = [];
});
afterEach(async () => {
  for (const c of clients.splice(0)) await c.end();
  await db.drop();
});

const bring = (schema: Schema, more: UpgradeOptions = {}): Promise<Upgraded> =>
  upgrade(db, db.keys, migrateJobs, { schema, tell: (words) => void told.push(words), ...more });
const session = async (): Promise<Client> => {
  const c = new Client(clientConfig(db.owner));
  await c.connect();
  clients.push(c);
  return c;
};
const holding = async (statement: string): Promise<Client> => {
  const c = await session();
  await c.query('begin');
  await c.query(statement);
  return c;
};
const fill = async (rows: number): Promise<void> =>
  void (await db.asOwner('insert into probe (words) select repeat($1, 1 + n % 7) from generate_series(1, $2::int) n', [
    '字',
    rows,
  ]));
const columns = (): Promise<{ c: string }[]> =>
  db.asOwner(`select column_name as c from information_schema.columns where table_name = 'probe'`);
const recorded = async (n: number): Promise<boolean> =>
  (await db.asOwner('select 1 from migration where timestamp = $1', [1_795_310_000_000 + n])).length > 0;
const floor = async (): Promise<number | undefined> =>
  (await db.asOwner<{ oldest: number }>('select oldest from schema_floor'))[0]?.oldest;
const wordsOf = (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => 'it went through',
    (e: unknown) => (e instanceof NoDatabaseError ? e.message : `not in words: ${String(e)}`),
  );
/** Ends the session of ours that waits for a lock, once there is one */
const killWaiting = (like: string): Promise<unknown> =>
  until('a session that waits', async () =>
    asSuperuser(await testServer(), async (admin) => {
      const { rowCount } = await admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = $2 and wait_event_type = 'Lock' and query ilike $1`,
        [like, db.name],
      );
      return rowCount === 1;
    }),
  );

describe('locks', () => {
  const wider = numbered(903, probe('alter table probe add more integer'));
  beforeEach(async () => {
    await bring(release(table));
    await fill(3);
  });

  it('a long transaction holds a migration up, but nobody behind it; then it gets through', async () => {
    const long = await holding('update probe set touched = 7');
    const upgraded = bring(release(table, wider));
    await until('a try that gave up', () => told.length > 0);
    // written while the long transaction is still there: behind a migration that just waited this would wait too
    await db.asService(`insert into probe (words) values ('behind')`);
    expect((await columns()).map((r) => r.c)).not.toContain('more');
    await long.query('commit');
    expect((await upgraded).done).toEqual(['Probe1795310000903']);
    expect(told[0]).toMatch(/Probe1795310000903：第 1 次没有等到锁 \(probe, held by process \d+\)/u);
    expect((await columns()).map((r) => r.c)).toContain('more');
  });

  it('the bound is reached: words that say which and where, the schema as it was, and the next run goes on', async () => {
    const long = await holding('lock table probe in row exclusive mode');
    const twice = numbered(
      903,
      probe(
        `create table before_it (id uuid primary key)`,
        `comment on table before_it is 'kept: x'`,
        'alter table probe add more integer',
      ),
    );
    const words = await wordsOf(bring(release(table, twice), { bound: 1 }));
    expect(words).toMatch(/Probe1795310000903 waited in vain for a lock \(probe, held by process \d+\)/u);
    expect(words).toMatch(/没有改动数据库.*再运行一次/u);
    expect(await db.asOwner(`select to_regclass('before_it') as t`)).toEqual([{ t: null }]);
    expect(await recorded(903)).toBe(false);
    await long.query('commit');
    expect((await bring(release(table, twice))).done).toEqual(['Probe1795310000903']);
  });

  it('a start of the same program takes no lock that writers would meet', async () => {
    const writers = await holding('update probe set touched = 7');
    await writers.query('lock table graphile_worker._private_jobs in row exclusive mode');
    await bring(release(table), { bound: 1 });
    expect(told).toEqual([]);
  });

  it('two starters at once: one migrates, the other waits and finds it done', async () => {
    const slow = numbered(
      904,
      probe('select pg_sleep(4)', 'create table slow (id uuid primary key)', `comment on table slow is 'kept: x'`),
    );
    const both = await Promise.all([bring(release(table, slow)), bring(release(table, slow))]);
    expect(both.map((u) => u.done.length).sort()).toEqual([0, 1]);
    expect(told).toEqual(['另一个进程正在升级这个数据库，等它完成']);
  });
});

describe('indexes beside writers', () => {
  const indexed = (unique = false): new () => PhasedMigration =>
    numbered(905, (q) => buildIndex(q, 'probe_words', 'ON probe (words)', { unique }), { transaction: false });
  const state = (): Promise<{ valid: boolean; unique: boolean }[]> =>
    db.asOwner(
      `select indisvalid as valid, indisunique as unique from pg_index where indexrelid = 'probe_words'::regclass`,
    );
  beforeEach(async () => {
    await bring(release(table));
    await fill(20);
  });

  it('one that was killed in the middle is dropped and built again', async () => {
    const writer = await holding('update probe set touched = 1');
    const cut = bring(release(table, indexed())).then(
      () => 'whole',
      () => 'cut',
    );
    await killWaiting('create%index%');
    expect(await cut).toBe('cut');
    expect(await state()).toEqual([{ valid: false, unique: false }]);
    expect(await recorded(905)).toBe(false);
    await writer.query('commit');
    expect((await bring(release(table, indexed()))).done).toEqual(['Probe1795310000905']);
    expect(await state()).toEqual([{ valid: true, unique: false }]);
  });

  it('one whose rows were not unique is built again when they are, and a whole one stays', async () => {
    await expect(bring(release(table, indexed(true)))).rejects.toMatchObject({ driverError: { code: '23505' } });
    expect(await state()).toEqual([{ valid: false, unique: true }]);
    await db.asOwner(`update probe set words = id::text`);
    await bring(release(table, indexed(true)));
    const [before] = await db.asOwner<{ oid: number }>(`select 'probe_words'::regclass::oid as oid`);
    expect(await state()).toEqual([{ valid: true, unique: true }]);
    await db.asOwner('delete from migration where timestamp = 1795310000905');
    await bring(release(table, indexed(true)));
    expect(await db.asOwner(`select 'probe_words'::regclass::oid as oid`)).toEqual([before]);
  });

  it('is not held up by a second starter that waits for its turn', async () => {
    const [a, b] = await Promise.all([bring(release(table, indexed())), bring(release(table, indexed()))]);
    expect(a.done.length + b.done.length).toBe(1);
    expect(await state()).toEqual([{ valid: true, unique: false }]);
  });
});

describe('backfills', () => {
  beforeEach(async () => {
    await bring(release(table));
    await fill(5_000);
  });
  const progress = (): Promise<object[]> =>
    db.asOwner('select done_rows::int as rows, finished_at is not null as finished from backfill where name = $1', [
      backfill.name,
    ]);

  it('killed half-way it goes on from there, and every row is touched once', async () => {
    const source = await db.source();
    const [{ id } = { id: '' }] = await db.asOwner<{ id: string }>(
      'select id from probe order by id offset 1700 limit 1',
    );
    const officer = await holding(`update probe set words = 'an officer writes' where id = '${id}'`);
    const cut = runBackfill(source, backfill, () => false).then(
      () => 'through',
      () => 'cut',
    );
    await killWaiting('with due%');
    expect(await cut).toBe('cut');
    expect(await progress()).toEqual([{ rows: 1_500, finished: false }]);
    await officer.query('commit');
    await runBackfill(source, backfill, () => false);
    expect(await progress()).toEqual([{ rows: 5_000, finished: true }]);
    expect(
      await db.asOwner(
        'select touched, count(*)::int as rows, bool_and(length = char_length(words)) as good from probe group by touched',
      ),
    ).toEqual([{ touched: 1, rows: 5_000, good: true }]);
    await runBackfill(source, backfill, () => false);
    expect(await db.asOwner('select distinct touched from probe')).toEqual([{ touched: 1 }]);
  });

  it('two workers at once, one of them a zombie: one waits at the progress of the other, and each row is touched once', async () => {
    const source = await db.source();
    let batches = 0;
    await runBackfill(source, backfill, () => batches++ > 0, { rows: 100 });
    expect(await progress()).toEqual([{ rows: 100, finished: false }]);
    const officer = await holding(
      'update probe set touched = touched where id = (select id from probe order by id offset 150 limit 1)',
    );
    const both = Promise.all([1, 2].map(() => runBackfill(source, backfill, () => false, { rows: 100 })));
    await until('one at the row and one at the progress', async () =>
      asSuperuser(await testServer(), async (admin) => {
        const { rows } = await admin.query<{ at: string }>(
          `select left(query, 8) as at from pg_stat_activity where datname = $1 and wait_event_type = 'Lock' order by 1`,
          [db.name],
        );
        return rows.map((r) => r.at).join() === 'select p,with due';
      }),
    );
    await officer.query('commit');
    await both;
    expect(await db.asOwner('select distinct touched from probe')).toEqual([{ touched: 1 }]);
    expect(await progress()).toEqual([{ rows: 5_000, finished: true }]);
  });

  it('an officer who holds a row is waited for, and does not stop it', async () => {
    const officer = await holding(
      'update probe set touched = touched where id = (select id from probe order by id limit 1)',
    );
    const done = runBackfill(await db.source(), backfill, () => false, { tell: (words) => void told.push(words) });
    await until('a try that gave up', () => told.length > 0);
    await officer.query('commit');
    await done;
    expect(await progress()).toEqual([{ rows: 5_000, finished: true }]);
  });

  it('the service does it as a job, and stops after the batch at hand when it is stopped', async () => {
    const source = await db.source();
    const jobs = new Jobs(source, db.service, silent);
    const filling = new Backfilling(source, jobs, silent, [backfill]);
    filling.onModuleInit();
    await jobs.onApplicationBootstrap();
    try {
      await db.asOwner(`select graphile_worker.add_job('backfill/probe.length', '{}'::json)`);
      await until(
        'the job',
        async () =>
          (await db.asOwner('select 1 from backfill where finished_at is not null and name = $1', [backfill.name]))
            .length > 0,
      );
      expect(await db.asOwner('select distinct touched from probe')).toEqual([{ touched: 1 }]);
      await db.asOwner('truncate backfill');
      filling.beforeApplicationShutdown();
      await db.asOwner(`select graphile_worker.add_job('backfill/probe.length', '{}'::json)`);
      await until(
        'an empty queue',
        async () =>
          (
            await db.asOwner(
              `select 1 from graphile_worker.jobs where task_identifier = 'backfill/probe.length' and run_at < now()`,
            )
          ).length === 0,
      );
      expect(await progress()).toEqual([]);
    } finally {
      await jobs.onApplicationShutdown();
    }
  });

  it.each(['opinion', 'audit_record', 'comment_event', 'no_such_table'])(
    'over %s is refused: sealed rows are never changed',
    async (name) => {
      await expect(bring({ ...release(table), backfills: [{ ...backfill, table: name }] })).rejects.toThrow(
        /may not change/u,
      );
    },
  );
});

describe('phases', () => {
  const old = release(table);
  const next = release(table, contract);
  const ready = async (): Promise<void> => runBackfill(await db.source(), backfill, () => false);
  beforeEach(async () => {
    await bring(old);
    await fill(10);
  });

  it('a CONTRACT waits for its backfill and for an older process, says so each time, and runs when both are over', async () => {
    const serving = new Serving(await db.source(), silent, schemaNumber(old));
    await serving.onModuleInit();
    const first = await bring(next);
    expect(first.done).toEqual([]);
    expect(first.waiting).toEqual([
      {
        migration: 'Probe1795310000902',
        why: [
          expect.stringMatching(/进程 \S+:\d+ 还在运行结构编号 0901 的旧版本/u),
          expect.stringContaining('probe.length'),
        ],
      },
    ]);
    expect(told.join()).toContain('Probe1795310000902 暂缓');
    await ready();
    expect((await bring(next)).waiting[0]?.why).toEqual([expect.stringContaining('旧版本')]);
    expect([await recorded(902), await floor()]).toEqual([false, 0]);
    await serving.onApplicationShutdown();
    expect(await bring(next)).toEqual({ done: ['Probe1795310000902'], waiting: [] });
    expect([await recorded(902), await floor()]).toEqual([true, 902]);
    await expect(db.asService('insert into probe (words) values ($1)', ['tightened'])).rejects.toMatchObject({
      code: '23502',
    });
  });

  it('a row that an older program wrote behind the last pass opens the backfill again', async () => {
    await ready();
    await db.asService(`insert into probe (words) values ('late')`);
    expect((await bring(next)).waiting[0]?.why).toEqual([expect.stringContaining('probe.length')]);
    await ready();
    expect((await bring(next)).done).toEqual(['Probe1795310000902']);
    expect(await db.asOwner('select distinct touched from probe')).toEqual([{ touched: 1 }]);
  });

  it('a process of the same or a newer release is not in the way, nor one that has been silent for 30 seconds', async () => {
    await ready();
    const same = new Serving(await db.source(), silent, 902);
    await same.onModuleInit();
    await db.asOwner(
      `insert into serving (id, process, schema_number, seen_at) values (gen_random_uuid(), 'gone', 901, clock_timestamp() - interval '31 seconds')`,
    );
    expect((await bring(next)).done).toEqual(['Probe1795310000902']);
    await same.onApplicationShutdown();
  });

  it('an older program: serves on what was only expanded, refuses in words what was contracted', async () => {
    const wider = release(table, numbered(903, probe('alter table probe add more integer')));
    await bring(wider);
    expect((await bring(old)).done).toEqual([]);
    const between = new Serving(await db.source(), silent, schemaNumber(old));
    await between.onModuleInit();
    await between.onApplicationShutdown();
    await ready();
    await bring(next);
    expect(await wordsOf(bring(old))).toMatch(/needs a program of schema 0902 or later, and this one is 0901/u);
    expect(await wordsOf(bring(ourSchema))).toMatch(/需要结构编号 0902 或更新的程序/u);
    // also where it had looked before, and begins to serve now
    const late = new Serving(await db.source(), silent, schemaNumber(old));
    expect(await wordsOf(late.onModuleInit())).toMatch(/0902/u);
    expect(await db.asOwner('select 1 from serving')).toEqual([]);
    expect((await bring(next)).done).toEqual([]);
  });

  it('an older program that begins to serve while a CONTRACT is at work waits for it, and is refused', async () => {
    const upgraded = bring(release(table, numbered(902, probe('select pg_sleep(2)'), { phase: 'CONTRACT' })));
    await until(
      'the CONTRACT at work',
      async () =>
        (
          await db.asOwner(
            `select 1 from pg_stat_activity where datname = current_database() and query = 'select pg_sleep(2)'`,
          )
        ).length > 0,
    );
    const late = new Serving(await db.source(), silent, schemaNumber(old));
    expect(await wordsOf(late.onModuleInit())).toMatch(/0902/u);
    expect((await upgraded).done).toEqual(['Probe1795310000902']);
  });

  it('what comes later and only adds does not wait; a later CONTRACT keeps its place; a backup of the result is restored', async () => {
    const all = release(
      table,
      contract,
      numbered(903, probe('alter table probe add more integer')),
      numbered(904, probe('alter table probe drop more'), { phase: 'CONTRACT' }),
    );
    const upgraded = await bring(all);
    expect(upgraded.done).toEqual(['Probe1795310000903']);
    expect(upgraded.waiting.map((w) => [w.migration, w.why.length])).toEqual([
      ['Probe1795310000902', 1],
      ['Probe1795310000904', 1],
    ]);
    expect(upgraded.waiting[1]?.why).toEqual(['排在 Probe1795310000902 之后']);
    await ready();
    expect((await bring(all)).done).toEqual(['Probe1795310000902', 'Probe1795310000904']);
    expect((await readingAlike(db.owner, migrationsOf)).slice(-4).map((n) => n.slice(-3))).toEqual([
      '901',
      '902',
      '903',
      '904',
    ]);
    const file = join(tmpdir(), `${db.name}.backup`);
    const there = await freshDatabase({ empty: true });
    try {
      await writeBackup(db.owner, db.keys, file);
      await restoreBackup(there.owner, db.keys, file, {
        migrateTo: async (only) => {
          await upgrade(there, db.keys, migrateJobs, { schema: all, only });
        },
        accept: () => Promise.resolve(),
        migrateToPresent: async () => {
          await upgrade(there, db.keys, migrateJobs, { schema: all });
        },
      });
      expect(await there.asOwner('select oldest from schema_floor')).toEqual([{ oldest: 904 }]);
      expect(await there.asOwner('select count(*)::int as n from probe')).toEqual([{ n: 10 }]);
    } finally {
      await rm(file, { force: true });
      await there.drop();
    }
  });

  it('an empty database waits for nothing', async () => {
    const empty = await freshDatabase({ empty: true });
    try {
      const upgraded = await upgrade(empty, empty.keys, migrateJobs, { schema: next });
      expect([upgraded.done.length, upgraded.waiting]).toEqual([next.migrations.length, []]);
      expect(await empty.asOwner('select name, finished_at is not null as finished from backfill')).toEqual([
        { name: 'probe.length', finished: true },
      ]);
    } finally {
      await empty.drop();
    }
  });

  it('one that fails leaves the floor where it was', async () => {
    await ready();
    await expect(
      bring(release(table, numbered(902, probe('alter table probe drop nothing'), { phase: 'CONTRACT' }))),
    ).rejects.toThrow();
    expect([await recorded(902), await floor()]).toEqual([false, 0]);
    await expect(
      bring(release(table, numbered(902, probe(), { phase: 'CONTRACT', transaction: false }))),
    ).rejects.toThrow(/in a transaction/u);
  });
});

it('a service is among those that serve while it does, is ready while a CONTRACT waits for it, and is ready no more once one ran', async () => {
  const s = await startTestService({ logLevel: 'silent' });
  const ready = async (): Promise<number> => (await s.send('/readyz')).status;
  const tighter: Schema = {
    migrations: [...ourSchema.migrations, numbered(902, probe('select 1'), { phase: 'CONTRACT' })],
    backfills: [],
  };
  const upgraded = (): Promise<Upgraded> => upgrade(s.db, s.db.keys, migrateJobs, { schema: tighter });
  try {
    expect(await s.db.asOwner('select schema_number as n from serving')).toEqual([{ n: schemaNumber() }]);
    expect((await upgraded()).waiting[0]?.why[0]).toContain(`:${process.pid} 还在运行`);
    expect(await ready()).toBe(200);
    // counted dead, though it was only held up
    await s.db.asOwner(`update serving set seen_at = clock_timestamp() - interval '1 minute'`);
    expect((await upgraded()).done).toEqual(['Probe1795310000902']);
    await until('the service to find out', async () => (await ready()) === 503);
    await s.running.stop();
    expect(await s.db.asOwner('select 1 from serving')).toEqual([]);
  } finally {
    await s.close();
  }
});
