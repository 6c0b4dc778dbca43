/** Reads across drafts: tree, comparison by page, history, and the files a person takes along. */
import JSZip from 'jszip';
import type { Client } from '../../src/demo/client.js';
import { startTestService, type TestService } from '../support/service.js';
import { client, FIRST_TEXT, importDraft, jobsDone, NEXT_TEXT, officer, publishDraft } from '../story/round.js';

let s: TestService;
let preparer: Client;
let [first, second, third, unpublished] = ['', '', '', ''];
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  preparer = await client(s, 'PREPARER');
  const regulationId = (await preparer.act<{ id: string }>('createRegulation', { title: '电梯条例', kind: 'REGULATION', making: 'ENACT' }, 'Regulation', 'id')).id;
  first = await publishDraft(s, regulationId, 'CONSULTATION_DRAFT', FIRST_TEXT);
  second = await publishDraft(s, regulationId, 'DRAFT', NEXT_TEXT);
  third = await publishDraft(s, regulationId, 'VOTE_DRAFT', NEXT_TEXT.replace('每日检查', '每天检查'));
  unpublished = (await importDraft(s, regulationId, 'PROMULGATED', FIRST_TEXT)).id;
  await jobsDone(s);
});
afterAll(() => s.close());

interface Page { byLineage: boolean; total: number; entries: { ordinal: number; newLabel: string | null; oldLabels: string[]; relation: string; changes: { type: string; text: string }[] }[] }
const COMPARE = 'query($o: ID!, $n: ID!, $f: Int!, $a: Int!, $c: Boolean!) { comparison(oldDraftId: $o, newDraftId: $n, first: $f, after: $a, onlyChanged: $c) { byLineage total entries { ordinal newLabel oldLabels relation changes { type text } } } }';
const compared = async (o: string, n: string, f = 50, a = -1, c = false): Promise<Page | null> => (await preparer.ask<{ comparison: Page | null }>(COMPARE, { o, n, f, a, c })).comparison;

it('the tree of a draft by page, with paths', async () => {
  const { draft } = await preparer.ask<{ draft: { tree: { ordinal: number; label: string; paths: { path: string; text: string }[] }[] } }>(
    'query($d: ID!) { draft(id: $d) { tree(first: 2, after: 0) { ordinal label paths { path text } } } }', { d: first });
  expect(draft.tree.map((p) => [p.ordinal, p.label, p.paths[0]?.path])).toEqual([[1, '第二条', 'p1'], [2, '第三条', 'p1']]);
});

it('a comparison by page, whole or only what changed, over stored links or found for the reading', async () => {
  const whole = await compared(first, second);
  expect(whole).toMatchObject({ byLineage: true, total: 7 });
  const joined = (type: string): string => whole?.entries[1]?.changes.filter((c) => c.type !== type).map((c) => c.text).join('') ?? '';
  expect(FIRST_TEXT).toContain(joined('insert'));
  expect(NEXT_TEXT).toContain(joined('delete'));
  const changed = await compared(first, second, 2, -1, true);
  expect(changed?.total).toBeLessThan(7);
  expect(changed?.entries).toHaveLength(2);
  const rest = await compared(first, second, 50, changed?.entries[1]?.ordinal, true);
  expect(rest?.entries).toHaveLength((changed?.total ?? 0) - 2);
  expect(await compared(first, third)).toMatchObject({ byLineage: false, total: 7 });
  expect(await compared(third, unpublished)).toMatchObject({ byLineage: false });
  expect(await compared(first, '00000000-0000-4000-8000-000000000000')).toBeNull();
  expect(await compared('x', second)).toBeNull();
});

it('one article through all texts, from any of them', async () => {
  const ids = await s.db.asOwner<{ id: string; draft_id: string }>('select id, draft_id from provision where label = $1', ['第二条']);
  const history = async (id: string): Promise<{ sequence: number; relation: string | null; provision: { text: string } }[]> => (await preparer.ask<{ articleHistory: [] }>(
    'query($p: ID!) { articleHistory(provisionId: $p) { draftTitle sequence relation provision { label text } } }', { p: id })).articleHistory;
  const steps = await history(ids.find((row) => row.draft_id === second)?.id ?? '');
  expect(steps.map((step) => [step.sequence, step.relation])).toEqual([[1, null], [2, 'modified'], [3, 'modified']]);
  expect(steps[2]?.provision.text).toContain('每天检查');
  expect(await history(ids.find((row) => row.draft_id === first)?.id ?? '')).toEqual(steps);
  expect(await history('x')).toEqual([]);
});

it('files to take along, for those who may, and refusals in words', async () => {
  const text = async (path: string): Promise<string> => Buffer.from(await preparer.download(path)).toString('utf8');
  expect(await text(`/comparisons/${first}/${second}.html`)).toContain('只看有修改的条文');
  expect((await text(`/comparisons/${first}/${second}.pdf`)).slice(0, 5)).toBe('%PDF-');
  const document = async (path: string): Promise<string> => (await (await JSZip.loadAsync(await preparer.download(path))).file('word/document.xml')?.async('string')) ?? '';
  expect(await document(`/comparisons/${first}/${second}.docx?added=bold,shade`)).toContain('加粗体和灰底');
  expect(await document(`/comparisons/${first}/${second}.tracked.docx`)).toMatch(/<w:ins [^>]*w:author="[^"]+"/u);
  expect(await text(`/drafts/${second}.md`)).toContain('**第二条**');
  expect(await text(`/drafts/${second}.akn.xml`)).toContain('<article eId="art_2">');
  const status = async (path: string, who: Client | null = preparer): Promise<number> => (who ?? preparer).download(path).then(() => 200, (e: unknown) => Number(/HTTP (\d+)/u.exec(String(e))?.[1]));
  expect(await status(`/comparisons/${first}/${second}.docx?added=blue`)).toBe(400);
  expect(await status(`/comparisons/${first}/${second}.exe`)).toBe(404);
  expect(await status(`/drafts/${second}.exe`)).toBe(404);
  expect(await status(`/comparisons/${first}/${second}.html`, await officer(s))).toBe(403);
  expect((await fetch(`${s.url}/drafts/${second}.md`)).status).toBe(401);
});
