import fc from 'fast-check';
import { formatArticleLabel, formatNumeral, parseArticleLabel, parseNumeral } from '../../../src/articles/index.js';

describe('numerals', () => {
  it('round-trips every number from 1 to 99999', () => {
    for (let n = 1; n <= 99_999; n++)
      if (parseNumeral(formatNumeral(n)) !== n) throw new Error(`${n} → ${formatNumeral(n)}`);
  });

  it.each([
    [10, '十'],
    [11, '十一'],
    [20, '二十'],
    [100, '一百'],
    [101, '一百零一'],
    [107, '一百零七'],
    [110, '一百一十'],
    [111, '一百一十一'],
    [1000, '一千'],
    [1001, '一千零一'],
    [1010, '一千零一十'],
    [1100, '一千一百'],
    [1260, '一千二百六十'],
    [10_000, '一万'],
    [10_001, '一万零一'],
    [10_010, '一万零一十'],
    [12_345, '一万二千三百四十五'],
    [20_500, '二万零五百'],
  ])('prints %d as %s', (value, written) => {
    expect(formatNumeral(value)).toBe(written);
    expect(parseNumeral(written)).toBe(value);
  });

  it.each([
    ['一〇七', 107],
    ['１０７', 107],
    ['107', 107],
    ['两百', 200],
    ['二 十 三', 23],
    ['一十', 10],
    ['廿三', 23],
    ['〇', 0],
    ['一百十二', 112],
  ])('reads %s', (written, value) => expect(parseNumeral(written)).toBe(value));

  it.each(['', '条', '一百百', '十百', '零百', '百', '千零', '一二三万零零', '一a'])('refuses %s', (written) =>
    expect(parseNumeral(written)).toBeNull(),
  );

  it.each([
    ['第一百二十三条之一', 123, 1],
    ['第十七条', 17, 0],
    ['第 1 條', 1, 0],
    ['第29-1条', 29, 1],
    ['第二 十 条', 20, 0],
    ['第１２条', 12, 0],
  ])('reads the label %s', (label, number, sub) => expect(parseArticleLabel(label)).toEqual({ number, sub }));

  it('round-trips labels', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 0, max: 40 }), (number, sub) => {
        expect(parseArticleLabel(formatArticleLabel({ number, sub }))).toEqual({ number, sub });
      }),
    );
  });

  it('never throws and never answers with anything but a whole number', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'零〇一二两三十百千万0９ 条第之') }), (s) => {
        const value = parseNumeral(s);
        expect(value === null || (Number.isSafeInteger(value) && value >= 0)).toBe(true);
      }),
    );
  });
});
