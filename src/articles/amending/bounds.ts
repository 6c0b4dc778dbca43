/**
 * What is too much for one decision, in words. No law comes near: the longest article that was met has 40 款项, the
 * longest decision 60 instructions. Without them a hostile text makes the work grow with the square of its length.
 */
import type { Operation, Place } from './operations.js';
import { nameOf } from './problems.js';
import { numberKey, type Work, type WorkArticle } from './work.js';
import type { Wording } from './words.js';

/** 款 项 目 of one article that is amended. */
const MOST_PARTS = 1000;
/** Characters of one article that is amended. */
const MOST_CHARACTERS = 20_000;
/** Characters that the orders about the whole law or a chapter may look through, all together. */
const MOST_LOOKED_THROUGH = 20_000_000;
/** Articles that may become part of one other, and chapters that may be added. */
export const MOST_MERGED = 100;
export const MOST_HEADINGS = 200;
/** Quotations of words in one order. */
const MOST_WORDS = 200;

const byHand = '请在整理稿上人工修改。';

/** Why an order is too much; null where it is not. Counts what it will look through. */
export function beyond(work: Work, o: Operation): string | null {
  const words = o.op === 'replaceWords' ? o.from.length : o.op === 'deleteWords' ? o.words.length : 0;
  if (words > MOST_WORDS) return `一处写了${words}个词语，超过${MOST_WORDS}个，不能自动办理；${byHand}`;
  if (o.op === 'merge' && o.from.length > MOST_MERGED)
    return `写明合并的有${o.from.length}处，超过${MOST_MERGED}处，不能自动办理；${byHand}`;
  for (const place of placesOf(o)) {
    if (place.article) {
      const article = work.byNumber.get(numberKey(place.article));
      const much = article ? tooMuchIn(article) : null;
      if (much !== null) return `${nameOf(place)}所在的条超过${much}，不能自动办理；${byHand}`;
    } else if (place.kind === 'law' || place.kind === 'heading') {
      work.lookedThrough += work.characters * Math.max(words, 1);
      if (work.lookedThrough > MOST_LOOKED_THROUGH)
        return `这份决定要在全文里查找替换的次数太多，超过${MOST_LOOKED_THROUGH / 10_000}万字，不能自动办理；${byHand}`;
    }
  }
  return null;
}

export function placesOf(o: Operation): readonly Place[] {
  if (o.op === 'insert')
    return [o.into, o.after, o.until ?? null, ...(o.holds ?? [])].filter((place) => place !== null);
  if (o.op === 'rename' || o.op === 'joinHeading' || o.op === 'renumberAll') return [];
  return 'at' in o ? o.at : o.from;
}

/** What an article has too much of; it is not counted further than that. */
function tooMuchIn(article: WorkArticle): string | null {
  let parts = 0;
  let characters = 0;
  const count = (text: Wording): boolean => {
    parts++;
    for (const run of text) characters += run.text.length;
    return parts > MOST_PARTS || characters > MOST_CHARACTERS;
  };
  const over = article.paragraphs.some(
    (p) => count(p.text) || p.items.some((item) => count(item.text) || item.subitems.some((s) => count(s.text))),
  );
  if (!over) return null;
  return parts > MOST_PARTS ? `${MOST_PARTS}款、项、目` : `${MOST_CHARACTERS}字`;
}
