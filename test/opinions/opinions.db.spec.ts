/**
 * 条条有回音: what is open is counted; setting aside needs a reason and can be undone; direct words stay out of the
 * street's sight.
 */
import { Client } from '../support/client.js';
import { client, enter, openRound, opinion, pointOf, refusal, type Round } from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';

let s: TestService;
let round: Round;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  round = await openRound(s);
});
afterAll(() => s.close());

const open = async (of: Round, by?: Client): Promise<number> =>
  (
    await (by ?? (await client(s, 'PREPARER'))).ask<{ consultation: { openOpinions: number } }>(
      'query($c: ID!) { consultation(id: $c) { openOpinions } }',
      { c: of.consultationId },
    )
  ).consultation.openOpinions;
type Done = { done: string[]; refused: { id: string; code: string; message: string }[] };
const setAside = (
  by: Client,
  opinionIds: readonly string[],
  reason = 'OFF_TOPIC',
  note: string | null = null,
): Promise<Done> =>
  by.act('setAsideOpinions', { opinionIds, reason, note }, 'BulkDone', 'done refused { id code message }');
const restore = (by: Client, opinionIds: readonly string[]): Promise<Done> =>
  by.act('restoreOpinions', { opinionIds }, 'BulkDone', 'done refused { id code message }');
type Seen = { id: string; text: string; state: string; setAsideReason: string | null };
const list = async (by: Client, of: Round, more = ''): Promise<Seen[]> =>
  (
    await by.ask<{ opinionList: Seen[] }>(
      `query($c: ID!) { opinionList(consultationId: $c${more}) { nodes { id text state setAsideReason } } }`,
      { c: of.consultationId },
    )
  ).opinionList;

it('counts what is owed: received and reported are open, set aside is not, restored is again', async () => {
  const other = await openRound(s);
  const [a = '', b = '', c = ''] = await enter(
    other,
    0,
    ['甲', '乙', '丙'].map((t) => opinion(other, t)),
  );
  expect(await open(other)).toBe(3);
  const { officer, task } = pointOf(other);
  // a contact point counts its own, and not even the number of its neighbour's
  expect(await open(other, officer)).toBe(3);
  expect(await open(other, pointOf(other, 1).officer)).toBe(0);
  const comment = await officer.act<{ id: string }>(
    'draftComment',
    { solicitationId: task, opinionIds: [a] },
    'Comment',
    'id',
  );
  await officer.act(
    'reportComments',
    { solicitationId: task, commentIds: [comment.id] },
    'CommentsReported',
    'reported',
  );
  expect(await open(other)).toBe(3);
  expect((await setAside(officer, [b, c])).done).toEqual([b, c]);
  expect(await open(other)).toBe(1);
  expect((await restore(officer, [c])).done).toEqual([c]);
  expect(await open(other)).toBe(2);
  expect(await list(officer, other, ', filter: { states: [SET_ASIDE] }')).toEqual([
    expect.objectContaining({ id: b, setAsideReason: 'OFF_TOPIC' }),
  ]);
});

it('a bulk act says of each one what happened to it', async () => {
  const [a = '', b = '', inComment = ''] = await enter(
    round,
    0,
    ['子', '丑', '寅'].map((t) => opinion(round, t)),
  );
  const [beside = ''] = await enter(round, 1, [opinion(round, '邻点的')]);
  const { officer, task } = pointOf(round);
  await officer.act('draftComment', { solicitationId: task, opinionIds: [inComment] }, 'Comment', 'id');
  await setAside(officer, [b], 'DUPLICATE', '与第一条相同');
  const answer = await setAside(officer, [a, b, inComment, beside]);
  expect(answer.done).toEqual([a]);
  expect(answer.refused.map((r) => [r.id, r.code])).toEqual([
    [b, 'WRONG_STATE'],
    [inComment, 'WRONG_STATE'],
    [beside, 'NOT_FOUND'],
  ]);
  expect(answer.refused[1]?.message).toContain('已编入报送意见');
  expect((await restore(officer, [inComment])).refused).toHaveLength(1);
});

it('needs a reason, in the service and in the database', async () => {
  const [id = ''] = await enter(round, 0, [opinion(round, '要有理由')]);
  const { officer } = pointOf(round);
  expect(await refusal(setAside(officer, []))).toBe('INVALID_INPUT');
  const answer = await s.ask(
    'mutation { setAsideOpinions(input: { opinionIds: [], reason: null }) { __typename } }',
    {},
    await s.home.token('PREPARER'),
  );
  expect(answer.errors[0]?.extensions.code).toBe('PARSE');
  await expect(s.db.asOwner(`update opinion_status set state = 'SET_ASIDE' where id = $1`, [id])).rejects.toMatchObject(
    { code: '23514', constraint: 'opinion_set_aside_has_reason' },
  );
  await s.db.asOwner(`update opinion_status set state = 'SET_ASIDE', set_aside_reason = 'UNCLEAR' where id = $1`, [id]);
});

it('keeps a trail of every step', async () => {
  const [id = ''] = await enter(round, 0, [opinion(round, '来来回回')]);
  const { officer } = pointOf(round);
  await setAside(officer, [id]);
  await restore(officer, [id]);
  await setAside(officer, [id], 'SUPPORT_ONLY');
  expect(
    await s.db.asOwner('select command, state, reason from opinion_event where opinion_id = $1 order by at', [id]),
  ).toEqual([
    { command: 'receive', state: 'RECEIVED', reason: null },
    { command: 'setAside', state: 'SET_ASIDE', reason: 'OFF_TOPIC' },
    { command: 'restore', state: 'RECEIVED', reason: null },
    { command: 'setAside', state: 'SET_ASIDE', reason: 'SUPPORT_ONLY' },
  ]);
});

it('two officers who set the same ones aside at once do it once', async () => {
  const ids = await enter(
    round,
    0,
    Array.from({ length: 10 }, (_, i) => opinion(round, `同时${i}`)),
  );
  const both = await Promise.all([
    setAside(pointOf(round).officer, ids),
    setAside(await client(s, 'PREPARER'), [...ids].reverse()),
  ]);
  expect(both.flatMap((d) => d.done).sort()).toEqual([...ids].sort());
  expect(both.flatMap((d) => d.refused)).toHaveLength(10);
});

describe('直接交法工委', () => {
  it('is seen by the office, never by the contact point whose code was scanned, on no path', async () => {
    const other = await openRound(s);
    const { officer, code, task } = pointOf(other);
    await new Client(s.url).submit({
      lawCode: code,
      opinion: opinion(other, '街道不要看见', '第二条', { direct: true }),
    });
    await new Client(s.url).submit({ lawCode: code, opinion: opinion(other, '街道可以看见') });
    const preparer = await client(s, 'PREPARER');
    expect((await list(preparer, other)).map((o) => o.text).sort()).toEqual(['街道不要看见', '街道可以看见'].sort());
    expect((await list(officer, other)).map((o) => o.text)).toEqual(['街道可以看见']);
    const id = (await list(preparer, other)).find((o) => o.text === '街道不要看见')?.id ?? '';
    expect((await setAside(officer, [id])).refused[0]?.code).toBe('NOT_FOUND');
    // neither by the officer nor by the office on the contact point's behalf, whose return the officer reads
    for (const by of [officer, preparer])
      expect(await refusal(by.act('draftComment', { solicitationId: task, opinionIds: [id] }, 'Comment', 'id'))).toBe(
        'OPINION_NOT_OPEN',
      );
    expect((await setAside(preparer, [id])).done).toEqual([id]);
  });
});
