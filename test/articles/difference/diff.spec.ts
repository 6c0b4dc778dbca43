import fc from 'fast-check';
import { type Change, diffTexts, tokenise } from '../../../src/articles/index.js';
import { soup } from '../laws.js';

const before = (c: readonly Change[]): string =>
  c
    .filter((x) => x.type !== 'insert')
    .map((x) => x.text)
    .join('');
const after = (c: readonly Change[]): string =>
  c
    .filter((x) => x.type !== 'delete')
    .map((x) => x.text)
    .join('');
const show = (c: readonly Change[]): string =>
  c.map((x) => (x.type === 'same' ? x.text : x.type === 'insert' ? `{+${x.text}+}` : `[-${x.text}-]`)).join('');

describe('tokens', () => {
  it('join to the text exactly and never cut a surrogate pair', () => {
    fc.assert(
      fc.property(fc.oneof(soup, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (text) => {
        const tokens = tokenise(text);
        expect(tokens.join('')).toBe(text);
        for (const t of tokens) expect(t).not.toBe('');
        for (let i = 1; i < tokens.length; i++) {
          const high = tokens[i - 1]?.charCodeAt((tokens[i - 1]?.length ?? 1) - 1) ?? 0;
          const low = tokens[i]?.charCodeAt(0) ?? 0;
          expect(high >= 0xd800 && high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff).toBe(false);
        }
      }),
    );
  });

  it.each([
    ['自2013年1月1日起施行', ['自', '2013年1月1日', '起', '施行']],
    ['依照第四十条第一款第三项', ['依照', '第四十条第一款第三项']],
    ['（一）处五万元以上罚款', ['（一）', '处', '五万元', '以上', '罚款']],
    ['占百分之三十，即30.5%', ['占', '百分之三十', '，', '即', '30.5%']],
    ['县级以上人民政府应当责令限期改正', ['县级以上', '人民政府', '应当', '责令限期改正']],
  ])('%s', (text, tokens) => expect(tokenise(text)).toEqual(tokens));
});

describe('differences', () => {
  it('rebuild both texts, whatever they are', () => {
    fc.assert(
      fc.property(soup, soup, (a, b) => {
        const c = diffTexts(a, b);
        expect(before(c)).toBe(a);
        expect(after(c)).toBe(b);
        c.forEach((x, i) => {
          expect(x.text).not.toBe('');
          expect(x.type).not.toBe(c[i - 1]?.type);
        });
      }),
      { numRuns: 600 },
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        const c = diffTexts(a, b);
        expect([before(c), after(c)]).toEqual([a, b]);
      }),
    );
  });

  it.each([
    [
      '本办法自2013年1月1日起施行。',
      '本办法自2021年3月1日起施行。',
      '本办法自[-2013年1月1日-]{+2021年3月1日+}起施行。',
    ],
    ['处五万元以下罚款。', '处十万元以下罚款。', '处[-五万元-]{+十万元+}以下罚款。'],
    ['巡护员应当登记。', '巡护员应当登记。\n登记每年更新。', '巡护员应当登记。{+\n登记每年更新。+}'],
    ['应当登记，建立档案，定期检查。', '应当登记，定期检查。', '应当登记，[-建立档案，-]定期检查。'],
    // the label of an item is a change of its own, and none where it stays; with words on one side it is one change
    ['应当：\n(二)设置人员；', '应当：\n（二）配备人员；', '应当：\n[-(二)-]{+（二）+}[-设置-]{+配备+}人员；'],
    ['应当：\n（三）设置人员；', '应当：\n（四）配备人员；', '应当：\n[-（三）-]{+（四）+}[-设置-]{+配备+}人员；'],
    [
      '应当：\n（二）甲乙丙丁戊己庚；',
      '应当：\n（二）赵钱孙李周吴郑王；',
      '应当：\n（二）[-甲乙丙丁戊己庚-]{+赵钱孙李周吴郑王+}；',
    ],
    // an item that comes is new with its full stop, one that goes takes its own along
    ['（一）标志。', '（一）标志；\n（二）报警。', '（一）标志[-。-]{+；\n（二）报警。+}'],
    ['（一）标志；\n（二）报警。\n完。', '（一）标志。\n完。', '（一）标志[-；\n（二）报警。-]{+。+}\n完。'],
    ['放假1天(5月1日)。', '放假2天（5月1日、2日）。', '放假[-1天-]{+2天+}[-(-]{+（+}5月1日{+、2日+}[-)-]{+）+}。'],
    ['应当：\n(二)人员；', '应当：\n（二）专职人员；', '应当：\n[-(二)-]{+（二）专职+}人员；'],
    ['甲部门、丙部门负责。', '甲部门、乙部门、丙部门负责。', '甲部门、{+乙部门、+}丙部门负责。'],
    ['', '新的。', '{+新的。+}'],
    ['给予行政处分。', '给予处分。', '给予[-行政-]处分。'],
    [
      '先登记，巡护员报告水位和鸟类情况，再归档。',
      '先登记，林业部门按季公布水质数据情况，再归档。',
      '先登记，[-巡护员报告水位和鸟类情况-]{+林业部门按季公布水质数据情况+}，再归档。',
    ],
    ['甲、乙负责。𠮷田不拆。', '甲、乙负责。\ud842\udfb8田不拆。', '甲、乙负责。[-𠮷-]{+\ud842\udfb8+}田不拆。'],
  ])('%s → %s', (a, b, shown) => expect(show(diffTexts(a, b))).toBe(shown));

  it.each([
    ['a row that came', '甲\t一\n乙\t二', '甲\t一\n丙\t三\n乙\t二', '甲\t一\n{+丙\t三\n+}乙\t二'],
    [
      'a row that came, with a new number for the one behind it',
      '序号\t桥名\n1\t虹桥\n2\t万年桥',
      '序号\t桥名\n1\t虹桥\n2\t望月桥\n3\t万年桥',
      '序号\t桥名\n1\t虹桥\n{+2\t望月桥\n+}[-2-]{+3+}\t万年桥',
    ],
    ['a row that went at the end', '甲\t一\n乙\t二', '甲\t一', '甲\t一[-\n乙\t二-]'],
    [
      'words of one cell',
      '表：\n甲级\t三百年\t市\n',
      '表：\n甲级\t二百年\t市\n',
      '表：\n甲级\t[-三百年-]{+二百年+}\t市\n',
    ],
    [
      'a table that came before another, told by its head',
      '等次：\n等级\t次数\n一级\t二次\n',
      '费用：\n项目\t元\n检验\t三百\n等次：\n等级\t次数\n一级\t一次\n',
      '{+费用：\n项目\t元\n检验\t三百\n+}等次：\n等级\t次数\n一级\t[-二次-]{+一次+}\n',
    ],
    [
      'a table that went, and one whose head changed below the same line',
      '费用：\n项目\t元\n检验\t三百\n等次：\n等级\t次数\n一级\t二次\n',
      '等次：\n级别\t次数\n一级\t一次\n',
      '[-费用：\n项目\t元\n检验\t三百\n-]等次：\n[-等级-]{+级别+}\t次数\n一级\t[-二次-]{+一次+}\n',
    ],
    [
      'an item below a table',
      '等级\t次数\n(一)设置；\n',
      '等级\t次数\n（一）配备；\n',
      '等级\t次数\n[-(一)-]{+（一）+}[-设置-]{+配备+}；\n',
    ],
    ['two cells of one row', '甲\t三百年\t市级', '甲\t二百年\t区级', '甲\t[-三百年-]{+二百年+}\t[-市级-]{+区级+}'],
  ])('tables are compared by their cells: %s', (_, a, b, shown) => expect(show(diffTexts(a, b))).toBe(shown));

  it('tables of any shape rebuild both texts', () => {
    const table = fc
      .array(fc.array(fc.constantFrom('甲', '乙', '三百年', '', '桥，船。'), { minLength: 1, maxLength: 3 }), {
        maxLength: 6,
      })
      .map((rows) => rows.map((cells) => cells.join('\t')).join('\n'));
    fc.assert(
      fc.property(table, table, (a, b) => {
        const c = diffTexts(a, b);
        expect([before(c), after(c)]).toEqual([a, b]);
        c.forEach((x, i) => {
          expect(x.text).not.toBe('');
          expect(x.type).not.toBe(c[i - 1]?.type);
        });
      }),
      { numRuns: 400 },
    );
  });

  it('ends at its bound with both texts intact', () => {
    const a = Array.from({ length: 4000 }, (_, i) => `甲${i * 7}乙`).join('');
    const b = Array.from({ length: 4000 }, (_, i) => `丙${i * 11}丁`).join('');
    const c = diffTexts(a, b);
    expect([before(c), after(c)]).toEqual([a, b]);
  });
});
