import JSZip from 'jszip';
import { BASIS_COLUMNS, basisDocx, comparisonDocx } from '../../../src/authoring/comparison/comparison.docx.js';
import { COMPARISON_NOTE, type ComparisonTable } from '../../../src/authoring/comparison/comparison.table.js';
import { checkedMarks, marksNote } from '../../../src/authoring/comparison/comparison.marks.js';
import { comparisonPdf } from '../../../src/authoring/comparison/comparison.pdf.js';
import { readFile } from '../../../src/authoring/readers/reader.js';
import { foundFonts, TypstRenderer } from '../../../src/platform/documents/index.js';
import { itWithPoppler, pagesOf, poppler } from '../../platform/documents/poppler.js';

const TABLE: ComparisonTable = {
  title: '《云河市养犬管理条例》修改前后对照表',
  columns: ['草案', '草案二次审议稿', '说明'],
  note: COMPARISON_NOTE,
  rows: Array.from({ length: 30 }, (_, at) => ({
    old: [
      { text: `第${at + 1}条　`, mark: 'heading' as const },
      { text: '养犬人', mark: 'none' as const },
      { text: '可以', mark: 'removed' as const },
      { text: '牵引。\n第二款。', mark: 'none' as const },
    ],
    new:
      at === 3
        ? []
        : [
            { text: '养犬人', mark: 'none' as const },
            { text: '应当', mark: 'added' as const },
            { text: '牵引#strong[x]。', mark: 'none' as const },
          ],
    remark: '依据意见修改',
  })),
};
const documentOf = async (bytes: Uint8Array): Promise<string> =>
  (await (await JSZip.loadAsync(bytes)).file('word/document.xml')?.async('string')) ?? '';

describe('marks', () => {
  it('are explained in words', () => {
    expect(marksNote()).toBe(COMPARISON_NOTE);
    expect(marksNote({ added: ['hei', 'shade'], removed: ['strike', 'underline'] })).toBe(
      '（黑体加灰底的为新增或者修改后的内容，加删除线和下划线的为删去或者修改前的内容）',
    );
  });

  it('are two on each side and differ', () => {
    expect(() => checkedMarks({ added: ['hei', 'hei'], removed: ['strike', 'shade'] })).toThrow(RangeError);
    expect(() => checkedMarks({ added: ['bold', 'shade'], removed: ['shade', 'bold'] })).toThrow(RangeError);
  });

  it('are set in Word as asked', async () => {
    const document = await documentOf(
      await comparisonDocx(TABLE, { added: ['bold', 'shade'], removed: ['strike', 'underline'] }),
    );
    const run = (text: string): string =>
      new RegExp(`<w:r>(?:(?!</w:r>).)*>${text}<(?:(?!</w:r>).)*</w:r>`, 'u').exec(document)?.[0] ?? '';
    expect(run('应当')).toMatch(/<w:b\/>.*<w:shd /u);
    expect(run('应当')).not.toMatch(/<w:u /u);
    expect(run('可以')).toMatch(/<w:strike\/>.*<w:u /u);
  });
});

it('the 条文依据表 has four columns, a repeated head and the same bytes each time', async () => {
  const table = {
    title: '《甲条例（草案）》条文依据表',
    note: '',
    rows: [
      {
        draft: [
          { text: '第一条　', mark: 'heading' as const },
          { text: '甲。', mark: 'none' as const },
        ],
        superior: '《立法法》第八十二条',
        elsewhere: '无',
        remark: '',
      },
    ],
  };
  const bytes = await basisDocx(table);
  const outcome = await readFile('a.docx', bytes);
  expect(outcome).toMatchObject({ ok: true });
  expect(outcome.ok && outcome.lines.map((line) => line.text)).toEqual([
    '《甲条例（草案）》条文依据表',
    BASIS_COLUMNS.join('\t'),
    '第一条　甲。\t《立法法》第八十二条\t无\t',
  ]);
  expect(await documentOf(bytes)).toMatch(/<w:tblHeader\/>/u);
  expect(Buffer.compare(bytes, await basisDocx(table))).toBe(0);
});

it('in Word a heading stays with the row under it, a run of articles left out does not', async () => {
  const across = (text: string, kind: 'heading' | 'leftOut'): ComparisonTable['rows'][number] => ({
    across: [{ text, mark: 'none' }],
    kind,
  });
  const rows = [across('总则', 'heading'), across('略去', 'leftOut'), ...TABLE.rows.slice(0, 1)];
  const zip = await JSZip.loadAsync(await comparisonDocx({ ...TABLE, rows }));
  const xml = (await zip.file('word/document.xml')?.async('string')) ?? '';
  const paragraphWith = (words: string): string =>
    xml.split('<w:p>').find((paragraph) => paragraph.includes(`>${words}<`)) ?? '';
  expect(paragraphWith('总则')).toContain('<w:keepNext/>');
  expect(paragraphWith('略去')).not.toBe('');
  expect(paragraphWith('略去')).not.toContain('<w:keepNext/>');
});

describe('the comparison table as PDF', () => {
  let renderer: TypstRenderer;
  beforeAll(() => {
    renderer = new TypstRenderer({ fonts: foundFonts() });
  });
  afterAll(() => renderer.close());

  it('is set without a warning, the same each time, with marks as asked', async () => {
    const first = await comparisonPdf(renderer, TABLE);
    expect(first.warnings).toEqual([]);
    expect(first.pages).toBeGreaterThan(2);
    expect(Buffer.compare(first.bytes, (await comparisonPdf(renderer, TABLE)).bytes)).toBe(0);
    const other = await comparisonPdf(
      renderer,
      { ...TABLE, columns: ['旧', '新'] },
      { added: ['bold', 'shade'], removed: ['strike', 'underline'] },
    );
    expect(other.warnings).toEqual([]);
    expect(Buffer.compare(first.bytes, other.bytes)).not.toBe(0);
    await expect(comparisonPdf(renderer, { ...TABLE, columns: ['旧'] })).rejects.toThrow(RangeError);
  });

  itWithPoppler('lies across on A4, repeats its head on every page, evaluates nothing of the text', async () => {
    const { bytes } = await comparisonPdf(renderer, TABLE);
    for (const page of pagesOf(bytes)) {
      expect(page.width).toBeCloseTo(297, 0);
      expect(page.height).toBeCloseTo(210, 0);
      expect(page.words.map((word) => word.text)).toContain('草案二次审议稿');
    }
    expect(poppler('pdftotext', bytes)).toContain('#strong[x]');
  });

  itWithPoppler('never ends a page with a heading, and breaks a long article under one', async () => {
    const side = (text: string): ComparisonTable['rows'][number] => ({
      old: [{ text, mark: 'none' }],
      new: [{ text, mark: 'none' }],
      remark: '',
    });
    const heading = (text: string): ComparisonTable['rows'][number] => ({
      across: [{ text, mark: 'heading' }],
      kind: 'heading',
    });
    const long = Array.from({ length: 40 }, (_, at) => `第${at + 1}款养犬人应当牵引犬只。`);
    const rows = [
      ...Array.from({ length: 40 }, (_, at) => [
        heading(`章${at}`),
        heading(`节${at}`),
        side('养犬人应当牵引。'),
      ]).flat(),
      heading('末章'),
      side(long.join('\n')),
    ];
    const { bytes, warnings } = await comparisonPdf(renderer, { ...TABLE, rows });
    expect(warnings).toEqual([]);
    const pages = pagesOf(bytes);
    expect(pages.length).toBeGreaterThan(5);
    // behind the margin of 24 mm there is the number of the page alone
    const lasts = pages.map(({ height, words }) =>
      words
        .filter((word) => word.bottom < height - 24)
        .reduce((last, word) => (word.bottom > last.bottom + 1 ? word : last)),
    );
    for (const { text } of lasts) expect(text).not.toMatch(/^[章节]/u);
    const all = pages.flatMap(({ words }) => words.map((word) => word.text));
    for (const line of long) expect(all.filter((text) => text === line)).toHaveLength(2);
  });

  itWithPoppler('bears the name of whoever reads an internal text, on every page', async () => {
    const namesOf = (bytes: Uint8Array): number => poppler('pdftotext', bytes).split('龘').length - 1;
    const { bytes, pages } = await comparisonPdf(renderer, TABLE, undefined, 'pdf', '龘');
    expect(namesOf(bytes)).toBe(12 * pages);
    expect(namesOf((await comparisonPdf(renderer, TABLE)).bytes)).toBe(0);
  });
});
