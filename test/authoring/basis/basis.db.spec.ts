/**
 * 条文依据: said article by article, revision by revision, carried along the lineage, printed; never the neighbour's.
 */
import JSZip from 'jszip';
import { readFile } from '../../../src/authoring/readers/reader.js';
import { type Client, Refused } from '../../support/client.js';
import {
  client,
  FIRST_TEXT,
  importDraft,
  jobsDone,
  labelsOf,
  NEXT_TEXT,
  officer,
  publishDraft,
  refusal,
} from '../../support/round.js';
import { startTestService, type TestService } from '../../support/service.js';

let s: TestService;
let drafter: Client;
let [first, second, third, unpublished] = ['', '', '', ''];
let articles: Map<string, string>;
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  drafter = await client(s, 'DRAFTER');
  const preparer = await client(s, 'PREPARER');
  const regulationId = (
    await preparer.act<{ id: string }>(
      'createRegulation',
      { title: '电梯条例', kind: 'REGULATION', making: 'ENACT' },
      'Regulation',
      'id',
    )
  ).id;
  first = await publishDraft(s, regulationId, 'CONSULTATION_DRAFT', FIRST_TEXT);
  second = await publishDraft(s, regulationId, 'DRAFT', NEXT_TEXT);
  third = await publishDraft(s, regulationId, 'VOTE_DRAFT', NEXT_TEXT);
  unpublished = (await importDraft(s, regulationId, 'PROMULGATED', FIRST_TEXT)).id;
  await jobsDone(s);
  articles = await labelsOf(drafter, first);
});
afterAll(() => s.close());

const law = {
  kind: 'SUPERIOR_LAW',
  source: '《特种设备安全法》',
  place: '第四十条',
  quote: '使用单位应当按照安全技术规范的要求定期检验。',
  note: '细化',
};
const elsewhere = { kind: 'ELSEWHERE', source: '甲市电梯条例', place: '第九条' };
const id = (label: string): string => articles.get(label) ?? '';
const set = (
  by: Client,
  label: string,
  expectedRevision: number,
  entries: object[],
): Promise<{ revision: number; entries: object[] }> =>
  by.act(
    'setBasis',
    { provisionId: id(label), expectedRevision, entries },
    'ArticleBasis',
    'revision entries { kind source place quote note }',
  );
interface Row {
  label: string;
  revision: number;
  entries: { source: string }[];
}
const list = async (by: Client, draftId: string): Promise<Row[]> =>
  (
    await by.ask<{ basisList: Row[] }>(
      'query($d: ID!) { basisList(draftId: $d) { nodes { label revision entries { source } } } }',
      { d: draftId },
    )
  ).basisList;
const status = async (path: string, who: Client): Promise<number> =>
  who.download(path).then(
    () => 200,
    (e: unknown) => Number(/HTTP (\d+)/u.exec(String(e))?.[1]),
  );

it('is said anew as a whole, and the second of two drafters at once is told so', async () => {
  expect(await set(drafter, '第二条', 0, [law, elsewhere])).toMatchObject({
    revision: 1,
    entries: [
      { ...law, source: '特种设备安全法' },
      { ...elsewhere, quote: '', note: '' },
    ],
  });
  expect(await refusal(set(drafter, '第二条', 0, [law]))).toBe('STALE_VERSION');
  const both = await Promise.all(
    [[law], [elsewhere]].map((entries) =>
      set(drafter, '第二条', 1, entries).then(
        () => 'done',
        (e: unknown) => (e instanceof Refused ? e.code : String(e)),
      ),
    ),
  );
  expect(both.sort()).toEqual(['STALE_VERSION', 'done']);
  expect(await set(drafter, '第二条', 2, [law, elsewhere])).toMatchObject({ revision: 3 });
  const kept = await s.db.asOwner<{ revision: number }>(
    'select revision from provision_basis where provision_id = $1 order by revision',
    [id('第二条')],
  );
  expect(kept.map((row) => row.revision)).toEqual([1, 2, 3]);
  await expect(s.db.asService('update provision_basis set revision = 9')).rejects.toThrow(/permission denied/u);
});

it('refuses what names no source, no kind or no article, in words', async () => {
  expect(await refusal(set(drafter, '第三条', 0, [{ ...law, source: ' 《》 ' }]))).toBe('INVALID_INPUT');
  expect(await refusal(set(drafter, '第三条', 0, [{ ...law, quote: '长'.repeat(5001) }]))).toBe('INVALID_INPUT');
  expect(
    await refusal(
      drafter.act('setBasis', { provisionId: first, expectedRevision: 0, entries: [] }, 'ArticleBasis', 'revision'),
    ),
  ).toBe('NOT_FOUND');
  expect((await list(drafter, first)).map((row) => [row.label, row.revision])).toEqual([
    ['第一条', 0],
    ['第二条', 3],
    ['第三条', 0],
    ['第四条', 0],
    ['第五条', 0],
    ['第六条', 0],
  ]);
  expect(await list(drafter, unpublished)).toEqual([]);
});

it('is taken over to the next draft along the lineage, and what was said there stays', async () => {
  await set(drafter, '第六条', 0, [elsewhere]);
  await set(drafter, '第五条', 0, [elsewhere]);
  const next = await labelsOf(drafter, second);
  await drafter.act(
    'setBasis',
    { provisionId: next.get('第二条'), expectedRevision: 0, entries: [] },
    'ArticleBasis',
    'revision',
  );
  const carry = (oldDraftId: string, newDraftId: string): Promise<unknown> =>
    drafter.act('carryBasis', { oldDraftId, newDraftId }, 'BasisCarried', 'carried kept');
  // 第六条 is 第五条 now, 第五条 is gone, 第二条 has its own word
  expect(await carry(first, second)).toMatchObject({ carried: 1, kept: 1 });
  expect(
    (await list(drafter, second))
      .filter((row) => row.revision > 0)
      .map((row) => [row.label, row.entries.map((e) => e.source)]),
  ).toEqual([
    ['第二条', []],
    ['第五条', ['甲市电梯条例']],
  ]);
  expect(await carry(first, second)).toMatchObject({ carried: 0, kept: 2 });
  expect(await refusal(carry(first, third))).toBe('NOT_A_SUCCESSOR');
});

it('is printed as a table of four columns', async () => {
  const bytes = await drafter.download(`/basis/${first}.docx`);
  const read = await readFile('a.docx', Buffer.from(bytes));
  if (!read.ok) throw new Error(read.message);
  expect(read.lines[0]?.text).toBe('《电梯条例（征求意见稿）》条文依据表');
  expect(read.lines[3]?.text.split('\t').slice(1)).toEqual([
    '《特种设备安全法》第四十条：使用单位应当按照安全技术规范的要求定期检验。',
    '《甲市电梯条例》第九条',
    '细化',
  ]);
  expect(Object.keys((await JSZip.loadAsync(bytes)).files)).toContain('word/document.xml');
  expect(Buffer.from(await drafter.download(`/basis/${first}.pdf`)).toString('latin1', 0, 5)).toBe('%PDF-');
  expect(await status(`/basis/${unpublished}.docx`, drafter)).toBe(404);
  expect(await status(`/basis/${first}.exe`, drafter)).toBe(404);
  expect(await status(`/basis/${first}.docx`, await officer(s))).toBe(403);
});

it("is not the neighbour's: neither read, nor set, nor carried, nor printed", async () => {
  const stranger = await client(s, 'DRAFTER', s.neighbour);
  expect(await list(stranger, first)).toEqual([]);
  expect(await refusal(set(stranger, '第二条', 3, []))).toBe('NOT_FOUND');
  expect(
    await refusal(stranger.act('carryBasis', { oldDraftId: first, newDraftId: second }, 'BasisCarried', 'carried')),
  ).toBe('NOT_FOUND');
  expect(await status(`/basis/${first}.docx`, stranger)).toBe(404);
  expect((await list(drafter, first)).find((row) => row.label === '第二条')?.entries).toHaveLength(2);
});
