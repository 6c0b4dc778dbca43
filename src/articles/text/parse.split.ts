/**
 * Lines that hold more than one line of the text: 第一编 总则 第一章 任务 in one, a whole chapter without line
 * ends, a heading glued to the end of the article before it. Cut only at a label with blanks around it, and at one
 * of an article only where the numbers go on; the pieces keep the number of their line.
 */
import type { SourceLine } from './article.js';
import { articleMark, headingMark } from './marks.js';
import { NUMERAL_CHARS } from './numeral.js';

const N = `[${NUMERAL_CHARS}]+`;
const HEADING = new RegExp(`^第${N}(?:分?编|章|节)[\\s\\u3000]`, 'u');
/** Looks at one blank only: from each of many blanks it would look to the last. */
const NEXT_LABEL = new RegExp(`(?<=[\\s\\u3000])第${N}(分?编|章|节|条)(?=[\\s\\u3000]|$)`, 'gu');
const INLINE_ARTICLE = new RegExp(`(?<=[。；：])[\\s\\u3000]+(?=第${N}条[\\s\\u3000])`, 'gu');
const GLUED = new RegExp(`(?<=。)(第${N}章[\\s\\u3000]*[^。；，：\\s]{2,30})$`, 'u');
/** Where a 款 or 项 begins in a line whose articles were run together */
const PARTS = /(?<=[。；：])[\s\u3000]+/gu;
const QUOTES = /[“”「」]/u;

export const splitRunTogether = (lines: readonly SourceLine[]): SourceLine[] =>
  lines.flatMap((line) => cut(line.text).map((text) => ({ text, number: line.number })));

function cut(text: string): string[] {
  if (!text.includes('第')) return [text];
  if (headingMark(text) !== null || HEADING.test(text)) return cutHeading(text);
  const glued = QUOTES.test(text) ? null : GLUED.exec(text);
  if (glued && headingMark(glued[1] ?? '') !== null) return [text.slice(0, glued.index), glued[1] ?? ''];
  return cutArticles(text);
}

/** 第一编 总则 第一章 任务 第一条 为了…: every label ends the title before it. */
function cutHeading(text: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const label of text.matchAll(NEXT_LABEL)) {
    const head = text.slice(from, label.index).trimEnd();
    if (headingMark(head) === null) break;
    pieces.push(head);
    from = label.index;
    if (label[1] === '条') break;
  }
  const rest = text.slice(from);
  return [...pieces, ...(pieces.length > 0 && articleMark(rest) !== null ? cutArticles(rest) : [rest])];
}

function cutArticles(text: string): string[] {
  let number = articleMark(text)?.number;
  if (number === undefined || QUOTES.test(text)) return [text];
  const pieces: string[] = [];
  let from = 0;
  for (const gap of text.matchAll(INLINE_ARTICLE)) {
    const mark = articleMark(text.slice(gap.index).trimStart().slice(0, 40));
    if (mark?.number !== number + 1 || mark.cites) continue;
    pieces.push(text.slice(from, gap.index));
    from = gap.index + gap[0].length;
    number++;
  }
  if (pieces.length === 0) return [text];
  return [...pieces, text.slice(from)].flatMap((piece) => piece.split(PARTS));
}
