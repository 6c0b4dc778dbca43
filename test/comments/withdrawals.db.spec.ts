/** 撤回我的意见: by the receipt code alone; until its return is sent it goes no further, afterwards the wish is noted. */
import { Client, Refused } from '../support/client.js';
import { WITHDRAW_OPINION } from '../../src/platform/api/documents.js';
import { client, openRound, opinion, pointOf, refusal, type Round } from '../support/round.js';
import { withClient } from '../support/server.js';
import { startTestService, type TestService } from '../support/service.js';
import { until } from '../support/until.js';

let s: TestService;
let round: Round;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  round = await openRound(s);
});
afterAll(() => s.close());

interface Voice {
  id: string;
  receipt: string;
}
const say = async (text: string, more: object = {}): Promise<Voice> => {
  const lawCode = pointOf(round).code;
  const { receiptCode } = await new Client(s.url).submit({ lawCode, opinion: opinion(round, text, '第二条', more) });
  const [row] = await s.db.asOwner<{ id: string }>('select id from opinion where text = $1', [text]);
  return { id: row?.id ?? '', receipt: receiptCode };
};
const withdraw = async (receiptCode: string): Promise<string> => {
  const { withdrawOpinion: r } = await new Client(s.url).ask<{
    withdrawOpinion: { outcome?: string; code?: string; message?: string };
  }>(WITHDRAW_OPINION, { input: { receiptCode } });
  if (r.outcome === undefined) throw new Refused(r.code ?? '', r.message ?? '');
  return r.outcome;
};
const draft = async (opinionIds: readonly string[]): Promise<{ id: string; version: number }> => {
  const { officer, task } = pointOf(round);
  const words = opinionIds.length > 1 ? { text: '归并的' } : {};
  return officer.act('draftComment', { solicitationId: task, opinionIds, ...words }, 'Comment', 'id version');
};
const report = (id: string): Promise<unknown> => {
  const { officer, task } = pointOf(round);
  return officer.act('reportComments', { solicitationId: task, commentIds: [id] }, 'CommentsReported', 'reported');
};
const status = async (id: string): Promise<{ state: string; inside: boolean } | undefined> =>
  (
    await s.db.asOwner<{ state: string; inside: boolean }>(
      'select state, comment_id is not null as inside from opinion_status where id = $1',
      [id],
    )
  )[0];
interface Seen {
  id: string;
  state: string;
  version: number;
  voices: { opinionId: string; standing: string }[];
}
const comment = async (id: string): Promise<Seen | undefined> =>
  (
    await pointOf(round).officer.ask<{ commentList: Seen[] }>(
      'query($c: ID!) { commentList(consultationId: $c, first: 200, filter: { states: [DRAFTED, REPORTED, RETURNED, DROPPED] }) { nodes { id state version voices { opinionId standing } } } }',
      { c: round.consultationId },
    )
  ).commentList.find((c) => c.id === id);
const noted = async (id: string): Promise<string | null | undefined> =>
  (
    await pointOf(round).officer.ask<{ opinionList: { id: string; withdrawalNotedAt: string | null }[] }>(
      'query($c: ID!) { opinionList(consultationId: $c, first: 200) { nodes { id withdrawalNotedAt } } }',
      { c: round.consultationId },
    )
  ).opinionList.find((o) => o.id === id)?.withdrawalNotedAt;

it('what is in no comment is withdrawn, and asked again says the same', async () => {
  const { id, receipt } = await say('收回这句');
  expect(await withdraw(`${receipt.slice(0, 4)} ${receipt.slice(4)}`)).toBe('WITHDRAWN');
  expect(await status(id)).toEqual({ state: 'WITHDRAWN', inside: false });
  expect(await withdraw(receipt)).toBe('WITHDRAWN');
  expect(await noted(id)).toBeNull();
  expect(await refusal(draft([id]))).toBe('OPINION_NOT_OPEN');
  expect(
    await s.db.asOwner('select command, by_account from opinion_event where opinion_id = $1 order by at', [id]),
  ).toEqual([
    { command: 'receive', by_account: null },
    { command: 'withdraw', by_account: null },
  ]);
});

it('set aside or kept apart it may be withdrawn too', async () => {
  const [aside, apart] = [await say('放下的'), await say('隔离的')];
  const { officer } = pointOf(round);
  await officer.act('setAsideOpinions', { opinionIds: [aside.id], reason: 'UNCLEAR' }, 'BulkDone', 'done');
  await officer.act('quarantineOpinions', { opinionIds: [apart.id], reason: 'STATE_SECRET' }, 'BulkDone', 'done');
  for (const { id, receipt } of [aside, apart]) {
    expect(await withdraw(receipt)).toBe('WITHDRAWN');
    expect(await status(id)).toEqual({ state: 'WITHDRAWN', inside: false });
  }
});

it('a drafted comment made of it alone is dropped', async () => {
  const voice = await say('只有这一句');
  const made = await draft([voice.id]);
  expect(await withdraw(voice.receipt)).toBe('WITHDRAWN');
  expect(await comment(made.id)).toMatchObject({
    state: 'DROPPED',
    voices: [{ opinionId: voice.id, standing: 'WITHDRAWN' }],
  });
  expect(await refusal(report(made.id))).toBe('WRONG_STATE');
});

it('of several it leaves, and the officer sees it: another version, a step in the chain, a word beside the voice', async () => {
  const [a, b] = [await say('两句之一'), await say('两句之二')];
  const made = await draft([a.id, b.id]);
  expect(await withdraw(a.receipt)).toBe('WITHDRAWN');
  const left = await comment(made.id);
  expect(left).toMatchObject({ state: 'DRAFTED', version: made.version + 1 });
  expect(Object.fromEntries((left?.voices ?? []).map((v) => [v.opinionId, v.standing]))).toEqual({
    [a.id]: 'WITHDRAWN',
    [b.id]: 'INSIDE',
  });
  expect(
    await s.db.asOwner('select command, detail from comment_event where comment_id = $1 order by sequence', [made.id]),
  ).toEqual([
    { command: 'draft', detail: { opinions: 2, verbatim: false } },
    { command: 'takeApart', detail: { opinions: 1, withdrawn: true } },
  ]);
  const stale = { commentId: made.id, expectedVersion: made.version, text: '没看见' };
  expect(await refusal(pointOf(round).officer.act('reviseComment', stale, 'Comment', 'id'))).toBe('STALE_VERSION');
  await report(made.id);
  expect(await status(a.id)).toEqual({ state: 'WITHDRAWN', inside: false });
  expect(await status(b.id)).toEqual({ state: 'REPORTED', inside: true });
});

it('once its return is sent the wish is noted, and nothing is erased', async () => {
  const voice = await say('报了才后悔');
  const made = await draft([voice.id]);
  await report(made.id);
  expect(await noted(voice.id)).toBeNull();
  expect(await withdraw(voice.receipt)).toBe('NOTED');
  const at = await noted(voice.id);
  expect(at).toEqual(expect.any(String));
  expect(await withdraw(voice.receipt)).toBe('NOTED');
  expect(await noted(voice.id)).toBe(at);
  expect(await status(voice.id)).toEqual({ state: 'REPORTED', inside: true });
  expect(await comment(made.id)).toMatchObject({ state: 'REPORTED' });
});

it('sent back it is with its body again, and may be withdrawn', async () => {
  const voice = await say('退回以后收回');
  const made = await draft([voice.id]);
  await report(made.id);
  const { version = 0 } = (await comment(made.id)) ?? {};
  const preparer = await client(s, 'PREPARER');
  const given = { comments: [{ commentId: made.id, expectedVersion: version }], note: '请补充' };
  await preparer.act('returnComments', given, 'BulkDone', 'done');
  expect(await withdraw(voice.receipt)).toBe('WITHDRAWN');
  expect(await comment(made.id)).toMatchObject({ state: 'DROPPED' });
});

it('while an officer reports it, it is either withdrawn or noted, never both and never neither', async () => {
  for (let i = 0; i < 6; i++) {
    const voice = await say(`抢着报送${i}`);
    const made = await draft([voice.id]);
    const [, outcome] = await Promise.all([report(made.id).catch(() => null), withdraw(voice.receipt)]);
    const { state, inside } = (await status(voice.id)) ?? {};
    const { state: where } = (await comment(made.id)) ?? {};
    expect([outcome, state, inside, where]).toEqual(
      outcome === 'NOTED' ? ['NOTED', 'REPORTED', true, 'REPORTED'] : ['WITHDRAWN', 'WITHDRAWN', false, 'DROPPED'],
    );
  }
});

it('while an officer drafts from it, it is in no comment that goes on', async () => {
  for (let i = 0; i < 6; i++) {
    const voice = await say(`抢着起草${i}`);
    const [made, outcome] = await Promise.all([draft([voice.id]).catch(() => null), withdraw(voice.receipt)]);
    expect(outcome).toBe('WITHDRAWN');
    expect(await status(voice.id)).toEqual({ state: 'WITHDRAWN', inside: false });
    if (made) expect(await comment(made.id)).toMatchObject({ state: 'DROPPED' });
  }
});

it('put into a comment between looking and locking, it leaves that comment too', async () => {
  const [a, b] = [await say('看完才编入一'), await say('看完才编入二')];
  const made = await draft([a.id, b.id]);
  await s.db.asOwner('update opinion_status set comment_id = null where id = $1', [a.id]);
  await withClient(s.db.owner, async (officer) => {
    await officer.query('begin');
    await officer.query('select 1 from opinion_status where id = $1 for update', [a.id]);
    const done = withdraw(a.receipt);
    await until('the resident waits', async () => {
      const { rows } = await officer.query<{ n: string }>(
        'select count(*) as n from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))',
      );
      return rows[0]?.n !== '0';
    });
    await officer.query('update opinion_status set comment_id = $2 where id = $1', [a.id, made.id]);
    await officer.query('commit');
    expect(await done).toBe('WITHDRAWN');
  });
  expect(await status(a.id)).toEqual({ state: 'WITHDRAWN', inside: false });
  expect(await comment(made.id)).toMatchObject({ state: 'DRAFTED', version: made.version + 1 });
});

it('a wrong code is told nothing, however often, and its owner is not held up by it', async () => {
  for (let i = 0; i < 10; i++) expect(await refusal(withdraw('1234 5678 9012 3456'))).toBe('UNKNOWN_RECEIPT');
});
