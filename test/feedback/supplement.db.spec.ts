/** A letter answers what it holds (product §3.13): a late voice gets a letter of its own, and nobody is told another's. */
import type { QueryRunner } from 'typeorm';
import { Answers1795310000021 } from '../../migrations/0021-answers.js';
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
  publishDraft,
  reportOne,
  type Round,
} from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';

let s: TestService;
let preparer: Client;
let signer: Client;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  [preparer, signer] = [await client(s, 'PREPARER'), await client(s, 'SIGNER')];
});
afterAll(() => s.close());

const NOT = 'NOT_ADOPTED' as const;
/** A round of two contact points whose next draft is out: what is decided is released at once */
async function released(): Promise<Round> {
  const round = await openRound(s);
  await publishDraft(s, round.regulationId, 'DRAFT', NEXT_TEXT);
  return round;
}
async function decided(round: Round, ...ids: string[]): Promise<void> {
  await decide(s, round, new Map(ids.map((id) => [id, NOT])));
  await jobsDone(s);
}
const only = (letters: readonly LetterLine[]): LetterLine => {
  expect(letters).toHaveLength(1);
  return letters[0] as LetterLine;
};
const composed = async (round: Round, at = 0, more: object = {}): Promise<LetterLine> =>
  only((await composeFor(preparer, round, at, more)).letters);
const codes = async (round: Round, at = 0, more: object = {}): Promise<string[]> =>
  (await composeFor(preparer, round, at, more)).refused.map((r) => r.code);
const numberOf = async (round: Round, id: string): Promise<number> =>
  (await commentOf(preparer, round, id)).number ?? 0;

describe('补报, reported after the letter', () => {
  let round: Round;
  let [first, late]: Awaited<ReturnType<typeof voiceReported>>[] = [];
  let interim: LetterLine;
  let further: LetterLine;
  beforeAll(async () => {
    round = await released();
    await reportOne(round, 1, '别处的一条');
    first = await voiceReported(s, preparer, round, 0, '每日检查应当两次');
    await decided(round, first.commentId);
    interim = await composed(round);
  });

  it('the first letter is INTERIM in the wording that a clerk lets pass, and holds what it prints', async () => {
    expect(interim).toMatchObject({ kind: 'INTERIM', wordingVersion: 'interim-4', commentCount: 1 });
    // as on the screen and in the return: each body counts its own
    const number = await numberOf(round, first?.commentId ?? '');
    expect(number).toBe(1);
    expect(await heldBy(s, interim.id)).toEqual([{ comment_id: first?.commentId, sequence: 1, number }]);
    expect(interim.text.join('')).toContain('第1条意见（征求意见稿第二条）');
  });

  it('a new voice, a new comment and another contact person block no signature', async () => {
    late = await voiceReported(s, preparer, round, 0, '应急演练每年不少于一次');
    await s.db.asOwner(`update legislature set contact_name = '换了人' where code = $1`, [s.home.code]);
    const [signed] = await handOver(s, [interim.id]);
    expect(signed).toMatchObject({ state: 'DELIVERED', commentCount: 1 });
    expect(signed?.text.join('')).not.toContain('应急演练');
    interim = signed as LetterLine;
  });

  it('the look-up names the letter that holds this comment; of the late one none, whatever is decided', async () => {
    expect(numberOn(await lookUp(s, first?.receipt ?? ''))).toBe(interim.documentNumber);
    expect(numberOn(await lookUp(s, late?.receipt ?? ''))).toBeNull();
    await decided(round, late?.commentId ?? '');
    const page = await lookUp(s, late?.receipt ?? '');
    expect(page).toContain('未采纳');
    expect(numberOn(page)).toBeNull();
  });

  it('of two who compose at once one makes the letter, the other is told that there is nothing to answer', async () => {
    const both = await Promise.all([1, 2, 3, 4].map(() => composeFor(preparer, round)));
    further = only(both.flatMap((d) => d.letters));
    expect(both.flatMap((d) => d.refused.map((r) => r.code))).toEqual(Array(3).fill('ALREADY_EXISTS'));
  });

  it('a further letter is SUPPLEMENTARY and tells only what is owed, in words of its own', async () => {
    expect(further).toMatchObject({ kind: 'SUPPLEMENTARY', wordingVersion: 'supplementary-2', commentCount: 1 });
    expect(await heldBy(s, further.id)).toMatchObject([{ comment_id: late?.commentId, sequence: 1, number: 2 }]);
    expect(further.text[0]).toBe('关于《电梯条例（征求意见稿）》补报意见采纳情况的函');
    const words = further.text.join('');
    expect(words).toContain('第2条意见（征求意见稿第二条）提出：“应急演练每年不少于一次”。');
    expect(words).not.toContain('每日检查应当两次');
  });

  it('is named under the receipt once it is delivered, not when it is signed; the first stays with its own', async () => {
    await issue(s, [further.id]);
    expect(numberOn(await lookUp(s, late?.receipt ?? ''))).toBeNull();
    expect(await commentOf(preparer, round, late?.commentId ?? '')).toMatchObject({ state: 'RELEASED' });
    const [given] = (await onLetters(preparer, 'deliverLetters', { letterIds: [further.id] })).letters;
    expect(given?.documentNumber).not.toBe(interim.documentNumber);
    expect(numberOn(await lookUp(s, late?.receipt ?? ''))).toBe(given?.documentNumber);
    expect(numberOn(await lookUp(s, first?.receipt ?? ''))).toBe(interim.documentNumber);
    expect(await commentOf(preparer, round, late?.commentId ?? '')).toMatchObject({ state: 'ANSWERED' });
  });

  it('the contact point has both, and nothing more is owed', async () => {
    expect((await lettersOf(pointOf(round).officer, round)).map((l) => l.kind)).toEqual(['INTERIM', 'SUPPLEMENTARY']);
    expect(await codes(round)).toEqual(['ALREADY_EXISTS']);
    expect(await codes(round, 1)).toEqual(['OUTCOMES_NOT_RELEASED']);
  });
});

describe('while something is not released', () => {
  let round: Round;
  const ids: string[] = [];
  beforeAll(async () => {
    round = await released();
    for (const text of ['甲意见', '乙意见', '丙意见']) ids.push(await reportOne(round, 0, text));
    await decided(round, ...ids.slice(0, 2));
  });

  it('says how many of how many, unless only what is released was asked for', async () => {
    const { refused } = await composeFor(preparer, round);
    expect(refused).toMatchObject([{ code: 'OUTCOMES_NOT_RELEASED' }]);
    expect(refused[0]?.message).toContain('要反馈的 3 条意见中，有 1 条的采纳情况还没有公布');
    expect(refused[0]?.message).toContain('先反馈其余 2 条');
    const letter = await composed(round, 0, { releasedOnly: true });
    expect(letter).toMatchObject({ kind: 'INTERIM', wordingVersion: 'interim-4', commentCount: 2 });
    expect(letter.text.join('')).toContain('归纳报送3条。其中2条');
    expect(letter.text.join('')).toContain('另有1条意见仍在研究，有结果后另行反馈。');
    expect((await heldBy(s, letter.id)).map((h) => h.comment_id)).toEqual(ids.slice(0, 2));
  });

  it('the rest alone is not told before it is released, and then is no 补报', async () => {
    expect(await codes(round, 0, { releasedOnly: true })).toEqual(['OUTCOMES_NOT_RELEASED']);
    await decided(round, ids[2] ?? '');
    const rest = await composed(round);
    expect(rest).toMatchObject({ kind: 'SUPPLEMENTARY', commentCount: 1 });
    expect(rest.text[0]).toBe('关于《电梯条例（征求意见稿）》其余意见采纳情况的函');
  });

  it('a void letter answers nothing: what it told is owed again', async () => {
    const [interim] = (await lettersOf(preparer, round)).filter((l) => l.kind === 'INTERIM');
    await signer.act('voidLetter', { letterId: interim?.id, reason: '抬头有误' }, 'Letter', 'id');
    const again = await composed(round);
    expect(again).toMatchObject({ kind: 'SUPPLEMENTARY', commentCount: 2 });
    expect((await heldBy(s, again.id)).map((h) => h.comment_id)).toEqual(ids.slice(0, 2));
  });
});

it('before the next draft is out, and where nothing was reported, there is no letter', async () => {
  const round = await openRound(s);
  const id = await reportOne(round, 0, '还没有下一稿');
  await decided(round, id);
  expect([await codes(round, 0), await codes(round, 1)]).toEqual([['OUTCOMES_NOT_RELEASED'], ['NO_COMMENTS']]);
});

describe('what a letter holds', () => {
  const held = (): Promise<unknown[]> =>
    s.db.asOwner('select letter_id, comment_id, decision_id, number from letter_comment order by 1, 2');

  it('is written with the letter whoever stores it, as an older program does', async () => {
    const [like] = await s.db.asOwner<{ id: string; n: string }>(
      `select letter_id as id, count(*) as n from letter_comment group by 1 order by 2 desc limit 1`,
    );
    const [row] = await s.db.asService<{ id: string }>(
      `insert into letter (id, legislature_id, regulation_id, consultation_id, contact_point_id, kind, wording_version, snapshot, snapshot_sha256, prepared_by, composed_at)
       select gen_random_uuid(), legislature_id, regulation_id, consultation_id, contact_point_id, kind, wording_version, snapshot, snapshot_sha256, prepared_by, now() from letter where id = $1 returning id`,
      [like?.id],
    );
    expect(await heldBy(s, row?.id ?? '')).toEqual(await heldBy(s, like?.id ?? ''));
    expect(await heldBy(s, row?.id ?? '')).toHaveLength(Number(like?.n));
  });

  it.each(['letter_comment', 'letter_return', 'letter_reply', 'comment_reopening', 'comment_answer'])(
    '%s takes no change and no deletion by the service, and waits for its seal',
    async (table) => {
      await expect(s.db.asService(`update ${table} set id = id`)).rejects.toMatchObject({ code: '42501' });
      await expect(s.db.asService(`delete from ${table}`)).rejects.toMatchObject({ code: '42501' });
      expect(
        await s.db.asOwner(`select tgname from pg_trigger where tgrelid = '${table}'::regclass and not tgisinternal`),
      ).toContainEqual({ tgname: 'wait_for_seal' });
    },
  );

  it('is filled in for letters of before the table, with the decision that was the last one then', async () => {
    const before = await held();
    expect(before.length).toBeGreaterThan(5);
    for (const table of [
      'letter_reply_answer',
      'letter_comment',
      'letter_return',
      'letter_reply',
      'comment_reopening',
      'comment_answer',
    ])
      await s.db.asOwner(`drop table ${table}`);
    await s.db.asOwner('drop function letter_holds_comments cascade');
    await s.db.asOwner('alter table letter_status drop column sealed_file_id, drop column sealed_at');
    const runner = { query: (sql: string) => s.db.asOwner(sql) } as unknown as QueryRunner;
    await new Answers1795310000021().up(runner);
    expect(await held()).toEqual(before);
  });
});
