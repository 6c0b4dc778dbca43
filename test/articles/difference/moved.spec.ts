/** Words that stand in another row: told with its number, and never where it is not sure. */
import fc from 'fast-check';
import { type Change, classify, diffTexts, type MovableRow, placedRows } from '../../../src/articles/index.js';
import { soup } from '../laws.js';

const row = (
  label: string | null,
  old: Record<string, string>,
  text: string,
  group: number | null = null,
): MovableRow => {
  const origins = Object.entries(old).map(([l, t]) => ({ label: l, text: t }));
  const changes = diffTexts(origins.map((o) => o.text).join('\n'), text);
  return { new: label, origins, changes, hunks: classify(changes), group };
};
const told = (rows: readonly MovableRow[]): string[] =>
  placedRows(rows).map((changes) =>
    changes
      .map(({ type, text, place }) => {
        const words = place === null ? text : `${text}@${place}`;
        return type === 'same' ? text : type === 'insert' ? `{+${words}+}` : `[-${words}-]`;
      })
      .join(''),
  );
const LONG = '守桥人应当每天巡查桥面和栏杆并且登记。';

describe('words that went to another row', () => {
  it('of a split are told with the number of the other half, from four characters', () => {
    expect(
      told([
        row('第三条', { 第二条: '甲乙丙丁。戊己庚辛。' }, '甲乙丙丁。', 0),
        row('第四条', { 第二条: '甲乙丙丁。戊己庚辛。' }, '戊己庚辛。', 0),
      ]),
    ).toEqual(['甲乙丙丁。[-戊己庚辛。@第四条-]', '[-甲乙丙丁。@第三条-]戊己庚辛。']);
  });

  it('of a split are told where most of them stand on, though some were changed on the way', () => {
    const old = '发生故障的，应当在二十四小时内排除。巡查应当登记。';
    expect(
      told([
        row('第五条', { 第五条: old }, '发生故障的，应当在十二小时内排除。', 0),
        row('第六条', { 第五条: old }, '巡查应当登记，并且公布。', 0),
      ]),
    ).toEqual([
      '发生故障的，应当在[-二十四小时-]{+十二小时+}内排除。[-巡查应当登记。@第六条-]',
      '[-发生故障的，应当在二十四小时内排除。@第五条-]巡查应当登记{+，并且公布+}。',
    ]);
    // half a clause goes nowhere
    expect(
      told([
        row('第五条', { 第五条: '桥面的巡查记录应当公布。栏杆每年修缮。' }, '巡查记录应当按月公布。', 0),
        row('第六条', { 第五条: '桥面的巡查记录应当公布。栏杆每年修缮。' }, '桥面的栏杆每年修缮。', 0),
      ])[1],
    ).toBe('桥面的[-巡查记录应当公布。-]栏杆每年修缮。');
    // …not even where its words stand inside a clause of another row
    const use = '应当促进公共数据资源开放利用。桥名应当公布。';
    expect(
      told([
        row('第七条', { 第七条: use }, '国家对公共数据资源开放利用另有规定的，从其规定。', 0),
        row('第八条', { 第七条: use }, '应当促进公共桥名应当公布。', 0),
      ])[1],
    ).toBe('应当促进公共[-数据资源开放利用。-]桥名应当公布。');
    // what no row has is gone in each of them
    expect(
      told([
        row('第五条', { 第五条: '甲乙丙丁。戊己庚辛。赵钱孙李。' }, '甲乙丙丁。', 0),
        row('第六条', { 第五条: '甲乙丙丁。戊己庚辛。赵钱孙李。' }, '赵钱孙李。', 0),
      ]),
    ).toEqual(['甲乙丙丁。[-戊己庚辛。-][-赵钱孙李。@第六条-]', '[-甲乙丙丁。@第五条-][-戊己庚辛。-]赵钱孙李。']);
  });

  it('of a split stay unmarked though the other half has the beginning of their clause too', () => {
    const old = '古桥所有人应当每年检查桥身的石料和栏杆，记录保存三年。发现裂缝的，应当立即报告。';
    expect(
      told([
        row('第五条', { 第五条: old }, '古桥所有人应当每年检查桥身的石料和栏杆，记录保存五年。', 0),
        row('第六条', { 第五条: old }, '古桥所有人发现裂缝的，应当立即报告。', 0),
      ]),
    ).toEqual([
      '古桥所有人应当每年检查桥身的石料和栏杆，记录保存[-三年。-][-发现裂缝的，应当立即报告。@第六条-]{+五年。+}',
      '古桥所有人[-应当每年检查桥身的石料和栏杆，记录保存三年。@第五条-]发现裂缝的，应当立即报告。',
    ]);
  });

  it('of a split stay unmarked to the end of the clause, however short that is', () => {
    const old = '鼓励利用古桥开展研学，促进桥史资料共同开放，推动城乡发展。';
    expect(
      told([
        row('第五条', { 第五条: old }, old, 0),
        row('第六条', { 第五条: old }, '鼓励利用古桥开展研学，促进桥史资料共同整理和登记，推动城乡发展。', 0),
      ])[1],
    ).toBe('鼓励利用古桥开展研学，促进桥史资料共同[-开放@第五条-]{+整理和登记+}，推动城乡发展。');
  });

  it('an item that comes or goes takes its label with it, and the label behind it is form', () => {
    const marked = (a: string, b: string): (string | null)[][] =>
      placedRows([row('第二条', { 第二条: a }, b)])[0]?.map((c) => [c.type, c.text, c.form]) ?? [];
    const [few, many] = [
      '职责：\n（一）普查；\n（二）编制名录。',
      '职责：\n（一）普查；\n（二）建档；\n（三）编制并公布名录。',
    ];
    expect(marked(few, many)).toEqual([
      ['same', '职责：\n（一）普查；\n', null],
      ['insert', '（二）建档；\n', null],
      ['delete', '（二）', 'label'],
      ['insert', '（三）', 'label'],
      ['same', '编制', null],
      ['insert', '并公布', null],
      ['same', '名录。', null],
    ]);
    expect(marked(many, few)).toEqual([
      ['same', '职责：\n（一）普查；\n', null],
      ['delete', '（二）建档；\n', null],
      ['delete', '（三）', 'label'],
      ['insert', '（二）', 'label'],
      ['same', '编制', null],
      ['delete', '并公布', null],
      ['same', '名录。', null],
    ]);
  });

  it('a label that changed its form before new words is form', () => {
    const [changes] = placedRows([row('第二条', { 第二条: '有：\n(二)人员；' }, '有：\n（二）专职人员；')]);
    expect(changes?.map((c) => [c.type, c.text, c.form])).toEqual([
      ['same', '有：\n', null],
      ['delete', '(二)', 'width'],
      ['insert', '（二）', 'width'],
      ['insert', '专职', null],
      ['same', '人员；', null],
    ]);
  });

  it('between rows that share nothing, from twelve characters, on both sides', () => {
    expect(
      told([
        row('第一条', { 第一条: `好。${LONG}` }, '好。'),
        row('第五条', { 第四条: '桥应当修缮。' }, `桥应当修缮。${LONG}`),
      ]),
    ).toEqual([`好。[-${LONG}@第五条-]`, `桥应当修缮。{+${LONG}@第一条+}`]);
    expect(
      told([
        row('第一条', { 第一条: '好。守桥人巡查。' }, '好。'),
        row('第五条', { 第四条: '桥。' }, '桥。守桥人巡查。'),
      ]),
    ).toEqual(['好。[-守桥人巡查。-]', '桥。{+守桥人巡查。+}']);
  });

  it('of an article that is gone as a whole', () => {
    expect(told([row('第一条', { 第一条: '桥。' }, `桥。${LONG}`), row(null, { 第二条: LONG }, '')])).toEqual([
      `桥。{+${LONG}@第二条+}`,
      `[-${LONG}@第一条-]`,
    ]);
  });

  it('is not told where the words came to two places, or left two', () => {
    const rows = [
      row('第一条', { 第一条: `好。${LONG}` }, '好。'),
      row('第二条', { 第二条: '桥。' }, `桥。${LONG}`),
      row('第三条', { 第三条: '船。' }, `船。${LONG}`),
    ];
    expect(told(rows).join('')).not.toContain('@');
    expect(
      told([rows[0], row('第二条', { 第二条: `桥。${LONG}` }, '桥。'), rows[2]].flatMap((r) => r ?? [])).join(''),
    ).not.toContain('@');
  });

  it('of a merge in another order are told within the row', () => {
    expect(
      told([
        row(
          '第六条',
          { 第五条: '不得倾倒垃圾。', 第六条: '不得擅自开挖桥墩。' },
          '不得擅自开挖桥墩，不得倾倒垃圾。',
          0,
        ),
      ]),
    ).toEqual(['{+不得擅自开挖桥墩，@第六条+}不得倾倒垃圾。[-\n-][-不得擅自开挖桥墩。@第六条-]']);
  });

  it('a change of form is form, wherever it stands', () => {
    expect(placedRows([row('第一条', { 第一条: '(一)桥。' }, '（一）桥。')])[0]?.map((c) => c.form)).toEqual([
      'width',
      'width',
      null,
    ]);
  });

  it('the texts stay what they are, whatever moved', () => {
    const side = (changes: readonly Change[], not: string): string =>
      changes
        .filter((c) => c.type !== not)
        .map((c) => c.text)
        .join('');
    fc.assert(
      fc.property(fc.array(fc.tuple(soup, soup, soup), { minLength: 1, maxLength: 4 }), (texts) => {
        const rows = texts.map(([a, b, c], k) => row(`第${k}条`, { [`旧${k}`]: a, [`又${k}`]: b }, c, k % 2));
        placedRows(rows).forEach((changes, k) => {
          expect(side(changes, 'insert')).toBe(`${texts[k]?.[0] ?? ''}\n${texts[k]?.[1] ?? ''}`);
          expect(side(changes, 'delete')).toBe(texts[k]?.[2] ?? '');
        });
      }),
    );
  });
});
