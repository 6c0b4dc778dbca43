/** 办结: after the last day, with a note where something is open, and what was open is archived with it. */
import { type Connection, listAll, PAGE_INFO } from '../../src/demo/poll.js';
import type { Client } from '../support/client.js';
import {
  client,
  decide,
  enter,
  key,
  openRound,
  opinion,
  pointOf,
  refusal,
  reportOne,
  type Round,
  today,
} from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';
import { ledgerFaults } from '../support/verified.js';

let s: TestService;
let signer: Client;
let preparer: Client;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  [signer, preparer] = [await client(s, 'SIGNER'), await client(s, 'PREPARER')];
});
afterAll(() => s.close());

const over = (round: Round): Promise<unknown> =>
  s.db.asOwner('update consultation set opens_on = $2, closes_on = $3 where id = $1', [
    round.consultationId,
    today(-40),
    today(-1),
  ]);
interface State {
  phase: string;
  version: number;
  conclusion: {
    note: string | null;
    openOpinions: number;
    openComments: number;
    leftOpen: { id: string; opinionId: string | null; commentId: string | null; state: string }[];
  } | null;
}
const stateOf = async (round: Round, by = signer): Promise<State> =>
  (
    await by.ask<{ consultation: State }>(
      'query($c: ID!) { consultation(id: $c) { phase version conclusion { note openOpinions openComments leftOpen { nodes { id opinionId commentId state } } } } }',
      { c: round.consultationId },
    )
  ).consultation;
const conclude = async (round: Round, more: object = {}, by = signer): Promise<{ phase: string }> =>
  by.act(
    'concludeConsultation',
    { consultationId: round.consultationId, expectedVersion: (await stateOf(round)).version, ...more },
    'Consultation',
    'phase',
  );

it('needs no note where nothing is open', async () => {
  const round = await openRound(s);
  await over(round);
  expect((await conclude(round)).phase).toBe('ANSWERED');
  expect((await stateOf(round)).conclusion).toMatchObject({
    note: null,
    openOpinions: 0,
    openComments: 0,
    leftOpen: [],
  });
  expect(await refusal(conclude(round))).toBe('WRONG_STATE');
});

it('with something open is refused with the counts; with a note the list is archived', async () => {
  const round = await openRound(s);
  const [open, aside] = await enter(round, 0, [opinion(round, '没有人办的话。'), opinion(round, '说的是别的事。')]);
  await pointOf(round).officer.act(
    'setAsideOpinions',
    { opinionIds: [aside], reason: 'OFF_TOPIC' },
    'BulkDone',
    'done',
  );
  const [undecided, decided] = [await reportOne(round, 0, '还没有定。'), await reportOne(round, 1, '定了的。')];
  await decide(s, round, new Map([[decided, 'NOT_ADOPTED']]));
  await over(round);
  await expect(conclude(round)).rejects.toThrow('还有 3 条群众原话、1 条报送意见没有结果');
  expect(await refusal(conclude(round, { note: '  ' }))).toBe('LEFT_OPEN');
  expect((await stateOf(round)).phase).toBe('CLOSED');
  expect((await conclude(round, { note: '并入下一轮研究' })).phase).toBe('ANSWERED');
  const { conclusion } = await stateOf(round);
  expect(conclusion).toMatchObject({ note: '并入下一轮研究', openOpinions: 3, openComments: 1 });
  const voices = await s.db.asOwner<{ opinion_id: string; state: string }>(
    `select o.opinion_id, s.state from comment_opinion o join opinion_status s on s.id = o.opinion_id where o.comment_id in ($1, $2)`,
    [undecided, decided],
  );
  expect(
    conclusion?.leftOpen.flatMap((l) => (l.opinionId === null ? [] : [`${l.opinionId} ${l.state}`])).sort(),
  ).toEqual([`${open} RECEIVED`, ...voices.map((v) => `${v.opinion_id} ${v.state}`)].sort());
  expect(conclusion?.leftOpen.filter((l) => l.commentId !== null)).toMatchObject([
    { commentId: undecided, state: 'REPORTED' },
  ]);
  expect(await ledgerFaults(s)).toEqual([]);
});

it('accounts for every voice and comment, each once, as many open as are archived', async () => {
  const round = await openRound(s);
  const { officer, code } = pointOf(round);
  const [reported, aside] = [
    await reportOne(round, 0, '已经报送'),
    await enter(round, 0, [opinion(round, '不列入的')]),
  ];
  await enter(round, 1, [opinion(round, '还在等'), opinion(round, '也在等')]);
  await officer.act('setAsideOpinions', { opinionIds: aside, reason: 'OFF_TOPIC' }, 'BulkDone', 'done');
  for (const direct of [true, false])
    await officer.submit({
      lawCode: code,
      opinion: { submissionKey: key(), direct, target: { kind: 'WHOLE' }, act: 'AMEND', text: `交给机关 ${direct}` },
    });
  await decide(s, round, new Map([[reported, 'NOT_ADOPTED']]));
  interface Line {
    state: string;
    words: string;
    count: number;
    open: boolean;
  }
  const asked = async (by: Client): Promise<{ opinions: Line[]; comments: Line[] } | null> =>
    (
      await by.ask<{ consultation: { account: { opinions: Line[]; comments: Line[] } | null } }>(
        'query($c: ID!) { consultation(id: $c) { account { opinions { state words count open } comments { state words count open } } } }',
        { c: round.consultationId },
      )
    ).consultation.account;
  const account = await asked(signer);
  const some = (lines: Line[] = []): Record<string, number> =>
    Object.fromEntries(lines.filter((l) => l.count > 0).map((l) => [l.state, l.count]));
  expect(some(account?.opinions)).toEqual({ RECEIVED: 4, REPORTED: 1, SET_ASIDE: 1 });
  expect(some(account?.comments)).toEqual({ SIGNED: 1 });
  const open = (lines: Line[] = []): number => lines.filter((l) => l.open).reduce((n, l) => n + l.count, 0);
  await over(round);
  await conclude(round, { note: '其余另行研究' });
  expect((await stateOf(round)).conclusion).toMatchObject({
    openOpinions: open(account?.opinions),
    openComments: open(account?.comments),
  });
  expect(await asked(officer)).toBeNull();
  // what the office takes up itself, and what a contact point has
  const toOffice = async (is: boolean): Promise<number> =>
    (
      await preparer.ask<{ opinionList: { totalCount: number } }>(
        `query($c: ID!) { opinionList(consultationId: $c, filter: { toOffice: ${is} }) { totalCount } }`,
        { c: round.consultationId },
      )
    ).opinionList.totalCount;
  expect([await toOffice(true), await toOffice(false)]).toEqual([1, 5]);
});

it('shows the archived list by page', async () => {
  const round = await openRound(s);
  await enter(round, 0, [opinion(round, '一'), opinion(round, '二'), opinion(round, '三')]);
  await over(round);
  await conclude(round, { note: '试' });
  const all = await listAll(
    async (after) =>
      (
        await signer.ask<{ consultation: { conclusion: { leftOpen: Connection<{ opinionId: string }> } } }>(
          `query($c: ID!, $a: String) { consultation(id: $c) { conclusion { leftOpen(first: 2, after: $a) { nodes { opinionId } ${PAGE_INFO} } } } }`,
          { c: round.consultationId, a: after },
        )
      ).consultation.conclusion.leftOpen,
  );
  expect([all.length, new Set(all.map((l) => l.opinionId)).size]).toEqual([3, 3]);
  expect((await stateOf(round, pointOf(round).officer)).conclusion).toBeNull();
});

it('is refused before the last day is over, suspended, cancelled, stale, and to others', async () => {
  const round = await openRound(s);
  expect(await refusal(conclude(round))).toBe('STILL_OPEN');
  await s.db.asOwner('update consultation set closes_on = $2 where id = $1', [round.consultationId, today()]);
  expect(await refusal(conclude(round))).toBe('STILL_OPEN');
  await over(round);
  expect(await refusal(conclude(round, { expectedVersion: 1 }))).toBe('STALE_VERSION');
  expect(await refusal(conclude(round, {}, preparer))).toBe('FORBIDDEN');
  expect(await refusal(conclude(round, {}, pointOf(round).officer))).toBe('FORBIDDEN');
  expect(await refusal(conclude(round, {}, await client(s, 'SIGNER', s.neighbour)))).toBe('NOT_FOUND');
  const { version } = await stateOf(round);
  const act = { consultationId: round.consultationId, expectedVersion: version, reason: '试' };
  await signer.act('suspendConsultation', act, 'Consultation', 'id');
  expect(await refusal(conclude(round, { note: '试' }))).toBe('WRONG_STATE');
  await signer.act('cancelConsultation', { ...act, expectedVersion: version + 1 }, 'Consultation', 'id');
  expect(await refusal(conclude(round, { note: '试' }))).toBe('WRONG_STATE');
  expect(await s.db.asOwner('select 1 from consultation_conclusion where id = $1', [round.consultationId])).toEqual([]);
});

it('is done once where two sign at once', async () => {
  const round = await openRound(s);
  await enter(round, 0, [opinion(round, '没有人办的话。')]);
  await over(round);
  const done = await Promise.allSettled([conclude(round, { note: '一' }), conclude(round, { note: '二' })]);
  expect(done.map((d) => d.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect((await stateOf(round)).conclusion?.leftOpen).toHaveLength(1);
});
