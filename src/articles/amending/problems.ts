/**
 * What the appliers of operations share: how a place is named in a report, and the sentences that say why an order
 * could not be carried out.
 */
import type { ArticleNumber } from '../text/article.js';
import { formatNumeral } from '../text/numeral.js';
import type { Operation, Place } from './operations.js';
import { placeText } from './places.js';
import type { Quoted } from './quotes.js';
import type { Work } from './work.js';

export const nameOf = (place: Place): string => placeText(place, formatNumeral);

export const missing = (place: Place): string =>
  `现行文本没有${nameOf(place)}；请核对条款序号，或者在整理稿上人工修改。`;

export const noText = '指令没有给出引号内的新文字；请核对决定文本。';

export type Order<K extends Operation['op']> = Extract<Operation, { op: K }>;

export const firstProblem = (problems: readonly (string | null)[]): string | null =>
  problems.find((p) => p !== null) ?? null;

export const linesOf = (text: readonly Quoted[]): string[] => text.flatMap((q) => q.lines.map((line) => line.text));

export const notFound = (place: Place, words: string): string =>
  `${nameOf(place)}中没有“${words}”；请核对引文，或者在整理稿上人工修改。`;

export const sameNumber = (a: ArticleNumber | null, b: ArticleNumber | null): boolean =>
  a?.number === b?.number && a?.sub === b?.sub;

export function preambleIndex(work: Work, paragraph: number): number {
  const marked = /^(?:序[\s\u3000]*言|前[\s\u3000]*言|引[\s\u3000]*言)$/u.test(work.preamble[0] ?? '') ? 1 : 0;
  const at = paragraph - 1 + marked;
  return at < work.preamble.length ? at : -1;
}

export function sentenceSpan(text: string, which: number): { start: number; end: number } | null {
  const found = [...text.matchAll(/[^。]+。?/gu)];
  const m = which < 0 ? found[found.length - 1] : found[which - 1];
  return m ? { start: m.index, end: m.index + m[0].length } : null;
}
