/**
 * One round through every unhappy way, as an office meets them: the window too short, the poster gone, the text down,
 * voices taken back and kept apart, comments taken apart and sent back, paper from elsewhere, voices after the last day,
 * a letter given back, a supplement after the letter, a decision taken up again, and a leader who closes with a note.
 */
import { WITHDRAW_OPINION } from '../../src/platform/api/documents.js';
import { Client } from '../support/client.js';
import { composeFor, handOver, issue, lettersOf, lookUp, onLetters } from '../support/letters.js';
import {
  client,
  commentOf,
  commentsOf,
  decide,
  enter,
  jobsDone,
  key,
  NEXT_TEXT,
  opinion,
  openRound,
  pointOf,
  publishDraft,
  refusal,
  type Round,
  today,
} from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';
import { ledgerFaults } from '../support/verified.js';

let s: TestService;
let round: Round;
let preparer: Client;
let signer: Client;
let officer: Client;
const resident = (): Client => new Client(s.url);
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  [preparer, signer] = [await client(s, 'PREPARER'), await client(s, 'SIGNER')];
  round = await openRound(s);
  officer = pointOf(round).officer;
});
afterAll(() => s.close());

const version = async (): Promise<number> =>
  (
    await preparer.ask<{ consultation: { version: number } }>('query($c: ID!) { consultation(id: $c) { version } }', {
      c: round.consultationId,
    })
  ).consultation.version;
const onRound = async (name: string, more: object, by = preparer): Promise<unknown> =>
  by.act(
    name,
    { consultationId: round.consultationId, expectedVersion: await version(), ...more },
    name === 'extendConsultation' ? 'ConsultationExtended' : 'Consultation',
    '__typename',
  );
const draftVersion = async (): Promise<number> =>
  (
    await preparer.ask<{ draft: { version: number } }>('query($d: ID!) { draft(id: $d) { version } }', {
      d: round.draftId,
    })
  ).draft.version;
const onDraft = async (name: string, more: object): Promise<unknown> =>
  signer.act(name, { draftId: round.draftId, expectedVersion: await draftVersion(), ...more }, 'Draft', 'id');
const pageOf = async (code: string): Promise<string> => (await s.send(`/l/${code}`)).text();
const speak = (code: string, text: string): Promise<{ receiptCode: string }> =>
  resident().submit({
    lawCode: code,
    opinion: { submissionKey: key(), target: { kind: 'WHOLE' }, act: 'AMEND', text },
  });
const opinionsOf = async (by: Client): Promise<{ id: string; text: string; state: string; late: boolean }[]> =>
  (
    await by.ask<{ opinionList: { id: string; text: string; state: string; late: boolean }[] }>(
      'query($c: ID!) { opinionList(consultationId: $c, first: 100) { nodes { id text state late } } }',
      { c: round.consultationId },
    )
  ).opinionList;
const opinionOf = async (text: string): Promise<string> =>
  (await opinionsOf(preparer)).find((o) => o.text === text)?.id ?? '';
const draftOf = (
  opinionIds: readonly string[],
  more: object = {},
): Promise<{ id: string; version: number; text: string }> =>
  officer.act(
    'draftComment',
    { solicitationId: pointOf(round).task, opinionIds, ...more },
    'Comment',
    'id version text',
  );
const report = (commentIds: readonly string[]): Promise<unknown> =>
  officer.act('reportComments', { solicitationId: pointOf(round).task, commentIds }, 'CommentsReported', 'reported');

let newCode = '';
let receipt = '';
const made: Record<string, string> = {};

describe('the round', () => {
  it('of last year, and a second one on the same text, are refused', async () => {
    const another = (opensOn: string, closesOn: string): Promise<unknown> =>
      preparer.act(
        'createConsultation',
        { draftId: round.draftId, title: '另一次征求意见', opensOn, closesOn },
        'Consultation',
        'id',
      );
    expect(await refusal(another(today(-400), today(-365)))).toBe('INVALID_INPUT');
    expect(await refusal(another(today(0), today(35)))).toBe('ROUND_OPEN');
  });

  it('gets more days, and residents read why', async () => {
    await onRound('extendConsultation', { closesOn: today(45), reason: '遇节假日，群众要求多些时间' });
    expect(await pageOf(round.code)).toContain('遇节假日，群众要求多些时间');
  });

  it('is suspended: nothing is taken, the resident and the officer are told so, each in words of their own', async () => {
    await onRound('suspendConsultation', { reason: '附件有误，正在核对' });
    const page = await pageOf(pointOf(round).code);
    expect(page).toContain('暂停');
    expect(page).toContain('附件有误，正在核对');
    expect(await refusal(speak(pointOf(round).code, '暂停时的话'))).toBe('CONSULTATION_SUSPENDED');
    await expect(enter(round, 0, [opinion(round, '暂停时代录')])).rejects.toThrow('已暂停');
    await onRound('resumeConsultation', { reason: '核对完毕' });
    receipt = (await speak(pointOf(round).code, '电梯每季度检查一次')).receiptCode;
  });
});

describe('the code and the text', () => {
  it('a poster that was pasted over gets a new code, and the old one leads there', async () => {
    const { regulation } = await preparer.ask<{
      regulation: { lawCodes: { id: string; code: string; version: number }[] };
    }>('query($r: ID!) { regulation(id: $r) { lawCodes { nodes { id code version } } } }', { r: round.regulationId });
    const old = regulation.lawCodes.find((c) => c.code === pointOf(round).code);
    const next = await preparer.act<{ code: string }>(
      'replaceLawCode',
      { lawCodeId: old?.id, expectedVersion: old?.version, reason: '海报被人换贴' },
      'LawCode',
      'code',
    );
    newCode = next.code;
    expect(await pageOf(pointOf(round).code)).toContain(newCode);
    expect(await refusal(speak(pointOf(round).code, '旧码'))).toBe('CODE_REVOKED');
    await speak(newCode, '新码底下说的话');
  });

  it('a misprint is corrected beside the words; a text that is down takes nothing until it is restored', async () => {
    await onDraft('recordCorrection', {
      provisionId: round.articles.get('第二条'),
      stands: '每日检查',
      shouldBe: '每月检查',
      reason: '印刷错误',
      correctedOn: today(),
    });
    expect(await pageOf(newCode)).toContain('更正');
    await onDraft('takeDownDraft', { reason: '文件挂错' });
    expect(await pageOf(newCode)).toContain('文件挂错');
    expect(await refusal(speak(newCode, '撤下以后'))).toBe('DRAFT_TAKEN_DOWN');
    await onDraft('restoreDraft', { reason: '已换成正确文件' });
    expect(await pageOf(newCode)).not.toContain('文件挂错');
  });
});

describe('voices and comments', () => {
  it('a voice is taken back by its receipt, another is kept apart and cleared, a name in a third is covered', async () => {
    const taken = await speak(newCode, '我说错了');
    const answer = await s.ask(WITHDRAW_OPINION, { input: { receiptCode: taken.receiptCode } });
    expect(answer.data?.withdrawOpinion).toMatchObject({ outcome: 'WITHDRAWN' });
    expect((await opinionsOf(officer)).find((o) => o.text === '我说错了')?.state).toBe('WITHDRAWN');
    const [accusing = '', naming = ''] = await enter(round, 0, [
      opinion(round, '某科长收了好处'),
      opinion(round, '王小二家的电梯坏了两年'),
    ]);
    const apart = await officer.act<{ done: string[] }>(
      'quarantineOpinions',
      { opinionIds: [accusing], reason: 'NAMED_ACCUSATION' },
      'BulkDone',
      'done',
    );
    expect(apart.done).toEqual([accusing]);
    expect(await refusal(draftOf([accusing]))).toBe('OPINION_NOT_OPEN');
    const { viewer } = await officer.ask<{ viewer: { accountId: string } }>('{ viewer { accountId } }');
    const admin = await client(s, 'ADMINISTRATOR');
    await admin.act('nameQuarantineReader', { accountId: viewer.accountId }, 'QuarantineReader', 'id');
    await officer.act('clearOpinions', { opinionIds: [accusing] }, 'BulkDone', 'done');
    await officer.act(
      'maskOpinion',
      { opinionId: naming, expectedRevision: 0, spans: [{ field: 'TEXT', from: 0, to: 3 }] },
      'Opinion',
      'id',
    );
    const comment = await draftOf([naming]);
    expect(comment.text).toBe('＊＊＊家的电梯坏了两年');
    made.masked = comment.id;
    made.accusing = accusing;
  });

  it('a comment merged by mistake is taken apart, one made by mistake is dropped, and no voice is lost', async () => {
    const [a = '', b = ''] = [await opinionOf('电梯每季度检查一次'), await opinionOf('新码底下说的话')];
    const merged = await draftOf([a, b], { text: '检查的间隔要缩短' });
    await officer.act(
      'takeApartComment',
      { commentId: merged.id, expectedVersion: merged.version, opinionIds: [b] },
      'Comment',
      'id',
    );
    const alone = await draftOf([made.accusing ?? '']);
    await officer.act('dropComment', { commentId: alone.id, expectedVersion: alone.version }, 'Comment', 'id');
    await officer.act('setAsideOpinions', { opinionIds: [made.accusing, b], reason: 'OFF_TOPIC' }, 'BulkDone', 'done');
    await report([merged.id, made.masked ?? '']);
    expect((await commentsOf(preparer, round)).map((c) => [c.number, c.text])).toEqual([
      [1, '检查的间隔要缩短'],
      [2, '＊＊＊家的电梯坏了两年'],
    ]);
    made.merged = merged.id;
  });

  it('what is not clear is sent back with a note, comes again and keeps its number', async () => {
    const before = await commentOf(preparer, round, made.merged ?? '');
    const sent = await preparer.act<{ done: string[]; refused: { code: string }[] }>(
      'returnComments',
      { comments: [{ commentId: before.id, expectedVersion: before.version }], note: '请写明改成多久一次' },
      'BulkDone',
      'done refused { code }',
    );
    expect(sent).toMatchObject({ done: [before.id], refused: [] });
    const { comment } = await officer.ask<{ comment: { returnNote: string; version: number; state: string } }>(
      'query($id: ID!) { comment(id: $id) { returnNote version state } }',
      { id: before.id },
    );
    expect(comment).toMatchObject({ returnNote: '请写明改成多久一次', state: 'RETURNED' });
    await officer.act(
      'reviseComment',
      { commentId: before.id, expectedVersion: comment.version, text: '检查改为每季度一次' },
      'Comment',
      'id',
    );
    await report([before.id]);
    expect(await commentOf(preparer, round, before.id)).toMatchObject({
      number: 1,
      state: 'REPORTED',
      text: '检查改为每季度一次',
    });
  });

  it('a department’s reply on paper is registered, the first of its own return', async () => {
    const paper = await preparer.act<{ id: string; number: number; source: { name: string } }>(
      'registerComment',
      {
        consultationId: round.consultationId,
        kind: 'DEPARTMENT',
        name: '市财政局',
        receivedOn: today(),
        reference: '云财函〔2026〕8号',
        text: '建议明确维修资金的来源。',
        target: { kind: 'WHOLE' },
      },
      'Comment',
      'id number source { name }',
    );
    expect(paper).toMatchObject({ number: 1, source: { name: '市财政局' } });
    made.paper = paper.id;
  });
});

describe('after the last day', () => {
  it('what was said in time is typed with its day, what comes later is late, and without a day nothing is taken', async () => {
    await s.db.asOwner('update consultation set opens_on = $2, closes_on = $3 where id = $1', [
      round.consultationId,
      today(-40),
      today(-3),
    ]);
    await expect(enter(round, 0, [opinion(round, '没有写明哪一天')])).rejects.toThrow('哪一天');
    await enter(round, 0, [
      opinion(round, '截止前在座谈会上说的', '第二条', { saidOn: today(-5) }),
      opinion(round, '截止以后才说的', '第二条', { saidOn: today(-1) }),
    ]);
    const typed = (await opinionsOf(officer)).filter((o) => o.text.startsWith('截止'));
    expect(typed.map((o) => [o.text, o.late])).toEqual([
      ['截止前在座谈会上说的', false],
      ['截止以后才说的', true],
    ]);
    expect(await refusal(speak(newCode, '群众扫码太晚'))).toBe('CLOSED');
  });
});

describe('the answer', () => {
  const paragraphs = async (id: string): Promise<string> =>
    (
      await officer.ask<{ letter: { text: string[] } | null }>('query($id: ID!) { letter(id: $id) { text } }', { id })
    ).letter?.text.join('') ?? '';

  it('a letter is given back by the signer, composed anew, signed, delivered, acknowledged and replied to', async () => {
    await decide(
      s,
      round,
      new Map([
        [made.merged ?? '', 'NOT_ADOPTED'],
        [made.masked ?? '', 'NOT_ADOPTED'],
        [made.paper ?? '', 'NOT_ADOPTED'],
      ]),
    );
    await publishDraft(s, round.regulationId, 'DRAFT', NEXT_TEXT, preparer);
    const first = (await composeFor(preparer, round)).letters[0]?.id ?? '';
    await onLetters(preparer, 'finaliseLetters', { letterIds: [first] });
    await onLetters(signer, 'returnLetters', { letterIds: [first], note: '称呼写错' });
    const again = (await composeFor(preparer, round)).letters[0]?.id ?? '';
    await handOver(s, [again]);
    await officer.act('acknowledgeLetter', { letterId: again }, 'Letter', 'id');
    await officer.act('replyToLetter', { letterId: again, words: '已经告诉提意见的群众。' }, 'Letter', 'id');
    expect((await lettersOf(preparer, round)).map((l) => [l.kind, l.state])).toEqual([
      ['INTERIM', 'SUPERSEDED'],
      ['INTERIM', 'REPLIED'],
    ]);
    made.letter = again;
    made.number = (await lettersOf(preparer, round))[1]?.documentNumber ?? '';
    expect(await lookUp(s, receipt)).toContain(made.number);
  });

  it('a supplement gets a letter of its own, and nobody is shown the number of another letter', async () => {
    const comment = await draftOf([await opinionOf('截止以后才说的')]);
    await report([comment.id]);
    expect((await commentOf(preparer, round, comment.id)).number).toBe(3);
    await decide(s, round, new Map([[comment.id, 'NOT_ADOPTED']]));
    await jobsDone(s);
    const supplement = (await composeFor(preparer, round)).letters[0];
    expect(supplement).toMatchObject({ kind: 'SUPPLEMENTARY', commentCount: 1 });
    await handOver(s, [supplement?.id ?? '']);
    expect(await paragraphs(supplement?.id ?? '')).toContain('截止以后才说的');
    expect(await paragraphs(made.letter ?? '')).not.toContain('截止以后才说的');
    expect(await lookUp(s, receipt)).toContain(made.number);
  });

  it('the department is answered by hand, and the record says how', async () => {
    const { version: at } = await commentOf(preparer, round, made.paper ?? '');
    const done = await preparer.act<{ done: string[]; refused: unknown[] }>(
      'recordAnswers',
      {
        comments: [{ commentId: made.paper, expectedVersion: at }],
        way: 'REPLY_LETTER',
        answeredOn: today(),
        words: '云人常法工函〔2026〕30号复函',
      },
      'BulkDone',
      'done refused { code message }',
    );
    expect(done).toMatchObject({ done: [made.paper], refused: [] });
  });

  it('a decision is taken up again; meanwhile it is studied, then a further letter tells the reversal', async () => {
    const told = await commentOf(preparer, round, made.merged ?? '');
    await signer.act(
      'reopenComments',
      { comments: [{ commentId: told.id, expectedVersion: told.version }], reason: '审议时又有代表提出' },
      'BulkDone',
      'done',
    );
    expect(await lookUp(s, receipt)).not.toContain(made.number);
    await decide(s, round, new Map([[told.id, 'ADOPTED']]));
    await preparer.act(
      'explainAdoption',
      { commentId: told.id, words: '将在配套办法里写明每季度检查。' },
      'AdoptionExplained',
      'id',
    );
    await jobsDone(s);
    const reversal = (await composeFor(preparer, round)).letters[0]?.id ?? '';
    const [signed] = await issue(s, [reversal]);
    await onLetters(preparer, 'deliverLetters', { letterIds: [reversal] });
    expect(await paragraphs(reversal)).toContain(made.number);
    expect(await lookUp(s, receipt)).toContain(signed?.documentNumber ?? 'no number');
  });
});

describe('the end', () => {
  it('is not concluded while voices are open, but by a leader’s note that is archived with them', async () => {
    expect(await refusal(onRound('concludeConsultation', {}, signer))).toBe('LEFT_OPEN');
    await onRound('concludeConsultation', { note: '余下的意见转下一次征求意见一并研究。' }, signer);
    const { consultation } = await signer.ask<{
      consultation: {
        phase: string;
        conclusion: { note: string; openOpinions: number; leftOpen: { opinionId: string }[] };
      };
    }>(
      'query($c: ID!) { consultation(id: $c) { phase conclusion { note openOpinions leftOpen { nodes { opinionId } } } } }',
      { c: round.consultationId },
    );
    expect(consultation.phase).toBe('ANSWERED');
    expect(consultation.conclusion.openOpinions).toBe(1);
    expect(consultation.conclusion.leftOpen.map((l) => l.opinionId)).toEqual([await opinionOf('截止前在座谈会上说的')]);
  });

  it('and every step of it is in the ledger, which fits', async () => {
    expect(await ledgerFaults(s)).toEqual([]);
  });
});
