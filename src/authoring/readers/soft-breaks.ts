/**
 * Line breaks inside a paragraph of a word processor. People set them instead of a new paragraph, and to break a line
 * where it looked better. Only the second kind is joined: the sentence has not ended, and nothing that begins a line of
 * its own follows.
 */
import { ARTICLE_LABEL, HEADING_LABEL, ITEM_LABEL, joined } from './unwrap.js';

const ENDS = /[。；;：:！？!?…”』」》）)\]］]\s*$/u;
const SENTENCE_GOES_ON = /[，、。；：]/u;
/** A 题注, a day, a formula, a row of a table are lines of their own. */
const OWN_LINE = /^[\s\u3000]*(?:[（(]|[0-9０-９〇○一二三四五六七八九]{4}年|附[件表录：:]|$)/u;
const CELLS = /[＝=×÷\t]/u;

/** The paragraph with the breaks in the middle of its sentences gone. A line that is no part of one stays. */
export function joinSoftBreaks(text: string): string {
  if (!text.includes('\n')) return text;
  const out: string[] = [];
  for (const line of text.split('\n')) {
    const before = out.at(-1);
    if (before !== undefined && goesOn(before, line)) out[out.length - 1] = joined(before, line);
    else out.push(line);
  }
  return out.join('\n');
}

function goesOn(before: string, line: string): boolean {
  if (before.trim() === '' || ENDS.test(before) || OWN_LINE.test(line)) return false;
  if (CELLS.test(before) || CELLS.test(line)) return false;
  if ([ARTICLE_LABEL, HEADING_LABEL, ITEM_LABEL].some((label) => label.test(line))) return false;
  if (HEADING_LABEL.test(before) || /^[\s\u3000]*第[^，。]{1,8}条[\s\u3000]*$/u.test(before)) return false;
  // two lines without any sign of a sentence are a title or names of those who sign
  return /[，、]\s*$/u.test(before) || (SENTENCE_GOES_ON.test(line) && /[。；：]\s*$/u.test(line));
}
