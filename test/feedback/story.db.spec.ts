/** 办理行程: what each page within one regulation shows, counted in a fixed number of queries. */
import type { Client } from '../support/client.js';
import {
  client,
  enter,
  importDraft,
  NEXT_TEXT,
  officer,
  openRound,
  opinion,
  pointOf,
  propose,
  publishDraft,
  reportOne,
  type Round,
  today,
} from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';

let s: TestService;
let preparer: Client;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  preparer = await client(s, 'PREPARER');
});
afterAll(() => s.close());

const STORY =
  'story { draft { id } consultation { id } asked notReceived answered opinions opinionsToday comments handled signed nextDraft { id state } letters delivered acknowledged }';
const ROUND = `consultation(id: $c) { ${STORY} opinionsPerDay { day count } solicitations { nodes { id opinionCount inHandCount commentCount lastActivityAt } } }`;

interface Told {
  story: Record<string, unknown> | null;
  opinionsPerDay: { day: string; count: number }[];
  solicitations: {
    id: string;
    opinionCount: number;
    inHandCount: number;
    commentCount: number;
    lastActivityAt: string | null;
  }[];
}
const told = async (round: Round, by = preparer): Promise<Told> =>
  (await by.ask<{ consultation: Told }>(`query($c: ID!) { ${ROUND} }`, { c: round.consultationId })).consultation;

it('tells a round from its text to its letters, and of each body how far it is', async () => {
  const round = await openRound(s, ['红河居委会', '青山社区', '城北村委会']);
  const first = await reportOne(round, 0, '一天查一次太少。');
  await reportOne(round, 0, '查了要公示。');
  await enter(round, 1, [opinion(round, '支持加装电梯。'), opinion(round, '三分之二太难。')]);
  await propose(preparer, round, first);
  const begun = await told(round);
  expect(begun.story).toEqual({
    draft: { id: round.draftId },
    consultation: { id: round.consultationId },
    asked: 3,
    notReceived: 2,
    answered: 1,
    opinions: 4,
    opinionsToday: 4,
    comments: 2,
    handled: 1,
    signed: 0,
    nextDraft: null,
    letters: 0,
    delivered: 0,
    acknowledged: 0,
  });
  expect(begun.opinionsPerDay.map((d) => d.day)).toEqual([-5, -4, -3, -2, -1, 0].map((n) => today(n)));
  expect(begun.opinionsPerDay.map((d) => d.count)).toEqual([0, 0, 0, 0, 0, 4]);
  const figures = begun.solicitations.map((t) => [
    t.opinionCount,
    t.inHandCount,
    t.commentCount,
    t.lastActivityAt !== null,
  ]);
  expect(figures).toEqual([
    [2, 0, 2, true],
    [2, 2, 0, true],
    [0, 0, 0, false],
  ]);
  const imported = await importDraft(s, round.regulationId, 'SECOND_READING_DRAFT', NEXT_TEXT);
  expect((await told(round)).story?.nextDraft).toEqual({ id: imported.id, state: 'IMPORTED' });
});

it('tells a regulation by its newest round, without one by its newest text, and nothing where it has neither', async () => {
  const round = await openRound(s);
  const made = await preparer.act<{ id: string }>(
    'createRegulation',
    { title: '湿地保护条例', kind: 'REGULATION', making: 'ENACT' },
    'Regulation',
    'id',
  );
  const ask = async (id: string): Promise<Record<string, unknown> | null> =>
    (
      await preparer.ask<{ regulation: { story: Record<string, unknown> | null } }>(
        `query($r: ID!) { regulation(id: $r) { ${STORY} } }`,
        { r: id },
      )
    ).regulation.story;
  expect(await ask(made.id)).toBeNull();
  const draftId = await publishDraft(s, made.id, 'CONSULTATION_DRAFT', NEXT_TEXT);
  expect(await ask(made.id)).toMatchObject({ draft: { id: draftId }, consultation: null, asked: 0, opinions: 0 });
  expect(await ask(round.regulationId)).toMatchObject({ consultation: { id: round.consultationId }, asked: 2 });
});

it('is told in the office alone, and of the own legislature alone', async () => {
  const round = await openRound(s);
  await enter(round, 0, [opinion(round, '查了要公示。')]);
  const outside = await told(round, pointOf(round).officer);
  expect(outside.story).toBeNull();
  expect(outside.opinionsPerDay).toEqual([]);
  expect(outside.solicitations.map((t) => t.opinionCount)).toEqual([1]);
  expect((await told(round, await officer(s, '青山社区'))).solicitations.map((t) => t.opinionCount)).toEqual([0]);
  const neighbour = await client(s, 'PREPARER', s.neighbour);
  expect(await neighbour.ask(`query($c: ID!) { ${ROUND} }`, { c: round.consultationId })).toEqual({
    consultation: null,
  });
});
