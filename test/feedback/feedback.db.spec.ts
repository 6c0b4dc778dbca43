/** 采纳佐证, carry-over and 反馈函: no comment is lost, no letter leaves without its proof, no number is lost. */
import { randomUUID } from 'node:crypto';
import { CarryOverService } from '../../src/decision/carry-over/carry-over.service.js';
import { EvidenceService } from '../../src/decision/evidence/evidence.service.js';
import type { Client } from '../support/client.js';
import { LetterFiles } from '../../src/feedback/letter-files.service.js';
import { composeLetter, type LetterSnapshot } from '../../src/feedback/letter.compose.js';
import { PaperFilesService } from '../../src/papers/index.js';
import { letterDocx } from '../../src/papers/letter.docx.js';
import { letterPdf } from '../../src/papers/letter.pdf.js';
import { canonical, type Json, sha256 } from '../../src/platform/base/canonical.js';
import { Typesetter } from '../../src/platform/documents/index.js';
import {
  client,
  commentOf,
  commentsOf,
  decide,
  jobsDone,
  labelsOf,
  LETTERS,
  type LettersDone,
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

const NAMES = ['红河居委会', '青山社区', '白塔社区', '南门社区', '北街社区'];
let s: TestService;
let preparer: Client;
let signer: Client;
let round: Round;
let nextDraft = '';
let next: Map<string, string>;
/** comment ids by what they are */
const c: Record<string, string> = {};
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  [preparer, signer] = [await client(s, 'PREPARER'), await client(s, 'SIGNER')];
  round = await openRound(s, NAMES);
  const quoting = (label: string, quote: string): object => ({
    target: { kind: 'ARTICLE', provisionId: round.articles.get(label), quote },
  });
  c.twice = await reportOne(round, 0, '应当每日检查两次');
  c.moved = await reportOne(round, 0, '宣传不够', '第六条', quoting('第六条', '每年组织'));
  c.orphan = await reportOne(round, 1, '超载怎么办', '第五条', quoting('第五条', '不得超载'));
  c.whole = await reportOne(round, 2, '总的来说很好', null);
  c.unshown = await reportOne(round, 3, '应当减免费用', '第三条');
  c.refused = await reportOne(round, 4, '应当废除', '第四条');
  await decide(
    s,
    round,
    new Map([
      [c.twice, 'ADOPTED'],
      [c.moved, 'NOT_ADOPTED'],
      [c.orphan, 'NOT_ADOPTED'],
      [c.whole, 'NOT_ADOPTED'],
      [c.unshown, 'ADOPTED'],
      [c.refused, 'NOT_ADOPTED'],
    ] as const),
  );
  nextDraft = await publishDraft(s, round.regulationId, 'DRAFT', NEXT_TEXT);
  next = await labelsOf(preparer, nextDraft);
});
afterAll(() => s.close());

const bulk = (by: Client, mutation: string, input: object): Promise<LettersDone> =>
  by.act(mutation, input, 'LettersDone', LETTERS);
const compose = (at?: number): Promise<LettersDone> =>
  bulk(preparer, 'composeLetters', {
    consultationId: round.consultationId,
    ...(at !== undefined && { contactPointIds: [pointOf(round, at).id] }),
  });
const letters = async (by: Client): Promise<LettersDone['letters']> =>
  (
    await by.ask<{ letterList: LettersDone['letters'] }>(
      `query($c: ID!) { letterList(consultationId: $c) { nodes { id state documentNumber contactPointId docxFileId pdfFileId snapshotSha256 text } } }`,
      { c: round.consultationId },
    )
  ).letterList;
const review = (evidenceId: string, status: string): Promise<unknown> =>
  preparer.act('reviewEvidence', { evidenceId, status }, 'Evidence', 'status');
const heldBack = async (): Promise<string[]> =>
  (
    await preparer.ask<{ consultation: { heldBack: { id: string }[] } }>(
      'query($c: ID!) { consultation(id: $c) { heldBack { nodes { id } } } }',
      { c: round.consultationId },
    )
  ).consultation.heldBack.map((h) => h.id);
const proofs = async (id = c.twice ?? ''): ReturnType<typeof commentOf> => commentOf(preparer, round, id);
const numbers = async (): Promise<number[]> =>
  (await s.db.asOwner<{ number: number }>('select number from document_number order by number')).map((r) => r.number);
const count = async (table: string): Promise<number> =>
  Number((await s.db.asOwner<{ n: string }>(`select count(*) as n from ${table}`))[0]?.n);

describe('a new text never loses a comment', () => {
  it('every comment of the old draft has exactly one row for the new one', async () => {
    const rows = await s.db.asOwner('select comment_id, result, round from carry_over where to_draft_id = $1', [
      nextDraft,
    ]);
    expect(rows).toHaveLength(6);
    const by = new Map((await commentsOf(preparer, round)).map((l) => [l.id, l.carryOver]));
    const at = (result: string, label: string | null): object[] => [
      { toDraftId: nextDraft, result, provisionId: label === null ? null : next.get(label) },
    ];
    expect(by.get(c.twice ?? '')).toEqual(at('CARRIED', '第二条'));
    expect(by.get(c.moved ?? '')).toEqual(at('MOVED', '第五条'));
    expect(by.get(c.whole ?? '')).toEqual(at('CARRIED', null));
    expect(by.get(c.refused ?? '')).toEqual(at('CARRIED', '第四条'));
  });

  it('an orphan keeps its words, its article and its quote', async () => {
    const line = await commentOf(preparer, round, c.orphan ?? '');
    expect(line).toMatchObject({ text: '超载怎么办', carryOver: [{ result: 'ORPHANED', provisionId: null }] });
    expect(await s.db.asOwner('select quote_exact, provision_id from comment where id = $1', [c.orphan])).toEqual([
      { quote_exact: '不得超载', provision_id: round.articles.get('第五条') },
    ]);
  });

  it('run again it adds nothing, three workers at once neither; evidence likewise', async () => {
    const [row] = await s.db.asOwner<{ legislature_id: string }>(
      'select legislature_id from regulation where id = $1',
      [round.regulationId],
    );
    const scope = { legislatureId: row?.legislature_id ?? '', accountId: null };
    const before = [await count('carry_over'), await count('evidence')];
    await Promise.all(
      [1, 2, 3].flatMap(() => [
        s.running.app.get(CarryOverService).carry(scope, round.draftId, nextDraft),
        s.running.app.get(EvidenceService).propose(scope, round.draftId, nextDraft),
      ]),
    );
    expect([await count('carry_over'), await count('evidence')]).toEqual(before);
  });

  it('evidence that several workers look for at once is proposed once', async () => {
    const own = await openRound(s, ['红河居委会']);
    const id = await reportOne(own, 0, '应当每日检查两次');
    const to = await publishDraft(s, own.regulationId, 'DRAFT', NEXT_TEXT);
    const { version } = await commentOf(preparer, own, id);
    await preparer.act(
      'proposeHandling',
      { commentId: id, expectedVersion: version, outcome: 'ADOPTED', words: '' },
      'HandlingProposed',
      'id',
    );
    const [row] = await s.db.asOwner<{ legislature_id: string }>(
      'select legislature_id from regulation where id = $1',
      [own.regulationId],
    );
    await Promise.all(
      [1, 2, 3, 4].map(() =>
        s.running.app
          .get(EvidenceService)
          .propose({ legislatureId: row?.legislature_id ?? '', accountId: null }, own.draftId, to),
      ),
    );
    expect((await commentOf(preparer, own, id)).proofs).toHaveLength(1);
  });

  it('a correction of the lineage adds a round and keeps the one before', async () => {
    await preparer.act(
      'confirmLineage',
      {
        oldDraftId: round.draftId,
        newDraftId: nextDraft,
        corrections: [
          { newProvisionId: next.get('第六条'), oldProvisionIds: [round.articles.get('第四条')], relation: 'modified' },
          { newProvisionId: next.get('第四条'), oldProvisionIds: [], relation: 'new' },
        ],
      },
      'LineageConfirmed',
      'confirmed',
    );
    await jobsDone(s);
    expect(
      await s.db.asOwner('select round, provision_id from carry_over where comment_id = $1 order by round', [
        c.refused,
      ]),
    ).toEqual([
      { round: 1, provision_id: next.get('第四条') },
      { round: 2, provision_id: next.get('第六条') },
    ]);
    expect((await commentOf(preparer, round, c.refused ?? '')).carryOver).toEqual([
      { toDraftId: nextDraft, result: 'MOVED', provisionId: next.get('第六条') },
    ]);
    expect(await count(`carry_over where to_draft_id = '${nextDraft}'`)).toBe(7);
  });

  it('a comment that comes after the next draft follows too', async () => {
    const own = await openRound(s, ['红河居委会']);
    const to = await publishDraft(s, own.regulationId, 'DRAFT', NEXT_TEXT);
    const id = await reportOne(own, 0, '补报的意见', '第六条');
    await jobsDone(s);
    expect((await commentOf(preparer, own, id)).carryOver).toEqual([
      { toDraftId: to, result: 'MOVED', provisionId: (await labelsOf(preparer, to)).get('第五条') },
    ]);
  });
});

describe('采纳佐证', () => {
  it('is proposed for what is adopted, with the changed words, and for nothing else', async () => {
    const [proof] = (await proofs()).proofs;
    expect(proof).toMatchObject({
      status: 'PROPOSED',
      oldProvision: { label: '第二条' },
      newProvision: { label: '第二条' },
    });
    expect(
      proof?.changes
        .filter((x) => x.type === 'insert')
        .map((x) => x.text)
        .join(''),
    ).toBe('两次');
    for (const id of [c.moved, c.orphan, c.whole, c.refused]) expect((await proofs(id)).proofs).toEqual([]);
  });

  it('not yet confirmed and not explained, it holds the letter back and says which', async () => {
    expect((await heldBack()).sort()).toEqual([c.twice, c.unshown].sort());
    const done = await compose();
    expect(done.refused.map((r) => [r.id, r.code])).toEqual(
      expect.arrayContaining([
        [pointOf(round, 0).id, 'HELD_BACK'],
        [pointOf(round, 3).id, 'HELD_BACK'],
      ]),
    );
    expect(done.refused).toHaveLength(2);
    expect(done.letters).toHaveLength(3);
  });

  it('a person names the changed article; one that did not change is refused', async () => {
    const add = (provisionId: string | undefined): Promise<unknown> =>
      preparer.act('addEvidence', { commentId: c.unshown, draftId: nextDraft, provisionId }, 'Evidence', 'id');
    expect(await refusal(add(next.get('第一条')))).toBe('EVIDENCE_MISMATCH');
    expect(await refusal(add(round.articles.get('第一条')))).toBe('EVIDENCE_MISMATCH');
    const other = await openRound(s, ['红河居委会']);
    expect(
      await refusal(
        preparer.act(
          'addEvidence',
          { commentId: c.unshown, draftId: other.draftId, provisionId: other.articles.get('第二条') },
          'Evidence',
          'id',
        ),
      ),
    ).toBe('EVIDENCE_MISMATCH');
  });

  it('confirmed or explained lets it go; rejected after composing stops the signature', async () => {
    const [proof] = (await proofs()).proofs;
    await review(proof?.id ?? '', 'CONFIRMED');
    expect(
      await refusal(preparer.act('explainAdoption', { commentId: c.unshown, words: ' ' }, 'AdoptionExplained', 'id')),
    ).toBe('INVALID_INPUT');
    await preparer.act(
      'explainAdoption',
      { commentId: c.unshown, words: '见配套的收费办法。' },
      'AdoptionExplained',
      'id',
    );
    expect(await heldBack()).toEqual([]);
    const [letter] = (await compose(0)).letters;
    const letterIds = [letter?.id];
    await bulk(preparer, 'finaliseLetters', { letterIds });
    await review(proof?.id ?? '', 'REJECTED');
    const refused = await bulk(signer, 'signLetters', { letterIds });
    expect(refused).toMatchObject({ letters: [], refused: [{ code: 'HELD_BACK' }] });
    expect(await numbers()).toEqual([]);
    await review(proof?.id ?? '', 'CONFIRMED');
    // the same facts in other words are other facts: what is signed must be what is so
    await preparer.act(
      'explainAdoption',
      { commentId: (await proofs()).id, words: '检查次数另见操作规程。' },
      'AdoptionExplained',
      'id',
    );
    expect(await bulk(signer, 'signLetters', { letterIds })).toMatchObject({
      letters: [],
      refused: [{ code: 'FACTS_CHANGED' }],
    });
    expect(await numbers()).toEqual([]);
    await signer.act('voidLetter', { letterId: letter?.id, reason: '佐证重新核对' }, 'Letter', 'id');
  });
});

describe('反馈函', () => {
  it('one per contact point and no second valid one', async () => {
    expect((await compose()).letters.map((l) => l.contactPointId).sort()).toEqual(
      [pointOf(round, 0).id, pointOf(round, 3).id].sort(),
    );
    const again = await compose();
    expect(again.letters).toEqual([]);
    expect(again.refused.map((r) => r.code)).toEqual(NAMES.map(() => 'ALREADY_EXISTS'));
    const valid = (await letters(preparer)).filter((l) => l.state !== 'VOIDED');
    expect(new Set(valid.map((l) => l.contactPointId)).size).toBe(5);
  });

  it('can be explained: the hash is that of its stored inputs, and the inputs give its words', async () => {
    for (const l of (await letters(preparer)).filter((x) => x.state === 'COMPOSED')) {
      const [row] = await s.db.asOwner<{ snapshot: LetterSnapshot }>('select snapshot from letter where id = $1', [
        l.id,
      ]);
      expect(sha256(canonical(row?.snapshot as unknown as Json)).toString('hex')).toBe(l.snapshotSha256);
      const words = composeLetter(row?.snapshot as LetterSnapshot, { documentNumber: '', issueDate: '2026-01-01' });
      expect(l.text).toEqual(expect.arrayContaining(words.body.map((b) => b.text)));
    }
  });

  it('is not signed by whoever prepared it, nor before it is final; neither uses a number', async () => {
    const both = await withRoles(s, 'both-hands', ['PREPARER', 'SIGNER']);
    const own = (await letters(preparer)).find(
      (l) => l.contactPointId === pointOf(round, 4).id && l.state === 'COMPOSED',
    );
    expect((await bulk(signer, 'signLetters', { letterIds: [own?.id] })).refused[0]?.code).toBe('WRONG_STATE');
    await signer.act('voidLetter', { letterId: own?.id, reason: '换人拟稿' }, 'Letter', 'id');
    const [mine] = (
      await bulk(both, 'composeLetters', {
        consultationId: round.consultationId,
        contactPointIds: [pointOf(round, 4).id],
      })
    ).letters;
    await bulk(both, 'finaliseLetters', { letterIds: [mine?.id] });
    expect((await bulk(both, 'signLetters', { letterIds: [mine?.id] })).refused[0]?.code).toBe('SAME_PERSON');
    // nor by the database, on whatever path
    const row = `insert into letter_event (id, legislature_id, letter_id, command, state, by_account) select gen_random_uuid(), legislature_id, id, 'sign', 'SIGNED', prepared_by from letter where id = $1`;
    await expect(s.db.asService(row, [mine?.id])).rejects.toMatchObject({ constraint: 'letter_signer_is_another' });
    expect(await numbers()).toEqual([]);
    expect((await letters(preparer)).find((l) => l.id === mine?.id)).toMatchObject({
      state: 'FINALISED',
      documentNumber: null,
    });
  });

  it('five signed at once get 1 to 5; one signed twice at once gets one', async () => {
    const ids = (await letters(preparer)).filter((l) => l.state !== 'VOIDED').map((l) => l.id);
    await bulk(preparer, 'finaliseLetters', { letterIds: ids });
    const signed = await Promise.all([...ids, ids[0]].map((id) => bulk(signer, 'signLetters', { letterIds: [id] })));
    expect(signed.flatMap((d) => d.letters)).toHaveLength(5);
    expect(signed.flatMap((d) => d.refused.map((r) => r.code))).toEqual(['WRONG_STATE']);
    expect(await numbers()).toEqual([1, 2, 3, 4, 5]);
    const shown = signed.flatMap((d) => d.letters.map((l) => l.documentNumber)).sort();
    expect(shown).toEqual(
      [1, 2, 3, 4, 5].map((n) => expect.stringMatching(new RegExp(`^云市人常法工函〔\\d{4}〕${n}号$`)) as unknown),
    );
  });

  it('a voided one keeps its number with the reason; the new one gets the next', async () => {
    const [old] = (await letters(preparer)).filter(
      (l) => l.contactPointId === pointOf(round, 2).id && l.state === 'SIGNED',
    );
    expect(await refusal(signer.act('voidLetter', { letterId: old?.id, reason: ' ' }, 'Letter', 'id'))).toBe(
      'INVALID_INPUT',
    );
    await signer.act('voidLetter', { letterId: old?.id, reason: '抬头有误' }, 'Letter', 'id');
    const [fresh] = (await compose(2)).letters;
    await bulk(preparer, 'finaliseLetters', { letterIds: [fresh?.id] });
    expect((await bulk(signer, 'signLetters', { letterIds: [fresh?.id] })).letters[0]?.documentNumber).toMatch(
      /〕6号$/u,
    );
    expect(
      await s.db.asOwner('select document_number, void_reason from letter_status where id = $1', [old?.id]),
    ).toEqual([{ document_number: old?.documentNumber, void_reason: '抬头有误' }]);
    expect(await numbers()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('is set once however often the job runs, and the same inputs give the same bytes', async () => {
    await jobsDone(s);
    const [letter] = (await letters(preparer)).filter((l) => l.state === 'SIGNED');
    const [row] = await s.db.asOwner<{
      legislature_id: string;
      snapshot: LetterSnapshot;
      document_number: string;
      issue_date: string;
    }>(
      'select l.legislature_id, l.snapshot, s.document_number, s.issue_date::text from letter l join letter_status s using (id) where l.id = $1',
      [letter?.id],
    );
    const files = (): Promise<unknown[]> =>
      s.db.asOwner(`select id from file where owner_kind = 'Letter' and owner_id = $1`, [letter?.id]);
    expect(await files()).toHaveLength(2);
    const both = (): Promise<unknown> =>
      Promise.all(
        [1, 2].map(() =>
          s.running.app
            .get(PaperFilesService)
            .set(
              { legislatureId: row?.legislature_id ?? '', accountId: null },
              s.running.app.get(LetterFiles),
              letter?.id ?? '',
            ),
        ),
      );
    await both();
    expect(await files()).toHaveLength(2);
    // a worker that was thought dead goes on beside the one that took its job over: only one of them saves
    await s.db.asOwner('update letter_status set docx_file_id = null, pdf_file_id = null where id = $1', [letter?.id]);
    await both();
    expect(await files()).toHaveLength(4);
    await s.db.asOwner('update letter_status set docx_file_id = $2, pdf_file_id = $3 where id = $1', [
      letter?.id,
      letter?.docxFileId,
      letter?.pdfFileId,
    ]);
    const words = composeLetter(row?.snapshot as LetterSnapshot, {
      documentNumber: row?.document_number ?? '',
      issueDate: row?.issue_date ?? '',
    });
    const stored = [
      await preparer.download(`/files/${letter?.docxFileId ?? ''}`),
      await preparer.download(`/files/${letter?.pdfFileId ?? ''}`),
    ];
    expect(Buffer.compare(await letterDocx(words), stored[0] as Uint8Array)).toBe(0);
    expect(
      Buffer.compare((await letterPdf(s.running.app.get(Typesetter).renderer, words)).bytes, stored[1] as Uint8Array),
    ).toBe(0);
    expect(
      Buffer.from(stored[1] as Uint8Array)
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });

  it('is seen by its contact point after delivery only, and only by that one; then comments and voices are answered', async () => {
    const mine = (await letters(preparer)).find(
      (l) => l.contactPointId === pointOf(round, 0).id && l.state === 'SIGNED',
    );
    const [own, beside] = [pointOf(round, 0).officer, pointOf(round, 1).officer];
    const one = async (by: Client): Promise<unknown> =>
      (await by.ask<{ letter: unknown }>('query($id: ID!) { letter(id: $id) { id } }', { id: mine?.id })).letter;
    const file = (by: Client): Promise<unknown> => by.download(`/files/${mine?.pdfFileId ?? ''}`);
    expect([await letters(own), await one(own)]).toEqual([[], null]);
    await expect(file(own)).rejects.toThrow('404');
    expect(await refusal(own.act('acknowledgeLetter', { letterId: mine?.id }, 'Letter', 'id'))).toBe('NOT_FOUND');
    expect(await commentOf(preparer, round, c.twice ?? '')).toMatchObject({ state: 'RELEASED' });

    await bulk(preparer, 'deliverLetters', { letterIds: [mine?.id] });
    expect((await letters(own)).map((l) => l.id)).toEqual([mine?.id]);
    expect(await file(own)).toBeDefined();
    expect([await letters(beside), await one(beside)]).toEqual([[], null]);
    await expect(file(beside)).rejects.toThrow('404');
    expect(await refusal(beside.act('acknowledgeLetter', { letterId: mine?.id }, 'Letter', 'id'))).toBe('NOT_FOUND');
    await own.act('acknowledgeLetter', { letterId: mine?.id }, 'Letter', 'id');
    for (const id of [c.twice, c.moved]) {
      expect(await commentOf(preparer, round, id ?? '')).toMatchObject({
        state: 'ANSWERED',
        adoptionStatus: id === c.twice ? 'ADOPTED' : 'NOT_ADOPTED',
      });
      expect(
        await s.db.asOwner(
          'select s.state from opinion_status s join comment_opinion l on l.opinion_id = s.id where l.comment_id = $1',
          [id],
        ),
      ).toEqual([{ state: 'ANSWERED' }]);
    }
    expect(await commentOf(preparer, round, c.orphan ?? '')).toMatchObject({ state: 'RELEASED' });
    expect(await refusal(signer.act('voidLetter', { letterId: mine?.id, reason: '送达以后' }, 'Letter', 'id'))).toBe(
      'WRONG_STATE',
    );
  });

  it('of a contact point that reported nothing there is none, nor before the outcomes are out', async () => {
    const other = await openRound(s, ['红河居委会', '青山社区']);
    await reportOne(other, 0, '还没有结果');
    const done = await bulk(preparer, 'composeLetters', {
      consultationId: other.consultationId,
      contactPointIds: other.points.map((p) => p.id),
    });
    expect(done.refused.map((r) => r.code)).toEqual(['OUTCOMES_NOT_RELEASED', 'NO_COMMENTS']);
  });

  it.each(['letter', 'letter_event', 'document_number'])(
    '%s takes no change and no deletion by the service',
    async (table) => {
      await expect(s.db.asService(`update ${table} set id = id`)).rejects.toMatchObject({ code: '42501' });
      await expect(s.db.asService(`delete from ${table}`)).rejects.toMatchObject({ code: '42501' });
    },
  );
});

it('a bulk act on more letters than it takes at once says of each one what became of it', async () => {
  const ids = Array.from({ length: 101 }, () => randomUUID());
  const { refused } = await preparer.act<{ refused: { id: string; code: string }[] }>(
    'finaliseLetters',
    { letterIds: ids },
    'LettersDone',
    'refused { id code }',
  );
  expect(refused.map((r) => r.id)).toEqual(ids);
  expect(refused.map((r) => r.code)).toEqual([...ids.slice(1).map(() => 'NOT_FOUND'), 'TOO_MANY_AT_ONCE']);
});
