/** Which labels are the units of a text, and what quotation marks hide from them. */
import type { SourceLine } from './article.js';
import { articleMark, clauseMark } from './marks.js';
import { isClauseHeading } from './parse.headings.js';

/**
 * Quotation marks that can run over several lines; the straight " does not say which way it faces and is left alone.
 */
export const OPENING = /[“「『]/u;
export const QUOTES_ONCE = /[“”「」『』]/u;
const QUOTES = /[“”「」『』]/gu;

/**
 * Whether 一、二、 are the units: no 条 stands outside quotes, or the first clause comes first and what follows is an
 * amendment.
 */
export function numberedByClauses(lines: readonly SourceLine[]): boolean {
  let open = false;
  let clauseAt = -1;
  for (let i = 0; i < lines.length; i++) {
    const text = lines[i]?.text ?? '';
    const inside = open || /^[“"「『]/u.test(text);
    open = openAfter(text, open);
    if (inside) continue;
    const clause = clauseMark(text);
    if (clause && clause.number === 1 && clauseAt < 0) clauseAt = i;
    const article = articleMark(text);
    if (!article || article.cites || !article.blankAfter) continue;
    if (clauseAt < 0) return false;
    if (isClauseHeading(lines, clauseAt)) return false;
    // what a note in brackets or a title in 《》 says of another text is not said of this one
    const above = lines
      .slice(0, clauseAt + 1)
      .map((line) => line.text)
      .join('')
      .replace(/《[^《》]*》/gu, '')
      .replace(/[（(][^（）()]*[）)]/gu, '');
    return /决定|修正案|修改|废止/u.test(above);
  }
  return clauseAt >= 0;
}

/** Whether a quotation is open after this text. */
export function openAfter(text: string, before: boolean): boolean {
  let open = before;
  for (const mark of text.match(QUOTES) ?? []) open = OPENING.test(mark);
  return open;
}
