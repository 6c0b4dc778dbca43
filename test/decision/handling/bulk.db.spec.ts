/** The same proposal for many comments, and proposals taken back 撤回拟处理意见: each of N accounted for, no word lost. */
import { Client } from '../../support/client.js';
import {
  client,
  commentOf,
  openRound,
  prepare,
  propose,
  refusal,
  reportOne,
  type Round,
  SHEET,
  withRoles,
} from '../../support/round.js';
import { startTestService, type TestService } from '../../support/service.js';

let s: TestService;
let round: Round;
let preparer: Client;
let signer: Client;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  round = await openRound(s);
  preparer = await client(s, 'PREPARER');
  signer = await client(s, 'SIGNER');
});
afterAll(() => s.close());

interface Shown {
  id: string;
  state: string;
  version: number;
  proposedHandling: { revision: number; outcome: string; words: string; byName: string; at: string } | null;
  handlings: { revision: number; withdrawnAt: string | null; withdrawnByName: string | null }[];
}
const SHOWN =
  'id state version proposedHandling { revision outcome words byName at } handlings { nodes { revision withdrawnAt withdrawnByName } }';
const shown = async (id: string, by = preparer): Promise<Shown> =>
  (await by.ask<{ comment: Shown }>(`query($id: ID!) { comment(id: $id) { ${SHOWN} } }`, { id })).comment;
interface Done {
  done: string[];
  refused: { id: string; code: string; message: string; current: Partial<Shown> | null }[];
}
const DONE = `done refused { id code message current { ... on Comment { id version proposedHandling { outcome words byName at } } } }`;
const versions = (ids: readonly string[]): Promise<{ commentId: string; expectedVersion: number }[]> =>
  Promise.all(ids.map(async (id) => ({ commentId: id, expectedVersion: (await shown(id)).version })));
const proposeAll = async (
  comments: readonly { commentId: string; expectedVersion: number }[],
  words = '一并研究',
  outcome = 'PARTIALLY_ADOPTED',
  by = preparer,
): Promise<Done> => by.act('proposeHandlings', { comments, outcome, words }, 'BulkDone', DONE);
const withdraw = async (ids: readonly string[], by = preparer): Promise<Done> =>
  by.act('withdrawHandlings', { comments: await versions(ids) }, 'BulkDone', DONE);
const some = async (n: number): Promise<string[]> => {
  const ids = [];
  for (let i = 0; i < n; i++) ids.push(await reportOne(round, 0, `批量意见 ${i} ${Math.random()}`));
  return ids;
};
const chain = async (id: string): Promise<string[]> =>
  (
    await s.db.asOwner<{ c: string }>(
      `select command || ' ' || state as c from comment_event where comment_id = $1 order by sequence`,
      [id],
    )
  ).map((e) => e.c);

describe('the same proposal for several', () => {
  it('does those that may be done, and says of each other one why not', async () => {
    const [a = '', b = '', stale = '', listed = ''] = await some(4);
    await propose(preparer, round, listed);
    await prepare(preparer, round, [listed]);
    await propose(preparer, round, b, 'ADOPTED', '先前的');
    const asked = await versions([a, b, stale, listed]);
    await propose(preparer, round, stale, 'ADOPTED', '别人先存的');
    const gone = '7b7f1c1e-7c3b-4b57-9f6c-0d4b2b0e4c11';
    const answer = await proposeAll([...asked, { commentId: gone, expectedVersion: 1 }]);
    expect(answer.done).toEqual([a, b]);
    expect(new Map(answer.refused.map((r) => [r.id, r.code]))).toEqual(
      new Map([
        [stale, 'STALE_VERSION'],
        [listed, 'WRONG_STATE'],
        [gone, 'NOT_FOUND'],
      ]),
    );
    expect(answer.refused.find((r) => r.id === listed)?.message).toContain('已列入采纳情况表');
    // whoever is stale is shown what stands: who, when, what, in which words
    expect(answer.refused.find((r) => r.id === stale)?.current?.proposedHandling).toEqual({
      outcome: 'ADOPTED',
      words: '别人先存的',
      byName: expect.any(String) as string,
      at: expect.any(String) as string,
    });
    expect((await shown(a)).proposedHandling).toMatchObject({ revision: 1, words: '一并研究' });
    expect((await shown(b)).proposedHandling).toMatchObject({ revision: 2, words: '一并研究' });
    expect((await shown(stale)).proposedHandling?.words).toBe('别人先存的');
  });

  it('two officers over the same comments: each comment is done once', async () => {
    const ids = await some(6);
    const second = await withRoles(s, 'second-hand', ['PREPARER']);
    const asked = await versions(ids);
    const [one, two] = await Promise.all([
      proposeAll(asked, '甲写的'),
      proposeAll([...asked].reverse(), '乙写的', 'PARTIALLY_ADOPTED', second),
    ]);
    expect([...one.done, ...two.done].sort()).toEqual([...ids].sort());
    expect([...one.refused, ...two.refused].every((r) => r.code === 'STALE_VERSION')).toBe(true);
    for (const id of ids) expect((await shown(id)).handlings).toHaveLength(1);
  });

  it('judges outcome, reason and words once for all, and the list by its form', async () => {
    const [id = ''] = await some(1);
    const [one] = await versions([id]);
    const asked = (input: object): Promise<string> =>
      refusal(preparer.act('proposeHandlings', input, 'BulkDone', 'done'));
    expect(await asked({ comments: [one], outcome: 'NOT_ADOPTED', words: '不采纳' })).toBe('REASON_REQUIRED');
    expect(await asked({ comments: [one], outcome: 'PARTIALLY_ADOPTED', words: ' ' })).toBe('REASON_REQUIRED');
    expect(await asked({ comments: [], outcome: 'ADOPTED', words: '' })).toBe('INVALID_INPUT');
    expect(await asked({ comments: [one, one], outcome: 'ADOPTED', words: '' })).toBe('INVALID_INPUT');
    const many = Array.from({ length: 501 }, (_, n) => ({
      commentId: `7b7f1c1e-7c3b-4b57-9f6c-${String(n).padStart(12, '0')}`,
      expectedVersion: 1,
    }));
    expect(await asked({ comments: many, outcome: 'ADOPTED', words: '' })).toBe('INVALID_INPUT');
    expect((await shown(id)).state).toBe('REPORTED');
  });
});

describe('taken back 撤回拟处理意见', () => {
  it('goes back proposal by proposal, to where the comment stood; what was taken back stays readable', async () => {
    const [id = ''] = await some(1);
    await propose(preparer, round, id, 'ADOPTED', '第一版');
    await propose(preparer, round, id, 'PARTIALLY_ADOPTED', '第二版');
    expect((await withdraw([id])).done).toEqual([id]);
    expect(await shown(id)).toMatchObject({ state: 'PROPOSED', proposedHandling: { revision: 1, words: '第一版' } });
    await propose(preparer, round, id, 'ADOPTED', '第三版');
    await withdraw([id]);
    expect((await shown(id)).proposedHandling?.words).toBe('第一版');
    await withdraw([id]);
    const none = await shown(id);
    expect(none).toMatchObject({ state: 'REPORTED', proposedHandling: null });
    expect(none.handlings.map((h) => [h.revision, h.withdrawnAt !== null, h.withdrawnByName !== null])).toEqual([
      [3, true, true],
      [2, true, true],
      [1, true, true],
    ]);
    expect((await withdraw([id])).refused.map((r) => r.code)).toEqual(['WRONG_STATE']);
    // and it is proposed anew under the next number
    await propose(preparer, round, id, 'ADOPTED', '第四版');
    expect((await shown(id)).proposedHandling).toMatchObject({ revision: 4, words: '第四版' });
    expect((await chain(id)).slice(2)).toEqual([
      'propose PROPOSED',
      'propose PROPOSED',
      'unproposeAgain PROPOSED',
      'propose PROPOSED',
      'unproposeAgain PROPOSED',
      'unpropose REPORTED',
      'propose PROPOSED',
    ]);
  });

  it('of several, each on its own; not from a sheet, and not where somebody saved in between', async () => {
    const [a = '', listed = '', stale = '', bare = ''] = await some(4);
    for (const id of [a, listed, stale]) await propose(preparer, round, id);
    await prepare(preparer, round, [listed]);
    const comments = await versions([a, listed, stale, bare]);
    await propose(preparer, round, stale, 'ADOPTED', '又改了');
    const answer = await preparer.act<Done>('withdrawHandlings', { comments }, 'BulkDone', DONE);
    expect(answer.done).toEqual([a]);
    expect(new Map(answer.refused.map((r) => [r.id, r.code]))).toEqual(
      new Map([
        [listed, 'WRONG_STATE'],
        [stale, 'STALE_VERSION'],
        [bare, 'WRONG_STATE'],
      ]),
    );
    expect((await shown(listed)).proposedHandling).not.toBeNull();
  });

  it('a comment that was taken up again is taken up again still; one that was struck keeps the proposal that was struck', async () => {
    const [again = '', struck = ''] = await some(2);
    for (const id of [again, struck]) await propose(preparer, round, id, 'ADOPTED', '上了表的');
    const sheet = await prepare(preparer, round, [again, struck]);
    await signer.act(
      'signSheet',
      { sheetId: sheet.id, expectedVersion: sheet.version, struck: [struck] },
      'DecisionSheet',
      SHEET,
    );
    await signer.act('reopenComments', { comments: await versions([again]), reason: '情况有变' }, 'BulkDone', 'done');
    for (const id of [again, struck]) await propose(preparer, round, id, 'PARTIALLY_ADOPTED', '后来的');
    expect((await withdraw([again, struck])).done.sort()).toEqual([again, struck].sort());
    expect(await shown(again)).toMatchObject({ state: 'REOPENED', proposedHandling: { words: '上了表的' } });
    expect(await shown(struck)).toMatchObject({ state: 'REPORTED', proposedHandling: { words: '上了表的' } });
  });

  it('a sheet holds the proposal that counts, also where a program of before would take the last', async () => {
    const [id = ''] = await some(1);
    await propose(preparer, round, id, 'ADOPTED', '留下的');
    await propose(preparer, round, id, 'PARTIALLY_ADOPTED', '撤回的');
    await withdraw([id]);
    const [{ handling } = { handling: '' }] = await s.db.asOwner<{ handling: string }>(
      'select id as handling from proposed_handling where comment_id = $1 order by revision desc limit 1',
      [id],
    );
    const sheet = await prepare(preparer, round, [id]);
    await expect(
      s.db.asOwner(
        `insert into decision_sheet_line (id, legislature_id, sheet_id, ordinal, comment_id, handling_id, state) select gen_random_uuid(), legislature_id, sheet_id, 99, comment_id, $2, 'LISTED' from decision_sheet_line where sheet_id = $1`,
        [sheet.id, handling],
      ),
    ).rejects.toMatchObject({ constraint: 'line_has_present_handling' });
    await signer.act(
      'signSheet',
      { sheetId: sheet.id, expectedVersion: sheet.version, struck: [] },
      'DecisionSheet',
      SHEET,
    );
    const { comment } = await preparer.ask<{ comment: { decisions: { words: string }[] } }>(
      'query($id: ID!) { comment(id: $id) { decisions { nodes { words } } } }',
      { id },
    );
    expect(comment.decisions.map((d) => d.words)).toEqual(['留下的']);
  });

  it('whoever took a proposal back has a hand in what counts now, and does not sign it', async () => {
    const [id = ''] = await some(1);
    const both = await withRoles(s, 'two-hats', ['PREPARER', 'SIGNER']);
    await propose(preparer, round, id, 'ADOPTED', '甲的');
    await propose(preparer, round, id, 'PARTIALLY_ADOPTED', '甲的另一版');
    expect((await withdraw([id], both)).done).toEqual([id]);
    const sheet = await prepare(preparer, round, [id]);
    const sign = both.act(
      'signSheet',
      { sheetId: sheet.id, expectedVersion: sheet.version, struck: [] },
      'DecisionSheet',
      SHEET,
    );
    expect(await refusal(sign)).toBe('SAME_PERSON');
  });

  it('is not the neighbour’s, and not an officer’s', async () => {
    const [id = ''] = await some(1);
    await propose(preparer, round, id);
    const neighbour = await client(s, 'PREPARER', s.neighbour);
    expect((await withdraw([id], neighbour)).refused.map((r) => r.code)).toEqual(['NOT_FOUND']);
    expect((await proposeAll(await versions([id]), '外人', 'ADOPTED', neighbour)).done).toEqual([]);
    expect(await commentOf(preparer, round, id)).toMatchObject({ state: 'PROPOSED' });
  });
});
