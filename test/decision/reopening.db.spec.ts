/** 复议: decided again, with a decision, a release and a letter of its own; what was said before stays as it was. */
import { randomUUID } from 'node:crypto';
import type { Client } from '../support/client.js';
import {
  composeFor,
  handOver,
  heldBy,
  issue,
  type LetterLine,
  lettersOf,
  lookUp,
  numberOn,
  onLetters,
  voiceReported,
} from '../support/letters.js';
import {
  client,
  commentOf,
  decide,
  jobsDone,
  NEXT_TEXT,
  openRound,
  pointOf,
  prepare,
  propose,
  publishDraft,
  refusal,
  reportOne,
  type Round,
} from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';

let s: TestService;
let preparer: Client;
let signer: Client;
let round: Round;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  [preparer, signer] = [await client(s, 'PREPARER'), await client(s, 'SIGNER')];
  round = await openRound(s);
  await publishDraft(s, round.regulationId, 'DRAFT', NEXT_TEXT);
});
afterAll(() => s.close());

type Outcome = 'ADOPTED' | 'PARTIALLY_ADOPTED' | 'NOT_ADOPTED';
interface Done {
  done: string[];
  refused: { id: string; code: string; message: string }[];
}
const reopen = async (ids: readonly string[], by = signer, reason = '代表提出不同意见'): Promise<Done> => {
  const comments = [];
  for (const commentId of ids)
    comments.push({ commentId, expectedVersion: (await commentOf(preparer, round, commentId)).version });
  return by.act<Done>('reopenComments', { comments, reason }, 'BulkDone', 'done refused { id code message }');
};
const decided = async (id: string, outcome: Outcome): Promise<void> => {
  await decide(s, round, new Map([[id, outcome]]));
  await jobsDone(s);
};
const confirmed = async (id: string): Promise<string> => {
  const [proof] = (await commentOf(preparer, round, id)).proofs;
  await preparer.act('reviewEvidence', { evidenceId: proof?.id ?? '', status: 'CONFIRMED' }, 'Evidence', 'status');
  return proof?.id ?? '';
};
const composed = async (at = 0): Promise<LetterLine> => {
  const { letters, refused } = await composeFor(preparer, round, at);
  expect(refused).toEqual([]);
  return letters[0] as LetterLine;
};
const reopenings = async (
  by: Client,
  id: string,
): Promise<{ reason: string; outcome: string; sequence: number; proofs: { id: string }[] }[]> =>
  (
    await by.ask<{ commentList: { id: string; reopenings: never[] }[] }>(
      'query($c: ID!) { commentList(consultationId: $c, first: 20) { nodes { id reopenings { reason outcome sequence proofs(first: 10) { nodes { id } } } } } }',
      { c: round.consultationId },
    )
  ).commentList.find((c) => c.id === id)?.reopenings ?? [];

describe('a decision that was told and is taken up again', () => {
  let told: Awaited<ReturnType<typeof voiceReported>>;
  let interim: LetterLine;
  let proof: string;
  beforeAll(async () => {
    told = await voiceReported(s, preparer, round, 0, '电梯使用单位应当每日检查两次');
    await decided(told.commentId, 'ADOPTED');
    proof = await confirmed(told.commentId);
    interim = (await handOver(s, [(await composed()).id]))[0] as LetterLine;
  });

  it('is public until then, and studied from then on; the former letter is not named', async () => {
    expect(numberOn(await lookUp(s, told.receipt))).toBe(interim.documentNumber);
    expect(await reopen([told.commentId])).toMatchObject({ done: [told.commentId], refused: [] });
    const page = await lookUp(s, told.receipt);
    expect(page).toContain('<strong>正在研究</strong>');
    expect(page).not.toContain('反馈函文号');
    expect(await commentOf(preparer, round, told.commentId)).toMatchObject({
      state: 'REOPENED',
      adoptionStatus: null,
      proofs: [],
    });
    expect(
      await s.db.asOwner('select outcome, sheet_id, reported_number from comment_status where id = $1', [
        told.commentId,
      ]),
    ).toEqual([{ outcome: null, sheet_id: null, reported_number: 1 }]);
  });

  it('says why, what it was and what had been found for it, to the office alone', async () => {
    expect(await reopenings(preparer, told.commentId)).toEqual([
      { reason: '代表提出不同意见', outcome: 'ADOPTED', sequence: 1, proofs: [{ id: proof }] },
    ]);
    expect(await reopenings(pointOf(round).officer, told.commentId)).toEqual([]);
  });

  it('what had been found for it is not changed any more', async () => {
    expect(
      await refusal(preparer.act('reviewEvidence', { evidenceId: proof, status: 'REJECTED' }, 'Evidence', 'id')),
    ).toBe('WRONG_STATE');
  });

  it('is not owed before it is decided, nor told before it is released', async () => {
    expect((await composeFor(preparer, round)).refused).toMatchObject([{ code: 'ALREADY_EXISTS' }]);
    await propose(preparer, round, told.commentId, 'NOT_ADOPTED', '收费标准另行规定');
    expect(await lookUp(s, told.receipt)).not.toContain('未采纳');
    const struck = await prepare(preparer, round, [told.commentId]);
    await signer.act(
      'signSheet',
      { sheetId: struck.id, expectedVersion: struck.version, struck: [told.commentId] },
      'DecisionSheet',
      'id',
    );
    expect(await commentOf(preparer, round, told.commentId)).toMatchObject({ state: 'REPORTED' });
    expect(await lookUp(s, told.receipt)).toContain('<strong>正在研究</strong>');
  });

  it('gets a decision of its own, with the next number, a release of its own and no proof of the former', async () => {
    await propose(preparer, round, told.commentId, 'NOT_ADOPTED', '收费标准另行规定');
    const sheet = await prepare(preparer, round, [told.commentId]);
    await signer.act('signSheet', { sheetId: sheet.id, expectedVersion: sheet.version }, 'DecisionSheet', 'id');
    await jobsDone(s);
    expect(
      await s.db.asOwner(
        'select d.sequence, d.outcome, r.decision_id is not null as released from decision d left join outcome_release r on r.decision_id = d.id where d.comment_id = $1 order by 1',
        [told.commentId],
      ),
    ).toEqual([
      { sequence: 1, outcome: 'ADOPTED', released: true },
      { sequence: 2, outcome: 'NOT_ADOPTED', released: true },
    ]);
    expect(await commentOf(preparer, round, told.commentId)).toMatchObject({
      state: 'RELEASED',
      adoptionStatus: 'NOT_ADOPTED',
      proofs: [],
    });
    const page = await lookUp(s, told.receipt);
    expect(page).toContain('未采纳');
    expect(numberOn(page)).toBeNull();
  });

  it('the next letter is on the reversal, with the former number and outcome; the former stays as it was', async () => {
    const reversal = await composed();
    expect(reversal).toMatchObject({ kind: 'SUPPLEMENTARY', wordingVersion: 'reversal-2', commentCount: 1 });
    expect(reversal.text[0]).toBe('关于变更《电梯条例（征求意见稿）》有关意见采纳情况的函');
    expect(reversal.text.join('')).toContain(
      `${interim.documentNumber ?? ''}函告知采纳。经复议，改为未采纳（留待今后研究）。收费标准另行规定。`,
    );
    expect(await heldBy(s, reversal.id)).toMatchObject([{ comment_id: told.commentId, sequence: 2 }]);
    const [given] = await handOver(s, [reversal.id]);
    expect(numberOn(await lookUp(s, told.receipt))).toBe(given?.documentNumber);
    expect(await commentOf(preparer, round, told.commentId)).toMatchObject({ state: 'ANSWERED' });
    const former = (await lettersOf(pointOf(round).officer, round)).find((l) => l.id === interim.id);
    expect(former?.text).toEqual(interim.text);
    expect(await heldBy(s, interim.id)).toMatchObject([{ comment_id: told.commentId, sequence: 1 }]);
  });

  it('a third time, adopted again: its proof is found and confirmed anew, or it holds the letter back', async () => {
    await reopen([told.commentId]);
    await decided(told.commentId, 'ADOPTED');
    expect((await composeFor(preparer, round)).refused).toMatchObject([{ code: 'HELD_BACK' }]);
    const again = await confirmed(told.commentId);
    expect(again).not.toBe(proof);
    const letter = await composed();
    expect(letter.text.join('')).toContain('函告知未采纳。经复议，改为采纳。');
    expect((await reopenings(preparer, told.commentId)).map((r) => [r.sequence, r.outcome, r.proofs.length])).toEqual([
      [2, 'NOT_ADOPTED', 0],
      [1, 'ADOPTED', 1],
    ]);
  });
});

describe('a letter that has not left', () => {
  let id: string;
  let letter: LetterLine;
  beforeAll(async () => {
    id = await reportOne(round, 1, '应当减免费用');
    await decided(id, 'NOT_ADOPTED');
    letter = await composed(1);
  });

  it('is not signed once what it tells is taken up again, nor delivered where it was signed before', async () => {
    await onLetters(preparer, 'finaliseLetters', { letterIds: [letter.id] });
    const other = await reportOne(round, 1, '另一条');
    await decided(other, 'NOT_ADOPTED');
    const signed = (await composed(1)).id;
    await issue(s, [signed]);
    await reopen([id, other]);
    expect((await onLetters(signer, 'signLetters', { letterIds: [letter.id] })).refused).toMatchObject([
      { code: 'FACTS_CHANGED' },
    ]);
    expect((await onLetters(preparer, 'deliverLetters', { letterIds: [signed] })).refused).toMatchObject([
      { code: 'FACTS_CHANGED' },
    ]);
    expect(await commentOf(preparer, round, other)).toMatchObject({ state: 'REOPENED' });
  });

  it('stands in the way of a new one until it is void, and says so', async () => {
    await decided(id, 'NOT_ADOPTED');
    const { refused } = await composeFor(preparer, round, 1);
    expect(refused).toMatchObject([{ code: 'LETTER_OUTDATED' }]);
    expect(refused[0]?.message).toContain('请先作废');
    await signer.act('voidLetter', { letterId: letter.id, reason: '复议' }, 'Letter', 'id');
    expect((await composed(1)).commentCount).toBe(1);
  });
});

describe('who may, and what', () => {
  let id: string;
  beforeAll(async () => {
    id = await reportOne(round, 1, '谁能复议');
  });

  it.each(['REPORTED', 'PROPOSED', 'listed'])('not what is %s', async (stage) => {
    if (stage === 'PROPOSED') await propose(preparer, round, id);
    if (stage === 'listed') await prepare(preparer, round, [id]);
    expect(await reopen([id])).toMatchObject({ done: [], refused: [{ id, code: 'WRONG_STATE' }] });
  });

  it('what is signed and not released may be: nothing of it was told', async () => {
    const early = await openRound(s);
    const signed = await reportOne(early, 0, '签了还没有公布');
    await decide(s, early, new Map([[signed, 'NOT_ADOPTED']]));
    const { version } = await commentOf(preparer, early, signed);
    const input = { comments: [{ commentId: signed, expectedVersion: version }], reason: '再议' };
    await signer.act('reopenComments', input, 'BulkDone', 'done');
    await publishDraft(s, early.regulationId, 'DRAFT', NEXT_TEXT);
    expect(await commentOf(preparer, early, signed)).toMatchObject({ state: 'REOPENED', adoptionStatus: null });
  });

  it('of two at once one does it, the other is told that it was changed; of several each is accounted for', async () => {
    const [a, b] = [await reportOne(round, 1, '甲'), await reportOne(round, 1, '乙')];
    await decided(a, 'NOT_ADOPTED');
    await decided(b, 'NOT_ADOPTED');
    const [both, unknown] = [await commentOf(preparer, round, a), randomUUID()];
    const input = (version: number): object => ({
      comments: [{ commentId: a, expectedVersion: version }],
      reason: '再议',
    });
    const act = (given: object): Promise<Done> =>
      signer.act<Done>('reopenComments', given, 'BulkDone', 'done refused { id code message }');
    const answers = await Promise.all([act(input(both.version)), act(input(both.version))]);
    expect(answers.flatMap((x) => x.done)).toEqual([a]);
    expect(answers.flatMap((x) => x.refused)).toMatchObject([{ id: a, code: 'STALE_VERSION' }]);
    const { version } = await commentOf(preparer, round, b);
    expect(
      await act({
        comments: [
          { commentId: b, expectedVersion: version },
          { commentId: unknown, expectedVersion: 1 },
          { commentId: a, expectedVersion: both.version + 1 },
        ],
        reason: '再议',
      }),
    ).toMatchObject({
      done: [b],
      refused: [
        { id: unknown, code: 'NOT_FOUND' },
        { id: a, code: 'WRONG_STATE' },
      ],
    });
    expect(await s.db.asOwner('select 1 from comment_reopening where comment_id = any($1)', [[a, b]])).toHaveLength(2);
  });

  it('wants a reason of 1 to 500 characters, and each comment once', async () => {
    const give = (reason: string, times = 1): Promise<string> =>
      refusal(
        signer.act(
          'reopenComments',
          { comments: Array(times).fill({ commentId: id, expectedVersion: 1 }), reason },
          'BulkDone',
          'done',
        ),
      );
    expect([await give(' '), await give('长'.repeat(501)), await give('好', 2), await give('好', 0)]).toEqual(
      Array(4).fill('INVALID_INPUT'),
    );
  });

  it('is the signer alone, and not a preparer or an officer', async () => {
    expect(await refusal(reopen([id], preparer))).toBe('FORBIDDEN');
    expect(await refusal(reopen([id], pointOf(round, 1).officer))).toBe('FORBIDDEN');
  });

  it('keeps the reason out of the ledger', async () => {
    expect(await s.db.asOwner(`select 1 from audit_record where detail::text like '%再议%'`)).toEqual([]);
    expect(
      await s.db.asOwner(`select 1 from audit_record where act = 'reopenComment' and detail::text like '%1%'`),
    ).not.toEqual([]);
  });
});
