/**
 * What the appliers of operations share: how a place is named in a report, and the sentences that say why an order
 * could not be carried out.
 */
import type { ArticleNumber, ArticleTree } from '../text/article.js';
import { formatNumeral } from '../text/numeral.js';
import type { Operation, Place } from './operations.js';
import { placeText } from './places.js';
import type { Quoted } from './quotes.js';
import { numberIn, type Work } from './work.js';

export const nameOf = (place: Place): string => placeText(place, formatNumeral);

/** Why a place is not there: the law in force does not have it, or the decision has taken it away before. */
export function missing(work: Work, place: Place): string {
  const name = nameOf(place);
  if (work.law.provisions.length === 0) return `被修改的文本没有分条，认不出${name}是哪一段；请在整理稿上人工修改。`;
  if (place.amended) return `按其余指令推算，没有${name}；请核对条款序号，或者在整理稿上人工修改。`;
  return standsInLaw(work.law, place)
    ? `${name}已经被这份决定的另一条指令删去或者移走；请核对决定文本，或者在整理稿上人工修改。`
    : `被修改的文本没有${name}；请核对条款序号，或者在整理稿上人工修改。`;
}

function standsInLaw(law: ArticleTree, place: Place): boolean {
  const { article, heading } = place;
  if (heading) return law.headings.some((h) => h.level === heading.level && numberIn(h.label) === heading.number);
  if (place.kind === 'annex')
    return law.provisions.some((p) => p.kind === 'annex' && (place.annex === null || p.number === place.annex));
  if (!article) return false;
  const provision = law.provisions.find(
    (p) => p.kind !== 'annex' && p.number === article.number && p.sub === article.sub,
  );
  if (!provision) return false;
  const paragraphs =
    place.paragraph === null ? provision.paragraphs : provision.paragraphs.slice(place.paragraph - 1, place.paragraph);
  if (place.sentence !== null) return false;
  if (place.item === null) return paragraphs.length > 0;
  const items = paragraphs.flatMap((p) => p.items.slice((place.item ?? 1) - 1, place.item ?? 1));
  return place.subitem === null ? items.length > 0 : items.some((i) => i.subitems.length >= (place.subitem ?? 1));
}

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

/** A sentence is counted in the first piece of text of its place, and 最后一句 stands in the last one. */
export function sentenceHome<T>(texts: readonly T[], which: number): readonly T[] {
  return which < 0 ? texts.slice(-1) : texts.slice(0, 1);
}
