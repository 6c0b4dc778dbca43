/** How words look in Word, where it changes what they say: kept as characters, or told with the article they stand in. */
import { readFile } from '../../../src/authoring/readers/reader.js';
import { docx, instance, level, list, numbered, paragraph, run } from './docx-maker.js';

const M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"';
const looked = (text: string, properties: string): string =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`;
const symbol = (font: string, char: string): string => `<w:r><w:sym w:font="${font}" w:char="${char}"/></w:r>`;
const math = (inside: string): string => `<m:oMath ${M}>${inside}</m:oMath>`;
const mt = (text: string): string => `<m:r><m:t>${text}</m:t></m:r>`;
const picture =
  '<w:r><w:drawing><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"/></w:drawing></w:r>';
const cells = (...texts: string[][]): string =>
  `<w:tr>${texts.map((lines) => `<w:tc>${lines.map((text) => paragraph(text)).join('')}</w:tc>`).join('')}</w:tr>`;

async function read(
  body: string,
  more: { styles?: string; numbering?: string } = {},
): Promise<{ lines: string[]; told: string[] }> {
  const outcome = await readFile('桥.docx', await docx({ body, ...more }));
  if (!outcome.ok) throw new Error(outcome.message);
  return { lines: outcome.lines.map((l) => l.text), told: outcome.notices.map((n) => `${n.code} ${n.message}`) };
}

it('raised and lowered signs stay what they are, or are told', async () => {
  const up = '<w:vertAlign w:val="superscript"/>';
  const down = '<w:vertAlign w:val="subscript"/>';
  expect(
    await read(
      paragraph(
        `${run('第一条　桥面10')}${looked('5', up)}${run('元，CO')}${looked('2', down)}${run('，8m')}${looked('2', up)}${run('。')}`,
      ) + paragraph(`${run('第二条　古桥')}${looked('甲', up)}${run('不得拆除。')}`),
    ),
  ).toEqual({
    lines: ['第一条　桥面10⁵元，CO₂，8m²。', '第二条　古桥甲不得拆除。'],
    told: ['SCRIPT 第二条有上标或者下标“甲”，读成了普通文字，请核对。'],
  });
});

it('signs of fonts of symbols are the characters that they show; an unknown one is told', async () => {
  expect(
    await read(
      paragraph(
        `${run('第三条　30')}${symbol('Symbol', 'F0B0')}${run('，')}${symbol('Symbol', 'F0B1')}${run('2，')}${symbol('宋体', '2103')}`,
      ) + paragraph(`${run('第四条　')}${symbol('Webdings', 'F061')}${run('好。')}`),
    ),
  ).toEqual({
    lines: ['第三条　30°，±2，℃', '第四条　好。'],
    told: ['SYMBOL 第四条有用符号字体插入的符号，未读入；请在文稿里改用普通字符后重新上传。'],
  });
});

it('an equation is read in one line and told, a picture of one is told', async () => {
  const fraction = `<m:f><m:num>${mt('1')}</m:num><m:den>${mt('2')}</m:den></m:f>`;
  const square = `<m:sSup><m:e>${mt('r')}</m:e><m:sup>${mt('2')}</m:sup></m:sSup>`;
  const root = `<m:rad><m:radPr/><m:deg/><m:e>${mt('a+b')}</m:e></m:rad>`;
  expect(
    await read(
      paragraph(`${run('第一条　补偿')}${math(`${fraction}${mt('×')}${square}${mt('+')}${root}`)}${run('元。')}`) +
        paragraph(`${run('第二条　按下式：')}${picture}`),
    ),
  ).toEqual({
    lines: ['第一条　补偿1/2×r²+√(a+b)元。', '第二条　按下式：'],
    told: [
      'EQUATION 第一条有公式，读作“1/2×r²+√(a+b)”，请核对。',
      'PICTURE 第二条有 1 幅图片，没有读入；是公式或者表格的，请改用文字。',
    ],
  });
});

it('words hidden by a style are hidden, those struck through by hand are told', async () => {
  const styles =
    '<w:style w:type="character" w:styleId="draft"><w:rPr><w:vanish/></w:rPr></w:style>' +
    '<w:style w:type="character" w:styleId="draftToo"><w:basedOn w:val="draft"/></w:style>' +
    '<w:style w:type="paragraph" w:styleId="gone"><w:rPr><w:vanish/></w:rPr></w:style>';
  expect(
    await read(
      paragraph(
        `${run('第一条　古桥')}${looked('（暂）', '<w:rStyle w:val="draftToo"/>')}${looked('归国家', '<w:rStyle w:val="draft"/><w:vanish w:val="0"/>')}${run('。')}`,
      ) +
        paragraph('内部说明', '<w:pStyle w:val="gone"/>') +
        paragraph(`${run('第二条　不得拆')}${looked('或者改', '<w:dstrike/>')}${run('桥。')}`),
      { styles },
    ),
  ).toEqual({
    lines: ['第一条　古桥归国家。', '第二条　不得拆或者改桥。'],
    told: [
      'HIDDEN_TEXT 第一条有隐藏文字，未读入；需要的，请在文稿里取消隐藏后重新上传。',
      'HIDDEN_TEXT 第一条有隐藏文字，未读入；需要的，请在文稿里取消隐藏后重新上传。',
      'STRUCK 第二条有画了删除线的文字“或者改”，仍按正文读入；不要的，请在文稿里删去后重新上传。',
    ],
  });
});

it('a number that Word hides is not printed', async () => {
  const hidden = level(0, 'decimal', '%1.').replace('</w:lvl>', '<w:rPr><w:vanish/></w:rPr></w:lvl>');
  expect(
    (await read(paragraph('第一条　好。', numbered(0)), { numbering: list(0, hidden) + instance(1, 0) })).lines,
  ).toEqual(['第一条　好。']);
});

it('articles laid out in two columns keep their 款; a table of other numbers stays one', async () => {
  const laidOut = `<w:tbl>${cells(['第一条'], ['古桥归国家所有。', '私有的除外。'])}${cells(['第二条'], ['不得拆桥。'])}</w:tbl>`;
  expect((await read(laidOut)).lines).toEqual(['第一条　古桥归国家所有。', '私有的除外。', '第二条　不得拆桥。']);
  const fines = `<w:tbl>${cells(['第八条'], ['罚款一千元'])}${cells(['第九条'], ['警告'])}</w:tbl>`;
  expect((await read(paragraph('第一条　见下表：') + fines)).lines).toEqual([
    '第一条　见下表：',
    '第八条\t罚款一千元',
    '第九条\t警告',
  ]);
});
