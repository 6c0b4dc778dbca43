/** The papers of rounds: looked at as one types, prepared for all, signed under one number, set by one job, handed over. */
import type { Client } from '../support/client.js';
import { client, FIRST_TEXT, openRound, pointOf, refusal, type Round, today, withRoles } from '../support/round.js';
import { startTestService, type TestService } from '../support/service.js';
import { until } from '../support/until.js';
import { itWithPoppler, pagesOf } from '../platform/documents/poppler.js';
import { ledgerFaults } from '../support/verified.js';

let s: TestService;
let preparer: Client;
let signer: Client;
let administrator: Client;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  [preparer, signer, administrator] = [
    await client(s, 'PREPARER'),
    await client(s, 'SIGNER'),
    await client(s, 'ADMINISTRATOR'),
  ];
});
afterAll(() => s.close());

const NOBODY = '7b7f1c1e-7c3b-4b57-9f6c-0d4b2b0e4c11';
const RUN =
  'id state total version documentNumber issueDate volumePdfFileId progress { done failed total standsStill }';

interface Run {
  id: string;
  state: string;
  total: number;
  version: number;
  documentNumber: string | null;
  volumePdfFileId: string | null;
  progress: { done: number; failed: number; total: number; standsStill: boolean };
}
interface Paper {
  id: string;
  addressee: string;
  documentNumber: string | null;
  pdfFileId: string | null;
  docxFileId: string | null;
  failure: string | null;
  delivery: string | null;
}
interface Preview {
  title: string;
  addressee: string;
  blocks: { text: string; edited: boolean; paragraph: number; ours: string }[];
  attachments: string[];
  text: string | null;
  html: string | null;
  remarks: { place: string; words: string }[];
  warnings: string[];
}

const say = (draftId: string): Promise<unknown> =>
  preparer.act(
    'saveStatement',
    { draftId, expectedRevision: 0, title: '', text: '一、必要性\n电梯要有人管。' },
    'Draft',
    'id',
  );
const preview = async (
  kind: string,
  round: Round,
  more: object = {},
  by = preparer,
): Promise<Preview & { code?: string }> =>
  (
    await by.ask<{ paperPreview: Preview & { code?: string } }>(
      `query($i: PaperPreviewInput!) { paperPreview(input: $i) { ... on PaperPreview { title addressee blocks { text edited paragraph ours }
         attachments text html remarks { place words } warnings } ... on Problem { code message } } }`,
      { i: { kind, draftIds: [round.draftId], opensOn: today(0), closesOn: today(30), ...more } },
    )
  ).paperPreview;
const prepare = (
  rounds: readonly Round[],
  more: object = {},
  by = preparer,
): Promise<{ run: Run; refused: { id: string; code: string }[] }> =>
  by.act(
    'preparePapers',
    { kind: 'ASKING', consultationIds: rounds.map((r) => r.consultationId), ...more },
    'PapersPrepared',
    `run { ${RUN} } refused { id code message }`,
  );
const sign = (run: Run, more: object = {}, by = signer): Promise<Run> =>
  by.act('signPapers', { runId: run.id, expectedVersion: run.version, ...more }, 'PaperRun', RUN);
const runOf = async (id: string, by = preparer): Promise<Run & { papers: Paper[] }> =>
  (
    await by.ask<{ paperRun: Run & { papers: Paper[] } }>(
      `query($id: ID!) { paperRun(id: $id) { ${RUN} papers { nodes { id addressee documentNumber pdfFileId docxFileId failure delivery } } } }`,
      { id },
    )
  ).paperRun;
const set = (id: string): Promise<Run & { papers: Paper[] }> =>
  until('the papers of the run', async () => {
    const run = await runOf(id);
    return run.progress.done + run.progress.failed === run.total ? run : undefined;
  });
const settings = async (numberSource: string): Promise<void> => {
  const { legislature: now } = await administrator.ask<{ legislature: { version: number } }>(
    '{ legislature { version } }',
  );
  await administrator.act(
    'changePaperSettings',
    { expectedVersion: now.version, address: '人民路1号', postcode: '654300', dueDays: 15, numberSource },
    'LegislatureSettings',
    'id',
  );
};

it('shows a paper as one types, with what the clerk would say of it, and what a person changed', async () => {
  const round = await openRound(s);
  const bare = await preview('ASKING', round);
  expect(bare.addressee).toBe('各基层立法联系点');
  expect(bare.remarks.map((r) => r.words)).toEqual([expect.stringContaining('没有附说明，请在稿件里补上。')]);
  expect(bare.warnings).toContain('没有写来由，函从“现将”写起。');
  await say(round.draftId);
  const focus = [{ question: '多久检查一次合适', provision: '第二条' }];
  const said = await preview('ASKING', round, {
    origin: '根据立法计划，市住房局起草了草案',
    askedRange: '居民',
    focus,
  });
  expect(said.remarks).toEqual([]);
  expect(said.blocks[0]?.text).toMatch(
    /^根据立法计划，市住房局起草了草案。现将《.*》（以下简称.*）及其说明印送你单位，请听取居民的意见/u,
  );
  expect(said.blocks.map((b) => b.text)).toContain('（一）多久检查一次合适（征求意见稿第二条）。');
  const [first] = said.blocks as [Preview['blocks'][number]];
  const edit = { paragraph: 0, before: first.ours, words: '现将材料送上，务必研究。' };
  const changed = await preview('ASKING', round, {
    origin: '根据立法计划，市住房局起草了草案',
    askedRange: '居民',
    focus,
    edits: [edit],
  });
  expect(changed.blocks[0]).toMatchObject({ text: '现将材料送上，务必研究。', edited: true });
  expect(changed.remarks.map((r) => r.words)).toContain('不写“务必”，写“请”。');
  const stale = await preview('ASKING', round, { focus, edits: [edit] });
  expect(stale.blocks[0]?.edited).toBe(false);
  expect(stale.warnings.some((w) => w.includes('改过的话没有用上'))).toBe(true);
  expect((await preview('RESIDENT_MESSAGE', round)).text).toMatch(
    /^.+正在就《.+》听取意见，.+前都可以说。想起什么说什么/u,
  );
  const notice = await preview('NOTICE', round);
  expect(notice.html).toMatch(/^<section style=/u);
  expect(notice.html).not.toMatch(/class=|<script|<table|data:/u);
  expect((await preview('NOTICE', round, { method: 'TRIAL_RUN' })).code).toBe('NOT_FOR_EVERYBODY_PAPER');
  expect((await preview('ASKING', round, {}, await client(s, 'PREPARER', s.neighbour))).code).toBe('NOT_FOUND');
});

it('gives a signed notice as it is pasted elsewhere, with its day; nothing of it before, nor of a letter', async () => {
  const round = await openRound(s);
  await say(round.draftId);
  await settings('COUNTER');
  const pastedOf = async (id: string): Promise<{ html: string; text: string } | null> =>
    (
      await preparer.ask<{ paperRun: { pasted: { html: string; text: string } | null } }>(
        'query($id: ID!) { paperRun(id: $id) { pasted { html text } } }',
        { id },
      )
    ).paperRun.pasted;
  const { run } = await prepare([round], { kind: 'NOTICE', numbering: 'NONE' });
  expect(await pastedOf(run.id)).toBeNull();
  const on = today(-5);
  await sign(run, { issueDate: on });
  const pasted = await pastedOf(run.id);
  const [year, month, day] = on.split('-').map(Number);
  expect(pasted?.text).toContain(`${year}年${month}月${day}日\n`);
  expect(pasted?.html).toContain(`>${year}年${month}月${day}日</p>`);
  const letter = await prepare([round]);
  await sign(letter.run);
  expect(await pastedOf(letter.run.id)).toBeNull();
});

it('goes to every body under one number, set by one job, and is read by its own body alone once delivered', async () => {
  const round = await openRound(s, ['红河居委会', '青山社区', '城北村委会']);
  expect(await refusal(prepare([round]))).toBe('PAPER_NOT_IN_ORDER');
  await say(round.draftId);
  const { run, refused } = await prepare([round], { contactPointIds: [...round.points.map((p) => p.id), NOBODY] });
  expect(refused.map((r) => [r.id, r.code])).toEqual([[NOBODY, 'NOT_ENGAGED']]);
  expect(run).toMatchObject({ state: 'PREPARED', total: 3, documentNumber: null });
  expect(await refusal(prepare([round]))).toBe('NOTHING_TO_PREPARE');
  const signed = await sign(run);
  expect(signed.documentNumber).toMatch(/^.+〔\d{4}〕\d+号$/u);
  expect(await refusal(sign(run))).toBe('STALE_VERSION');
  const done = await set(run.id);
  expect(done.progress).toEqual({ done: 3, failed: 0, total: 3, standsStill: false });
  expect(done.volumePdfFileId).not.toBeNull();
  expect(done.papers.map((p) => [p.addressee, p.documentNumber])).toEqual(
    ['红河居委会', '青山社区', '城北村委会'].map((name): unknown[] => [
      expect.stringContaining(name),
      signed.documentNumber,
    ]),
  );
  const [mine, other] = done.papers as [Paper, Paper];
  const officer = pointOf(round).officer;
  const read = (file: string | null): Promise<number> =>
    officer.download(`/files/${file ?? ''}`).then(
      () => 200,
      (e: unknown) => Number(/HTTP (\d+)/u.exec(String(e))?.[1]),
    );
  expect(await read(mine.pdfFileId)).toBe(404);
  const delivered = await preparer.act<{ done: string[]; refused: { code: string }[] }>(
    'deliverPapers',
    { paperIds: [mine.id, NOBODY] },
    'BulkDone',
    'done refused { code }',
  );
  expect(delivered).toMatchObject({ done: [mine.id], refused: [{ code: 'NOT_FOUND' }] });
  expect([await read(mine.pdfFileId), await read(mine.docxFileId), await read(done.volumePdfFileId)]).toEqual([
    200, 200, 200,
  ]);
  expect(await read(other.pdfFileId)).toBe(404);
  const { solicitation } = await officer.ask<{ solicitation: { papers: { kind: string; paper: { id: string } }[] } }>(
    'query($id: ID!) { solicitation(id: $id) { papers { nodes { kind paper { id } } } } }',
    { id: pointOf(round).task },
  );
  expect(solicitation.papers).toEqual([{ kind: 'ASKING', paper: { id: mine.id } }]);
  expect(await ledgerFaults(s)).toEqual([]);
});

it('is signed by nobody who prepared it, nor by the neighbour, and a void number is kept', async () => {
  const round = await openRound(s);
  await say(round.draftId);
  const { run } = await prepare([round]);
  const both = await withRoles(s, 'both-hands', ['PREPARER', 'SIGNER']);
  const own = await openRound(s);
  await say(own.draftId);
  const { run: mine } = await prepare([own], {}, both);
  expect(await refusal(sign(mine, {}, both))).toBe('SAME_PERSON');
  expect(await refusal(sign(run, {}, await client(s, 'SIGNER', s.neighbour)))).toBe('NOT_FOUND');
  expect(await refusal(sign(run, { issueDate: today(1) }))).toBe('INVALID_INPUT');
  expect(await refusal(preparer.act('setPapersAgain', { runId: run.id }, 'PaperRun', 'id'))).toBe('WRONG_STATE');
  const signed = await sign(run);
  const voided = await preparer.act<Run>(
    'voidPapers',
    { runId: run.id, expectedVersion: signed.version, reason: '稿名写错' },
    'PaperRun',
    RUN,
  );
  expect([voided.state, voided.documentNumber]).toEqual(['VOIDED', signed.documentNumber]);
  expect((await prepare([round])).run.total).toBe(2);
});

it('takes numbers by the way of the office: counted, typed in, out of a block, each its own, or none', async () => {
  const rounds = [await openRound(s), await openRound(s), await openRound(s), await openRound(s)];
  for (const r of rounds) await say(r.draftId);
  const [a, b, c, d] = await Promise.all(rounds.map(async (r) => (await prepare([r])).run));
  await settings('REGISTER');
  expect(await refusal(sign(a as Run))).toBe('NUMBER_NEEDED');
  expect((await sign(a as Run, { number: 700 })).documentNumber).toMatch(/〕700号$/u);
  expect(await refusal(sign(b as Run, { number: 700 }))).toBe('NUMBER_TAKEN');
  await settings('BLOCK');
  expect(await refusal(sign(b as Run))).toBe('NUMBERS_EXHAUSTED');
  const year = Number(today(0).slice(0, 4));
  const reserve = (first: number, last: number): Promise<{ next: number; blocks: { left: number }[] }> =>
    preparer.act('reserveNumbers', { year, first, last }, 'DocumentNumbers', 'next blocks { left }');
  expect(await refusal(reserve(690, 710))).toBe('NUMBER_TAKEN');
  expect(await reserve(801, 802)).toMatchObject({ next: 801, blocks: [{ left: 2 }] });
  expect((await sign(b as Run)).documentNumber).toMatch(/〕801号$/u);
  // two bodies, a number each: one is left
  await s.db.asOwner(`update paper_run set numbering = 'EACH' where id = $1`, [(c as Run).id]);
  expect(await refusal(sign(c as Run))).toBe('NUMBERS_EXHAUSTED');
  expect(await reserve(900, 900)).toMatchObject({ next: 802, blocks: [{ left: 1 }, { left: 1 }] });
  expect((await sign(c as Run)).documentNumber).toBeNull();
  const each = await set((c as Run).id);
  expect(each.papers.map((p) => p.documentNumber?.replace(/^.*〕/u, ''))).toEqual(['802号', '900号']);
  await s.db.asOwner(`update paper_run set numbering = 'NONE' where id = $1`, [(d as Run).id]);
  await sign(d as Run);
  expect((await set((d as Run).id)).papers.map((p) => [p.documentNumber, p.failure])).toEqual([
    [null, null],
    [null, null],
  ]);
  await settings('COUNTER');
  const e = await openRound(s);
  await say(e.draftId);
  // it goes on behind every number that was given otherwise
  expect((await sign((await prepare([e])).run)).documentNumber).toMatch(/〕901号$/u);
});

it('two who sign at once under one register give one number once', async () => {
  const rounds = [await openRound(s), await openRound(s)];
  for (const r of rounds) await say(r.draftId);
  const runs = [(await prepare([rounds[0] as Round])).run, (await prepare([rounds[1] as Round])).run];
  await settings('REGISTER');
  const both = await Promise.all(
    runs.map((run) =>
      sign(run, { number: 950 }).then(
        (r) => r.documentNumber,
        (e: unknown) => (e as { code: string }).code,
      ),
    ),
  );
  await settings('COUNTER');
  expect(both.filter((b) => b === 'NUMBER_TAKEN')).toHaveLength(1);
  expect(both.filter((b) => b?.endsWith('〕950号'))).toHaveLength(1);
});

it('asks about three texts in one letter, and only bodies that were asked about all of them', async () => {
  const names = ['红河居委会', '青山社区'];
  const titled = (title: string): string => FIRST_TEXT.replace('电梯条例', title);
  const rounds = [
    await openRound(s, names),
    await openRound(s, names, s.home, titled('养犬条例')),
    await openRound(s, ['红河居委会'], s.home, titled('绿化条例')),
  ];
  for (const r of rounds) await say(r.draftId);
  const { run, refused } = await prepare(rounds);
  expect(run.total).toBe(1);
  expect(refused.map((r) => r.code)).toEqual(['NOT_ASKED_IN_ALL']);
  await sign(run);
  const { papers } = await set(run.id);
  expect(papers.map((p) => [p.addressee, p.failure])).toEqual([[expect.stringContaining('红河居委会'), null]]);
});

it('urges by paper once, only whom owes an answer, and cites the letter that asked', async () => {
  const round = await openRound(s, ['红河居委会', '青山社区']);
  await say(round.draftId);
  const asked = await sign((await prepare([round])).run);
  await set(asked.id);
  await pointOf(round, 1).officer.act('sayNoOpinion', { solicitationId: pointOf(round, 1).task }, 'Solicitation', 'id');
  expect(await refusal(prepare([round], { kind: 'URGING' }))).toBe('INVALID_INPUT');
  const { run, refused } = await prepare([round], { kind: 'URGING', newDueOn: today(35) });
  expect(refused.map((r) => r.code)).toEqual(['ANSWERED_ALREADY']);
  const stored = await s.db.asOwner<{ facts: { asked: { documentNumber: string } } }>(
    'select facts from round_paper where run_id = $1',
    [run.id],
  );
  expect(stored.map((p) => p.facts.asked.documentNumber)).toEqual([asked.documentNumber]);
  expect(await refusal(prepare([round], { kind: 'URGING', newDueOn: today(35) }))).toBe('NOTHING_TO_PREPARE');
});

it('goes on where its job died half way, and nobody gets two', async () => {
  const round = await openRound(s, ['红河居委会', '青山社区', '城北村委会']);
  await say(round.draftId);
  const { run } = await prepare([round]);
  await sign(run);
  const done = await set(run.id);
  const files = done.papers.map((p) => p.pdfFileId);
  // as if the process had died behind the first of them
  await s.db.asOwner(
    'update round_paper set pdf_file_id = null, docx_file_id = null where run_id = $1 and ordinal > 0',
    [run.id],
  );
  await preparer.act('setPapersAgain', { runId: run.id }, 'PaperRun', 'id');
  const again = await set(run.id);
  expect(again.papers[0]?.pdfFileId).toBe(files[0]);
  expect(again.papers.every((p) => p.pdfFileId !== null)).toBe(true);
  expect(await refusal(preparer.act('setPapersAgain', { runId: run.id }, 'PaperRun', 'id'))).toBe('RUN_GOES_ON');
});

it('keeps one number for one owner whatever a program writes', async () => {
  await expect(
    s.db.asOwner(
      'insert into document_number (id, legislature_id, word, year, number) select gen_random_uuid(), id, $1, 2026, 1 from legislature limit 1',
      ['试'],
    ),
  ).rejects.toThrow(/document_number_of_one/u);
});

it('marks each copy of a text that not everybody reads', async () => {
  const round = await openRound(s, ['红河居委会']);
  await say(round.draftId);
  await s.db.asOwner(`alter table draft disable trigger user`);
  await s.db.asOwner(`update draft set scope = 'TARGETED' where id = $1`, [round.draftId]);
  await s.db.asOwner(`alter table draft enable trigger user`);
  const shown = await preview('ASKING', round, { method: 'SOLICITATION_LETTER' });
  expect(shown.blocks.map((b) => b.text).join('')).not.toContain('法规码');
  expect(shown.blocks.map((b) => b.text).join('')).toContain('稿件请勿外传');
  expect((await preview('NOTICE', round)).code).toBe('NOT_FOR_EVERYBODY_PAPER');
  expect((await preview('RESIDENT_MESSAGE', round)).code).toBe('NOT_FOR_EVERYBODY_PAPER');
  const { run } = await prepare([round]);
  await sign(run);
  const done = await set(run.id);
  expect(done.papers.map((p) => p.failure)).toEqual([null]);
  // the text stands behind the letter that bears whose copy it is, and in no volume that anybody could pass on
  expect(done.volumePdfFileId).toBeNull();
});

interface Named {
  id: string;
  reader: string;
  pdfFileId: string;
  contactPoint: { id: string };
}
itWithPoppler('has a file of the own for each reader of an internal text, which nobody else opens', async () => {
  const round = await openRound(s, ['红河居委会', '青山社区', '城北村委会']);
  const [first, second, third] = round.points as [Round['points'][number], Round['points'][number], Round['points'][number]]; // prettier-ignore
  await say(round.draftId);
  await s.db.asOwner(`alter table draft disable trigger user`);
  await s.db.asOwner(`update draft set scope = 'INTERNAL' where id = $1`, [round.draftId]);
  await s.db.asOwner(`alter table draft enable trigger user`);
  await s.db.asOwner(`update role_grant set revoked_at = now() where revoked_at is null and unit_id = $1`, [third.id]);
  const shown = await preview('ASKING', round, { method: 'SOLICITATION_LETTER' });
  const words = shown.blocks.map((b) => b.text).join('');
  expect(words).toContain('每份印有阅看人姓名和份号');
  expect(words).not.toMatch(/法规码|群众/u);
  expect((await preview('NOTICE', round)).code).toBe('NOT_FOR_EVERYBODY_PAPER');
  const readers = [{ contactPointId: second.id, names: ['钟若谷', '钟若谷'] }];
  const { run, refused } = await prepare([round], { readers });
  expect(refused.map((r) => [r.id, r.code])).toEqual([[third.id, 'NO_READER']]);
  // an officer each, and one who does not sign in
  expect(run.total).toBe(3);
  await sign(run);
  const done = await set(run.id);
  expect(done.papers.map((p) => [p.failure, p.docxFileId])).toEqual([
    [null, null],
    [null, null],
    [null, null],
  ]);
  expect(done.volumePdfFileId).toBeNull();
  const named = (
    await preparer.ask<{ paperRun: { papers: Named[] } }>(
      'query($id: ID!) { paperRun(id: $id) { papers { nodes { id reader pdfFileId contactPoint { id } } } } }',
      { id: run.id },
    )
  ).paperRun.papers;
  const byHand = named.find((p) => p.reader === '钟若谷');
  const ofOfficer = (point: { id: string }): Named | undefined =>
    named.find((p) => p.contactPoint.id === point.id && p !== byHand);
  expect(byHand?.contactPoint.id).toBe(second.id);
  const pdf = pagesOf(await preparer.download(`/files/${byHand?.pdfFileId ?? ''}`));
  expect(pdf.length).toBeGreaterThan(2);
  // its signs stand slanted over the page, each on a line of its own as they are read back
  const on = pdf.map((page) => [...'钟若谷'].every((sign) => page.words.some((w) => w.text.includes(sign))));
  expect(on).toEqual(pdf.map(() => true));
  await preparer.act('deliverPapers', { paperIds: done.papers.map((p) => p.id) }, 'BulkDone', 'done');
  const opens = (by: Client, paper: Named | undefined): Promise<boolean> =>
    by.download(`/files/${paper?.pdfFileId ?? ''}`).then(
      () => true,
      () => false,
    );
  const [one, other] = [ofOfficer(first), ofOfficer(second)];
  expect([await opens(first.officer, one), await opens(first.officer, other)]).toEqual([true, false]);
  // a colleague's copy in the same contact point is not theirs to open
  expect([await opens(second.officer, other), await opens(second.officer, byHand)]).toEqual([true, false]);
  const { solicitation } = await second.officer.ask<{ solicitation: { papers: { paper: { id: string } }[] } }>(
    'query($id: ID!) { solicitation(id: $id) { papers { nodes { paper { id } } } } }',
    { id: second.task },
  );
  expect(solicitation.papers.map((p) => p.paper.id)).toEqual([other?.id]);
  const later = await prepare([round], { readers: [{ contactPointId: third.id, names: ['闻人秋'] }] });
  expect([later.run.total, later.refused.map((r) => r.code)]).toEqual([1, ['ALREADY_PREPARED', 'ALREADY_PREPARED']]);
});
