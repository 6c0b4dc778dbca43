/**
 * Joins lines that were broken by a program and not by the author. Two sources break lines so: PDF, where every printed
 * line is one, and text that was wrapped at a fixed width. A wrong join loses an article, a missing join only makes an
 * extra 款; so in doubt nothing is joined.
 */
import type { ReadLine } from './read.result.js';

const N = '[〇零○一二三四五六七八九十百千0-9０-９]';
/** 第…条 as a label: a gap or a bracket follows. 第三十条规定 inside a sentence has neither. */
export const ARTICLE_LABEL = new RegExp(`^[\\s\\u3000“"]*第${N}+条(?:之${N}+)?(?:[\\s\\u3000（(【〖：:]|$)`, 'u');
export const ITEM_LABEL = new RegExp(`^[\\s\\u3000]*(?:[（(]${N}+[）)]|${N}+[、.．])`, 'u');
export const HEADING_LABEL = new RegExp(
  `^[\\s\\u3000]*(?:第${N}+(?:编|分编|章|节)(?:[\\s\\u3000]|$)|目[\\s\\u3000]*[录次]$|附[\\s\\u3000]*(?:件|则|表|录)|(?:说|説)[\\s\\u3000]*明$)`,
  'u',
);
/** Dots that lead to a page number: an entry of a 目录. */
export const LEADERS = /[.．…·]{4,}|…{2,}/u;
const SENTENCE_END = /[。；：！？]["”』」）)]?$/u;

/** Halves of a Chinese character's width. */
export function widthOf(text: string): number {
  let width = 0;
  for (const sign of text) width += sign >= '\u2e80' || '“”‘’—…·'.includes(sign) ? 2 : 1;
  return width;
}

/** Wrapped text is 24 to 60 characters wide, at most; longer lines are paragraphs. */
const NARROWEST = 48;
const WIDEST = 122;
/** A line may be short of the width by a character that must not begin the next line, and its neighbour. */
const RAGGED = 4;

export interface Unwrapped {
  lines: ReadLine[];
  /** the width in characters at which the text was wrapped; null where it was not */
  wrappedAt: number | null;
}

/**
 * Plain text: joins only where the lengths of the lines show that the text was wrapped at one width. A joined line
 * keeps the number of its first one; a blank line (a gap in the numbers) always ends a paragraph.
 */
export function unwrapText(lines: readonly ReadLine[]): Unwrapped {
  const same: Unwrapped = { lines: [...lines], wrappedAt: null };
  if (lines.length < 8) return same;
  const widths = lines.map((line) => widthOf(line.text.trimEnd()));
  const widest = widths.reduce((most, width) => Math.max(most, width), 0);
  if (widest < NARROWEST || widest > WIDEST) return same;
  const full = lines.filter((_, at) => (widths[at] ?? 0) >= widest - RAGGED);
  const broken = full.filter((line) => !SENTENCE_END.test(line.text.trimEnd()));
  if (full.length < 5 || full.length * 100 < lines.length * 25 || broken.length * 100 < full.length * 60) return same;
  const indented = (text: string): boolean => /^(?: {2,}|\u3000|\t)/u.test(text);
  const byIndent = lines.filter((line) => indented(line.text)).length * 10 >= lines.length;
  // Labels at the margin end a paragraph also in a text whose other paragraphs are indented.
  const flush = (label: RegExp): boolean => {
    const marked = lines.filter((line) => label.test(line.text));
    return !byIndent || marked.filter((line) => !indented(line.text)).length * 2 > marked.length;
  };
  const [flushArticles, flushItems] = [flush(ARTICLE_LABEL), flush(ITEM_LABEL)];
  const out: ReadLine[] = [];
  lines.forEach((line, at) => {
    const before = lines[at - 1];
    const last = out.at(-1);
    const follows =
      before !== undefined &&
      last !== undefined &&
      line.number === before.number + 1 &&
      (widths[at - 1] ?? 0) >= widest - RAGGED &&
      !indented(line.text) &&
      !HEADING_LABEL.test(line.text) &&
      !LEADERS.test(before.text) &&
      !(flushArticles && ARTICLE_LABEL.test(line.text)) &&
      !(flushItems && ITEM_LABEL.test(line.text)) &&
      (byIndent || !SENTENCE_END.test(before.text.trimEnd()));
    if (follows) last.text = joined(last.text, line.text);
    else out.push({ ...line });
  });
  return { lines: out, wrappedAt: Math.round(widest / 2) };
}

/** Two pieces of one paragraph: a blank only between Latin words. */
export function joined(before: string, after: string): string {
  const [left, right] = [before.trimEnd(), after.replace(/^[\s\u3000]+/u, '')];
  return /[A-Za-z0-9,.;]$/u.test(left) && /^[A-Za-z]/u.test(right) ? `${left} ${right}` : left + right;
}
