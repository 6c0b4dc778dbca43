/**
 * What stands in a chapter that an instruction has just added:
 * 增加一章，作为第三章“修缮”。将第七条改为第八条，并修改为……
 */
import { formatArticleLabel } from '../text/numeral.js';
import type { Operation, Place } from './operations.js';

/**
 * The orders, by index, whose articles the new chapter takes: what gets its number and its text, or a number below that
 * of the last new article, before that one is added. In Chinese why it cannot be told; null where no chapter is added.
 */
export function takenIn(operations: readonly Operation[]): ReadonlySet<number> | string | null {
  const opens = operations.findIndex((o) => o.op === 'insert' && (o.unit === 'chapter' || o.unit === 'section'));
  if (opens < 0) return null;
  const added = operations.flatMap((o, k) => (k > opens && o.op === 'insert' && o.unit === 'article' ? [k] : []));
  const lastAdded = added[added.length - 1] ?? -1;
  const highest = Math.max(0, ...added.flatMap((k) => numbersOf(operations[k])));
  const taken = new Set<number>();
  for (const [k, o] of operations.entries()) {
    if (k <= opens || o.op !== 'renumber' || !o.from.every(isArticle)) continue;
    const numbers = o.to.map((place) => place.article?.number ?? 0);
    const rewritten = isRewritten(operations[k + 1], o.from);
    if (k < lastAdded && (rewritten || Math.max(...numbers) < highest)) taken.add(k);
    else if (rewritten && lastAdded < 0) taken.add(k);
    else if (rewritten && numbers.includes(highest + 1))
      return `没有写明${formatArticleLabel({ number: highest + 1, sub: 0 })}在不在新增的章节里；请在整理稿上人工修改。`;
  }
  return taken;
}

const isArticle = (place: Place): boolean => place.article !== null && place.paragraph === null && place.item === null;

const numbersOf = (o: Operation | undefined): number[] =>
  o?.op === 'insert' ? o.to.map((place) => place.article?.number ?? 0) : [];

const isRewritten = (next: Operation | undefined, from: readonly Place[]): boolean =>
  next?.op === 'replace' && next.at.length === from.length && next.at.every((place, k) => same(place, from[k]));

const same = (a: Place, b: Place | undefined): boolean =>
  a.article?.number === b?.article?.number && a.article?.sub === b?.article?.sub;
