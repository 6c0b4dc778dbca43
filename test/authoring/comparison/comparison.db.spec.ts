/** Reads across drafts: tree, comparison by page, history, and the files a person takes along. */
import JSZip from 'jszip';
import type { Client } from '../../support/client.js';
import { client, FIRST_TEXT, importDraft, jobsDone, NEXT_TEXT, officer, publishDraft } from '../../support/round.js';
import { startTestService, type TestService } from '../../support/service.js';

let s: TestService;
let preparer: Client;
let [regulation, other, first, second, third, unpublished] = ['', '', '', '', '', ''];
beforeAll(async () => {
  s = await startTestService({ logLevel: 'silent' });
  preparer = await client(s, 'PREPARER');
  const regulationId = (
    await preparer.act<{ id: string }>(
      'createRegulation',
      { title: '电梯条例', kind: 'REGULATION', making: 'ENACT' },
      'Regulation',
      'id',
    )
  ).id;
  regulation = regulationId;
  other = (
    await preparer.act<{ id: string }>(
      'createRegulation',
      { title: '电梯条例之二', kind: 'REGULATION', making: 'ENACT' },
      'Regulation',
      'id',
    )
  ).id;
  first = await publishDraft(s, regulationId, 'CONSULTATION_DRAFT', FIRST_TEXT);
  second = await publishDraft(s, regulationId, 'DRAFT', NEXT_TEXT);
  third = await publishDraft(s, regulationId, 'VOTE_DRAFT', NEXT_TEXT.replace('每日检查', '每天检查'));
  unpublished = (await importDraft(s, regulationId, 'PROMULGATED', FIRST_TEXT)).id;
  await jobsDone(s);
});
afterAll(() => s.close());

interface FormPage {
  total: number;
  entries: {
    newLabel: string;
    formOnly: boolean;
    captionChanged: boolean;
    newCaption: string | null;
    oldCaptions: string[];
    changes: { type: string; text: string; formReason: string | null }[];
  }[];
}
interface Page {
  byLineage: boolean;
  total: number;
  entries: {
    ordinal: number;
    row: number;
    newLabel: string | null;
    oldLabels: string[];
    relation: string;
    changes: { type: string; text: string }[];
  }[];
}
const COMPARE =
  'query($o: ID!, $n: ID!, $f: Int!, $a: String, $c: Boolean!) { comparison(oldDraftId: $o, newDraftId: $n, onlyChanged: $c) { byLineage entries(first: $f, after: $a) { totalCount pageInfo { endCursor } nodes { ordinal row newLabel oldLabels relation changes { type text } } } } }';
const compared = async (
  o: string,
  n: string,
  f = 50,
  a: string | null = null,
  c = false,
): Promise<(Page & { total: number; end: string | null }) | null> => {
  const { comparison: found } = await preparer.ask<{
    comparison: {
      byLineage: boolean;
      entries: { totalCount: number; pageInfo: { endCursor: string | null }; nodes: Page['entries'] };
    } | null;
  }>(COMPARE, { o, n, f, a, c });
  if (!found) return null;
  const { byLineage, entries } = found;
  return { byLineage, total: entries.totalCount, entries: entries.nodes, end: entries.pageInfo.endCursor };
};

it('the tree of a draft by page, with paths', async () => {
  const { draft } = await preparer.ask<{
    draft: { tree: { ordinal: number; label: string; paths: { path: string; text: string }[] }[] };
  }>('query($d: ID!) { draft(id: $d) { tree(first: 3) { nodes { ordinal label paths { nodes { path text } } } } } }', {
    d: first,
  });
  expect(draft.tree.map((p) => [p.ordinal, p.label, p.paths[0]?.path])).toEqual([
    [0, '第一条', 'p1'],
    [1, '第二条', 'p1'],
    [2, '第三条', 'p1'],
  ]);
});

it('a comparison by page, whole or only what changed, over stored links or found for the reading', async () => {
  const whole = await compared(first, second);
  expect(whole).toMatchObject({ byLineage: true, total: 7 });
  // the old 第五条, which nothing continues, comes last and has the row in which it stood
  expect(whole?.entries.map((e) => [e.newLabel ?? `原${e.oldLabels.join('')}`, e.row])).toEqual([
    ['第一条', 0],
    ['第二条', 1],
    ['第三条', 2],
    ['第四条', 3],
    ['第五条', 5],
    ['第六条', 6],
    ['原第五条', 4],
  ]);
  const joined = (type: string): string =>
    whole?.entries[1]?.changes
      .filter((c) => c.type !== type)
      .map((c) => c.text)
      .join('') ?? '';
  expect(FIRST_TEXT).toContain(joined('insert'));
  expect(NEXT_TEXT).toContain(joined('delete'));
  const changed = await compared(first, second, 2, null, true);
  expect(changed?.total).toBeLessThan(7);
  expect(changed?.entries).toHaveLength(2);
  const rest = await compared(first, second, 50, changed?.end, true);
  expect(rest?.entries).toHaveLength((changed?.total ?? 0) - 2);
  expect(await compared(first, third)).toMatchObject({ byLineage: false, total: 7 });
  expect(await compared(third, unpublished)).toMatchObject({ byLineage: false });
  expect(await compared(first, '00000000-0000-4000-8000-000000000000')).toBeNull();
  expect(await compared('x', second)).toBeNull();
});

it('款 and 项 beside those they come from, and what the table says of them', async () => {
  const base =
    '青浦市测试条例（草案）\n\n第一条　市林业部门每季度公布水质和面积。\n第二条　巡护员登记下列情况：\n（一）河口的水位；\n（二）鸟类的数量。';
  const [old, now] = [
    (await importDraft(s, other, 'DRAFT', base)).id,
    (
      await importDraft(
        s,
        other,
        'VOTE_DRAFT',
        base.replace('（二）鸟', '（二）围栏的高度和材料；\n（三）鸟') + '\n拆除围栏应当报告。',
      )
    ).id,
  ];
  const { comparison } = await preparer.ask<{
    comparison: {
      entries: {
        remark: string;
        parts: { oldPath: string | null; newPath: string | null; relation: string; textChanged: boolean }[];
      }[];
    };
  }>(
    'query($o: ID!, $n: ID!) { comparison(oldDraftId: $o, newDraftId: $n) { entries(first: 20) { nodes { remark parts { nodes { oldPath newPath relation textChanged } } } } } }',
    { o: old, n: now },
  );
  expect(comparison.entries.map((e) => e.remark)).toEqual(['', '文字修改；新增第一款第（二）项；新增第二款']);
  expect(
    comparison.entries[1]?.parts.map(
      (l) => `${l.oldPath ?? '-'}>${l.newPath ?? '-'} ${l.relation} ${String(l.textChanged)}`,
    ),
  ).toEqual([
    'p1>p1 unchanged false',
    'p1.i1>p1.i1 unchanged false',
    '->p1.i2 new true',
    'p1.i2>p1.i3 unchanged false',
    '->p2 new true',
  ]);
});

const pageOf = ({
  entries,
  ...rest
}: Omit<FormPage, 'total' | 'entries'> & {
  entries: { totalCount: number; nodes: FormPage['entries'] };
}): FormPage => ({
  ...rest,
  total: entries.totalCount,
  entries: entries.nodes,
});

it('form is told from wording, and articles that differ in form alone can be left out and are counted', async () => {
  const wide = NEXT_TEXT.replace('设置警示标志。', '设置警示标志;').replace('接受业主监督', '接受 业主监督');
  const narrow = (await importDraft(s, regulation, 'PROMULGATED', wide)).id;
  const ask = async (given: string): Promise<FormPage> =>
    pageOf(
      (
        await preparer.ask<{
          comparison: Omit<FormPage, 'total' | 'entries'> & {
            entries: { totalCount: number; nodes: FormPage['entries'] };
          };
        }>(
          `query($o: ID!, $n: ID!) { comparison(oldDraftId: $o, newDraftId: $n, formMarked: true${given}) { unchangedLeftOut formOnlyLeftOut entries(first: 20) { totalCount nodes { newLabel formOnly captionChanged newCaption oldCaptions changes { type text formReason } } } } }`,
          { o: second, n: narrow },
        )
      ).comparison,
    );
  const changed = await ask(', onlyChanged: true');
  expect(changed).toMatchObject({ total: 2, unchangedLeftOut: 4, formOnlyLeftOut: 0 });
  expect(
    changed.entries.map((e) => [
      e.newLabel,
      e.formOnly,
      e.changes.filter((c) => c.type !== 'same').map((c) => c.formReason),
    ]),
  ).toEqual([
    ['第二条', false, [null, null]],
    ['第三条', true, ['blanks']],
  ]);
  expect(changed.entries[1]?.changes[1]).toEqual({ type: 'insert', text: ' ', formReason: 'blanks' });
  expect(changed.entries[1]).toMatchObject({ captionChanged: false, newCaption: null, oldCaptions: [] });
  expect(await ask(', onlyChanged: true, withoutFormOnly: true')).toMatchObject({
    total: 1,
    unchangedLeftOut: 4,
    formOnlyLeftOut: 1,
  });
  expect(await ask(', withoutFormOnly: true')).toMatchObject({ total: 5, unchangedLeftOut: 0, formOnlyLeftOut: 1 });
  const words = async (query: string): Promise<string> => {
    const parts = await JSZip.loadAsync(await preparer.download(`/comparisons/${second}/${narrow}.docx${query}`));
    return (await parts.file('word/document.xml')?.async('string')) ?? '';
  };
  expect(await words('')).toContain('其变化不作标记');
  expect(await words('?form=marked')).not.toContain('其变化不作标记');
  // only changes are printed: what stayed, and what stayed but for its form, is told by its numbers
  expect(await words('?only=changed')).toMatch(/共6条，修改1条，未修改的只列条号。/u);
  await expect(preparer.download(`/comparisons/${second}/${narrow}.docx?only=some`)).rejects.toThrow(/HTTP 400/u);
  const { comparison: plain } = await preparer.ask<{
    comparison: { oldHead: string; newHead: string; entries: { changes: object[] }[] };
  }>(
    'query($o: ID!, $n: ID!) { comparison(oldDraftId: $o, newDraftId: $n) { oldHead newHead entries(first: 20) { nodes { changes { type text before formReason place } } } } }',
    { o: second, n: narrow },
  );
  expect(plain.entries[2]?.changes[1]).toEqual({
    type: 'same',
    text: ' ',
    before: '',
    formReason: 'blanks',
    place: null,
  });
  expect(plain.oldHead).toMatch(/\n（草案，\d{4}年\d{1,2}月\d{1,2}日）$/u);
  expect(plain.newHead).toMatch(/\n（公布文本，\d{4}年\d{1,2}月\d{1,2}日）$/u);
  await expect(preparer.download(`/comparisons/${second}/${narrow}.docx?form=none`)).rejects.toThrow(/HTTP 400/u);
});

it('a citation that went wrong is told when a text is imported, against the text before it', async () => {
  const cites = NEXT_TEXT.replace('普及应急知识', '依照第五条、第九条普及应急知识');
  const base = await publishDraft(
    s,
    other,
    'CONSULTATION_DRAFT',
    FIRST_TEXT.replace('普及应急知识', '依照第六条普及应急知识'),
  );
  const fileId = await preparer.upload(
    '草案.txt',
    Buffer.from(NEXT_TEXT.replace('普及应急知识', '依照第六条普及应急知识')),
  );
  const made = await preparer.act<{ citationFaults: { label: string; kind: string; message: string }[] }>(
    'importDraft',
    { regulationId: other, kind: 'DRAFT', fileId },
    'Draft',
    'id citationFaults { nodes { label path text kind message } }',
  );
  expect(made.citationFaults.map((f) => [f.label, f.kind])).toEqual([['第五条', 'moved']]);
  expect(made.citationFaults[0]?.message).toContain('第六条');
  const faults = async (draftId: string): Promise<{ kind: string }[]> =>
    (
      await preparer.ask<{ draft: { citationFaults: { kind: string }[] } }>(
        'query($d: ID!) { draft(id: $d) { citationFaults { nodes { kind text } } } }',
        { d: draftId },
      )
    ).draft.citationFaults;
  expect(await faults(base)).toEqual([]);
  // a first text has nothing before it: only what is not there is told
  const fresh = (
    await preparer.act<{ id: string }>(
      'createRegulation',
      { title: '电梯条例之三', kind: 'REGULATION', making: 'ENACT' },
      'Regulation',
      'id',
    )
  ).id;
  expect(await faults((await importDraft(s, fresh, 'CONSULTATION_DRAFT', cites)).id)).toEqual([
    { kind: 'missing', text: '第九条' },
  ]);
});

it('one article through all texts, from any of them', async () => {
  const ids = await s.db.asOwner<{ id: string; draft_id: string }>(
    'select id, draft_id from provision where label = $1',
    ['第二条'],
  );
  const history = async (
    id: string,
  ): Promise<{ sequence: number; relation: string | null; provision: { text: string } }[]> =>
    (
      await preparer.ask<{ articleHistory: [] }>(
        'query($p: ID!) { articleHistory(provisionId: $p) { nodes { draftTitle sequence relation provision { label text } } } }',
        { p: id },
      )
    ).articleHistory;
  const steps = await history(ids.find((row) => row.draft_id === second)?.id ?? '');
  expect(steps.map((step) => [step.sequence, step.relation])).toEqual([
    [1, null],
    [2, 'modified'],
    [3, 'modified'],
  ]);
  expect(steps[2]?.provision.text).toContain('每天检查');
  expect(await history(ids.find((row) => row.draft_id === first)?.id ?? '')).toEqual(steps);
  expect(await history('x')).toEqual([]);
});

it('files to take along, for those who may, and refusals in words', async () => {
  const text = async (path: string): Promise<string> => Buffer.from(await preparer.download(path)).toString('utf8');
  expect(await text(`/comparisons/${first}/${second}.html`)).toContain('只看有修改的条文');
  expect((await text(`/comparisons/${first}/${second}.pdf`)).slice(0, 5)).toBe('%PDF-');
  const document = async (path: string): Promise<string> =>
    (await (await JSZip.loadAsync(await preparer.download(path))).file('word/document.xml')?.async('string')) ?? '';
  expect(await document(`/comparisons/${first}/${second}.docx?added=bold,shade`)).toContain('加粗体和灰底');
  expect(await document(`/comparisons/${first}/${second}.tracked.docx`)).toMatch(/<w:ins [^>]*w:author="[^"]+"/u);
  expect(await text(`/drafts/${second}.md`)).toContain('**第二条**');
  expect(await text(`/drafts/${second}.akn.xml`)).toContain('<article eId="art_2">');
  const status = async (path: string, who: Client | null = preparer): Promise<number> =>
    (who ?? preparer).download(path).then(
      () => 200,
      (e: unknown) => Number(/HTTP (\d+)/u.exec(String(e))?.[1]),
    );
  expect(await status(`/comparisons/${first}/${second}.docx?added=blue`)).toBe(400);
  expect(await status(`/comparisons/${first}/${second}.exe`)).toBe(404);
  expect(await status(`/drafts/${second}.exe`)).toBe(404);
  expect(await status(`/comparisons/${first}/${second}.html`, await officer(s))).toBe(403);
  expect((await fetch(`${s.url}/drafts/${second}.md`)).status).toBe(401);
});

it('says what differs beside the articles, over stored links and without', async () => {
  const text = (preamble: string, age: string): string =>
    `云河市古桥条例\n${preamble}\n第一条　为了保护古桥，制定本条例。\n第二条　本条例自公布之日起施行。\n附件　古桥名录\n虹桥，${age}`;
  const title = '云河市古桥条例';
  const { id } = await preparer.act<{ id: string }>(
    'createRegulation',
    { title, kind: 'REGULATION', making: 'ENACT' },
    'Regulation',
    'id',
  );
  const old = await publishDraft(s, id, 'CONSULTATION_DRAFT', text('云河古桥众多。', '三百年'));
  const next = await importDraft(s, id, 'DRAFT', text('云河古桥世代相传。', '二百年'));
  const beside = async (newDraftId: string): Promise<(string | null)[][]> =>
    (
      await preparer.ask<{ comparison: { beside: { part: string; old: string | null; new: string | null }[] } }>(
        'query($o: ID!, $n: ID!) { comparison(oldDraftId: $o, newDraftId: $n) { beside { part old new } } }',
        { o: old, n: newDraftId },
      )
    ).comparison.beside.map((b) => [b.part, b.old, b.new]);
  const preamble = ['preamble', '云河古桥众多。', '云河古桥世代相传。'];
  expect(await beside(next.id)).toEqual([preamble, ['annexes', '附件 古桥名录', '附件 古桥名录']]);
  const published = await publishDraft(s, id, 'VOTE_DRAFT', text('云河古桥世代相传。', '二百年'));
  // its annex is one of the entries there
  expect(await beside(published)).toEqual([preamble]);
  expect((await compared(old, published))?.entries.map((e) => [e.newLabel, e.relation])).toEqual([
    ['第一条', 'unchanged'],
    ['第二条', 'unchanged'],
    ['附件 古桥名录', 'modified'],
  ]);
});
