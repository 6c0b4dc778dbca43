/** A storm of residents takes none of the connections that officers and jobs need, and is told soon. */
import { DataSource } from 'typeorm';
import { trace } from '../../../src/platform/base/log.js';
import { typeormConnection } from '../../../src/platform/database/connection.js';
import { type Lane, lanes } from '../../../src/platform/database/lanes.js';
import { isExhausted, isUnavailable } from '../../../src/platform/database/unavailable.js';
import { type FreshDatabase, freshDatabase } from '../../support/database.js';
import { client, openRound } from '../../support/round.js';
import { startTestService } from '../../support/service.js';

let db: FreshDatabase;
let source: DataSource;
beforeAll(async () => {
  db = await freshDatabase();
  source = await new DataSource({
    ...typeormConnection(db.service),
    driver: lanes({
      public: { max: 2, waitMs: 300 },
      staff: { max: 2, waitMs: 5_000 },
      jobs: { max: 1, waitMs: 5_000 },
    }),
  }).initialize();
});
afterAll(async () => {
  await source.destroy();
  await db.drop();
});

const on = <T>(lane: Lane, body: () => Promise<T>): Promise<T> => trace.run({ requestId: 'x', lane }, body);
const ask = (sql = 'select 1 as one'): Promise<unknown> => source.query(sql);

it('each lane has its own connections: the full one refuses, the others answer', async () => {
  const storm = [1, 2].map(() => on('public', () => ask('select pg_sleep(2)')));
  await new Promise((d) => setTimeout(d, 100));
  const refused = await on('public', () => ask()).catch((e: unknown) => e);
  expect(isExhausted(refused)).toBe(true);
  await expect(on('staff', () => ask())).resolves.toEqual([{ one: 1 }]);
  await expect(on('jobs', () => ask())).resolves.toEqual([{ one: 1 }]);
  await expect(ask()).resolves.toEqual([{ one: 1 }]);
  await Promise.all(storm);
  await expect(on('public', () => ask())).resolves.toEqual([{ one: 1 }]);
});

it('a transaction keeps its connection whatever lane it began in, and time-outs stand in every lane', async () => {
  for (const lane of ['public', 'staff', 'jobs'] as const) {
    const settings = await on(lane, () =>
      source.transaction(async (m) => {
        const pid = async (): Promise<unknown> =>
          (await m.query<{ pid: number }[]>('select pg_backend_pid() as pid'))[0]?.pid;
        expect(await pid()).toBe(await pid());
        return m.query<{ s: string; i: string; l: string }[]>(
          `select current_setting('statement_timeout') as s, current_setting('idle_in_transaction_session_timeout') as i, current_setting('lock_timeout') as l`,
        );
      }),
    );
    expect(settings).toEqual([{ s: '1min', i: '30s', l: '15s' }]);
  }
});

it('a connection that is good for reading only is given up, and so are those that are older', async () => {
  const pids = new Set<unknown>();
  const demote = (): Promise<void> =>
    source.transaction(async (m) => {
      pids.add((await m.query<{ pid: number }[]>('select pg_backend_pid() as pid'))[0]?.pid);
      await m.query('set default_transaction_read_only = on');
      await new Promise((d) => setTimeout(d, 50));
    });
  await Promise.all([demote(), demote()]);
  expect(pids.size).toBe(2);
  const write = `insert into worker_heartbeat values ('lanes', now()) on conflict do nothing`;
  const refused = await ask(write).catch((e: unknown) => e);
  expect([isUnavailable(refused), (refused as { code?: string }).code]).toEqual([true, '25006']);
  // the other one is asked once more, and is not taken back after that
  await Promise.all([ask(), ask()]);
  await Promise.all([ask(write), ask(write), ask(write)]);
  const now = (await ask('select pg_backend_pid() as pid')) as { pid: number }[];
  expect(pids).not.toContain(now[0]?.pid);
});

it('a resident whom the storm keeps out is told so with 503 and when to come back; an officer works on', async () => {
  const s = await startTestService({ logLevel: 'silent' });
  try {
    const round = await openRound(s);
    const preparer = await client(s, 'PREPARER');
    const real = s.running.app.get(DataSource);
    const held = Array.from({ length: 8 }, () => on('public', () => real.query('select pg_sleep(7)')));
    await new Promise((d) => setTimeout(d, 200));
    const kept = await fetch(`${s.url}/l/${round.code}`);
    expect([kept.status, kept.headers.get('retry-after'), (await kept.text()).includes('页面暂时打不开')]).toEqual([
      503,
      '5',
      true,
    ]);
    expect(await preparer.ask('{ regulationList(first: 1) { nodes { id } } }')).toMatchObject({
      regulationList: [{ id: round.regulationId }],
    });
    await Promise.all(held);
    expect(await (await fetch(`${s.url}/l/${round.code}`)).text()).toContain('每日检查电梯');
  } finally {
    await s.close();
  }
});
