/**
 * 序号: each body counts its own return in a round, 1, 2, 3 …, a supplement goes on; what was reported before numbers
 * were kept, or by an older program beside this one, has the same numbers.
 */
import { bodyOf } from '../../src/comments/comment-numbers.service.js';
import type { Client } from '../support/client.js';
import { backfills, runBackfill } from '../../src/platform/operations/backfills.js';
import { client, enter, openRound, opinion, pointOf, reportOne, type Round } from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';

let s: TestService;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
});
afterAll(() => s.close());

const draft = async (round: Round, at: number, text: string): Promise<string> => {
  const { officer, task } = pointOf(round, at);
  const opinionIds = await enter(round, at, [opinion(round, text)]);
  return (await officer.act<{ id: string }>('draftComment', { solicitationId: task, opinionIds }, 'Comment', 'id')).id;
};
const report = (round: Round, at: number, commentIds: readonly string[], by?: Client): Promise<unknown> => {
  const { officer, task } = pointOf(round, at);
  return (by ?? officer).act('reportComments', { solicitationId: task, commentIds }, 'CommentsReported', 'reported');
};
interface Numbered {
  body: string;
  arrival: number;
  number: number;
}
const numbers = (round: Round): Promise<Numbered[]> =>
  s.db.asOwner(
    'select body, reported_number as arrival, return_number as number from comment_status where consultation_id = $1 and reported_number is not null order by 2',
    [round.consultationId],
  );

it('each body counts its own, in the order given, and a supplement goes on', async () => {
  const round = await openRound(s);
  const [a = '', b = ''] = [await draft(round, 0, '甲一'), await draft(round, 0, '甲二')];
  const [c = ''] = [await draft(round, 1, '乙一')];
  await report(round, 0, [b, a]);
  await report(round, 1, [c]);
  await report(round, 0, [await draft(round, 0, '甲补报')]);
  const preparer = await client(s, 'PREPARER');
  const { commentList } = await preparer.ask<{ commentList: { number: number; text: string }[] }>(
    'query($c: ID!) { commentList(consultationId: $c) { nodes { number text } } }',
    { c: round.consultationId },
  );
  expect(commentList.map((x) => [x.text, x.number])).toEqual([
    ['甲二', 1],
    ['甲一', 2],
    ['乙一', 1],
    ['甲补报', 3],
  ]);
  expect(new Set((await numbers(round)).map((n) => n.body))).toEqual(
    new Set([pointOf(round).id, pointOf(round, 1).id]),
  );
});

it('what the office takes up counts for itself', async () => {
  const round = await openRound(s);
  await reportOne(round, 0, '联系点先报');
  const preparer = await client(s, 'PREPARER');
  for (const text of ['直接一', '直接二']) {
    const [id = ''] = await enter(round, 0, [opinion(round, text, '第二条', { direct: true })]);
    expect(
      await preparer.act(
        'takeUpOpinions',
        { consultationId: round.consultationId, opinionIds: [id] },
        'Comment',
        'number',
      ),
    ).toMatchObject({ number: text === '直接一' ? 1 : 2 });
  }
  expect((await numbers(round)).map((n) => [n.body === 'RESIDENT', n.arrival, n.number])).toEqual([
    [false, 1, 1],
    [true, 2, 1],
    [true, 3, 2],
  ]);
});

it('no two of a body get one number, whoever reports at once', async () => {
  const round = await openRound(s);
  const ids = [];
  for (let i = 0; i < 8; i++) ids.push(await draft(round, i % 2, `同时${i}`));
  const preparer = await client(s, 'PREPARER');
  await Promise.all(ids.map((id, i) => report(round, i % 2, [id], i % 3 === 0 ? preparer : undefined)));
  for (const point of round.points) {
    const own = (await numbers(round)).filter((n) => n.body === point.id).map((n) => n.number);
    expect(own).toEqual([1, 2, 3, 4]);
  }
});

it('the database knows no number twice, and none without a body', async () => {
  const round = await openRound(s);
  await reportOne(round, 0, '一');
  const b = await reportOne(round, 0, '二');
  const set = (column: string): Promise<unknown> =>
    s.db.asOwner(`update comment_status set ${column} where id = $1`, [b]);
  await expect(set('return_number = 1')).rejects.toMatchObject({ constraint: 'comment_return_number' });
  await expect(set('body = null')).rejects.toMatchObject({ constraint: 'comment_number_has_body' });
});

describe('beside older programs', () => {
  /** as migration 0020 finds them */
  const forget = async (round: Round): Promise<void> => {
    await s.db.asOwner('alter table comment_status disable trigger number_in_return');
    await s.db.asOwner('update comment_status set body = null, return_number = null where consultation_id = $1', [
      round.consultationId,
    ]);
    await s.db.asOwner('alter table comment_status enable trigger number_in_return');
  };
  const mixed = async (): Promise<Round> => {
    const round = await openRound(s);
    for (const [at, text] of [
      [0, '一'],
      [1, '二'],
      [0, '三'],
      [1, '四'],
      [0, '五'],
    ] as const)
      await reportOne(round, at, text);
    return round;
  };
  const places = (all: readonly Numbered[]): number[] => all.map((n) => n.number);

  it('older rows are filled with their place in the return, and never touched again', async () => {
    const [round, beside] = [await mixed(), await mixed()];
    const before = await numbers(round);
    expect(places(before)).toEqual([1, 1, 2, 2, 3]);
    await forget(round);
    const fill = backfills.find((b) => b.table === 'comment_status');
    if (!fill) throw new Error('the numbers have a backfill');
    const again = (): Promise<unknown> =>
      s.db.asOwner('update backfill set position = null, finished_at = null where name = $1', [fill.name]);
    await again();
    await runBackfill(await s.db.source(), fill, () => false, { rows: 2 });
    expect(await numbers(round)).toEqual(before);
    const versions = await s.db.asOwner('select xmin, return_number from comment_status order by id');
    await again();
    await runBackfill(await s.db.source(), fill, () => false);
    expect(await s.db.asOwner('select xmin, return_number from comment_status order by id')).toEqual(versions);
    expect(places(await numbers(beside))).toEqual([1, 1, 2, 2, 3]);
  });

  it('what is reported before they are filled goes on behind them', async () => {
    const round = await mixed();
    await forget(round);
    await reportOne(round, 0, '六');
    expect((await numbers(round)).at(-1)).toMatchObject({ number: 4 });
  });

  it('a row that an older program writes is numbered as it is written', async () => {
    const round = await mixed();
    await forget(round);
    const id = await draft(round, 1, '旧程序报送');
    await s.db.asService(
      `update comment_status set state = 'REPORTED', reported_number = 6, reported_at = now(), version = version + 1 where id = $1`,
      [id],
    );
    expect((await numbers(round)).at(-1)).toEqual({ body: pointOf(round, 1).id, arrival: 6, number: 3 });
    // and what this program reports behind it goes on
    await reportOne(round, 1, '七');
    expect((await numbers(round)).at(-1)).toMatchObject({ arrival: 7, number: 4 });
  });
});

describe('whose return it is', () => {
  const named = (name: string | null): string => bodyOf({ contactPointId: null, sourceKind: 'DEPARTMENT', name });
  it('is the contact point, else the kind and the name', () => {
    expect(bodyOf({ contactPointId: 'p', sourceKind: 'CONTACT_POINT', name: '红河居委会' })).toBe('p');
    expect(bodyOf({ contactPointId: null, sourceKind: 'RESIDENT' })).toBe('RESIDENT');
    expect(named('市住建局')).not.toBe(named('市公安局'));
    expect(bodyOf({ contactPointId: null, sourceKind: 'ENTERPRISE', name: '市住建局' })).not.toBe(named('市住建局'));
  });
  it("takes one body for the same however it was typed, and says nobody's name", () => {
    expect(named(' 市 住建局（本级）')).toBe(named('市住建局(本级)'));
    expect(named('张三')).not.toContain('张三');
  });
});
