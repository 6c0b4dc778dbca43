/** A letter given back, sealed on paper, replied to: each by whom it is for, once, and with what was said kept. */
import type { Client } from '../support/client.js';
import { composeFor, handOver, heldBy, issue, type LetterLine, lettersOf, onLetters } from '../support/letters.js';
import {
  client,
  decide,
  jobsDone,
  NEXT_TEXT,
  openRound,
  pointOf,
  publishDraft,
  refusal,
  reportOne,
  type Round,
  withRoles,
} from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';
import { hasPoppler, poppler } from '../platform/documents/poppler.js';

let s: TestService;
let preparer: Client;
let signer: Client;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  [preparer, signer] = [await client(s, 'PREPARER'), await client(s, 'SIGNER')];
});
afterAll(() => s.close());

async function composedRound(): Promise<{ round: Round; letter: LetterLine }> {
  const round = await openRound(s);
  await publishDraft(s, round.regulationId, 'DRAFT', NEXT_TEXT);
  const id = await reportOne(round, 0, '一条意见');
  await decide(s, round, new Map([[id, 'NOT_ADOPTED' as const]]));
  await jobsDone(s);
  const [letter] = (await composeFor(preparer, round)).letters;
  return { round, letter: letter as LetterLine };
}
const stateOf = async (by: Client, id: string): Promise<string> =>
  (await by.ask<{ letter: { state: string } }>('query($id: ID!) { letter(id: $id) { state } }', { id })).letter.state;
const finalise = (letterId: string): Promise<unknown> =>
  onLetters(preparer, 'finaliseLetters', { letterIds: [letterId] });
const giveBack = (letterIds: readonly string[], note = '第二段再改', by = signer): ReturnType<typeof onLetters> =>
  onLetters(by, 'returnLetters', { letterIds, note });

describe('核稿', () => {
  it('is done with the register as it is when the words are fixed, and says where and what', async () => {
    const { round, letter } = await composedRound();
    const { id } = pointOf(round);
    const [{ name } = { name: '' }] = await s.db.asOwner<{ name: string }>(
      `update contact_point set name = name || '立法联系点' where id = $1 returning name`,
      [id],
    );
    expect(await finalise(letter.id)).toMatchObject({
      letters: [],
      refused: [
        {
          id: letter.id,
          code: 'PAPER_NOT_IN_ORDER',
          message: `核稿有 1 处要改：\n主送机关：写的是“${name.replace(/立法联系点$/u, '')}”，登记的名称是“${name}”，请改成一致。`,
        },
      ],
    });
    expect(await stateOf(preparer, letter.id)).toBe('COMPOSED');
    // one that was composed in a wording of before goes on as it stands
    await s.db.asOwner(
      `update letter set wording_version = 'interim-3', snapshot = jsonb_set(snapshot, '{wordingVersion}', '"interim-3"') where id = $1`,
      [letter.id],
    );
    expect(await finalise(letter.id)).toMatchObject({ letters: [{ id: letter.id, state: 'FINALISED' }], refused: [] });
  });

  it('says of a reason, before it is proposed, what a letter with it would be sent back for', async () => {
    const round = await openRound(s);
    const commentId = await reportOne(round, 0, '一条意见');
    const refused = await preparer
      .act(
        'proposeHandling',
        { commentId, expectedVersion: 2, outcome: 'NOT_ADOPTED', reasonClass: 'OTHER', words: '见第五条第（二）项' },
        'HandlingProposed',
        'version',
      )
      .then(String, String);
    expect(refused).toContain('引用写“第二项”，不写“第（二）项”。');
  });
});

describe('退回', () => {
  let round: Round;
  let letter: LetterLine;
  beforeAll(async () => {
    ({ round, letter } = await composedRound());
  });

  it('only what is final, by the signer, with a note; each is accounted for', async () => {
    expect((await giveBack([letter.id])).refused).toMatchObject([{ id: letter.id, code: 'WRONG_STATE' }]);
    await finalise(letter.id);
    expect(await refusal(giveBack([letter.id], ' '))).toBe('INVALID_INPUT');
    expect(await refusal(giveBack([letter.id], '长'.repeat(501)))).toBe('INVALID_INPUT');
    expect(await refusal(giveBack([letter.id], '好', preparer))).toBe('FORBIDDEN');
    expect(await refusal(giveBack([letter.id], '好', pointOf(round).officer))).toBe('FORBIDDEN');
    const done = await giveBack([letter.id, 'nothing']);
    expect(done).toMatchObject({ letters: [{ id: letter.id, state: 'RETURNED' }], refused: [{ code: 'NOT_FOUND' }] });
  });

  it('of two at once one does it', async () => {
    await finalise(letter.id);
    const both = await Promise.all([giveBack([letter.id], '甲'), giveBack([letter.id], '乙')]);
    expect(both.flatMap((d) => d.letters)).toHaveLength(1);
    expect(both.flatMap((d) => d.refused.map((r) => r.code))).toEqual(['WRONG_STATE']);
    expect(await s.db.asOwner('select 1 from letter_return where letter_id = $1', [letter.id])).toHaveLength(2);
  });

  it('is not signed; final again as it is, it is', async () => {
    expect((await onLetters(signer, 'signLetters', { letterIds: [letter.id] })).refused[0]?.code).toBe('WRONG_STATE');
    const [given] = await handOver(s, [letter.id]);
    expect(given).toMatchObject({ state: 'DELIVERED' });
  });

  it('says why to the office, and never to the contact point', async () => {
    const why = async (by: Client): Promise<{ note: string } | null> =>
      (
        await by.ask<{ letter: { lastReturn: { note: string } | null } }>(
          'query($id: ID!) { letter(id: $id) { lastReturn { note } } }',
          { id: letter.id },
        )
      ).letter.lastReturn;
    expect(['甲', '乙']).toContain((await why(preparer))?.note);
    expect(await why(pointOf(round).officer)).toBeNull();
    expect(await s.db.asOwner(`select 1 from audit_record where detail::text like '%第二段%'`)).toEqual([]);
  });

  it('what it told is owed again: a new letter takes its place, with what came since', async () => {
    const other = await composedRound();
    await finalise(other.letter.id);
    await giveBack([other.letter.id]);
    const late = await reportOne(other.round, 0, '又一条');
    await decide(s, other.round, new Map([[late, 'NOT_ADOPTED' as const]]));
    await jobsDone(s);
    const [fresh] = (await composeFor(preparer, other.round)).letters;
    expect(fresh).toMatchObject({ kind: 'INTERIM', commentCount: 2 });
    expect(await stateOf(preparer, other.letter.id)).toBe('SUPERSEDED');
    expect((await lettersOf(preparer, other.round)).map((l) => [l.id, l.state])).toEqual([
      [other.letter.id, 'SUPERSEDED'],
      [fresh?.id, 'COMPOSED'],
    ]);
    expect((await onLetters(preparer, 'finaliseLetters', { letterIds: [other.letter.id] })).refused[0]?.code).toBe(
      'WRONG_STATE',
    );
    expect(await heldBy(s, fresh?.id ?? '')).toHaveLength(2);
  });

  it('final again or replaced, never both: two at once', async () => {
    for (let i = 0; i < 3; i++) {
      const { round: own, letter: one } = await composedRound();
      await finalise(one.id);
      await giveBack([one.id]);
      await Promise.all([finalise(one.id), composeFor(preparer, own)]);
      const valid = (await lettersOf(preparer, own)).filter((l) => l.state !== 'RETURNED' && l.state !== 'SUPERSEDED');
      expect(valid).toHaveLength(1);
    }
  });

  it('may be void', async () => {
    const { letter: one } = await composedRound();
    await finalise(one.id);
    await giveBack([one.id]);
    await signer.act('voidLetter', { letterId: one.id, reason: '不发了' }, 'Letter', 'id');
    expect(await stateOf(preparer, one.id)).toBe('VOIDED');
  });
});

describe('盖章', () => {
  const PDF = Buffer.from('%PDF-1.7 盖好章的');
  let round: Round;
  let letter: LetterLine;
  beforeAll(async () => {
    ({ round, letter } = await composedRound());
  });
  const seal = (
    fileId: string,
    by = preparer,
    letterId = letter.id,
  ): Promise<{ state: string; sealedFileId: string }> =>
    by.act('sealLetter', { letterId, fileId }, 'Letter', 'state sealedFileId');

  it('only what is signed, with a PDF or a picture of one’s own that is nobody’s yet', async () => {
    const scan = await preparer.upload('盖章件.pdf', PDF);
    expect(await refusal(seal(scan))).toBe('WRONG_STATE');
    await issue(s, [letter.id]);
    expect(await refusal(seal(await preparer.upload('盖章件.pdf', Buffer.from('MZ……'))))).toBe('INVALID_INPUT');
    expect(await refusal(seal(await signer.upload('盖章件.pdf', PDF)))).toBe('NOT_FOUND');
    expect(await refusal(seal(letter.id))).toBe('NOT_FOUND');
    expect(await refusal(seal('no id'))).toBe('INVALID_INPUT');
    expect(await refusal(seal(scan, signer))).toBe('FORBIDDEN');
    expect(await refusal(seal(scan, pointOf(round).officer))).toBe('FORBIDDEN');
    expect(await seal(scan)).toMatchObject({ state: 'SEALED', sealedFileId: scan });
    expect(await refusal(seal(await preparer.upload('再来.pdf', PDF)))).toBe('WRONG_STATE');
  });

  it('refused, the file stays free', async () => {
    const bad = await preparer.upload('盖章件.pdf', Buffer.from('MZ'));
    await refusal(seal(bad));
    expect(await s.db.asOwner('select owner_id from file where id = $1', [bad])).toEqual([{ owner_id: null }]);
  });

  it('is opened by its contact point after delivery, and by no other', async () => {
    const { sealedFileId } = (await lettersOf(preparer, round))[0] as LetterLine;
    const open = (by: Client): Promise<Uint8Array> => by.download(`/files/${sealedFileId ?? ''}`);
    await expect(open(pointOf(round).officer)).rejects.toThrow('404');
    expect(Buffer.from(await open(signer))).toEqual(PDF);
    await onLetters(preparer, 'deliverLetters', { letterIds: [letter.id] });
    expect(Buffer.from(await open(pointOf(round).officer))).toEqual(PDF);
    await expect(open(pointOf(round, 1).officer)).rejects.toThrow('404');
    await expect(open(await client(s, 'PREPARER', s.neighbour))).rejects.toThrow('404');
  });

  it('of two at once one seals, and a scan seals one letter', async () => {
    const { letter: one } = await composedRound();
    await issue(s, [one.id]);
    const [a, b] = [await preparer.upload('甲.png', PNG), await preparer.upload('乙.jpg', JPEG)];
    const both = await Promise.allSettled([seal(a, preparer, one.id), seal(b, preparer, one.id)]);
    expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
    const { letter: two } = await composedRound();
    await issue(s, [two.id]);
    const used = both[0]?.status === 'fulfilled' ? a : b;
    expect(await refusal(seal(used, preparer, two.id))).toBe('NOT_FOUND');
  });
});

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);

describe('回复', () => {
  let round: Round;
  let letter: LetterLine;
  beforeAll(async () => {
    ({ round, letter } = await composedRound());
    await handOver(s, [letter.id]);
  });
  const reply = (words: string, by = pointOf(round).officer): Promise<{ state: string; reply: { words: string } }> =>
    by.act('replyToLetter', { letterId: letter.id, words }, 'Letter', 'state reply { words }');

  it('after it acknowledged the letter, in 1 to 2,000 characters, once', async () => {
    expect(await refusal(reply('同意'))).toBe('WRONG_STATE');
    await pointOf(round).officer.act('acknowledgeLetter', { letterId: letter.id }, 'Letter', 'id');
    expect([await refusal(reply(' ')), await refusal(reply('长'.repeat(2001)))]).toEqual([
      'INVALID_INPUT',
      'INVALID_INPUT',
    ]);
    const long = `第三条的理由还想不通。${'长'.repeat(1980)}`;
    const both = await Promise.allSettled([reply(long), reply(long)]);
    expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await stateOf(preparer, letter.id)).toBe('REPLIED');
    expect(await refusal(reply('再说一句'))).toBe('WRONG_STATE');
  });

  it('by that contact point alone, also where somebody is of the office besides', async () => {
    expect(await refusal(reply('不是我的', pointOf(round, 1).officer))).toBe('NOT_FOUND');
    expect(await refusal(reply('办公室', preparer))).toBe('FORBIDDEN');
    const { round: own, letter: one } = await composedRound();
    await handOver(s, [one.id]);
    const both = await withRoles(s, 'office-and-point', ['PREPARER', 'CHECKER']);
    const [account] = await s.db.asOwner<{ id: string }>(`select id from account where username = 'office-and-point'`);
    const admin = await client(s, 'ADMINISTRATOR');
    await admin.act(
      'grantRole',
      { accountId: account?.id, role: 'LIAISON_OFFICER', unitId: pointOf(own, 1).id },
      'ManagedAccount',
      'id',
    );
    expect(await refusal(both.act('acknowledgeLetter', { letterId: one.id }, 'Letter', 'id'))).toBe('NOT_FOUND');
    await pointOf(own).officer.act('acknowledgeLetter', { letterId: one.id }, 'Letter', 'id');
    expect(await refusal(both.act('replyToLetter', { letterId: one.id, words: '代答' }, 'Letter', 'id'))).toBe(
      'NOT_FOUND',
    );
  });

  it('is read by the office and that contact point, and is in no ledger', async () => {
    const said = async (by: Client): Promise<unknown> =>
      (
        await by.ask<{ letter: { reply: { words: string } | null } | null }>(
          'query($id: ID!) { letter(id: $id) { reply { words } } }',
          { id: letter.id },
        )
      ).letter?.reply?.words.slice(0, 11) ?? null;
    expect(await said(preparer)).toBe('第三条的理由还想不通。');
    expect(await said(pointOf(round).officer)).toBe('第三条的理由还想不通。');
    expect(await said(pointOf(round, 1).officer)).toBeNull();
    expect(await s.db.asOwner(`select 1 from audit_record where detail::text like '%想不通%'`)).toEqual([]);
  });

  describe('反馈是否清楚、是否需要补充说明', () => {
    type Said = { isClear?: boolean; asksMore?: boolean; words?: string };
    const received = async (): Promise<{ round: Round; id: string; say: (said: Said) => Promise<unknown> }> => {
      const made = await composedRound();
      await handOver(s, [made.letter.id]);
      const by = pointOf(made.round).officer;
      await by.act('acknowledgeLetter', { letterId: made.letter.id }, 'Letter', 'id');
      const say = (said: Said): Promise<unknown> =>
        by.act('replyToLetter', { letterId: made.letter.id, ...said }, 'Letter', 'state');
      return { round: made.round, id: made.letter.id, say };
    };
    const waiting = async (roundId: string): Promise<number> =>
      (
        await preparer.ask<{ todos: { kind: string; figure: number; targetId: string }[] }>(
          '{ todos(first: 200) { nodes { kind figure targetId } } }',
        )
      ).todos.find((t) => t.kind === 'REPLIES_TO_ANSWER' && t.targetId === roundId)?.figure ?? 0;
    const answer = (letterId: string, words: string, by = preparer): Promise<unknown> =>
      by.act('answerLetterReply', { letterId, words }, 'Letter', 'id');

    it('clear and nothing more needs no words, and nobody of the office waits for it', async () => {
      const { round: own, id, say } = await received();
      await say({ isClear: true, asksMore: false });
      expect(await stateOf(preparer, id)).toBe('REPLIED');
      expect(await waiting(own.consultationId)).toBe(0);
    });

    it('what is not clear, or to be added, is said in words, reaches the office and is answered once', async () => {
      const { round: own, id, say } = await received();
      expect(await refusal(say({ isClear: false }))).toBe('INVALID_INPUT');
      expect(await refusal(say({ isClear: true, asksMore: true, words: '　' }))).toBe('INVALID_INPUT');
      await say({ isClear: true, asksMore: true, words: '第三条为什么留待今后，请再说一句。' });
      expect(await waiting(own.consultationId)).toBe(1);
      expect(await refusal(answer(id, ' '))).toBe('INVALID_INPUT');
      expect(await refusal(answer(id, '代答', pointOf(own).officer))).toBe('FORBIDDEN');
      expect(await refusal(answer(id, '邻居', await client(s, 'PREPARER', s.neighbour)))).toBe('NOT_FOUND');
      const both = await Promise.allSettled([answer(id, '明年修订时一并研究。'), answer(id, '明年修订时一并研究。')]);
      expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await refusal(answer(id, '再答一次'))).toBe('WRONG_STATE');
      expect(await waiting(own.consultationId)).toBe(0);
      const { letter: read } = await pointOf(own).officer.ask<{ letter: { reply: unknown } }>(
        'query($id: ID!) { letter(id: $id) { reply { words isClear asksMore answer { words } } } }',
        { id },
      );
      expect(read.reply).toEqual({
        words: '第三条为什么留待今后，请再说一句。',
        isClear: true,
        asksMore: true,
        answer: { words: '明年修订时一并研究。' },
      });
      expect(await s.db.asOwner(`select 1 from audit_record where detail::text like '%明年修订%'`)).toEqual([]);
    });

    it('nothing is answered where nobody replied', async () => {
      const { id } = await received();
      expect(await refusal(answer(id, '没有人问'))).toBe('NOT_FOUND');
    });
  });
});

describe('告示', () => {
  const notice = (letter: string, by: Client, file = 'notice-a4.pdf'): Promise<string> =>
    by.download(`/letters/${letter}/${file}`).then(
      (bytes) => (hasPoppler ? poppler('pdftotext', bytes, '-layout').replace(/\s+/gu, '') : 'printed'),
      (fault: Error) => fault.message.slice(-3),
    );

  it('is printed once the letter is in hand: figures, and not a word of what was said', async () => {
    const { round, letter } = await composedRound();
    const { officer } = pointOf(round);
    expect(await notice(letter.id, officer)).toBe('404');
    await handOver(s, [letter.id]);
    const said = await notice(letter.id, officer);
    if (hasPoppler) {
      expect(said).toContain('大家的意见有回音了');
      expect(said).toContain('报送1条未采纳1条');
      expect(said).not.toContain('一条意见');
    } else expect(said).toBe('printed');
    expect(await notice(letter.id, officer, 'adopted.pdf')).toBe('422');
    expect(await notice(letter.id, officer, 'wall.pdf')).toBe('404');
    expect(await notice(letter.id, pointOf(round, 1).officer)).toBe('404');
    expect(await notice(letter.id, await client(s, 'PREPARER', s.neighbour))).toBe('404');
  });
});
