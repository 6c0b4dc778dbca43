import fc from 'fast-check';
import { readFile } from '../../../src/authoring/readers/reader.js';
import { type MadeOdt, odt, odtLevel, p } from './odt-maker.js';

async function read(
  made: MadeOdt,
): Promise<{ lines: string[]; notices: { line: number; code: string; message: string }[] }> {
  const outcome = await readFile('草案.odt', await odt(made));
  if (!outcome.ok) throw new Error(outcome.message);
  expect(outcome.format).toBe('odt');
  return { lines: outcome.lines.map((line) => line.text), notices: outcome.notices };
}
const refusal = async (made: Partial<MadeOdt>): Promise<string> => {
  const outcome = await readFile('草案.odt', await odt({ body: p('第一条 文'), ...made }));
  if (outcome.ok) throw new Error('read');
  expect(outcome.message).toMatch(/^“.+”未能读入：.+。$/u);
  return outcome.code;
};
const LAW = `<text:list-style style:name="L">${odtLevel(1, '一, 二, 三, ...', '第%1%章', 'space')}${odtLevel(2, '一, 二, 三, ...', '第%2%条', 'listtab')}${odtLevel(3, '一, 二, 三, ...', '（%3%）')}${odtLevel(4, '1', '%4%.')}</text:list-style>`;
const item = (inner: string, more = ''): string => `<text:list-item${more}>${inner}</text:list-item>`;
const list = (inner: string, more = ''): string => `<text:list text:style-name="L"${more}>${inner}</text:list>`;
/** A paragraph at a level, the steps on the way down without words. */
const at = (level: number, text: string): string =>
  level === 1 ? item(p(text)) : item(`<text:list>${at(level - 1, text)}</text:list>`);
const GO_ON = ' text:continue-numbering="true"';

describe('numbers of lists', () => {
  it('counts chapters, articles and items, over plain paragraphs between them', async () => {
    const { lines } = await read({
      automatic: LAW,
      body:
        list(
          item(
            `${p('总则')}<text:list>${item(p('甲。'))}${item(p('下列：') + `<text:list>${item(p('一项；'))}${item(p('二项：') + `<text:list>${item(p('目'))}</text:list>`)}</text:list>`)}</text:list>`,
          ),
        ) +
        p('乙的第二款。') +
        list(at(2, '丙。'), GO_ON) +
        p('丙的第二款。') +
        list(at(3, '新的一项；'), GO_ON),
    });
    expect(lines).toEqual([
      '第一章 总则',
      '第一条　甲。',
      '第二条　下列：',
      '（一）一项；',
      '（二）二项：',
      '1.目',
      '乙的第二款。',
      '第三条　丙。',
      '丙的第二款。',
      '（一）新的一项；',
    ]);
  });

  it('starts where a level, an item or another list says, and goes on with a list by its id', async () => {
    const styles =
      LAW +
      `<text:list-style style:name="M">${odtLevel(1, '壹, 贰, 叁, ...', '%1%、', 'nothing', ' text:start-value="3"')}</text:list-style>`;
    const { lines } = await read({
      automatic: styles,
      body:
        list(at(2, '甲'), ' xml:id="a"') +
        `<text:list text:style-name="M">${item(p('子'))}${item(p('丑'), ' text:start-value="9"')}</text:list>` +
        list(at(2, '乙'), ' xml:id="b" text:continue-list="a"') +
        list(at(2, '丙'), ' xml:id="c"'),
    });
    expect(lines).toEqual(['第一条　甲', '叁、子', '玖、丑', '第二条　乙', '第一条　丙']);
  });

  it('prefix and suffix without a template, levels shown together, headers without a number, the list of a paragraph style', async () => {
    const styles =
      '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-prefix="（" style:num-suffix="）"/><text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/></text:list-style><style:style style:name="P" style:family="paragraph" style:parent-style-name="Q"/><style:style style:name="Q" style:family="paragraph" style:list-style-name="L"/>';
    const { lines } = await read({
      automatic: styles,
      body: `<text:list><text:list-header>${p('头')}</text:list-header>${item(p('甲', 'P') + p('续', 'P'))}${item(`<text:list>${item(p('乙', 'P'))}</text:list>`)}</text:list>`,
    });
    expect(lines).toEqual(['头', '（1）　甲', '续', '1.1　乙']);
  });

  it('numbers headings by the outline, bullets not at all', async () => {
    const styles = `<text:outline-style><text:outline-level-style text:level="1" style:num-format="一, 二, 三, ..." style:num-prefix="第" style:num-suffix="章"/></text:outline-style><text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>`;
    const { lines } = await read({
      styles,
      body: `<text:h text:outline-level="1">总则</text:h><text:list text:style-name="B">${item(p('甲'))}</text:list><text:h text:outline-level="1" text:is-list-header="true">目录</text:h><text:h text:outline-level="1">附则</text:h>`,
    });
    expect(lines).toEqual(['第一章　总则', '甲', '目录', '第二章　附则']);
  });
});

describe('what a text holds besides words', () => {
  it('blanks, tabs, breaks, ruby, links; runs of blanks in the source are one', async () => {
    const { lines } = await read({
      body: p(
        '  第一条<text:s text:c="2"/>甲\n   乙<text:line-break/>丙<text:tab/><text:span>丁</text:span><text:a xlink:href="https://example.com/">戊</text:a><text:ruby><text:ruby-base>己</text:ruby-base><text:ruby-text>jǐ</text:ruby-text></text:ruby><text:soft-page-break/>',
      ),
    });
    expect(lines).toEqual(['第一条  甲 乙', '丙\t丁戊己']);
  });

  it('accepts tracked changes and tells where; lists comments; counts notes; leaves hidden words out', async () => {
    const { lines, notices } = await read({
      automatic:
        '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>',
      body:
        `<text:tracked-changes><text:changed-region text:id="i"><text:insertion/></text:changed-region><text:changed-region text:id="d"><text:deletion>${p('可以')}</text:deletion></text:changed-region></text:tracked-changes>` +
        p(
          '第一条 养犬人<text:change text:change-id="d"/><text:change-start text:change-id="i"/>应当<text:change-end text:change-id="i"/>牵引。',
        ) +
        p(
          `第二条 文<office:annotation><dc:creator>法规处</dc:creator>${p('再斟酌')}</office:annotation><text:note><text:note-body>${p('注')}</text:note-body></text:note><text:span text:style-name="H">暗</text:span>`,
        ),
    });
    expect(lines).toEqual(['第一条 养犬人应当牵引。', '第二条 文']);
    expect(notices.map(({ line, code }) => [line, code])).toEqual([
      [0, 'TRACKED_CHANGES'],
      [0, 'COMMENTS'],
      [0, 'NOTES'],
      [1, 'TRACKED_CHANGE'],
      [2, 'HIDDEN_TEXT'],
      [2, 'COMMENT'],
    ]);
    expect(notices[3]?.message).toContain('删去“可以”，增加“应当”');
    expect(notices[5]?.message).toBe('批注（法规处）：“再斟酌”');
  });

  it('rows of tables with tabs, a frame as paragraphs, a text box once', async () => {
    const cell = (...texts: string[]): string =>
      `<table:table-cell>${texts.map((text) => p(text)).join('')}</table:table-cell>`;
    const { lines } = await read({
      body:
        `<table:table><table:table-header-rows><table:table-row>${cell('甲', '甲二')}<table:table-cell table:number-columns-repeated="2"/></table:table-row></table:table-header-rows></table:table><table:table><table:table-row>${cell('第一条 框', '第二款')}</table:table-row></table:table>` +
        p(`外<draw:frame><draw:text-box>${p('内')}</draw:text-box></draw:frame>`),
    });
    expect(lines).toEqual(['甲　甲二\t\t', '第一条 框', '第二款', '外', '内']);
  });
});

describe('hostile .odt files are refused in words', () => {
  it('by what they hold', async () => {
    expect(await refusal({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet' })).toBe('NOT_WORD');
    expect(await refusal({ manifest: '<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>' })).toBe(
      'ENCRYPTED',
    );
    expect(await refusal({ parts: { 'Basic/Standard/Module1.xml': '<x/>' } })).toBe('MACROS');
    expect(
      await refusal({
        scripts:
          '<office:scripts><office:event-listeners><script:event-listener/></office:event-listeners></office:scripts>',
      }),
    ).toBe('MACROS');
    expect(await refusal({ parts: { 'Object 1/content.xml': '<x/>' } })).toBe('EMBEDDED_OBJECT');
    expect(
      await refusal({ body: p('<draw:frame><draw:image xlink:href="http://example.com/a.png"/></draw:frame>') }),
    ).toBe('EXTERNAL_CONTENT');
    expect(await refusal({ body: p('<draw:frame><draw:floating-frame/></draw:frame>') })).toBe('EMBEDDED_OBJECT');
    expect(await refusal({ body: p('<text:a xlink:href="file:///etc/x">甲</text:a>') })).toBe('EXTERNAL_CONTENT');
    expect(
      await refusal({ body: `<text:section><text:section-source xlink:href="a.odt"/>${p('甲')}</text:section>` }),
    ).toBe('ACTIVE_FIELD');
    expect(await refusal({ body: '<text:p>&a;</text:p>' })).toBe('DOCTYPE');
    expect(await refusal({ body: `${'<text:section>'.repeat(300)}${p('甲')}${'</text:section>'.repeat(300)}` })).toBe(
      'NESTED_TOO_DEEP',
    );
    expect(await refusal({ body: ' ' })).toBe('NO_TEXT');
  });

  it('never throws on cut or scribbled files', async () => {
    const whole = await odt({ body: p('第一条 文').repeat(20) });
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), async (place, byte, cut) => {
        const bytes = cut ? whole.slice(0, place) : Uint8Array.from(whole);
        if (!cut) bytes[place] = byte;
        expect(typeof (await readFile('草案.odt', bytes)).ok).toBe('boolean');
      }),
      { numRuns: 100 },
    );
  });
});
