/** 催办: each body once a day, with the words that it reads; and calls, which the office keeps to itself. */
import type { Client } from '../support/client.js';
import { client, openRound, pointOf, refusal, type Round } from '../support/round.js';
import { withClient } from '../support/server.js';
import { startTestService, type TestService } from '../support/service.js';
import { until } from '../support/until.js';
import { ledgerFaults } from '../support/verified.js';

let s: TestService;
let preparer: Client;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  preparer = await client(s, 'PREPARER');
});
afterAll(() => s.close());

const NOBODY = '7b7f1c1e-7c3b-4b57-9f6c-0d4b2b0e4c11';

interface Done {
  done: string[];
  refused: { id: string; code: string; message: string }[];
}
const urge = (solicitationIds: readonly string[], words = '还有三天截止，请尽快报送。', by = preparer): Promise<Done> =>
  by.act<Done>('urgeSolicitations', { solicitationIds, words }, 'BulkDone', 'done refused { id code message }');

interface Task {
  id: string;
  timesUrged: number;
  lastUrge: { words: string } | null;
  timesCalled: number | null;
  lastCall: { words: string } | null;
}
const tasksOf = async (round: Round, by = preparer): Promise<Task[]> =>
  (
    await by.ask<{ consultation: { solicitations: Task[] } }>(
      'query($c: ID!) { consultation(id: $c) { solicitations { nodes { id timesUrged lastUrge { words } timesCalled lastCall { words } } } } }',
      { c: round.consultationId },
    )
  ).consultation.solicitations;

it('urges those who owe an answer, once a day, and says of each why not', async () => {
  const round = await openRound(s, ['红河居委会', '青山社区', '城北村委会']);
  const [silent, answered, third] = round.points.map((p) => p.task) as [string, string, string];
  await pointOf(round, 1).officer.act('sayNoOpinion', { solicitationId: answered }, 'Solicitation', 'id');
  expect(await urge([silent])).toMatchObject({ done: [silent], refused: [] });
  const again = await urge([silent, answered, third, NOBODY], '明天截止。');
  expect(again.done).toEqual([third]);
  expect(again.refused.map((r) => [r.id, r.code])).toEqual([
    [silent, 'URGED_TODAY'],
    [answered, 'WRONG_STATE'],
    [NOBODY, 'NOT_FOUND'],
  ]);
  expect(again.refused[0]?.message).toMatch(/^今天 \d\d:\d\d 已经催过了，明天可以再催；着急的，请打电话。$/);
  expect(again.refused[1]?.message).toBe('这项任务现在是“无意见”，不能催办。');
  expect((await tasksOf(round)).map((t) => [t.timesUrged, t.lastUrge?.words ?? null])).toEqual([
    [1, '还有三天截止，请尽快报送。'],
    [0, null],
    [1, '明天截止。'],
  ]);
  expect((await tasksOf(round, pointOf(round).officer))[0]?.lastUrge?.words).toBe('还有三天截止，请尽快报送。');
  expect(await ledgerFaults(s)).toEqual([]);
});

it('urges again on another day', async () => {
  const round = await openRound(s);
  const { task } = pointOf(round);
  await urge([task]);
  await s.db.asOwner(`update solicitation_reminder set at = at - interval '1 day' where solicitation_id = $1`, [task]);
  expect((await urge([task])).done).toEqual([task]);
  expect((await tasksOf(round))[0]?.timesUrged).toBe(2);
});

it('two who urge at once urge once', async () => {
  const round = await openRound(s);
  const { task } = pointOf(round);
  const both = await Promise.all([urge([task]), urge([task])]);
  expect(both.flatMap((b) => b.done)).toEqual([task]);
  expect(both.flatMap((b) => b.refused.map((r) => r.code))).toEqual(['URGED_TODAY']);
});

it('urges nobody of a round that is not out', async () => {
  const round = await openRound(s);
  const { consultation } = await preparer.ask<{ consultation: { version: number } }>(
    'query($c: ID!) { consultation(id: $c) { version } }',
    { c: round.consultationId },
  );
  await preparer.act(
    'suspendConsultation',
    { consultationId: round.consultationId, expectedVersion: consultation.version, reason: '系统升级' },
    'Consultation',
    'id',
  );
  expect((await urge([pointOf(round).task])).refused[0]?.message).toBe('这次征求意见现在是“已暂停”，不能催办。');
});

it('urges nobody of a round that is cancelled at that moment', async () => {
  const round = await openRound(s);
  const urged = await withClient(s.db.owner, async (db) => {
    await db.query('begin');
    await db.query(`update consultation set state = 'CANCELLED' where id = $1`, [round.consultationId]);
    let settled = false;
    const act = urge([pointOf(round).task]).finally(() => (settled = true));
    await until('the urging waits for the round, or is done', async () => {
      const { rows } = await db.query<{ n: string }>(
        'select count(*) as n from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))',
      );
      return settled || rows[0]?.n !== '0';
    });
    await db.query('commit');
    return act;
  });
  expect(urged.done).toEqual([]);
  expect(urged.refused[0]?.message).toBe('这次征求意见现在是“已取消”，不能催办。');
});

it('notes calls for the office alone', async () => {
  const round = await openRound(s);
  const { task } = pointOf(round);
  const call = (words: string, by = preparer): Promise<unknown> =>
    by.act('noteCall', { solicitationId: task, words }, 'Solicitation', 'id');
  await call('没有人接');
  await call('打通了，说周五报');
  expect((await tasksOf(round))[0]).toMatchObject({ timesCalled: 2, lastCall: { words: '打通了，说周五报' } });
  expect((await tasksOf(round, pointOf(round).officer))[0]).toMatchObject({ timesCalled: null, lastCall: null });
  expect(await refusal(call(' '))).toBe('INVALID_INPUT');
  expect(await refusal(call('串门', await client(s, 'PREPARER', s.neighbour)))).toBe('NOT_FOUND');
  expect((await urge([task], '快报', await client(s, 'PREPARER', s.neighbour))).refused[0]?.code).toBe('NOT_FOUND');
});
