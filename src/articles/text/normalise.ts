/**
 * What a line looks like before anybody interprets it. Guaranteed afterwards (`normaliseLines`):
 *
 *  - line numbers are those of the source, 1-based, and no line is added, joined or dropped;
 *  - no byte order mark, zero-width character (U+200B…U+200D, U+2060, U+FEFF, soft hyphen) or control character but the
 *    tab;
 *  - no blank at either end; inside, every exotic blank (no-break, en, em, thin …) is an ASCII blank, U+3000 and the
 *    tab stay;
 *  - radicals and CJK compatibility ideographs, which PDF extraction leaves behind, are the ordinary characters
 *    (`withoutRadicals`).
 *
 * Nothing else changes. NFKC over the whole wording is refused on purpose: it would turn （一） into (一), ％ into %,
 * ， into a comma, and the law's own wording is what residents and officers quote.
 */
import type { SourceLine } from './article.js';
import { withoutRadicals } from './radicals.js';

const INVISIBLE =
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\ufffb]/gu;
const EXOTIC_BLANK = /[\u00a0\u1680\u2000-\u200a\u202f\u205f]/gu;
const LINE_END = /\r\n|[\n\r\u000b\u000c\u0085\u2028\u2029]/u;
const BLANKS = /[\s\u3000]+/gu;

/** Splits a text at CR LF, LF, CR, VT, FF, NEL, U+2028 or U+2029; a trailing line end makes no empty last line. */
export function splitLines(text: string): SourceLine[] {
  const parts = text.split(LINE_END);
  if (parts.length > 1 && parts[parts.length - 1] === '') parts.pop();
  return parts.map((part, i) => ({ text: part, number: i + 1 }));
}

/**
 * Lines as one text in which each has the number that it has here: where numbers are left out, empty lines stand.
 * Inverse of `splitLines`; a number that does not rise is not kept.
 */
export function joinLines(lines: readonly SourceLine[]): string {
  const out: string[] = [];
  for (const line of lines) {
    while (out.length < line.number - 1) out.push('');
    out.push(line.text.replace(LINE_END_INSIDE, ' '));
  }
  return out.join('\n');
}

/**
 * One line, as promised at the head of this file. `trim` takes the blanks of both ends, U+3000 too; a pattern that ends
 * with blanks and `$` would try at every blank of a long run inside the line, which is the square of the run.
 */
export function normaliseLine(text: string): string {
  return withoutRadicals(text.replace(INVISIBLE, '').replace(EXOTIC_BLANK, ' ')).replace(LINE_END_INSIDE, ' ').trim();
}
const LINE_END_INSIDE = /[\n\r\u000b\u000c\u0085\u2028\u2029]+/gu;

/** Lines in, lines out, numbers kept. */
export function normaliseLines(lines: readonly SourceLine[]): SourceLine[] {
  return lines.map((line) => ({ text: normaliseLine(line.text), number: line.number }));
}

/**
 * 总 则 → 总则: blanks beside a Han character or a Chinese punctuation mark go, blanks between Latin words become one.
 * For titles only.
 */
export function closeBlanks(text: string): string {
  return text
    .trim()
    .replace(BLANKS, ' ')
    .replace(/ (?=[^\u0021-\u024f])|(?<=[^\u0021-\u024f]) /gu, '');
}

/** The text without any blank at all: for comparing, never for storing. */
export function withoutBlanks(text: string): string {
  return text.replace(BLANKS, '');
}

const FORM: Readonly<Record<string, string>> = {
  '(': '（',
  ')': '）',
  ',': '，',
  ';': '；',
  ':': '：',
  '?': '？',
  '!': '！',
  '．': '.',
  '％': '%',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  〇: '○',
  '－': '-',
  '–': '-',
  '—': '-',
  '﹪': '%',
  '·': '・',
  '•': '・',
};

/**
 * The form in which two texts are the same wording: no blanks, one width for brackets, punctuation, digits and Latin
 * letters. A difference that vanishes here is a change of form, not of wording.
 */
export function foldForm(text: string): string {
  return withoutBlanks(text)
    .replace(/[０-９Ａ-Ｚａ-ｚ]/gu, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[(),;:?!．％“”‘’〇－–—﹪·•]/gu, (c) => FORM[c] ?? c);
}
