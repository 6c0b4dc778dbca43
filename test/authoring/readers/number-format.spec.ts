import fc from 'fast-check';
import { chineseNumeral, formatNumber } from '../../../src/authoring/readers/docx.number-format.js';

describe('number formats of Word', () => {
  it.each([
    ['chineseCountingThousand', 10, '十'],
    ['chineseCountingThousand', 110, '一百一十'],
    ['chineseCountingThousand', 1260, '一千二百六十'],
    ['chineseCountingThousand', 1005, '一千零五'],
    ['chineseCountingThousand', 20_001, '二万零一'],
    ['chineseCounting', 99, '九十九'],
    ['chineseCounting', 100, '一〇〇'],
    ['japaneseCounting', 111, '百十一'],
    ['ideographDigital', 2026, '二〇二六'],
    ['chineseLegalSimplified', 12, '壹拾贰'],
    ['decimalFullWidth', 12, '１２'],
    ['decimalEnclosedCircle', 21, '㉑'],
    ['decimalEnclosedCircle', 50, '㊿'],
    ['decimalEnclosedParen', 3, '⑶'],
    ['ideographTraditional', 3, '丙'],
    ['ideographZodiacTraditional', 60, '癸亥'],
    ['ideographEnclosedCircle', 2, '㈡'],
    ['lowerRoman', 14, 'xiv'],
    ['upperLetter', 28, 'BB'],
    ['decimalZero', 7, '07'],
    ['bullet', 3, ''],
    ['somethingNew', 3, '3'],
  ])('%s %i is %s', (format, n, text) => {
    expect(formatNumber(n, format)).toBe(text);
  });

  it('gives different numbers different words', () => {
    fc.assert(
      fc.property(fc.nat(99_999), fc.nat(99_999), (a, b) => a === b || chineseNumeral(a) !== chineseNumeral(b)),
    );
  });
});
