/** What a clerk finds in the letterhead that an office drew, and how letters look under one that is right. */
import { Paragraph, TextRun } from 'docx';
import JSZip from 'jszip';
import { readLetterhead } from '../../src/authoring/readers/letterhead.reader.js';
import { countOf, freeRanges, gapsBelow } from '../../src/papers/document-number.rules.js';
import { letterDocx } from '../../src/papers/letter.docx.js';
import type { Mark } from '../../src/papers/letter.model.js';
import { letterPdf } from '../../src/papers/letter.pdf.js';
import { isSameOrgan, judgeLetterhead, type JudgedLetterhead } from '../../src/papers/letterhead.rules.js';
import { sampleLetter } from '../../src/papers/letterhead.sample.compose.js';
import { Typesetter } from '../../src/platform/documents/typesetter.js';
import { type Drawn, letterheadDocx, withPart } from './letterheads.js';

const OWN = {
  name: '云澜市人民代表大会常务委员会',
  organName: '云澜市人大常委会法制工作委员会',
  documentWord: '云人常法工函',
};
async function judged(bytes: Uint8Array): Promise<JudgedLetterhead> {
  const read = await readLetterhead('版头.docx', bytes);
  if (!read.ok) throw new Error(read.message);
  return judgeLetterhead(read, OWN);
}
const told = async (drawn: Drawn): Promise<string[]> =>
  (await judged(await letterheadDocx(drawn))).remarks.map(({ place, words }) => `${place}：${words}`);

it('takes one that is right, in the header or in the text, by the full name or the short one', async () => {
  const mark = {
    text: '云澜市人大常委会法制工作委员会',
    face: '方正小标宋简体',
    size: 56,
    spacing: 0,
    scale: 100,
    bold: false,
    colour: 'C00000',
  };
  expect(await judged(await letterheadDocx())).toEqual({ remarks: [], mark });
  expect((await judged(await letterheadDocx({ inHeader: true, footer: '— 1 —' }))).mark).toEqual(mark);
  const spread = await judged(
    await letterheadDocx({
      organ: '云澜市人民代表大会常务委员会法制工作委员会',
      mark: { size: 48, scale: 80, characterSpacing: -4, bold: true },
      number: '{字号}',
    }),
  );
  expect(spread.remarks).toEqual([]);
  expect(spread.mark).toMatchObject({ size: 48, scale: 80, spacing: -4, bold: true });
});

/** Its first paragraph in a text box 文本框, as Word writes one: for itself, and once more for an old Word */
const boxed = (docx: Uint8Array): Promise<Uint8Array> =>
  withPart(docx, 'word/document.xml', (xml) =>
    xml.replace(/<w:p>.*?<\/w:p>/su, (mark) => {
      const content = `<w:txbxContent>${mark}</w:txbxContent>`;
      const drawn = `<w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>${content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>`;
      const old = `<w:pict><v:shape><v:textbox>${content}</v:textbox></v:shape></w:pict>`;
      return `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps">${drawn}</mc:Choice><mc:Fallback>${old}</mc:Fallback></mc:AlternateContent></w:r></w:p>`;
    }),
  );

it('takes a mark in a text box, once, and says what is wrong with it there', async () => {
  const right = await judged(await boxed(await letterheadDocx()));
  expect(right).toEqual(await judged(await letterheadDocx()));
  const wide = await judged(await boxed(await letterheadDocx({ mark: { size: 80 } })));
  expect(wide.remarks.map((r) => r.words)).toEqual(['宽 212 毫米，一行只有 156 毫米。请改小字号或者压缩字宽。']);
});

it.each<[string, Drawn, string[]]>([
  ['a page that is none', { width: 216 }, ['纸张：纸张是 216 × 297 毫米，应为 A4 纵向（210 × 297 毫米）。']],
  ['a margin', { top: 25 }, ['页边距：上边距是 25 毫米，应为 37 毫米（可差 1 毫米）。']],
  ['a mark that is black', { mark: { color: '000000' } }, [
    '发文机关标志：没有找到红色的发文机关标志。标志要是文字（不是图片或者艺术字），用红色。',
    '正文第1段：“云澜市人大常委会法制工作委员会”不是版头的内容，请删去。',
  ]],
  ['a mark that is too wide', { mark: { size: 80 } }, ['发文机关标志：宽 212 毫米，一行只有 156 毫米。请改小字号或者压缩字宽。']],
  ['a mark that is too small', { mark: { size: 32 } }, ['发文机关标志：字号是 16 磅，应在 22 磅和 62 磅之间。']],
  ['文件 behind it', { organ: '云澜市人大常委会文件' }, ['发文机关标志：信函的标志不加“文件”两个字（GB/T 9704 10.1）。']],
  ['another organ', { organ: '云阳市人大常委会' }, [
    '发文机关标志：写的是“云阳市人大常委会”，设置里的发文机关是“云澜市人大常委会法制工作委员会”。请改成一致。',
  ]],
  ['no place for the number', { number: null }, ['发文字号：没有放发文字号的地方。请在双线下右边写“云人常法工函〔　　〕　号”。']],
  ['brackets of another kind', { number: '云人常法工函[2026]1号' }, ['发文字号：年份用六角括号“〔〕”括起。']],
  ['another 机关代字, at the left', { number: '云人办函〔2026〕1号', numberAt: 'left' }, [
    '发文字号：机关代字是“云人办函”，设置里的是“云人常法工函”。请改成一致。',
    '发文字号：信函的发文字号居右（GB/T 9704 10.1），请设为右对齐。',
  ]],
  ['two places and words that are none of it', {
    more: [new Paragraph('云人常法工函〔　　〕　号'), new Paragraph('关于某事的函')],
  }, ['发文字号：放发文字号的地方有 2 处，只能有一处。', '正文第4段：“关于某事的函”不是版头的内容，请删去。']],
  ['two lines in red', {
    more: [new Paragraph({ children: [new TextRun({ text: '办公室', color: 'FF0000' })] })],
  }, ['发文机关标志：红色的文字有 2 段（正文第1段、正文第3段），标志只能有一段。']],
  ['an address in the footer', { footer: '地址：人民路1号' }, ['页脚第1段：“地址：人民路1号”不是版头的内容，请删去。']],
])('tells %s', async (_, drawn, remarks) => {
  expect(await told(drawn)).toEqual(remarks);
}); // prettier-ignore

it('refuses what runs, what comes from outside, and what is no letterhead at all', async () => {
  const fine = await letterheadDocx();
  const picture = await withPart(fine, 'word/document.xml', (xml) =>
    xml.replace(
      '</w:body>',
      '<w:p><w:r><w:drawing xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic/></w:drawing></w:r></w:p></w:body>',
    ),
  );
  expect((await judged(picture)).remarks).toEqual([
    { place: '图片', words: '文件里有 1 张图片。标志要是文字，印章盖在纸上，请删去图片。' },
  ]);
  const field = await withPart(fine, 'word/document.xml', (xml) =>
    xml.replace('</w:body>', '<w:p><w:r><w:instrText>INCLUDEPICTURE x</w:instrText></w:r></w:p></w:body>'),
  );
  expect((await judged(field)).remarks.map((r) => r.place)).toEqual(['域']);
  const outside = await withPart(fine, 'word/_rels/document.xml.rels', (xml) =>
    xml.replace(
      '</Relationships>',
      '<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="http://x.cn/a.png" TargetMode="External"/></Relationships>',
    ),
  );
  const macros = await withPart(fine, 'word/vbaProject.bin', () => 'x');
  const codeOf = async (bytes: Uint8Array): Promise<string> => {
    const read = await readLetterhead('版头.docx', bytes);
    return read.ok ? 'OK' : read.code;
  };
  expect(await codeOf(outside)).toBe('EXTERNAL_CONTENT');
  expect(await codeOf(macros)).toBe('MACROS');
  expect(await codeOf(Buffer.from('%PDF-1.7'))).toBe('NOT_WORD');
  expect(await codeOf(Buffer.alloc(2 * 1024 * 1024 + 1))).toBe('FILE_TOO_LARGE');
});

it('ten thousand lines are counted, and not told one by one', async () => {
  const many = Array.from({ length: 2_000 }, (_, at) => new Paragraph(`第${at}行`));
  const remarks = await told({ more: many });
  expect(remarks.at(-1)).toBe('全文：后面还有 1802 段文字。版头只留发文机关标志和发文字号。');
});

it('knows an organ by its full name and by its usual short one', () => {
  expect(isSameOrgan('云澜市人民代表大会常务委员会', '云 澜 市　人大常委会')).toBe(true);
  expect(isSameOrgan('云澜市人大常委会', '云澜市人大')).toBe(false);
});

it('a letter bears it: its words, face, size and colour, in both files', async () => {
  const mark: Mark = {
    text: '云澜市人民代表大会常务委员会',
    face: '华文中宋',
    size: 72,
    spacing: -10,
    scale: 90,
    bold: true,
    colour: 'C00000',
  };
  const letter = { ...sampleLetter(OWN), mark };
  const xml =
    (await (await JSZip.loadAsync(await letterDocx(letter))).file('word/document.xml')?.async('string')) ?? '';
  const run = /<w:r>(?:(?!<\/w:r>).)*云澜市人民代表大会常务委员会.*?<\/w:r>/u.exec(xml)?.[0] ?? '';
  for (const said of ['w:eastAsia="华文中宋"', '<w:sz w:val="72"/>', '<w:w w:val="90"/>', '<w:color w:val="C00000"/>'])
    expect(run).toContain(said);
  const typesetter = new Typesetter(undefined);
  const [own, plain] = [
    await letterPdf(typesetter.renderer, letter),
    await letterPdf(typesetter.renderer, sampleLetter(OWN)),
  ];
  await typesetter.onApplicationShutdown();
  expect([own.pages, own.warnings, plain.pages]).toEqual([1, [], 1]);
  expect(Buffer.from(own.bytes).equals(Buffer.from(plain.bytes))).toBe(false);
});

describe('numbers', () => {
  const given = new Set([1, 2, 5, 9, 21, 23]);
  it('misses those below the largest, as ranges; of blocks each below its own largest', () => {
    expect(gapsBelow(given, null)).toEqual([
      { first: 3, last: 4 },
      { first: 6, last: 8 },
      { first: 10, last: 20 },
      { first: 22, last: 22 },
    ]);
    expect(countOf(gapsBelow(given, null))).toBe(17);
    expect(
      gapsBelow(given, [
        { first: 20, last: 30 },
        { first: 4, last: 6 },
      ]),
    ).toEqual([
      { first: 4, last: 4 },
      { first: 20, last: 20 },
      { first: 22, last: 22 },
    ]);
    expect(gapsBelow(new Set(), null)).toEqual([]);
  });
  it('what is free in a range', () => {
    expect(freeRanges({ first: 4, last: 9 }, given)).toEqual([
      { first: 4, last: 4 },
      { first: 6, last: 8 },
    ]);
  });
});
