/**
 * Counts that are kept are those of the rows, whoever did what meanwhile: random acts through the services by several
 * people at once, refused ones among them, transactions that roll back, folds in between.
 */
import { type Client, Refused } from '../../support/client.js';
import { DataSource } from 'typeorm';
import { KeptCounts1795310000028 } from '../../../migrations/0028-kept-counts.js';
import { typeormConnection, withClient } from '../../../src/platform/database/connection.js';
import { countFaults, foldCounts } from '../../../src/platform/database/kept-counts.sql.js';
import {
  client,
  commentOf,
  decide,
  enter,
  jobsDone,
  openRound,
  opinion,
  pointOf,
  prepare,
  propose,
  reportOne,
  type Round,
} from '../../support/round.js';
import { startTestService, type TestService } from '../../support/service.js';

let s: TestService;
let preparer: Client;
let signer: Client;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  preparer = await client(s, 'PREPARER');
  signer = await client(s, 'SIGNER');
});
afterAll(() => s.close());

const faults = (): Promise<object[]> => s.db.asOwner('select name, told from count_faults()');
const several = <T>(n: number, of: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => of(i));
const fold = async (): Promise<void> => {
  const source = await s.db.source();
  while (await foldCounts(source.manager, 7));
};

const receivedAt = async (round: Round, at: number): Promise<string[]> =>
  (
    await s.db.asOwner<{ id: string }>(
      `select o.id from opinion o join opinion_status s on s.id = o.id
       where o.consultation_id = $1 and o.contact_point_id = $2 and s.state = 'RECEIVED' and s.comment_id is null limit 3`,
      [round.consultationId, pointOf(round, at).id],
    )
  ).map((r) => r.id);
const mergeSome = async (round: Round, at: number): Promise<unknown> => {
  const { officer, task } = pointOf(round, at);
  const made = await officer.act<{ id: string }>(
    'draftComment',
    { solicitationId: task, opinionIds: await receivedAt(round, at), text: '大家都说' },
    'Comment',
    'id version',
  );
  return Math.imul(made.id.charCodeAt(0), 7) % 2 === 0
    ? officer.act('dropComment', { commentId: made.id, expectedVersion: 1 }, 'Comment', 'id')
    : officer.act('reportComments', { solicitationId: task, commentIds: [made.id] }, 'CommentsReported', 'reported');
};
const setAsideSome = async (round: Round, at: number): Promise<unknown> =>
  pointOf(round, at).officer.act(
    'setAsideOpinions',
    { opinionIds: (await receivedAt(round, at)).slice(0, 1), reason: 'UNCLEAR' },
    'BulkDone',
    'done',
  );
const sendBack = async (round: Round, commentId: string): Promise<unknown> =>
  preparer.act(
    'returnComments',
    {
      comments: [{ commentId, expectedVersion: (await commentOf(preparer, round, commentId)).version }],
      note: '请补充',
    },
    'BulkDone',
    'done',
  );
const fileUnder = async (round: Round, commentId: string): Promise<unknown> =>
  preparer.act(
    'fileComment',
    {
      commentId,
      expectedVersion: (await commentOf(preparer, round, commentId)).version,
      provisionId: round.articles.get('第四条'),
    },
    'Comment',
    'id',
  );
const signAll = async (round: Round): Promise<unknown> => {
  const sheet = await prepare(preparer, round);
  return signer.act('signSheet', { sheetId: sheet.id, expectedVersion: sheet.version }, 'DecisionSheet', 'id');
};
/** Changes rows of all kinds at once, sees its own counts change, and takes it all back */
const rolledBack = (): Promise<void> =>
  withClient(s.db.service, async (db) => {
    await db.query('begin');
    await db.query(`update comment_status set state = 'DROPPED', version = version + 1 where state = 'DRAFTED'`);
    await db.query(
      `update opinion_status set state = 'QUARANTINED', quarantine_reason = 'ABUSE' where state = 'RECEIVED'`,
    );
    expect((await db.query('select name, told from count_faults()')).rows).toEqual([]);
    await db.query('rollback');
  });
const owner = async (): Promise<DataSource> =>
  new DataSource({ ...typeormConnection(s.db.owner), poolSize: 2 }).initialize();
const heldBack = async (round: Round): Promise<string[]> => {
  const { consultation } = await preparer.ask<{ consultation: { heldBack: { id: string }[] } }>(
    'query($c: ID!) { consultation(id: $c) { heldBack { nodes { id } } } }',
    { c: round.consultationId },
  );
  return consultation.heldBack.map((h) => h.id);
};
const reopen = async (round: Round, ids: readonly string[]): Promise<void> => {
  const comments = [];
  for (const id of ids)
    comments.push({ commentId: id, expectedVersion: (await commentOf(preparer, round, id)).version });
  await signer.act('reopenComments', { comments, reason: '情况有变化' }, 'BulkDone', 'done');
};
interface Totals {
  opinions: number;
  comments: number;
}
const totals = async (by: Client, round: Round): Promise<Totals> => {
  const { o, c } = await by.ask<{ o: { totalCount: number }; c: { totalCount: number } }>(
    'query($c: ID!) { o: opinionList(consultationId: $c, first: 0) { totalCount } c: commentList(consultationId: $c, first: 0) { totalCount } }',
    { c: round.consultationId },
  );
  return { opinions: o.totalCount, comments: c.totalCount };
};
const openOf = async (round: Round): Promise<number> =>
  (
    await preparer.ask<{ consultation: { openOpinions: number } }>(
      'query($c: ID!) { consultation(id: $c) { openOpinions } }',
      { c: round.consultationId },
    )
  ).consultation.openOpinions;
const toPropose = async (round: Round): Promise<number> => {
  const { todos } = await preparer.ask<{ todos: { nodes: { kind: string; figure: number; targetId: string }[] } }>(
    '{ todos(first: 200) { nodes { kind figure targetId } pageInfo { hasNextPage } } }',
  );
  return todos.nodes.find((t) => t.kind === 'COMMENTS_TO_PROPOSE' && t.targetId === round.consultationId)?.figure ?? 0;
};

describe('kept counts', () => {
  it('are those of the rows, whatever is done by several at once', async () => {
    const rounds = [await openRound(s), await openRound(s), await openRound(s, undefined, s.neighbour)];
    let seed = 20_261_129;
    const chance = (n: number): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
      return Math.floor((seed / 0x80000000) * n);
    };
    const one = <T>(of: readonly T[]): T => of[chance(of.length)] as T;
    const labels = ['第一条', '第二条', '第三条', null];
    const made: { round: Round; id: string }[] = [];
    const onOne = (act: (round: Round, id: string) => Promise<unknown>): Promise<unknown> => {
      const found = made.filter((m) => m.round !== rounds[2]);
      const at = found[chance(found.length)];
      return at ? act(at.round, at.id) : Promise.resolve();
    };
    const acts: ((round: Round) => Promise<unknown>)[] = [
      (round) => reportOne(round, chance(2), '说一句', one(labels)).then((id) => made.push({ round, id })),
      (round) =>
        enter(
          round,
          chance(2),
          several(5, (i) => opinion(round, `意见${i}`, one(labels))),
        ),
      (round) => mergeSome(round, chance(2)),
      (round) => setAsideSome(round, chance(2)),
      () => onOne((round, id) => propose(preparer, round, id, one(['ADOPTED', 'NOT_ADOPTED']))),
      () => onOne((round, id) => fileUnder(round, id)),
      () => onOne((round, id) => sendBack(round, id)),
      () => onOne((round, id) => propose(preparer, round, id)),
      (round) => signAll(round),
      () => rolledBack(),
    ];
    /** What is refused was rolled back, and its words are tested elsewhere */
    const tried = async (act: Promise<unknown>): Promise<void> => {
      await act.catch((e: unknown) => {
        if (!(e instanceof Refused)) throw e;
      });
    };
    for (const act of acts) {
      await tried(act(rounds[0] as Round));
      expect(await faults()).toEqual([]);
    }
    for (let turn = 0; turn < 12; turn++) {
      await Promise.all(several(6, () => tried(one(acts)(one(rounds)))));
      if (turn % 3 === 1) await Promise.all([fold(), tried(one(acts)(one(rounds))), fold()]);
      expect(await faults()).toEqual([]);
    }
    await jobsDone(s);
    await fold();
    expect(await faults()).toEqual([]);
    expect(
      await s.db.asOwner('select n from comment_count where n <= 0 union select n from opinion_count where n <= 0'),
    ).toEqual([]);
    const [there] = await s.db.asOwner<{ comments: number; opinions: number }>(
      'select (select count(*)::int from comment_status) as comments, (select count(*)::int from opinion) as opinions',
    );
    expect(there?.comments).toBeGreaterThan(5);
    expect(there?.opinions).toBeGreaterThan(20);
  });

  it('say nothing of the neighbour: what is done there changes no count here', async () => {
    const [here, there] = [await openRound(s), await openRound(s, undefined, s.neighbour)];
    await enter(here, 0, [opinion(here, '这里的一句')]);
    await enter(there, 0, [opinion(there, '那里的一句'), opinion(there, '那里的又一句')]);
    expect([await totals(preparer, here), await totals(preparer, there)]).toEqual([
      { opinions: 1, comments: 0 },
      { opinions: 0, comments: 0 },
    ]);
  });

  it('tell whoever acted the figure after the act, folded or not', async () => {
    const round = await openRound(s);
    const id = await reportOne(round, 0, '一句');
    expect(await toPropose(round)).toBe(1);
    await propose(preparer, round, id);
    expect(await toPropose(round)).toBe(0);
    await fold();
    expect(await toPropose(round)).toBe(0);
    expect(await totals(preparer, round)).toEqual({ opinions: 1, comments: 1 });
  });

  it('make nobody wait: one who changed them and has not committed holds up no resident, no fold and no reader', async () => {
    const round = await openRound(s);
    const [first = ''] = await enter(round, 0, [opinion(round, '先说的')]);
    await withClient(s.db.service, async (db) => {
      await db.query('begin');
      await db.query(`update opinion_status set state = 'WITHDRAWN' where id = $1`, [first]);
      // of the same round, contact point and article: were a count locked, this would wait for ever
      await enter(round, 0, [opinion(round, '后说的')]);
      await fold();
      expect(await totals(preparer, round)).toEqual({ opinions: 2, comments: 0 });
      expect(await openOf(round)).toBe(2);
      await db.query('commit');
    });
    expect(await openOf(round)).toBe(1);
    await fold();
    expect([await openOf(round), await faults()]).toEqual([1, []]);
  });

  it('that are wrong are found by name, and counted anew beside whoever writes', async () => {
    const round = await openRound(s);
    await reportOne(round, 0, '一句');
    await fold();
    await s.db.asOwner(`update comment_count set n = n + 2 where consultation_id = $1 and grain = 'ROUND'`, [
      round.consultationId,
    ]);
    await s.db.asOwner(`delete from opinion_count where consultation_id = $1 and grain = 'POINT'`, [
      round.consultationId,
    ]);
    const told = (await countFaults((await s.db.source()).manager)).map(
      ({ name, told: { consultation_id: of, grain, kept, counted } }) => ({ name, of, grain, kept, counted }),
    );
    const of = round.consultationId;
    expect(told.sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { name: 'comment_count', of, grain: 'ROUND', kept: 3, counted: 1 },
      { name: 'opinion_count', of, grain: 'POINT', kept: 0, counted: 1 },
    ]);
    const [[mended]] = await Promise.all([
      s.db.asOwner<{ n: number }>('select recount_counts() as n'),
      enter(
        round,
        1,
        several(20, (i) => opinion(round, `同时说的${i}`)),
      ),
    ]);
    expect([mended?.n, await faults()]).toEqual([2, []]);
    await fold();
    expect([await faults(), await totals(preparer, round)]).toEqual([[], { opinions: 21, comments: 1 }]);
  });

  it('are right where another program wrote while they were made, and where making them was cut off', async () => {
    const source = await owner();
    try {
      const round = await openRound(s);
      await reportOne(round, 0, '之前');
      const q = source.createQueryRunner();
      // as if the first try ended once its triggers were there, and nothing was filled in yet
      await q.query('truncate comment_count, comment_count_change, opinion_count, opinion_count_change, held_back');
      await reportOne(round, 0, '之间');
      await new KeptCounts1795310000028().up(q);
      await q.release();
      expect([await faults(), await totals(preparer, round)]).toEqual([[], { opinions: 2, comments: 2 }]);
    } finally {
      await source.destroy();
    }
  });

  it('of what is held back follow outcomes, reviews, explanations and reopenings', async () => {
    const round = await openRound(s);
    const [a, b, c] = [
      await reportOne(round, 0, '甲'),
      await reportOne(round, 0, '乙'),
      await reportOne(round, 1, '丙'),
    ];
    await decide(
      s,
      round,
      new Map([
        [a, 'ADOPTED'],
        [b, 'PARTIALLY_ADOPTED'],
        [c, 'NOT_ADOPTED'],
      ]),
    );
    expect(await heldBack(round)).toEqual([a, b]);
    await preparer.act('explainAdoption', { commentId: a, words: '写进了实施细则' }, 'AdoptionExplained', 'id');
    expect([await heldBack(round), await faults()]).toEqual([[b], []]);
    await reopen(round, [a, b]);
    expect([await heldBack(round), await faults()]).toEqual([[], []]);
    // what was explained before it was taken up again stays with the former decision
    await decide(s, round, new Map([[a, 'ADOPTED']]));
    expect([await heldBack(round), await faults()]).toEqual([[a], []]);
  });
});
