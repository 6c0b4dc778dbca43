/** 说明, 要点, 条文说明, 参阅资料: said anew, revision by revision, before and after the text is out. */
import JSZip from 'jszip';
import { DraftNotesService } from '../../../src/authoring/index.js';
import { UnitOfWork } from '../../../src/platform/database/scope.js';
import { type Client, Refused } from '../../support/client.js';
import { client, FIRST_TEXT, importDraft, officer, publishDraft, refusal } from '../../support/round.js';
import { startTestService, type TestService } from '../../support/service.js';

let s: TestService;
let drafter: Client;
let preparer: Client;
let [draftId, regulationId] = ['', ''];
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  drafter = await client(s, 'DRAFTER');
  preparer = await client(s, 'PREPARER');
  regulationId = (
    await preparer.act<{ id: string }>(
      'createRegulation',
      { title: '电梯条例', kind: 'REGULATION', making: 'ENACT' },
      'Regulation',
      'id',
    )
  ).id;
  draftId = (await importDraft(s, regulationId, 'CONSULTATION_DRAFT', FIRST_TEXT)).id;
});
afterAll(() => s.close());

const SHOWN = `id statement { revision title fileId lines { kind label text } }
  keyPoints { revision sentence points { question answer provisionLabel } }
  references { revision entries { title words fileId } }
  preview { nodes { label note { revision text } } }`;
interface Shown {
  id: string;
  statement: { revision: number; title: string; fileId: string | null; lines: { kind: string; text: string }[] };
  keyPoints: { revision: number; sentence: string; points: object[] };
  references: { revision: number; entries: { title: string; words: string; fileId: string | null }[] };
  preview: { label: string; note: { revision: number; text: string } }[];
}
const save = (act: string, input: object, by: Client = drafter): Promise<Shown> =>
  by.act<Shown>(act, { draftId, ...input }, 'Draft', SHOWN);
const status = async (path: string, who: Client): Promise<number> =>
  who.download(path).then(
    () => 200,
    (e: unknown) => Number(/HTTP (\d+)/u.exec(String(e))?.[1]),
  );
const POINT = { question: '多久检查一次电梯？', answer: '每天', provisionLabel: '第二条' };

async function docx(...paragraphs: string[]): Promise<Buffer> {
  const zip = new JSZip();
  zip.file(
    '[Content_Types].xml',
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  );
  zip.file(
    '_rels/.rels',
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
  );
  const body = paragraphs.map((p) => `<w:p><w:r><w:t>${p}</w:t></w:r></w:p>`).join('');
  zip.file(
    'word/document.xml',
    `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
  );
  return zip.generateAsync({ type: 'nodebuffer' });
}

it('begins with nothing said', async () => {
  const { draft } = await drafter.ask<{ draft: Shown }>(`query($d: ID!) { draft(id: $d) { ${SHOWN} } }`, {
    d: draftId,
  });
  expect(draft.statement).toEqual({ revision: 0, title: '', fileId: null, lines: [] });
  expect(draft.keyPoints).toEqual({ revision: 0, sentence: '', points: [] });
  expect(draft.references).toEqual({ revision: 0, entries: [] });
  expect(draft.preview[0]?.note).toEqual({ revision: 0, text: '' });
});

it('takes a 说明 typed or read from a file that is kept, and the second of two at once is told so', async () => {
  const typed = await save('saveStatement', { expectedRevision: 0, text: '一、为什么\n电梯要有人管。' });
  expect(typed.statement).toEqual({
    revision: 1,
    title: '关于《电梯条例（征求意见稿）》的说明',
    fileId: null,
    lines: [
      { kind: 'HEADING', label: '', text: '一、为什么' },
      { kind: 'PARAGRAPH', label: '', text: '电梯要有人管。' },
    ],
  });
  const fileId = await drafter.upload('说明.docx', await docx('关于《电梯条例》的说明', '一、为什么', '要有人管。'));
  const read = await save('saveStatement', { expectedRevision: 1, fileId });
  expect(read.statement).toMatchObject({ revision: 2, title: '关于《电梯条例》的说明', fileId });
  expect(read.statement.lines.map((l) => l.text)).toEqual(['一、为什么', '要有人管。']);
  expect(await status(`/files/${fileId}`, preparer)).toBe(200);
  expect(await status(`/files/${fileId}`, await officer(s))).toBe(404);
  const both = await Promise.all(
    ['甲', '乙'].map((text) =>
      save('saveStatement', { expectedRevision: 2, text }).then(
        () => 'done',
        (e: unknown) => (e instanceof Refused ? e.code : String(e)),
      ),
    ),
  );
  expect(both.sort()).toEqual(['STALE_VERSION', 'done']);
  await expect(s.db.asService('update draft_statement set revision = 9')).rejects.toThrow(/permission denied/u);
});

it('refuses a file that cannot be read or is another one’s, and words beside a file', async () => {
  const picture = await drafter.upload('说明.docx', Buffer.from('no document'));
  expect(await refusal(save('saveStatement', { expectedRevision: 3, fileId: picture }))).toBe('UNREADABLE_FILE');
  const theirs = await preparer.upload('说明.txt', Buffer.from('说明'));
  expect(await refusal(save('saveStatement', { expectedRevision: 3, fileId: theirs }))).toBe('NOT_FOUND');
  expect(await refusal(save('saveStatement', { expectedRevision: 3, fileId: theirs, text: '字' }))).toBe(
    'INVALID_INPUT',
  );
});

it('takes one sentence and at most five points of at most 28 characters about articles that are there', async () => {
  const said = await save('saveKeyPoints', { expectedRevision: 0, sentence: '管电梯。', points: [POINT] });
  expect(said.keyPoints).toEqual({ revision: 1, sentence: '管电梯。', points: [POINT] });
  const refused = (points: object[]): Promise<string> =>
    refusal(save('saveKeyPoints', { expectedRevision: 1, points }));
  expect(await refused(Array<object>(6).fill(POINT))).toBe('INVALID_INPUT');
  expect(await refused([{ ...POINT, question: '𠮷'.repeat(27) }])).toBe('INVALID_INPUT');
  expect(await refused([{ ...POINT, provisionLabel: '第九十九条' }])).toBe('INVALID_INPUT');
  expect(await refused([{ ...POINT, answer: ' \u200b' }])).toBe('INVALID_INPUT');
  expect(await refusal(save('saveKeyPoints', { expectedRevision: 0, points: [] }))).toBe('STALE_VERSION');
  expect((await save('saveKeyPoints', { expectedRevision: 1, points: Array(5).fill(POINT) })).keyPoints.revision).toBe(
    2,
  );
  expect(await refused([{ ...POINT, question: '𠮷'.repeat(26) }])).toBe('STALE_VERSION');
  await save('saveKeyPoints', { expectedRevision: 2, points: [{ ...POINT, question: '𠮷'.repeat(26) }] });
  await save('saveKeyPoints', { expectedRevision: 3, points: [POINT] });
});

it('takes a note of an article by its number, and takes it away again', async () => {
  const note = (label: string, expectedRevision: number, text: string): Promise<Shown> =>
    save('saveProvisionNote', { label, expectedRevision, text });
  const of = (shown: Shown, label: string): unknown => shown.preview.find((p) => p.label === label)?.note;
  expect(of(await note('第二条', 0, '每天都要看一遍。'), '第二条')).toEqual({ revision: 1, text: '每天都要看一遍。' });
  expect(of(await note('第二条', 1, ''), '第二条')).toEqual({ revision: 2, text: '' });
  expect(await refusal(note('第二条', 1, '早了'))).toBe('STALE_VERSION');
  expect(await refusal(note('第九十九条', 0, '没有这一条'))).toBe('NOT_FOUND');
  expect(await refusal(note('第二条', 2, '长'.repeat(501)))).toBe('INVALID_INPUT');
  await note('第二条', 2, '每天都要看一遍。');
});

it('lists what is to be read beside it, in words or as a file, and keeps a file that was listed before', async () => {
  const fileId = await drafter.upload('表.txt', Buffer.from('表'));
  const words = { title: '特种设备安全法', words: '国家法律法规数据库' };
  const file = { title: '调研报告', fileId };
  expect((await save('saveReferences', { expectedRevision: 0, entries: [words, file] })).references).toEqual({
    revision: 1,
    entries: [
      { ...words, fileId: null },
      { ...file, words: '' },
    ],
  });
  expect((await save('saveReferences', { expectedRevision: 1, entries: [file] }, preparer)).references).toMatchObject({
    revision: 2,
  });
  expect(await refusal(save('saveReferences', { expectedRevision: 2, entries: [{ title: '空的' }] }))).toBe(
    'INVALID_INPUT',
  );
  expect(await refusal(save('saveReferences', { expectedRevision: 2, entries: Array(21).fill(words) }))).toBe(
    'INVALID_INPUT',
  );
  const taken = await drafter.upload('另.txt', Buffer.from('另'));
  expect(
    await refusal(
      save('saveReferences', { expectedRevision: 2, entries: [{ title: '别人的', fileId: taken }] }, preparer),
    ),
  ).toBe('INVALID_INPUT');
});

it('is kept to the own legislature and to whoever works on texts', async () => {
  const neighbour = await client(s, 'PREPARER', s.neighbour);
  expect(await refusal(save('saveStatement', { expectedRevision: 0, text: '字' }, neighbour))).toBe('NOT_FOUND');
  await expect(save('saveStatement', { expectedRevision: 0, text: '字' }, await officer(s))).rejects.toThrow();
});

it('goes on once the text is out, noted as such, and ends where the text was taken down', async () => {
  const out = await publishDraft(s, regulationId, 'DRAFT', FIRST_TEXT);
  const said = await preparer.act<{ provisions: { label: string; note: { text: string } }[]; version: number }>(
    'saveProvisionNote',
    { draftId: out, label: '第三条', expectedRevision: 0, text: '一季度一次。' },
    'Draft',
    'version provisions { nodes { label note { text } } }',
  );
  expect(said.provisions.find((p) => p.label === '第三条')?.note.text).toBe('一季度一次。');
  const noted = await s.db.asOwner<{ detail: object }>(
    `select detail from audit_record where act = 'saveProvisionNote' and object_id = $1`,
    [out],
  );
  expect(noted.map((n) => n.detail)).toEqual([{ revision: 1, published: true }]);
  await (
    await client(s, 'SIGNER')
  ).act('takeDownDraft', { draftId: out, expectedVersion: said.version, reason: '写错了' }, 'Draft', 'id');
  expect(
    await refusal(preparer.act('saveKeyPoints', { draftId: out, expectedRevision: 0, points: [] }, 'Draft', 'id')),
  ).toBe('WRONG_STATE');
});

it('gives other rooms what stands now, of texts of the own legislature only', async () => {
  const notes = s.running.app.get(DraftNotesService);
  const read = (legislatureId: string) => s.running.app.get(UnitOfWork).read({ legislatureId, accountId: null });
  const home = read(s.home.id);
  await save('saveStatement', { expectedRevision: 3, text: '说明\n就这一句。' });
  expect(await notes.statementOf(home, [draftId])).toEqual(
    new Map([[draftId, { title: '说明', lines: [{ kind: 'paragraph', label: '', text: '就这一句。' }] }]]),
  );
  expect(await notes.keyPointsOf(home, [draftId])).toEqual(new Map([[draftId, ['多久检查一次电梯？每天']]]));
  expect((await notes.textLinesOf(home, draftId)).slice(0, 1)).toEqual([
    { kind: 'article', label: '第一条', text: expect.stringContaining('为了规范电梯使用') as string },
  ]);
  await save('saveStatement', { expectedRevision: 4, text: '' });
  expect(await notes.statementOf(home, [draftId])).toEqual(new Map());
  const neighbour = read(s.neighbour.id);
  expect(await notes.keyPointsOf(neighbour, [draftId])).toEqual(new Map());
  expect(await notes.textLinesOf(neighbour, draftId)).toEqual([]);
});
