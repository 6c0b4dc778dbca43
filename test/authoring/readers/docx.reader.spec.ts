import { readFile } from '../../../src/authoring/readers/reader.js';
import { docx, instance, level, list, type Made, numbered, paragraph, run } from './docx-maker.js';

async function read(
  made: Made,
): Promise<{ lines: string[]; numbers: number[]; notices: { line: number; code: string; message: string }[] }> {
  const outcome = await readFile('草案.docx', await docx(made));
  if (!outcome.ok) throw new Error(outcome.message);
  expect(outcome.format).toBe('docx');
  return {
    lines: outcome.lines.map((line) => line.text),
    numbers: outcome.lines.map((line) => line.number),
    notices: outcome.notices,
  };
}
const change = (kind: 'ins' | 'del', content: string): string =>
  `<w:${kind} w:id="1" w:author="法规处" w:date="2026-01-01T00:00:00Z">${kind === 'del' ? `<w:r><w:delText>${content}</w:delText></w:r>` : run(content)}</w:${kind}>`;
const LAW =
  list(
    0,
    level(0, 'chineseCountingThousand', '第%1章', '<w:suff w:val="space"/>'),
    level(1, 'chineseCountingThousand', '第%2条', '<w:lvlRestart w:val="0"/>'),
    level(2, 'chineseCountingThousand', '（%3）', '<w:suff w:val="nothing"/>'),
    level(3, 'decimal', '%4.', '<w:suff w:val="nothing"/>'),
  ) + instance(1, 0);

describe('automatic numbering of a .docx', () => {
  it('counts articles through chapters and begins items again', async () => {
    const body = [
      [0, '总则'],
      [1, '甲'],
      [2, '项'],
      [2, '项'],
      [3, '目'],
      [1, '乙'],
      [2, '项'],
      [0, '分则'],
      [1, '丙'],
    ] as const;
    const { lines } = await read({
      numbering: LAW,
      body: body.map(([at, text]) => paragraph(text, numbered(at))).join(''),
    });
    expect(lines).toEqual([
      '第一章 总则',
      '第一条　甲',
      '（一）项',
      '（二）项',
      '1.目',
      '第二条　乙',
      '（一）项',
      '第二章 分则',
      '第三条　丙',
    ]);
  });

  it('numbers article 123 in Chinese', async () => {
    const { lines } = await read({
      numbering: LAW,
      body: Array.from({ length: 123 }, () => paragraph('文', numbered(1))).join(''),
    });
    expect([lines[9], lines[19], lines[99], lines[106], lines[122]]).toEqual([
      '第十条　文',
      '第二十条　文',
      '第一百条　文',
      '第一百零七条　文',
      '第一百二十三条　文',
    ]);
  });

  it('takes the number from a style, from the style it is based on, and lets numId 0 take it away', async () => {
    const styles = `<w:style w:type="paragraph" w:styleId="Tiao"><w:name w:val="条"/><w:pPr>${numbered(1)}</w:pPr></w:style>
      <w:style w:type="paragraph" w:styleId="TiaoChild"><w:basedOn w:val="Tiao"/></w:style>`;
    const { lines } = await read({
      numbering: LAW,
      styles,
      body:
        paragraph('甲', '<w:pStyle w:val="Tiao"/>') +
        paragraph('乙', '<w:pStyle w:val="TiaoChild"/>') +
        paragraph('丙', '<w:pStyle w:val="Tiao"/><w:numPr><w:numId w:val="0"/></w:numPr>') +
        paragraph('丁', '<w:pStyle w:val="Tiao"/>'),
    });
    expect(lines).toEqual(['第一条　甲', '第二条　乙', '丙', '第三条　丁']);
  });

  it('finds the level that a list claims for a style, and levels behind a numbering style', async () => {
    const numbering =
      list(0, level(0, 'decimal', '%1.'), level(1, 'chineseCounting', '第%2条', '<w:pStyle w:val="Tiao"/>')) +
      instance(1, 0) +
      '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="Law"/></w:abstractNum>' +
      instance(7, 5);
    const styles =
      '<w:style w:type="paragraph" w:styleId="Tiao"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>' +
      '<w:style w:type="numbering" w:styleId="Law"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>';
    const { lines } = await read({
      numbering,
      styles,
      body: paragraph('甲', '<w:pStyle w:val="Tiao"/>') + paragraph('乙', numbered(0, 7)),
    });
    expect(lines).toEqual(['第一条　甲', '1.　乙']);
  });

  it('continues a list through another instance, unless that one overrides the start or the level', async () => {
    const numbering =
      list(0, level(0, 'decimal', '%1.', '<w:suff w:val="nothing"/>')) +
      instance(1, 0) +
      instance(2, 0) +
      instance(3, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>') +
      instance(
        4,
        0,
        `<w:lvlOverride w:ilvl="0">${level(0, 'upperRoman', '%1)', '<w:suff w:val="nothing"/>')}</w:lvlOverride>`,
      );
    const { lines } = await read({
      numbering,
      body: [1, 1, 2, 3, 3, 1, 4].map((id) => paragraph('文', numbered(0, id))).join(''),
    });
    expect(lines).toEqual(['1.文', '2.文', '3.文', '1.文', '2.文', '3.文', 'IV)文']);
  });

  it('restarts a level only at the level named, and shows legal numbers as decimals', async () => {
    const numbering =
      list(
        0,
        level(0, 'chineseCounting', '%1', '<w:suff w:val="space"/>'),
        level(1, 'decimal', '%2', '<w:suff w:val="space"/>'),
        level(2, 'decimal', '%1.%3', '<w:suff w:val="space"/><w:isLgl/><w:lvlRestart w:val="1"/>'),
      ) + instance(1, 0);
    const { lines } = await read({
      numbering,
      body: [0, 2, 1, 2, 0, 2].map((at) => paragraph('文', numbered(at))).join(''),
    });
    expect(lines).toEqual(['一 文', '1.1 文', '1 文', '1.2 文', '二 文', '2.1 文']);
  });
});

describe('what the author marked', () => {
  it('accepts tracked changes and tells where', async () => {
    const { lines, notices } = await read({
      body:
        paragraph('第一条 开头。') +
        paragraph(run('单位') + change('del', '可以') + change('ins', '应当') + run('分类')),
    });
    expect(lines).toEqual(['第一条 开头。', '单位应当分类']);
    expect(notices.map(({ line, code }) => ({ line, code }))).toEqual([
      { line: 0, code: 'TRACKED_CHANGES' },
      { line: 2, code: 'TRACKED_CHANGE' },
    ]);
    expect(notices[1]?.message).toContain('删去“可以”，增加“应当”');
  });

  it('joins two paragraphs whose mark between them was deleted, and drops moved and deleted rows', async () => {
    const row = (text: string, properties = ''): string =>
      `<w:tr>${properties}<w:tc>${paragraph(text)}</w:tc><w:tc>${paragraph('乙')}</w:tc></w:tr>`;
    const { lines } = await read({
      body:
        paragraph('前半', '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>') +
        paragraph('后半') +
        paragraph(
          `<w:moveFrom w:id="2" w:author="a">${run('移走')}</w:moveFrom><w:moveTo w:id="3" w:author="a">${run('移来')}</w:moveTo>`,
        ) +
        `<w:tbl>${row('甲')}${row('删', '<w:trPr><w:del w:id="4" w:author="a"/></w:trPr>')}</w:tbl>`,
    });
    expect(lines).toEqual(['前半后半', '移来', '甲\t乙']);
  });

  it('does not number a paragraph that was deleted whole', async () => {
    const { lines } = await read({
      numbering: LAW,
      body:
        paragraph('甲', numbered(1)) +
        paragraph(change('del', '删'), `${numbered(1)}<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>`) +
        paragraph('乙', numbered(1)),
    });
    expect(lines).toEqual(['第一条　甲', '第二条　乙']);
  });

  it('counts comments and says on which line', async () => {
    const { lines, notices } = await read({
      body: paragraph('甲') + paragraph(`${run('乙')}<w:r><w:commentReference w:id="0"/></w:r>`),
      comments: `<w:comment w:id="0" w:author="李">${paragraph('再斟酌')}</w:comment>`,
    });
    expect(lines).toEqual(['甲', '乙']);
    expect(notices).toEqual([
      { line: 0, code: 'COMMENTS', message: '文件里有 1 条批注（第 2 行），批注内容未读入正文。' },
      { line: 2, code: 'COMMENT', message: '批注（李）：“再斟酌”' },
    ]);
  });
});

describe('words in odd places', () => {
  it('reads tabs, breaks, hyperlinks, content controls, ruby and field results', async () => {
    const { lines, numbers } = await read({
      body:
        paragraph('<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>') +
        paragraph('') +
        paragraph('<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>') +
        `<w:sdt><w:sdtPr/><w:sdtContent>${paragraph('控件')}</w:sdtContent></w:sdt>` +
        `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${paragraph('单击此处输入文字')}</w:sdtContent></w:sdt>` +
        paragraph(
          '<w:r><w:ruby><w:rt><w:r><w:t>yún</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>云</w:t></w:r></w:rubyBase></w:ruby></w:r>',
        ) +
        paragraph(
          '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGEREF x </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
        ),
    });
    expect(lines).toEqual(['甲\t乙', '丙', '链接', '控件', '云', '7']);
    expect(numbers).toEqual([1, 2, 4, 5, 6, 7]);
  });

  it('reads a text box once, though the file holds it twice', async () => {
    const box = `<w:txbxContent>${paragraph('框内')}</w:txbxContent>`;
    const { lines, notices } = await read({
      body: paragraph(
        `${run('框外')}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>${box}</w:drawing></mc:Choice><mc:Fallback><w:pict>${box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
      ),
    });
    expect(lines).toEqual(['框外', '框内']);
    expect(notices).toMatchObject([{ line: 2, code: 'TEXT_BOX' }]);
  });

  it('makes a row one line with tabs, and takes a table of one column for a frame', async () => {
    const cell = (...texts: string[]): string => `<w:tc>${texts.map((text) => paragraph(text)).join('')}</w:tc>`;
    const { lines } = await read({
      body: `<w:tbl><w:tr>${cell('甲', '甲二')}${cell('')}${cell('丙')}</w:tr></w:tbl><w:tbl><w:tr>${cell('第一条 框', '第二款')}</w:tr></w:tbl>`,
    });
    expect(lines).toEqual(['甲　甲二\t\t丙', '第一条 框', '第二款']);
  });

  it('reads the new column of a comparison table, and leaves hidden words out', async () => {
    const row = (n: string): string =>
      `<w:tr><w:tc>${paragraph(`第${n}条 旧`)}</w:tc><w:tc>${paragraph(`第${n}条 新`)}</w:tc></w:tr>`;
    const { lines, notices } = await read({
      body: `<w:tbl>${row('一')}${row('二')}</w:tbl>${paragraph(`${run('明')}<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r>`)}`,
    });
    expect(lines).toEqual(['第一条 新', '第二条 新', '明']);
    expect(notices.map((notice) => notice.code)).toEqual(['COMPARISON_TABLE', 'HIDDEN_TEXT']);
  });

  it('knows the columns of a comparison table by their heads, and keeps the others beside', async () => {
    const row = (...cells: string[][]): string =>
      `<w:tr>${cells.map((texts) => `<w:tc>${texts.map((text) => paragraph(text)).join('')}</w:tc>`).join('')}</w:tr>`;
    const table = (...heads: string[]): Made => ({
      body: `${paragraph('《条例》对照表')}<w:tbl>${row(...heads.map((head) => [head]))}${row(['第一条　甲。', '乙。'], ['第一条　甲改。', '乙改。'], ['修改'])}${row(['第二条　丙。'], ['（删去）'], [''])}${row(['第三条　丁。'], ['第二条　丁。'], [''])}</w:tbl>`,
    });
    expect((await read(table('现行条例', '修订草案', '说明'))).lines).toEqual([
      '《条例》对照表',
      '第一条　甲改。',
      '乙改。',
      '第二条　丁。',
    ]);
    expect((await read(table('修改后', '修改前', '说明'))).lines).toEqual([
      '《条例》对照表',
      '第一条　甲。',
      '乙。',
      '第二条　丙。',
      '第三条　丁。',
    ]);
    const outcome = await readFile('a.docx', await docx(table('现行', '草案', '说明')));
    if (!outcome.ok) throw new Error(outcome.message);
    expect(outcome.columns?.map(({ name, lines }) => [name, lines.length])).toEqual([
      ['现行', 4],
      ['草案', 3],
    ]);
    expect(outcome.notices[0]).toMatchObject({
      code: 'COMPARISON_TABLE',
      message: expect.stringContaining('“草案”一栏') as string,
    });
  });

  it('knows Word by its namespace, not by the prefix, also in the strict variant', async () => {
    const root =
      '<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:t>甲&lt;乙&#x4E19;</x:t></x:r></x:p></x:body></x:document>';
    expect((await read({ body: '', root })).lines).toEqual(['甲<乙丙']);
  });
});
