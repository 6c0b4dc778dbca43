import JSZip from 'jszip';
import { comparisonDocx } from '../../../src/authoring/comparison/comparison.docx.js';
import { COMPARISON_NOTE, type ComparisonTable } from '../../../src/authoring/comparison/comparison.table.js';
import { readFile } from '../../../src/authoring/readers/reader.js';
import { letterDocx } from '../../../src/papers/letter.docx.js';
import { MARKS_NOTE } from '../../../src/papers/letter.model.js';
import { letter } from '../../papers/letters.js';

const part = async (bytes: Uint8Array, name: string): Promise<string> =>
  (await (await JSZip.loadAsync(bytes)).file(name)?.async('string')) ?? '';
async function linesOf(bytes: Uint8Array): Promise<string[]> {
  const outcome = await readFile('a.docx', bytes);
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.lines.map((line) => line.text);
}

describe('a letter as .docx', () => {
  it('has the same bytes each time, without the present time', async () => {
    const first = await letterDocx(letter(3));
    expect(Buffer.compare(first, await letterDocx(letter(3)))).toBe(0);
    expect(await part(first, 'docProps/core.xml')).toContain('1980-01-01T00:00:00Z');
    expect(Buffer.compare(first, await letterDocx(letter(2)))).not.toBe(0);
  });

  it('has the geometry of GB/T 9704-2012 in twips, exact pitch, tracking, no grid, no number on page 1', async () => {
    const document = await part(await letterDocx(letter(1)), 'word/document.xml');
    expect(document).toMatch(/<w:pgSz w:w="11906" w:h="16838"/u);
    expect(document).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/u);
    expect(document).toContain('w:line="579"');
    expect(document).toContain('w:lineRule="exact"');
    expect(document).toContain('<w:spacing w:val="-4"/>');
    expect(document).not.toMatch(/<w:docGrid[^>]*w:type="(?:lines|linesAndChars|snapToChars)"/u);
    expect(document).toContain('<w:titlePg/>');
    for (const face of ['仿宋_GB2312', '黑体', '楷体_GB2312', '方正小标宋简体'])
      expect(document).toContain(`w:eastAsia="${face}"`);
  });

  it('repeats the head of the annex and gives every change two marks', async () => {
    const document = await part(await letterDocx(letter(2)), 'word/document.xml');
    expect(document.match(/<w:tblHeader\/>/gu)).toHaveLength(1);
    const run = (text: string): string =>
      new RegExp(`<w:r>(?:(?!</w:r>).)*${text}(?:(?!</w:r>).)*</w:r>`, 'u').exec(document)?.[0] ?? '';
    expect(run('导盲犬除外')).toMatch(/<w:b\/>.*<w:u /u);
    expect(run('导盲犬除外')).toContain('w:eastAsia="黑体"');
    expect(run('进入公共场所')).toMatch(/<w:strike\/>/u);
    expect(run('进入公共场所')).toMatch(/<w:shd [^>]*w:fill="D9D9D9"/u);
  });

  it('holds every word of the letter, in order', async () => {
    const given = letter(2, { attachments: ['意见采纳情况一览表', '说明'] });
    const lines = await linesOf(await letterDocx(given));
    expect(lines).toEqual(
      expect.arrayContaining([
        '云人常法工函〔2026〕1号',
        '玥湖街道基层立法联系点：',
        '一、总体情况',
        '特此函复。',
        '附件：1. 意见采纳情况一览表',
        '2. 说明',
        '2026年11月22日',
        '（联系人：王立　电话：0888-5550123）',
        '附件1',
        MARKS_NOTE,
        '序号\t条款\t意见内容\t采纳情况\t理由\t修改前后条文',
      ]),
    );
    expect(lines.at(-1)).toBe(
      '2\t第十二条第二款\t建议对导盲犬作出例外规定。\t部分采纳\t已增加导盲犬的例外规定；其他建议留待实施细则研究。\t禁止携带犬只进入公共场所乘坐公共交通工具，导盲犬除外。',
    );
  });

  it('stays well-formed with control characters and markup in the words', async () => {
    expect(await linesOf(await letterDocx(letter(0, { signatory: '甲\u0000<b>&\u202E乙', annex: null })))).toContain(
      '甲<b>&乙',
    );
  });
});

describe('a comparison table as .docx', () => {
  const table = (columns: string[]): ComparisonTable => ({
    title: '《云河市养犬管理条例（草案）》修改前后对照表',
    columns,
    note: COMPARISON_NOTE,
    rows: [
      {
        old: [
          { text: '第一条　', mark: 'heading' },
          { text: '养犬人可以', mark: 'removed' },
        ],
        new: [
          { text: '第一条　', mark: 'heading' },
          { text: '养犬人应当', mark: 'added' },
          { text: '牵引。\n第二款。', mark: 'none' },
        ],
        remark: '依据意见修改',
      },
      { old: [], new: [{ text: '第二条　新增', mark: 'added' }], remark: '' },
    ],
  });

  it('has three columns, or two without the remark', async () => {
    expect(await linesOf(await comparisonDocx(table(['草案', '草案二次审议稿', '说明'])))).toEqual([
      '《云河市养犬管理条例（草案）》修改前后对照表',
      COMPARISON_NOTE,
      '草案\t草案二次审议稿\t说明',
      '第一条　养犬人可以\t第一条　养犬人应当牵引。　第二款。\t依据意见修改',
      '\t第二条　新增\t',
    ]);
    expect((await linesOf(await comparisonDocx(table(['旧稿', '新稿']))))[3]).toBe(
      '第一条　养犬人可以\t第一条　养犬人应当牵引。　第二款。',
    );
  });

  it('lies across, repeats its head, and is the same each time', async () => {
    const bytes = await comparisonDocx(table(['旧', '新', '说明']));
    const document = await part(bytes, 'word/document.xml');
    expect(document).toMatch(/<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"\/>/u);
    expect(document.match(/<w:tblHeader\/>/gu)).toHaveLength(1);
    expect(Buffer.compare(bytes, await comparisonDocx(table(['旧', '新', '说明'])))).toBe(0);
  });

  it('refuses another number of columns', () => {
    expect(() => comparisonDocx(table(['旧']))).toThrow(RangeError);
  });
});
