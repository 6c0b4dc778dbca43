/** Line breaks that a person set inside a paragraph, and numbers that Word works out while it shows them. */
import { readDocx } from '../../../src/authoring/readers/docx.reader.js';
import { docx, paragraph, run } from './docx-maker.js';

const lines = async (body: string): Promise<string[]> =>
  (await readDocx(await docx({ body }))).lines.map((line) => line.text);
const broken = (...pieces: string[]): string => paragraph(pieces.map(run).join('<w:r><w:br/></w:r>'));

describe('a line break inside a paragraph', () => {
  it.each([
    ['ends no sentence', ['第一条　为了渡河安全，', '制定本条例。'], ['第一条　为了渡河安全，制定本条例。']],
    ['in the middle of a word', ['渡船应当每年检', '修，修好后再用。'], ['渡船应当每年检修，修好后再用。']],
    ['ends one sentence', ['渡船应当登记。', '登记不收费。'], ['渡船应当登记。', '登记不收费。']],
    [
      'comes before an item',
      ['渡船不得', '（一）超载；', '（二）夜航。'],
      ['渡船不得', '（一）超载；', '（二）夜航。'],
    ],
    ['inside an item', ['（一）船体坚固，', '有灯；'], ['（一）船体坚固，有灯；']],
    ['divides a title', ['云澜市', '渡口条例'], ['云澜市', '渡口条例']],
    ['divides who signs from the day', ['云澜市人民政府', '2026年3月1日'], ['云澜市人民政府', '2026年3月1日']],
    ['divides a heading from its article', ['第一章　总则', '第一条　甲，乙。'], ['第一章　总则', '第一条　甲，乙。']],
  ])('that %s', async (_, pieces, expected) => {
    expect(await lines(broken(...pieces))).toEqual(expected);
  });

  it('is told where it was joined', async () => {
    const read = await readDocx(await docx({ body: broken('第二条　渡船、', '竹筏应当登记。') }));
    expect(read.notices.map((n) => n.code)).toEqual(['LINES_JOINED']);
  });
});

describe('automatic numbers of fields', () => {
  const simple = (code: string): string => `<w:fldSimple w:instr=" ${code} "/>`;
  const complex = (code: string): string =>
    `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> ${code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;

  it.each([
    ['simple', simple],
    ['complex', complex],
  ])('are counted in a %s field', async (_, field) => {
    const article = (words: string): string =>
      paragraph(`${run('第')}${field('AUTONUM \\* CHINESENUM3')}${run(`条　${words}`)}`);
    expect(await lines(article('甲。') + article('乙。') + paragraph(`${field('AUTONUM')}${run('丙。')}`))).toEqual([
      '第一条　甲。',
      '第二条　乙。',
      '3.丙。',
    ]);
  });
});
