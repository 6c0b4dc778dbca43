/**
 * 修改后的第七条: a number of the text as it will be, known only when all other orders are carried out. So orders about
 * the words of such a place come last, on the settled text; whatever else is ordered of one is refused.
 */
import { placesOf } from './bounds.js';
import type { Operation } from './operations.js';
import { nameOf } from './problems.js';
import type { Order } from './settled-order.js';
import { numberKey, type Work, type WorkArticle } from './work.js';

/** Whether an order counts in the new text. */
export const isAsAmended = (o: Operation): boolean => placesOf(o).some((place) => place.amended);

const ABOUT_WORDS = ['replaceWords', 'deleteWords', 'insertWords', 'append', 'prepend'];

/** Why such an order cannot be carried out; null where it can. */
export function unfitAsAmended(o: Operation): string | null {
  const places = placesOf(o);
  const place = places.find((p) => p.amended);
  if (!place) return null;
  if (!ABOUT_WORDS.includes(o.op))
    return `${nameOf(place)}只能修改、删去或者增加其中的文字；增删条款请写现行的序号，或者在整理稿上人工修改。`;
  return places.every((p) => p.amended)
    ? null
    : '同一处指令有的写修改后的序号，有的没有写，认不出是哪一条；请在整理稿上人工修改。';
}

/** Runs orders with every 条 款 项 under the number that it has in the new text; their own numbers are put back. */
export function countedAnew<T>(work: Work, order: Order, run: () => T): T {
  const { byNumber, articles, gone, hosts } = work;
  const back: (() => void)[] = [];
  const renumbered = new Map<string, WorkArticle>();
  order.articles.forEach((a, k) => {
    const was = a.old;
    back.push(() => (a.old = was));
    a.old = k;
    renumbered.set(numberKey(a.number), a);
    a.paragraphs.forEach((p, i) => {
      const { old, home } = p;
      back.push(() => ([p.old, p.home] = [old, home]));
      [p.old, p.home] = [i + 1, k];
      p.items.forEach((item, j) => {
        const position = item.old;
        back.push(() => (item.old = position));
        item.old = j + 1;
        item.subitems.forEach((s, n) => {
          const place = s.old;
          back.push(() => (s.old = place));
          s.old = n + 1;
        });
      });
    });
  });
  Object.assign(work, { byNumber: renumbered, articles: order.articles, gone: new Map(), hosts: [] });
  try {
    return run();
  } finally {
    Object.assign(work, { byNumber, articles, gone, hosts });
    for (const restore of back) restore();
  }
}
