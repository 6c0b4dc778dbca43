/**
 * Word's number formats (ECMA-376 part 1, 17.18.59 ST_NumberFormat) as far as Chinese documents use them.
 * Where the standard and the legal text differ in a sign that looks the same, the one the law uses is given
 * (zero is 〇 U+3007, never the circle ○ U+25CB).
 */

const DIGITS = '〇一二三四五六七八九';
const PLACES: readonly (readonly [string, number])[] = [
  ['千', 1000],
  ['百', 100],
  ['十', 10],
  ['', 1],
];

function belowTenThousand(n: number): string {
  let text = '';
  let gap = false;
  for (const [place, unit] of PLACES) {
    const digit = Math.floor(n / unit) % 10;
    if (digit === 0) {
      gap = text !== '';
      continue;
    }
    text += (gap ? '零' : '') + (DIGITS[digit] ?? '') + place;
    gap = false;
  }
  return text;
}

/** 一百零七, 一千二百六十; 十 to 十九 without 一. For 0 to 99,999,999. */
export function chineseNumeral(n: number): string {
  if (n === 0) return '零';
  const high = Math.floor(n / 10_000);
  const low = n % 10_000;
  const text =
    high === 0
      ? belowTenThousand(low)
      : `${belowTenThousand(high)}万${low === 0 ? '' : (low < 1000 ? '零' : '') + belowTenThousand(low)}`;
  return text.startsWith('一十') ? text.slice(1) : text;
}

const byDigit = (n: number, digits: string): string =>
  [...String(n)].map((digit) => digits[Number(digit)] ?? '').join('');

const LEGAL: Readonly<Record<string, string>> = {
  零: '零',
  一: '壹',
  二: '贰',
  三: '叁',
  四: '肆',
  五: '伍',
  六: '陆',
  七: '柒',
  八: '捌',
  九: '玖',
  十: '拾',
  百: '佰',
  千: '仟',
  万: '萬',
};
const legal = (n: number): string =>
  [...(n >= 10 && n < 20 ? `一${chineseNumeral(n)}` : chineseNumeral(n))].map((sign) => LEGAL[sign] ?? sign).join('');

const STEMS = '甲乙丙丁戊己庚辛壬癸';
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥';

/** One sign of a run of code points, or the plain number beyond its end. */
const fromRun = (n: number, first: number, count: number, beyond: string): string =>
  n >= 1 && n <= count ? String.fromCodePoint(first + n - 1) : beyond;

/** Circled numbers 1–50 lie in four places in Unicode. */
function circled(n: number): string {
  if (n === 0) return '⓪';
  if (n <= 20) return fromRun(n, 0x2460, 20, String(n));
  if (n <= 35) return String.fromCodePoint(0x3251 + n - 21);
  return n <= 50 ? String.fromCodePoint(0x32b1 + n - 36) : String(n);
}

/** a … z, aa, bb …: Word repeats the letter. */
function letters(n: number): string {
  return n < 1 ? '' : String.fromCharCode(97 + ((n - 1) % 26)).repeat(Math.ceil(n / 26));
}

function roman(n: number): string {
  const signs: readonly (readonly [number, string])[] = [
    [1000, 'm'],
    [900, 'cm'],
    [500, 'd'],
    [400, 'cd'],
    [100, 'c'],
    [90, 'xc'],
    [50, 'l'],
    [40, 'xl'],
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i'],
  ];
  let rest = Math.min(n, 3999);
  let text = '';
  for (const [value, sign] of signs) for (; rest >= value; rest -= value) text += sign;
  return text;
}

const fullWidth = (n: number): string => byDigit(n, '０１２３４５６７８９');
/** 一 to 九十九 counted, from 100 digit by digit: 一〇〇 (17.18.59 chineseCounting, taiwaneseCounting). */
const countingBelowHundred = (n: number): string => (n < 100 ? chineseNumeral(n) : byDigit(n, DIGITS));
/** Without 一 before 十 百 千, and without 零. */
const japanese = (n: number): string =>
  n === 0
    ? '〇'
    : chineseNumeral(n)
        .replace(/零/gu, '')
        .replace(/一(?=[十百千])/gu, '');

const FORMATS: Readonly<Record<string, (n: number) => string>> = {
  decimal: String,
  decimalZero: (n) => String(n).padStart(2, '0'),
  decimalHalfWidth: String,
  decimalFullWidth: fullWidth,
  decimalFullWidth2: fullWidth,
  decimalEnclosedCircle: circled,
  decimalEnclosedCircleChinese: circled,
  decimalEnclosedParen: (n) => fromRun(n, 0x2474, 20, `(${n})`),
  decimalEnclosedFullstop: (n) => fromRun(n, 0x2488, 20, `${n}.`),
  numberInDash: (n) => `- ${n} -`,
  chineseCounting: countingBelowHundred,
  taiwaneseCounting: countingBelowHundred,
  chineseCountingThousand: chineseNumeral,
  taiwaneseCountingThousand: chineseNumeral,
  japaneseCounting: japanese,
  ideographDigital: (n) => byDigit(n, DIGITS),
  japaneseDigitalTenThousand: (n) => byDigit(n, DIGITS),
  taiwaneseDigital: (n) => byDigit(n, DIGITS),
  chineseLegalSimplified: legal,
  ideographLegalTraditional: legal,
  japaneseLegal: legal,
  ideographTraditional: (n) => (n >= 1 && n <= 10 ? (STEMS[n - 1] ?? '') : String(n)),
  ideographZodiac: (n) => (n >= 1 && n <= 12 ? (BRANCHES[n - 1] ?? '') : String(n)),
  ideographZodiacTraditional: (n) =>
    n >= 1 && n <= 60 ? `${STEMS[(n - 1) % 10] ?? ''}${BRANCHES[(n - 1) % 12] ?? ''}` : String(n),
  ideographEnclosedCircle: (n) => fromRun(n, 0x3220, 10, `（${chineseNumeral(n)}）`),
  upperLetter: (n) => letters(n).toUpperCase(),
  lowerLetter: letters,
  upperRoman: (n) => roman(n).toUpperCase(),
  lowerRoman: roman,
  bullet: () => '',
  none: () => '',
};

/** The number as Word prints it; a format we do not know is printed as a decimal number. */
export function formatNumber(n: number, format: string): string {
  return (FORMATS[format] ?? String)(n);
}
