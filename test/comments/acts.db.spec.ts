/** A comment taken apart, dropped, sent back: the voices follow it, nothing is lost, and the number stays its own. */
import type { Client } from '../support/client.js';
import {
  client,
  commentOf,
  enter,
  openRound,
  opinion,
  pointOf,
  prepare,
  propose,
  refusal,
  reportOne,
  type Round,
} from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';

let s: TestService;
let round: Round;
let preparer: Client;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  round = await openRound(s);
  preparer = await client(s, 'PREPARER');
});
afterAll(() => s.close());

interface Made {
  id: string;
  version: number;
  state: string;
  number: number | null;
  text: string;
  returnNote: string | null;
  voices: { opinionId: string; standing: string }[];
}
const MADE = 'id version state number text returnNote voices { opinionId standing }';
interface Done {
  done: string[];
  refused: { id: string; code: string; message: string }[];
}

const merged = async (texts: readonly string[], of = round, at = 0): Promise<[Made, string[]]> => {
  const ids = await enter(
    of,
    at,
    texts.map((t) => opinion(of, t)),
  );
  const { officer, task } = pointOf(of, at);
  const words = ids.length > 1 ? { text: '大家都说' } : {};
  return [
    await officer.act<Made>('draftComment', { solicitationId: task, opinionIds: ids, ...words }, 'Comment', MADE),
    ids,
  ];
};
const report = (commentIds: readonly string[], of = round, at = 0): Promise<unknown> =>
  pointOf(of, at).officer.act(
    'reportComments',
    { solicitationId: pointOf(of, at).task, commentIds },
    'CommentsReported',
    'reported',
  );
const takeApart = (
  by: Client,
  commentId: string,
  expectedVersion: number,
  opinionIds: readonly string[],
): Promise<Made> => by.act('takeApartComment', { commentId, expectedVersion, opinionIds }, 'Comment', MADE);
const drop = (by: Client, commentId: string, expectedVersion: number): Promise<Made> =>
  by.act('dropComment', { commentId, expectedVersion }, 'Comment', MADE);
const sendBack = (
  comments: readonly { commentId: string; expectedVersion: number }[],
  note = '请写明是哪一款',
  by = preparer,
): Promise<Done> => by.act('returnComments', { comments, note }, 'BulkDone', 'done refused { id code message }');
const now = async (by: Client, id: string, of = round): Promise<Made> => {
  const { commentList } = await by.ask<{ commentList: Made[] }>(
    `query($c: ID!) { commentList(consultationId: $c, first: 200) { nodes { ${MADE} } } }`,
    { c: of.consultationId },
  );
  const found = commentList.find((c) => c.id === id);
  if (!found) throw new Error(`no comment ${id}`);
  return found;
};
const voices = async (ids: readonly string[]): Promise<[string, boolean][]> => {
  const rows = await s.db.asOwner<{ id: string; state: string; comment_id: string | null }>(
    'select id, state, comment_id from opinion_status where id = any($1)',
    [ids],
  );
  return ids.map((id) => {
    const row = rows.find((r) => r.id === id);
    return [row?.state ?? '', row?.comment_id !== null];
  });
};
const chain = async (id: string): Promise<string[]> =>
  (
    await s.db.asOwner<{ command: string }>(
      'select command from comment_event where comment_id = $1 order by sequence',
      [id],
    )
  ).map((e) => e.command);

describe('taken apart 拆开', () => {
  it('the named voices go back to the inbox, the others and the words stay', async () => {
    const { officer, task } = pointOf(round);
    const [made, [a = '', b = '', c = '']] = await merged(['拆一', '拆二', '拆三']);
    const left = await takeApart(officer, made.id, made.version, [b]);
    expect(left).toMatchObject({ state: 'DRAFTED', text: '大家都说', version: made.version + 1 });
    expect(Object.fromEntries(left.voices.map((v) => [v.opinionId, v.standing]))).toEqual({
      [a]: 'INSIDE',
      [b]: 'TAKEN_OUT',
      [c]: 'INSIDE',
    });
    expect(await voices([a, b, c])).toEqual([
      ['RECEIVED', true],
      ['RECEIVED', false],
      ['RECEIVED', true],
    ]);
    // what was taken out goes into another comment, and the trail of both is there
    await officer.act('draftComment', { solicitationId: task, opinionIds: [b] }, 'Comment', 'id');
    await report([made.id]);
    expect(await voices([a, b, c])).toEqual([
      ['REPORTED', true],
      ['RECEIVED', true],
      ['REPORTED', true],
    ]);
    expect(await chain(made.id)).toEqual(['draft', 'takeApart', 'report']);
    expect(
      (
        await s.db.asOwner<{ command: string; comment_id: string }>(
          'select command, comment_id from opinion_event where opinion_id = $1 order by at',
          [b],
        )
      ).map((e) => [e.command, e.comment_id === made.id]),
    ).toEqual([
      ['receive', false],
      ['compile', true],
      ['takeOut', true],
      ['compile', false],
    ]);
  });

  it('leaves at least one, and takes none that is not in it', async () => {
    const { officer } = pointOf(round);
    const [made, ids] = await merged(['留一', '留二']);
    const [, [other = '']] = await merged(['别处的']);
    expect(await refusal(takeApart(officer, made.id, made.version, ids))).toBe('INVALID_INPUT');
    expect(await refusal(takeApart(officer, made.id, made.version, []))).toBe('INVALID_INPUT');
    expect(await refusal(takeApart(officer, made.id, made.version, [other]))).toBe('NOT_FOUND');
    expect(await refusal(takeApart(officer, made.id, made.version, [ids[0] ?? '', ids[0] ?? '']))).toBe(
      'INVALID_INPUT',
    );
    expect(await now(officer, made.id)).toMatchObject({ version: made.version });
  });

  it('not when reported, not stale, not by another point and not by the neighbour', async () => {
    const { officer } = pointOf(round);
    const [made, [a = '']] = await merged(['谁能一', '谁能二']);
    expect(await refusal(takeApart(officer, made.id, made.version + 1, [a]))).toBe('STALE_VERSION');
    expect(await refusal(takeApart(pointOf(round, 1).officer, made.id, made.version, [a]))).toBe('NOT_FOUND');
    const stranger = await client(s, 'PREPARER', s.neighbour);
    expect(await refusal(takeApart(stranger, made.id, made.version, [a]))).toBe('NOT_FOUND');
    await report([made.id]);
    const { version } = await now(officer, made.id);
    expect(await refusal(takeApart(officer, made.id, version, [a]))).toBe('WRONG_STATE');
  });

  it('two officers at once: one is told that it is stale', async () => {
    const [made, [a = '', b = '']] = await merged(['同拆一', '同拆二', '同拆三']);
    const both = await Promise.allSettled([
      takeApart(pointOf(round).officer, made.id, made.version, [a]),
      takeApart(preparer, made.id, made.version, [b]),
    ]);
    expect(both.map((x) => x.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((x) => x.status === 'rejected')).toMatchObject({ reason: { code: 'STALE_VERSION' } });
  });
});

describe('dropped 撤销', () => {
  it('all its voices go back, and it is in no list but where it is asked for', async () => {
    const { officer, task } = pointOf(round);
    const [made, ids] = await merged(['撤一', '撤二']);
    expect(await drop(officer, made.id, made.version)).toMatchObject({ state: 'DROPPED' });
    expect(await voices(ids)).toEqual([
      ['RECEIVED', false],
      ['RECEIVED', false],
    ]);
    const list = async (by: Client, more = ''): Promise<string[]> =>
      (
        await by.ask<{ commentList: { id: string }[] }>(
          `query($c: ID!) { commentList(consultationId: $c, first: 200${more}) { nodes { id } } }`,
          { c: round.consultationId },
        )
      ).commentList.map((c) => c.id);
    expect(await list(officer)).not.toContain(made.id);
    expect(await list(officer, ', filter: { states: [DROPPED] }')).toContain(made.id);
    // it was never reported: not the office's to see
    expect(await list(preparer, ', filter: { states: [DROPPED] }')).not.toContain(made.id);
    await officer.act('draftComment', { solicitationId: task, opinionIds: ids, text: '再归并' }, 'Comment', 'id');
    expect(await refusal(drop(officer, made.id, made.version + 1))).toBe('WRONG_STATE');
  });

  it('not what a contact point reported, not stale, not by another point and not by the neighbour', async () => {
    const { officer } = pointOf(round);
    const [made] = await merged(['撤不得']);
    expect(await refusal(drop(officer, made.id, made.version + 1))).toBe('STALE_VERSION');
    expect(await refusal(drop(pointOf(round, 1).officer, made.id, made.version))).toBe('NOT_FOUND');
    expect(await refusal(drop(await client(s, 'PREPARER', s.neighbour), made.id, made.version))).toBe('NOT_FOUND');
    await report([made.id]);
    const { version } = await now(officer, made.id);
    for (const by of [officer, preparer]) expect(await refusal(drop(by, made.id, version))).toBe('WRONG_STATE');
  });

  it('what the office took up it may reword and drop while it is reported, and no longer', async () => {
    const takenUp = async (text: string): Promise<[Made, string]> => {
      const [id = ''] = await enter(round, 0, [opinion(round, text, '第二条', { direct: true })]);
      const given = { consultationId: round.consultationId, opinionIds: [id] };
      return [await preparer.act<Made>('takeUpOpinions', given, 'Comment', MADE), id];
    };
    const [made, opinionId] = await takenUp('机关采录');
    expect(await voices([opinionId])).toEqual([['REPORTED', true]]);
    const revised = await preparer.act<Made>(
      'reviseComment',
      { commentId: made.id, expectedVersion: made.version, text: '机关改了' },
      'Comment',
      MADE,
    );
    expect(revised).toMatchObject({ state: 'REPORTED', text: '机关改了', number: made.number });
    expect(await drop(preparer, made.id, revised.version)).toMatchObject({ state: 'DROPPED' });
    expect(await voices([opinionId])).toEqual([['RECEIVED', false]]);
    // its number is given to no other
    const [next] = await takenUp('机关再采录');
    expect(next.number).toBe((made.number ?? 0) + 1);
    await propose(preparer, round, next.id);
    const { version } = await commentOf(preparer, round, next.id);
    expect(await refusal(drop(preparer, next.id, version))).toBe('WRONG_STATE');
    const reworded = { commentId: next.id, expectedVersion: version, text: '晚了' };
    expect(await refusal(preparer.act('reviseComment', reworded, 'Comment', 'id'))).toBe('WRONG_STATE');
    expect(await refusal(drop(pointOf(round).officer, next.id, version))).toBe('NOT_FOUND');
  });

  it('two officers at once: it is dropped once', async () => {
    const [made] = await merged(['同撤']);
    const both = await Promise.allSettled([
      drop(pointOf(round).officer, made.id, made.version),
      drop(preparer, made.id, made.version),
    ]);
    expect(both.map((x) => x.status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('sent back 退回补充', () => {
  it('with a note that the body reads; reworded and reported again it keeps its number', async () => {
    const of = await openRound(s);
    const { officer } = pointOf(of);
    const [first, ids] = await merged(['退一', '退二'], of);
    await report([first.id], of);
    const second = await reportOne(of, 0, '另一条');
    const { version } = await now(preparer, first.id, of);
    expect(await sendBack([{ commentId: first.id, expectedVersion: version }])).toMatchObject({
      done: [first.id],
      refused: [],
    });
    const returned = await now(officer, first.id, of);
    expect(returned).toMatchObject({ state: 'RETURNED', returnNote: '请写明是哪一款', number: 1 });
    expect(await voices(ids)).toEqual([
      ['RECEIVED', true],
      ['RECEIVED', true],
    ]);
    const left = await takeApart(officer, first.id, returned.version, [ids[0] ?? '']);
    const revised = await officer.act<Made>(
      'reviseComment',
      { commentId: first.id, expectedVersion: left.version, text: '第二款' },
      'Comment',
      MADE,
    );
    expect(revised.state).toBe('RETURNED');
    await report([first.id], of);
    expect(await now(officer, first.id, of)).toMatchObject({ state: 'REPORTED', number: 1, text: '第二款' });
    expect(await now(officer, second, of)).toMatchObject({ number: 2 });
    expect(await voices(ids)).toEqual([
      ['RECEIVED', false],
      ['REPORTED', true],
    ]);
    expect(await chain(first.id)).toEqual(['draft', 'report', 'return', 'takeApart', 'revise', 'report']);
    const details = await s.db.asOwner(
      'select detail from comment_event where comment_id = $1 union all select detail from audit_record',
      [first.id],
    );
    expect(JSON.stringify(details)).not.toContain('哪一款');
  });

  it('a proposed one too, but none that is on a sheet', async () => {
    const of = await openRound(s);
    const [a, b] = [await reportOne(of, 0, '拟一'), await reportOne(of, 0, '拟二')];
    for (const id of [a, b]) await propose(preparer, of, id);
    await prepare(preparer, of, [b]);
    const given = [];
    for (const commentId of [a, b])
      given.push({ commentId, expectedVersion: (await commentOf(preparer, of, commentId)).version });
    const done = await sendBack(given);
    expect(done.done).toEqual([a]);
    expect(done.refused).toMatchObject([{ id: b, code: 'WRONG_STATE' }]);
    expect(done.refused[0]?.message).toMatch(/已列入采纳情况表.*请先从表上退回/u);
    await report([a], of);
    await propose(preparer, of, a);
    expect((await commentOf(preparer, of, a)).proposedHandling?.revision).toBe(2);
  });

  it('dropped after that, its voices are free and its number is not given again', async () => {
    const of = await openRound(s);
    const first = await reportOne(of, 0, '退后撤销');
    const { version } = await now(preparer, first, of);
    await sendBack([{ commentId: first, expectedVersion: version }], '不属于本法规');
    const { officer } = pointOf(of);
    const returned = await now(officer, first, of);
    await drop(officer, first, returned.version);
    const second = await reportOne(of, 0, '下一条');
    expect((await now(officer, second, of)).number).toBe(2);
    // it was reported once: the office sees what became of it
    const { commentList } = await preparer.ask<{ commentList: { id: string }[] }>(
      'query($c: ID!) { commentList(consultationId: $c, filter: { states: [DROPPED] }) { nodes { id } } }',
      { c: of.consultationId },
    );
    expect(commentList).toEqual([{ id: first }]);
  });

  it("says of each of N what happened: drafted, stale, the neighbour's, the office's own, one twice", async () => {
    const [drafted] = await merged(['还没报']);
    const stale = await reportOne(round, 0, '旧版本');
    const good = await reportOne(round, 0, '好的');
    const [direct = ''] = await enter(round, 0, [opinion(round, '直接交', '第二条', { direct: true })]);
    const own = await preparer.act<Made>(
      'takeUpOpinions',
      { consultationId: round.consultationId, opinionIds: [direct] },
      'Comment',
      MADE,
    );
    const of = async (commentId: string): Promise<{ commentId: string; expectedVersion: number }> => ({
      commentId,
      expectedVersion: (await now(preparer, commentId)).version,
    });
    const done = await sendBack([
      { commentId: drafted.id, expectedVersion: drafted.version },
      { commentId: stale, expectedVersion: 1 },
      await of(own.id),
      { commentId: '7b7f1c1e-7c3b-4b57-9f6c-0d4b2b0e4c11', expectedVersion: 1 },
      await of(good),
    ]);
    expect(done.done).toEqual([good]);
    expect(done.refused.map((r) => r.code)).toEqual(['NOT_FOUND', 'STALE_VERSION', 'WRONG_STATE', 'NOT_FOUND']);
    expect(done.refused[2]?.message).toMatch(/机关自己采录或者登记.*请直接修改或者撤销/u);
    const again = await sendBack([await of(good)]);
    expect(again.refused).toMatchObject([{ id: good, code: 'WRONG_STATE' }]);
    const one = await of(stale);
    expect(await refusal(sendBack([one, one]))).toBe('INVALID_INPUT');
    expect(await refusal(sendBack([one], ' '))).toBe('INVALID_INPUT');
    expect(await refusal(sendBack([one], '长'.repeat(501)))).toBe('INVALID_INPUT');
    expect(await refusal(sendBack([]))).toBe('INVALID_INPUT');
    const stranger = await client(s, 'PREPARER', s.neighbour);
    expect((await sendBack([one], '退', stranger)).refused).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect(await refusal(sendBack([one], '退', pointOf(round).officer))).toBe('FORBIDDEN');
  });

  it('two who send the same ones back at once, in other orders, do it once', async () => {
    const ids = [];
    for (let i = 0; i < 4; i++) ids.push(await reportOne(round, 0, `同退${i}`));
    const given = [];
    for (const commentId of ids) given.push({ commentId, expectedVersion: (await now(preparer, commentId)).version });
    const both = await Promise.all([sendBack(given), sendBack([...given].reverse())]);
    expect(both.flatMap((d) => d.done).sort()).toEqual([...ids].sort());
    expect(new Set(both.flatMap((d) => d.refused).map((r) => r.code))).toEqual(new Set(['STALE_VERSION']));
  });
});

it.each(['comment_return', 'comment_source'])('%s takes no change and no deletion by the service', async (table) => {
  await expect(s.db.asService(`update ${table} set id = id`)).rejects.toMatchObject({ code: '42501' });
  await expect(s.db.asService(`delete from ${table}`)).rejects.toMatchObject({ code: '42501' });
});
