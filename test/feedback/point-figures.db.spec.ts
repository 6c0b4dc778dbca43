/** 本点数字: the figures of a contact point agree with its letter, and its neighbour sees none of them. */
import { composeFor, handOver } from '../support/letters.js';
import {
  client,
  decide,
  NEXT_TEXT,
  openRound,
  opinion,
  enter,
  pointOf,
  publishDraft,
  reportOne,
  type Round,
  today,
} from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';

let s: TestService;
let round: Round;
beforeAll(async () => {
  s = await startTestService();
  round = await openRound(s);
});
afterAll(() => s.close());

interface Figures {
  year: number;
  years: number[];
  sum: Record<string, number>;
  rounds: (Record<string, number> & { consultationId: string })[];
}
const FIELDS = 'heard reported adopted partlyAdopted notAdopted told notTold unreachable';
const figures = async (of = 0, by = 0, year: number | null = null): Promise<Figures | null> =>
  (
    await pointOf(round, by).officer.ask<{ pointFigures: Figures | null }>(
      `query($p: ID!, $y: Int) { pointFigures(contactPointId: $p, year: $y) { year years sum { ${FIELDS} } rounds { consultationId ${FIELDS} } } }`,
      { p: pointOf(round, of).id, y: year },
    )
  ).pointFigures;
const thisYear = Number(today(-5).slice(0, 4));

it('counts what came before there is a return, and nothing of another year or of the neighbour', async () => {
  await enter(round, 0, [opinion(round, '先说一句'), opinion(round, '再说一句', '第三条')]);
  expect(await figures()).toMatchObject({
    ...{ year: thisYear, years: [thisYear] },
    sum: { heard: 2, reported: 0, adopted: 0, told: 0, notTold: 0 },
    rounds: [{ consultationId: round.consultationId, heard: 2 }],
  });
  expect(await figures(0, 0, thisYear - 1)).toMatchObject({ year: thisYear - 1, years: [thisYear], rounds: [] });
  expect(await figures(1, 1)).toMatchObject({ sum: { heard: 0 }, rounds: [{ heard: 0 }] });
  expect(await figures(0, 1)).toBeNull();
});

it('says what the letter says once it is out, and who was told', async () => {
  const contact = { contact: { name: '周阿姨', phone: '13700137999' }, contactAgreed: true };
  const ids = [];
  for (const [text, more] of [
    ['每天查两次', contact],
    ['公布要快', contact],
    ['超载要罚', {}],
  ] as const)
    ids.push(await reportOne(round, 0, text, '第二条', more));
  const [yes = '', part = '', no = ''] = ids;
  expect(await figures()).toMatchObject({ sum: { heard: 3, reported: 3, adopted: 0, notTold: 0 } });
  await decide(
    s,
    round,
    new Map([
      [yes, 'ADOPTED'],
      [part, 'PARTIALLY_ADOPTED'],
      [no, 'NOT_ADOPTED'],
    ]),
  );
  // signed, and released with the next text only: nothing of it leaves the office
  expect(await figures()).toMatchObject({ sum: { adopted: 0, partlyAdopted: 0, notAdopted: 0 } });
  await publishDraft(s, round.regulationId, 'DRAFT', NEXT_TEXT);
  for (const commentId of [yes, part])
    await (
      await client(s, 'PREPARER')
    ).act('explainAdoption', { commentId, words: '已在实施办法里落实。' }, 'AdoptionExplained', 'id');
  const { letters, refused } = await composeFor(await client(s, 'PREPARER'), round);
  expect(refused).toEqual([]);
  const [letter] = await handOver(
    s,
    letters.map((l) => l.id),
  );
  const after = await figures();
  expect(after?.sum).toMatchObject({ heard: 3, reported: 3, adopted: 1, partlyAdopted: 1, notAdopted: 1, notTold: 2 });
  expect(letter?.text.join('')).toContain('听取意见3条，归纳报送3条');
  expect(letter?.text.join('')).toMatch(/采纳1条，部分采纳1条，未采纳1条/);

  const { opinionList } = await pointOf(round).officer.ask<{ opinionList: { id: string; text: string }[] }>(
    'query($c: ID!) { opinionList(consultationId: $c, first: 20) { nodes { id text } } }',
    { c: round.consultationId },
  );
  const note = (text: string, outcome: string): Promise<unknown> =>
    pointOf(round).officer.act(
      'noteContactCall',
      { opinionId: opinionList.find((o) => o.text === text)?.id, outcome, calledOn: today() },
      'ContactCall',
      'id',
    );
  await note('每天查两次', 'NOT_REACHED');
  await note('公布要快', 'WRONG_NUMBER');
  expect((await figures())?.sum).toMatchObject({ told: 0, notTold: 1, unreachable: 1 });
  await note('每天查两次', 'TOLD');
  expect((await figures())?.sum).toMatchObject({ told: 1, notTold: 0, unreachable: 1 });
});
