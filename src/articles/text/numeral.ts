/**
 * Numbers of legal texts, both directions: 第一百二十三条之一 ⇄ { number: 123, sub: 1 } (立法法 art. 65: 编 章 节 条 in
 * Chinese numerals).
 */
import type { ArticleNumber } from './article.js';

const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  '○': 0,
  一: 1,
  二: 2,
  两: 2,
  兩: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const SPELLED = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const LARGEST = 99_999_999;

/** The characters a numeral may be written with, for use inside a character class. */
export const NUMERAL_CHARS = '零〇○一二两兩三四五六七八九十百千万萬廿卅0-9０-９';

/**
 * The value of a numeral: 一百零七, 一百一十, 十, 百一, 二十, 一〇七 (digit by digit), 廿三, 107, １０７. Blanks inside
 * are ignored. Returns null where the characters make no number below a hundred million.
 */
export function parseNumeral(written: string): number | null {
  const s = written
    .replace(/[\s\u3000]/gu, '')
    .replace(/[０-９]/gu, (c) => String(c.charCodeAt(0) - 0xff10))
    .replace(/廿/gu, '二十')
    .replace(/卅/gu, '三十')
    .replace(/萬/gu, '万')
    // Word counts 百一 for 101 in one of its formats
    .replace(/^百(?=[一二三四五六七八九十])/u, '一百');
  if (s === '') return null;
  if (/^\d{1,8}$/u.test(s)) return Number(s);
  if (/^[零〇○一二三四五六七八九]{2,8}$/u.test(s) && !/^零/u.test(s)) {
    return Number([...s].map((c) => DIGITS[c]).join(''));
  }
  const halves = s.split('万');
  if (halves.length > 2) return null;
  const [high, low] =
    halves.length === 2
      ? [belowTenThousand(halves[0] ?? ''), halves[1] === '' ? 0 : belowTenThousand(halves[1] ?? '')]
      : [0, belowTenThousand(s)];
  if (high === null || low === null || (halves.length === 2 && high === 0)) return null;
  const value = high * 10_000 + low;
  return value <= LARGEST ? value : null;
}

function belowTenThousand(s: string): number | null {
  if (s === '') return null;
  let total = 0;
  let digit: number | null = null;
  let smallest = 10_000;
  for (const c of s) {
    const unit = UNITS[c];
    if (unit !== undefined) {
      if (unit >= smallest || digit === 0) return null;
      if (digit === null && unit !== 10) return null;
      total += (digit ?? 1) * unit;
      smallest = unit;
      digit = null;
      continue;
    }
    const d = DIGITS[c];
    if (d === undefined) return null;
    if (d === 0) {
      if (digit !== null && digit !== 0) return null;
      digit = s.length === 1 ? 0 : null;
      continue;
    }
    if (digit !== null) return null;
    digit = d;
  }
  return total + (digit ?? 0);
}

/**
 * Chinese numerals as laws print them: 10 → 十, 20 → 二十, 107 → 一百零七, 110 → 一百一十, 1010 → 一千零一十, 10001 →
 * 一万零一. Promised for whole numbers 0..99,999,999; anything else is printed with arabic digits.
 */
export function formatNumeral(value: number): string {
  if (!Number.isSafeInteger(value) || value < 0 || value > LARGEST) return String(value);
  if (value < 10) return SPELLED[value] ?? '';
  const high = Math.floor(value / 10_000);
  const low = value % 10_000;
  if (high === 0) return spellBelowTenThousand(low, true);
  const tail = low === 0 ? '' : (low < 1000 ? '零' : '') + spellBelowTenThousand(low, false);
  return `${spellBelowTenThousand(high, true)}万${tail}`;
}

function spellBelowTenThousand(value: number, leading: boolean): string {
  let out = '';
  let skipped = false;
  for (const [name, unit] of [
    ['千', 1000],
    ['百', 100],
    ['十', 10],
    ['', 1],
  ] as const) {
    const digit = Math.floor(value / unit) % 10;
    if (digit === 0) {
      skipped = out !== '';
      continue;
    }
    const bareTen = unit === 10 && digit === 1 && out === '' && leading;
    out += (skipped ? '零' : '') + (bareTen ? '' : (SPELLED[digit] ?? '')) + name;
    skipped = false;
  }
  return out;
}

const B = '[\\s\\u3000]*';
const LABEL = new RegExp(
  `^第?${B}([${NUMERAL_CHARS}\\s\\u3000]+?)(?:[-－—–]([0-9０-９]+))?${B}[条條](?:${B}之${B}([${NUMERAL_CHARS}]+))?$`,
  'u',
);

/** 第一百二十三条之一, 第 1 條, 第29-1条 → its number; null where the text is no article label. */
export function parseArticleLabel(label: string): ArticleNumber | null {
  const m = LABEL.exec(label.trim());
  if (!m) return null;
  const number = parseNumeral(m[1] ?? '');
  const subText = m[2] ?? m[3];
  const sub = subText === undefined ? 0 : parseNumeral(subText);
  return number === null || sub === null ? null : { number, sub };
}

/** { number: 123, sub: 1 } → 第一百二十三条之一. */
export function formatArticleLabel({ number, sub }: ArticleNumber): string {
  return `第${formatNumeral(number)}条${sub === 0 ? '' : `之${formatNumeral(sub)}`}`;
}
