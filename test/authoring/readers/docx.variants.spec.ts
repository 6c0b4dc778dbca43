/** What Word shows, in the forms that offices bring: the lines that are read of it, what is told, and the parts. */
import { parse } from '../../../src/articles/index.js';
import { readFile } from '../../../src/authoring/readers/reader.js';
import { outline } from '../../support/outline.js';
import { docx, instance, level, list, type Made, numbered, paragraph as p, run as r } from './docx-maker.js';

/** null where a case is not about that */
function reads(
  name: string,
  made: string | Made,
  lines: string[] | null,
  told: string[] | null = [],
  parts?: string[],
): void {
  it(name, async () => {
    const read = await readFile('稿.docx', await docx(typeof made === 'string' ? { body: made } : made));
    if (!read.ok) throw new Error(read.message);
    if (lines) expect(read.lines.map((line) => line.text)).toEqual(lines);
    if (told) expect(read.notices.map((n) => `${n.code} ${n.message}`)).toEqual(told);
    if (parts) expect(outline(parse(read.lines))).toEqual(parts);
  });
}

const rp = (text: string, props: string): string =>
  `<w:r><w:rPr>${props}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
const tc = (ps: string[], pr = ''): string =>
  `<w:tc>${pr ? `<w:tcPr>${pr}</w:tcPr>` : ''}${ps.map((x) => (x.startsWith('<w:') ? x : p(x))).join('')}</w:tc>`;
const tr = (...cs: string[]): string => `<w:tr>${cs.join('')}</w:tr>`;
const tbl = (...rs: string[]): string => `<w:tbl>${rs.join('')}</w:tbl>`;
const fld = (code: string, res?: string): string =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> ${code} </w:instrText></w:r>${res === undefined ? '' : `<w:r><w:fldChar w:fldCharType="separate"/></w:r>${r(res)}`}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
const span = (n: number): string => `<w:gridSpan w:val="${n}"/>`;
reads(
  'row labelled first, table without header',
  p('第一条　见下表：') + tbl(tr(tc(['第八条']), tc(['罚款'])), tr(tc(['第九条']), tc(['警告']))) + p('第二条　完。'),
  ['第一条　见下表：', '第八条\t罚款', '第九条\t警告', '第二条　完。'],
  [],
  ['题', '条 第一条', '款 见下表：⏎第八条→罚款⏎第九条→警告', '条 第二条', '款 完。'],
);
reads(
  'gridSpan head then labelled rows',
  p('第一条　见下表：') +
    tbl(tr(tc(['依据']), tc(['处罚'], span(2))), tr(tc(['第八条']), tc(['罚款']), tc(['百元']))) +
    p('第二条　完。'),
  ['第一条　见下表：', '依据\t处罚\t', '第八条\t罚款\t百元', '第二条　完。'],
  [],
  ['题', '条 第一条', '款 见下表：⏎依据→处罚⏎第八条→罚款→百元', '条 第二条', '款 完。'],
);
reads(
  'vMerge',
  p('第一条　见下表：') +
    tbl(tr(tc(['一级'], '<w:vMerge w:val="restart"/>'), tc(['甲'])), tr(tc([''], '<w:vMerge/>'), tc(['乙']))) +
    p('第二条　完。'),
  ['第一条　见下表：', '一级\t甲', '一级\t乙', '第二条　完。'],
  [],
  ['题', '条 第一条', '款 见下表：⏎一级→甲⏎一级→乙', '条 第二条', '款 完。'],
);
reads(
  'comparison with chapter row over all columns',
  tbl(
    tr(tc(['现行条例']), tc(['修订草案']), tc(['说明'])),
    tr(tc(['第一章　总则'], span(3))),
    tr(tc(['第一条　甲。']), tc(['第一条　乙。']), tc(['改'])),
    tr(tc(['第二章　渡船'], span(2)), tc([''])),
    tr(tc(['第二条　丙。']), tc(['第二条　丁。']), tc(['改'])),
  ),
  ['第一章　总则', '第一条　乙。', '第二章　渡船', '第二条　丁。'],
  null,
);
reads(
  'two-column with headings and continuation rows',
  tbl(
    tr(tc(['第一章　总则'], span(2))),
    tr(tc(['第一条']), tc(['甲。'])),
    tr(tc(['']), tc(['乙。'])),
    tr(tc(['第二条']), tc(['丙：', '（一）丁；', '（二）戊。'])),
  ) + p('第三条　完。'),
  ['第一章　总则', '第一条　甲。', '乙。', '第二条　丙：', '（一）丁；', '（二）戊。', '第三条　完。'],
);
reads(
  'two-column with a head',
  p('云澜市渡口条例') +
    tbl(tr(tc(['条号']), tc(['内容'])), tr(tc(['第一条']), tc(['甲。'])), tr(tc(['第二条']), tc(['丙。']))),
  ['云澜市渡口条例', '条号\t内容', '第一条　甲。', '第二条　丙。'],
);
reads(
  'two-column with captions in the left',
  tbl(tr(tc(['第一条', '（立法目的）']), tc(['甲。'])), tr(tc(['第二条（适用范围）']), tc(['丙。']))),
  ['第一条（立法目的）　甲。', '第二条（适用范围）　丙。'],
);
reads(
  'two-column chapter label left title right',
  tbl(tr(tc(['第一章']), tc(['总则'])), tr(tc(['第一条']), tc(['甲。'])), tr(tc(['第二条']), tc(['丙。']))),
  ['第一章　总则', '第一条　甲。', '第二条　丙。'],
);
reads(
  'nested table',
  p('第一条　见下表：') +
    tbl(tr(tc(['一级']), tc([tbl(tr(tc(['第五条']), tc(['百元']))) + p('')])), tr(tc(['二级']), tc(['免']))) +
    p('第二条　完。'),
  null,
  [],
  ['题', '条 第一条', '款 见下表：⏎一级→第五条　百元⏎二级→免', '条 第二条', '款 完。'],
);
reads(
  'struck whole paragraph, red text beside',
  p(rp('第一条　旧的。', '<w:strike/>')) +
    p(rp('第一条　新的。', '<w:color w:val="FF0000"/><w:u w:val="single"/>')) +
    p('第二条　完。'),
  null,
  ['STRUCK 第一条有画了删除线的文字“第一条 旧的。”，仍按正文读入；不要的，请在文稿里删去后重新上传。'],
);
reads(
  'LISTNUM',
  p(fld('LISTNUM NumberDefault \\l 1') + r('甲。')) + p('第一条　乙。') + p(fld('LISTNUM') + r('丙；')),
  ['甲。', '第一条　乙。', '丙；'],
  [
    'FIELD_NUMBER 第1行有编号域（LISTNUM），文件里没有存下它的数字，没有读入；请改为手工编号或者自动编号后重新上传。',
    'FIELD_NUMBER 第一条有编号域（LISTNUM），文件里没有存下它的数字，没有读入；请改为手工编号或者自动编号后重新上传。',
  ],
);
reads(
  'AUTONUMLGL',
  p(r('第') + fld('AUTONUMLGL \\* CHINESENUM3 \\e') + r('条　甲。')) +
    p(r('第') + fld('AUTONUMLGL \\* CHINESENUM3 \\e') + r('条　乙。')),
  ['第一条　甲。', '第二条　乙。'],
);
reads('SEQ with stored result', p(r('第') + fld('SEQ 条 \\* CHINESENUM3', '一') + r('条　甲。')), ['第一条　甲。']);
reads(
  'soft break in the middle',
  p(r('第一条　渡口的设置应当征求') + '<w:r><w:br/></w:r>' + r('沿岸居民的意见。')),
  ['第一条　渡口的设置应当征求沿岸居民的意见。'],
  ['LINES_JOINED 第一条有段内换行断开了句子，已接起来，请核对。'],
);
reads(
  'page break in a paragraph',
  p(r('第一条　甲，') + '<w:r><w:br w:type="page"/></w:r>' + r('乙。')),
  ['第一条　甲，乙。'],
  ['LINES_JOINED 第一条有段内换行断开了句子，已接起来，请核对。'],
);
reads(
  'private signs of a symbol font in text',
  p(
    r('第一条　30') +
      rp('\uF0B0', '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>') +
      r('，') +
      rp('\uF061', '<w:rFonts w:ascii="Webdings" w:hAnsi="Webdings"/>') +
      r('好。'),
  ),
  ['第一条　30°，好。'],
  ['SYMBOL 第一条有用符号字体插入的符号，未读入；请在文稿里改用普通字符后重新上传。'],
);
reads(
  'footnote, endnote, comment',
  {
    body: p(
      r('第一条　甲') +
        '<w:r><w:footnoteReference w:id="2"/></w:r>' +
        '<w:r><w:endnoteReference w:id="2"/></w:r>' +
        r('。'),
    ),
  },
  ['第一条　甲。'],
  ['NOTES 文件里有 2 条脚注或者尾注，未读入；属于条文的，请写进正文。'],
);
reads(
  'moved paragraphs',
  p('第一条　甲。') +
    `<w:p><w:pPr><w:rPr><w:moveFrom w:id="1"/></w:rPr></w:pPr><w:moveFrom w:id="2">${r('第二条　乙。')}</w:moveFrom></w:p>` +
    p('第二条　丙。') +
    `<w:p><w:pPr><w:rPr><w:moveTo w:id="3"/></w:rPr></w:pPr><w:moveTo w:id="4">${r('第三条　乙。')}</w:moveTo></w:p>`,
  ['第一条　甲。', '第二条　丙。', '第三条　乙。'],
  null,
);
const law = { numbering: list(0, level(0, 'chineseCountingThousand', '第%1条')) + instance(1, 0) };
reads(
  'auto and typed number',
  { body: p('第一条　甲。', numbered(0)) + p('第二条　乙。', numbered(0)), ...law },
  null,
  null,
  ['题', '条 第一条', '款 甲。', '条 第二条', '款 乙。'],
);
reads(
  'circled 21',
  {
    body: p('第一条　甲：') + Array.from({ length: 22 }, (_, i) => p('子目' + (i + 1) + '；', numbered(0))).join(''),
    numbering: list(0, level(0, 'decimalEnclosedCircle', '%1', '<w:suff w:val="nothing"/>')) + instance(1, 0),
  },
  null,
  [],
  [
    '题',
    '条 第一条',
    '款 甲：',
    '项 ',
    ...Array.from(
      { length: 22 },
      (_, i) => '目 ' + String.fromCodePoint(i < 20 ? 0x2460 + i : 0x3251 + i - 20) + '子目' + (i + 1) + '；',
    ),
  ].map((s) => s.trimEnd()),
);
reads(
  'ideographDigital article 10, full width',
  {
    body: Array.from({ length: 11 }, () => p('文。', numbered(0))).join(''),
    numbering: list(0, level(0, 'ideographDigital', '第%1条')) + instance(1, 0),
  },
  null,
  [],
  [
    '题',
    ...Array.from({ length: 11 }, (_, i) => [
      '条 第' + ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一'][i] + '条',
      '款 文。',
    ]).flat(),
  ],
);
reads(
  'decimalFullWidth',
  {
    body: Array.from({ length: 2 }, () => p('文。', numbered(0))).join(''),
    numbering: list(0, level(0, 'decimalFullWidth', '第%1条')) + instance(1, 0),
  },
  ['第１条　文。', '第２条　文。'],
  [],
  ['题', '条 第一条', '款 文。', '条 第二条', '款 文。'],
);
reads(
  'WordArt',
  p(
    '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="云澜市文件"/></v:shape></w:pict></w:r>',
  ) + p('第一条　甲。'),
  ['云澜市文件', '第一条　甲。'],
  ['TEXT_BOX 第2行起的文字来自文本框，已按普通段落读入，请核对它的位置。'],
);
reads(
  'SmartArt',
  p(
    r('第一条　流程如下：') +
      '<w:r><w:drawing><a:graphicData xmlns:a="a"><dgm:relIds xmlns:dgm="d"/></a:graphicData></w:drawing></w:r>',
  ),
  ['第一条　流程如下：'],
  ['PICTURE 第一条有 1 幅图片，没有读入；是公式或者表格的，请改用文字。'],
);
reads(
  'text box between',
  p(
    r('第一条　甲。') +
      `<w:r><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent>${p('框中文字')}</w:txbxContent></v:textbox></w:pict></w:r>`,
  ) + p('第二条　乙。'),
  ['第一条　甲。', '框中文字', '第二条　乙。'],
  ['TEXT_BOX 第一条后面的文字来自文本框（第2行起），已按普通段落读入，请核对它的位置。'],
);
reads(
  'sdt in row and cell',
  tbl(
    `<w:sdt><w:sdtContent>${tr(tc(['级别']), tc(['元']))}</w:sdtContent></w:sdt>`,
    tr(`<w:sdt><w:sdtContent>${tc(['一级'])}</w:sdtContent></w:sdt>`, tc(['百'])),
  ),
  ['级别\t元', '一级\t百'],
);
reads(
  'tabs: first-line tab, label tab',
  p('<w:r><w:tab/></w:r>' + r('第一条') + '<w:r><w:tab/></w:r>' + r('甲。')) +
    p('<w:r><w:tab/></w:r>' + r('乙款。')) +
    p('<w:r><w:tab/></w:r>' + r('第二条') + '<w:r><w:tab/></w:r>' + r('丙。')),
  null,
  [],
  ['题', '条 第一条', '款 甲。', '款 乙款。', '条 第二条', '款 丙。'],
);
reads(
  'title in two paragraphs and version, heading styles',
  p('云澜市') + p('渡口条例') + p('（修订草案）') + p('第一条　甲。'),
  null,
  [],
  ['题 云澜市渡口条例（修订草案）', '条 第一条', '款 甲。'],
);
reads(
  'hidden paragraph mark (vanish in pPr rPr) joins',
  `<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>${r('第一条　甲')}</w:p>` + p('乙。'),
  ['第一条　甲乙。'],
);
reads(
  'inserted and deleted rows',
  tbl(
    tr(tc(['级别']), tc(['元'])),
    `<w:tr><w:trPr><w:del w:id="1"/></w:trPr>${tc(['旧'])}${tc(['一'])}</w:tr>`,
    `<w:tr><w:trPr><w:ins w:id="2"/></w:trPr>${tc(['新'])}${tc(['二'])}</w:tr>`,
  ),
  ['级别\t元', '新\t二'],
  null,
);

reads(
  'comparison with titles over it and below the names',
  tbl(
    tr(tc(['云澜市渡口条例修改前后对照表'], span(3))),
    tr(tc(['现行']), tc(['修改后']), tc(['说明'])),
    tr(tc(['云澜市渡口条例']), tc(['云澜市渡口条例（草案）']), tc([''])),
    tr(tc(['第一章　总则']), tc(['第一章　总则']), tc([''])),
    tr(tc(['第一条　甲。']), tc(['第一条　乙。']), tc([''])),
    tr(tc(['第二条　丙。'], span(2)), tc(['未改'])),
  ),
  ['云澜市渡口条例（草案）', '第一章　总则', '第一条　乙。', '第二条　丙。'],
  [
    'COMPARISON_TABLE 这份文件是新旧对照表，已读入“修改后”一栏；其他各栏没有读入正文。如果选错了栏，请改为上传单独的文稿全文。',
  ],
);
reads(
  'typed number that differs',
  { body: p('第三条　甲。', numbered(0)), ...law },
  ['第一条　第三条　甲。'],
  ['NUMBER_CLASH 第一条的自动编号是“第一条”，文字里又打了“第三条”，两个都读入了；请在文稿里删去一个。'],
);
reads(
  'item label behind an automatic article is none',
  { body: p('（一）甲。', numbered(0)), ...law },
  ['第一条　（一）甲。'],
  [],
);
