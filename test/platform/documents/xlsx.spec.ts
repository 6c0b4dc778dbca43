/** Tables as .xlsx: what is written reads back, what would run as a formula stays text, foreign files are refused. */
import JSZip from 'jszip';
import { readSheet, type SheetOutcome } from '../../../src/authoring/readers/sheet.reader.js';
import { readSheetInChild } from '../../../src/authoring/readers/index.js';
import { writeXlsx } from '../../../src/platform/documents/index.js';

const LIMITS = { rows: 5, columns: 6, cell: 100 };
const rowsOf = (read: SheetOutcome): unknown => (read.ok ? read.rows.map((r) => [r.number, ...r.cells]) : read);
const ROWS = [
  ['全称', '电话'],
  ['甲&乙<丙>"丁"', '013900001111'],
  ['=1+1', '@SUM(A1)'],
  ['', '第一行\n第二行'],
  ['_x0041_ 不是 A', '尾\u0007声'],
];

it('reads back as it was written, and its bytes depend on the content alone', async () => {
  const sheet = { name: '联系点', columns: [{ width: 20, choices: ['甲', '乙'] }, { width: 9 }], rows: ROWS };
  const bytes = await writeXlsx([sheet, { name: '说明', columns: [{ width: 9 }], rows: [['不读']] }]);
  expect(rowsOf(await readSheet(bytes, LIMITS))).toEqual([
    [1, '全称', '电话'],
    [2, '甲&乙<丙>"丁"', '013900001111'],
    [3, '=1+1', '@SUM(A1)'],
    [4, '', '第一行\n第二行'],
    [5, '_x0041_ 不是 A', '尾声'],
  ]);
  expect(Buffer.from(await writeXlsx([sheet, { name: '说明', columns: [{ width: 9 }], rows: [['不读']] }]))).toEqual(
    Buffer.from(bytes),
  );
  const xml = (await (await JSZip.loadAsync(bytes)).file('xl/worksheets/sheet1.xml')?.async('string')) ?? '';
  expect(xml).not.toContain('<f>');
  expect(xml).toContain('<c r="A3" s="3" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>');
});

/** A workbook as another program writes it */
async function foreign(sheet: string, more: Record<string, string> = {}): Promise<Uint8Array> {
  const zip = new JSZip();
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const parts: Record<string, string> = {
    'xl/workbook.xml': `<x:workbook xmlns:x="${main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><x:sheets><x:sheet name="藏" sheetId="1" state="hidden" r:id="a"/><x:sheet name="表" sheetId="2" r:id="b"/></x:sheets></x:workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Target="worksheets/other.xml"/><Relationship Id="b" Target="/xl/worksheets/table.xml"/></Relationships>`,
    'xl/sharedStrings.xml': `<x:sst xmlns:x="${main}"><x:si><x:t>全称</x:t></x:si><x:si><x:r><x:t>河</x:t></x:r><x:r><x:t>西</x:t></x:r><x:rPh sb="0" eb="1"><x:t>he</x:t></x:rPh></x:si></x:sst>`,
    'xl/styles.xml': `<x:styleSheet xmlns:x="${main}"><x:numFmts><x:numFmt numFmtId="200" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><x:numFmt numFmtId="201" formatCode="0.00&quot;米d&quot;"/></x:numFmts><x:cellXfs><x:xf numFmtId="0"/><x:xf numFmtId="14"/><x:xf numFmtId="200"/><x:xf numFmtId="201"/></x:cellXfs></x:styleSheet>`,
    'xl/worksheets/table.xml': `<x:worksheet xmlns:x="${main}"><x:sheetData>${sheet}</x:sheetData></x:worksheet>`,
    ...more,
  };
  for (const [name, text] of Object.entries(parts)) zip.file(name, text);
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}

it('reads what other programs write: strings, days, phones as numbers, values of formulas', async () => {
  const sheet = `<x:row r="2"><x:c r="B2" t="s"><x:v>0</x:v></x:c><x:c r="D2" t="s"><x:v>1</x:v></x:c></x:row>
    <x:row r="4"><x:c r="A4" s="1"><x:v>46053</x:v></x:c><x:c r="B4" s="2"><x:v>46053.5</x:v></x:c><x:c r="C4" s="3"><x:v>1.5</x:v></x:c><x:c r="D4"><x:v>1.39E10</x:v></x:c><x:c r="E4" t="str"><x:f>A1&amp;B1</x:f><x:v>合起来</x:v></x:c></x:row>`;
  expect(rowsOf(await readSheet(await foreign(sheet), LIMITS))).toEqual([
    [2, '', '全称', '', '河西'],
    [4, '2026-01-31', '2026-01-31', '1.5', '13900000000', '合起来'],
  ]);
});

const row = (n: number, cells = `<x:c r="A${n}" t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c>`): string =>
  `<x:row r="${n}">${cells}</x:row>`;

it.each([
  [
    'more rows than a table may have',
    () => foreign([1, 2, 3, 4, 5, 6, 7].map((n) => row(n)).join('')),
    '表格超过 5 行',
  ],
  ['a column too far', () => foreign(row(1, '<x:c r="AB1"><x:v>1</x:v></x:c>')), '写到了第 28 列'],
  ['a cell too long', () => foreign(row(1, `<x:c r="A1" t="str"><x:v>${'长'.repeat(101)}</x:v></x:c>`)), '超过 100 字'],
  ['macros', () => foreign(row(1), { 'xl/vbaProject.bin': 'x' }), '带有宏'],
  ['a DOCTYPE', () => foreign('', { 'xl/sharedStrings.xml': '<!DOCTYPE x><x/>' }), '不该有的内容'],
  ['no sheet', () => foreign('', { 'xl/_rels/workbook.xml.rels': '<Relationships/>' }), '打不开'],
  [
    'a .docx',
    () => new JSZip().file('word/document.xml', '<w/>').generateAsync({ type: 'uint8array' }),
    '这不是表格文件',
  ],
  ['an old .xls', () => Promise.resolve(Buffer.from([0xd0, 0xcf, 0x11, 0xe0])), '旧版表格'],
  ['a text', () => Promise.resolve(Buffer.from('全称,简称')), '这不是表格文件'],
  ['half a file', async () => (await foreign(row(1))).subarray(0, 300), '打不开'],
])('refuses %s in words', async (_, make, says) => {
  expect(await readSheet(await make(), LIMITS)).toMatchObject({
    ok: false,
    message: expect.stringContaining(says) as string,
  });
});

it('a bomb is refused while it inflates, in a process of its own', async () => {
  const bomb = await foreign('', { 'xl/sharedStrings.xml': `<x>${' '.repeat(40 * 1024 * 1024)}</x>` });
  expect(bomb.length).toBeLessThan(100_000);
  expect(await readSheetInChild(bomb, LIMITS)).toMatchObject({ ok: false, code: 'INFLATES_TOO_LARGE' });
  expect(await readSheetInChild(await foreign(row(1)), LIMITS, { milliseconds: 1 })).toMatchObject({
    ok: false,
    code: 'READING_TOO_LARGE',
  });
  expect(rowsOf(await readSheetInChild(await foreign(row(3)), LIMITS))).toEqual([[3, '甲']]);
});
