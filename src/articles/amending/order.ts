/** Where everything stands when all orders are carried out: articles, 款, 项, 编 章 节, each with its new number. */
import type { ArticleNumber } from '../text/article.js';
import { formatArticleLabel, formatNumeral } from '../text/numeral.js';
import { movedHeadings, placeByNumber } from './chapter-order.js';
import { checkStatedHeadings, keepTogether, placeUnderHeadings, settleHeadings } from './order.headings.js';
import { elsewhere, type Order } from './settled-order.js';
import { fillAround, fillSlots, keepsOrder } from './slots.js';
import { newWords, oldWords, plain, splice } from './words.js';
import type { Work, WorkArticle, WorkItem, WorkParagraph } from './work.js';

export interface Circumstances {
  /** a 修正案: numbers stay, what is new is 第N条之一 */
  keepsNumbers: boolean;
  /**
   * an instruction on whole articles was not carried out: the others count with it, so their numbers leave its place
   * empty and must not be filled by an article that nobody moved
   */
  incomplete: boolean;
}

export function settle(work: Work, given: Circumstances): Order {
  const order: Order = {
    articles: [],
    headings: [],
    moved: new Set(),
    placeholders: new Set(),
    problems: [],
    notes: [],
  };
  if (!given.incomplete && !given.keepsNumbers) placeByNumber(work);
  if (!slotsFilled(work, given.keepsNumbers, order)) keepNumbers(work, order, given.incomplete);
  else if (given.incomplete && keepsOrder(work)) fillAround(work, order);
  else fillSlots(work, order);
  for (const a of order.articles) a.paragraphs = arrange(a.paragraphs);
  join(work, order);
  for (const a of order.articles) settleParagraphs(a, order);
  for (const a of order.articles) if (a.after) checkNeighbour(a, order);
  order.moved = outOfOrder(order.articles);
  placeUnderHeadings(order);
  keepTogether(order);
  settleHeadings(work, order);
  checkStatedHeadings(order);
  order.notes.push(...movedHeadings(order.headings, work.law));
  return order;
}

/** Whether the articles are numbered anew from first to last. */
function slotsFilled(work: Work, keepsNumbers: boolean, order: Order): boolean {
  const inserted = work.articles.filter((a) => a.old === null);
  if (work.renumbers) return true;
  if (changesOrder(work)) {
    order.notes.push('决定移动了条文而没有写明条文顺序是否调整，整理稿按前后次序重新编号，请核对。');
    return true;
  }
  if (inserted.some((a) => (a.to?.sub ?? 0) > 0)) return false;
  if (work.articles.some((a) => a.old !== null && a.to !== null)) return true;
  const inUse = new Set(work.articles.filter((a) => a.old !== null && a.number.sub === 0).map((a) => a.number.number));
  if (inserted.some((a) => a.to !== null && inUse.has(a.to.number))) return true;
  if (work.gone.size === 0 || keepsNumbers) return false;
  order.notes.push('决定删去了条文而没有写明条文顺序是否调整，整理稿按顺延处理，请核对。');
  return true;
}

/** Whether an article in force stands before one that it stood behind. */
function changesOrder(work: Work): boolean {
  let last = -1;
  for (const { old, to } of work.articles) {
    if (old === null || to !== null) continue;
    if (old < last) return true;
    last = old;
  }
  return false;
}

function keepNumbers(work: Work, order: Order, incomplete: boolean): void {
  const list = work.articles.filter((a) => a.old !== null);
  for (const [old, why] of work.gone) {
    const p = work.law.provisions[old];
    if (why !== 'deleted' || !p) continue;
    const kept: WorkArticle = {
      kind: p.kind,
      old,
      origins: [old],
      label: p.label,
      number: { number: p.number, sub: p.sub },
      to: null,
      caption: null,
      heading: null,
      headingStated: false,
      paragraphs: [{ text: newWords('（删去）'), old: null, home: null, to: null, items: [], listChanged: false }],
      after: null,
      stated: true,
    };
    const at = list.findIndex((a) => a.old !== null && a.old > old);
    kept.heading = (list[at - 1] ?? list[at])?.heading ?? null;
    list.splice(at < 0 ? list.length : at, 0, kept);
    order.placeholders.add(kept);
  }
  const subs = new Map<number, number>();
  for (const { number } of list) subs.set(number.number, Math.max(number.sub, subs.get(number.number) ?? 0));
  const inOrder = list.every((a, k) => k === 0 || !isBefore(a.number, (list[k - 1] as WorkArticle).number));
  for (const a of work.articles) {
    if (a.old !== null) continue;
    const last = list[list.length - 1];
    if (a.to === null && a.after !== null) {
      const { number } = a.after.number;
      a.to = { number, sub: (subs.get(number) ?? 0) + 1 };
    }
    a.number = a.to ?? { number: (last?.number.number ?? 0) + 1, sub: 0 };
    subs.set(a.number.number, Math.max(a.number.sub, subs.get(a.number.number) ?? 0));
    const at = placeAmong(list, a.number, inOrder);
    const problem = unfit(a.number, list[at - 1]?.number ?? null, list[at]?.number ?? null);
    if (problem !== null && incomplete) order.notes.push(problem);
    else if (problem !== null) order.problems.push({ of: a, text: problem });
    list.splice(at, 0, a);
  }
  order.articles = list;
}

/** Why a new number has no place where the others stay: another article bears it, or it does not follow. */
function unfit(number: ArticleNumber, before: ArticleNumber | null, behind: ArticleNumber | null): string | null {
  const label = formatArticleLabel(number);
  if (behind && !isBefore(number, behind)) return `${label}已经有了，决定没有写明它改为第几条；请核对。`;
  const follows =
    number.sub > 0
      ? before?.number === number.number && before.sub === number.sub - 1
      : number.number <= (before?.number ?? 0) + 1;
  return follows ? null : `${label}前面的序号空着，排不进去；请核对。`;
}

const isBefore = (a: ArticleNumber, b: ArticleNumber): boolean =>
  a.number < b.number || (a.number === b.number && a.sub < b.sub);

/** Behind the last one with a lower number, where they are in order by halving. */
function placeAmong(list: readonly WorkArticle[], number: ArticleNumber, inOrder: boolean): number {
  const lower = (k: number): boolean => {
    const a = list[k];
    return a !== undefined && isBefore(a.number, number);
  };
  let at = list.length;
  if (!inOrder) {
    while (at > 0 && !lower(at - 1)) at--;
    return at;
  }
  for (let low = 0; low < at;) {
    const middle = (low + at) >> 1;
    if (lower(middle)) low = middle + 1;
    else at = middle;
  }
  return at;
}

/** Puts what has a stated position there and lets the rest fill the gaps in their order. */
export function arrange<T extends { to: number | null }>(list: readonly T[]): T[] {
  if (list.every((x) => x.to === null)) return [...list];
  const stated = new Map<number, T>();
  const free: T[] = [];
  for (const x of list) {
    if (x.to !== null && !stated.has(x.to)) stated.set(x.to, x);
    else free.push(x);
  }
  const late = [...stated.keys()].sort((a, b) => a - b);
  const out: T[] = [];
  for (let slot = 1; out.length < list.length; slot++) {
    const key = stated.has(slot) ? slot : free.length > 0 ? null : (late.find((k) => stated.has(k)) ?? null);
    const next = key === null ? free.shift() : stated.get(key);
    if (!next) break;
    if (key !== null) stated.delete(key);
    out.push(next);
  }
  return out;
}

function settleParagraphs(article: WorkArticle, order: Order): void {
  article.paragraphs.forEach((p, k) => {
    if (p.to !== null && p.to !== k + 1) order.problems.push({ of: p, text: elsewhere('款', p.to, k + 1) });
    if (p.listChanged || p.items.some((item) => item.to !== null)) settleItems(p, order);
  });
}

/** 在第六条后增加一条，作为第九条: the two have to fit. */
function checkNeighbour(a: WorkArticle, order: Order): void {
  if (a.old !== null || a.to === null) return;
  let at = order.articles.indexOf(a) - 1;
  while (at >= 0 && order.articles[at] !== a.after && order.articles[at]?.old === null) at--;
  if (order.articles[at] !== a.after)
    order.problems.push({
      of: a,
      text: `决定写明的位置同“第${formatNumeral(a.to.number)}条${a.to.sub > 0 ? `之${formatNumeral(a.to.sub)}` : ''}”对应不上；请核对决定文本。`,
    });
}

/** 项 in order, numbered without a gap, each closed with ； and the last one with 。, as the rest of the list is. */
function settleItems(p: WorkParagraph, order: Order): void {
  p.items = arrange(p.items);
  const labelled = p.items.filter((item) => item.label !== '' || item.old === null);
  const olds = p.items.filter((item) => item.old !== null && item.label !== '');
  const like = olds.length > 0 ? olds : p.items;
  const half = like.some((item) => item.label.startsWith('('));
  const bare = like.some((item) => item.label.endsWith('、'));
  const ends = labelled.slice(0, -1).map(lastText);
  const closedBySemicolon =
    ends.filter((text) => text.endsWith('；')).length >= ends.filter((text) => text.endsWith('。')).length;
  labelled.forEach((item, k) => {
    const number = formatNumeral(k + 1);
    if (item.to !== null && item.to !== k + 1) order.problems.push({ of: item, text: elsewhere('项', item.to, k + 1) });
    item.label = bare ? `${number}、` : half ? `(${number})` : `（${number}）`;
    const last = k === labelled.length - 1;
    const text = plain(item.text);
    const isNew = item.text.every((run) => run.isNew);
    if (item.subitems.length > 0 || /[：:]$/u.test(text)) return;
    const mark = last ? '。' : '；';
    const words = isNew ? newWords : oldWords;
    if (!/[。；，]$/u.test(text))
      item.text = splice(item.text, text.length, text.length, words(closedBySemicolon ? mark : '。'));
    else if (closedBySemicolon && !text.endsWith(mark))
      item.text = splice(item.text, text.length - 1, text.length, words(mark));
  });
}

function lastText(item: WorkItem): string {
  return plain(item.subitems[item.subitems.length - 1]?.text ?? item.text);
}

function join(work: Work, order: Order): void {
  for (const { host, origin, into, old, paragraph } of work.joins) {
    const { paragraphs } = host;
    const [first] = paragraphs;
    const bears = (a: WorkArticle): boolean => a.number.number === into.number && a.number.sub === into.sub;
    const target = order.articles.find((a) => (old === null ? bears(a) : a.old === old));
    if (!target) {
      if (first) order.problems.push({ of: first, text: `没有${formatArticleLabel(into)}可以并入；请核对决定文本。` });
      continue;
    }
    // 并入第七条，作为第七条第一款 may count before or after the numbers move
    const was = work.law.provisions[old ?? -1];
    if (first && !bears(target) && (was?.number !== into.number || was.sub !== into.sub))
      order.problems.push({
        of: first,
        text: `要并入的条按其余指令推算是${formatArticleLabel(target.number)}，决定写的是${formatArticleLabel(into)}；请核对。`,
      });
    target.paragraphs.splice(Math.min(paragraph - 1, target.paragraphs.length), 0, ...paragraphs);
    if (!target.origins.includes(origin)) target.origins.push(origin);
    target.stated = true;
  }
}

/** Everything that is not on the longest chain of old articles in their old order. */
function outOfOrder(articles: readonly WorkArticle[]): Set<WorkArticle> {
  const olds = articles.filter((a) => a.old !== null);
  const tails: number[] = [];
  const before = new Int32Array(olds.length).fill(-1);
  const old = (k: number): number => olds[k]?.old ?? -1;
  olds.forEach((_, k) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (old(tails[middle] ?? 0) < old(k)) low = middle + 1;
      else high = middle;
    }
    before[k] = tails[low - 1] ?? -1;
    tails[low] = k;
  });
  const kept = new Set<WorkArticle>();
  for (let k = tails[tails.length - 1] ?? -1; k >= 0; k = before[k] ?? -1) {
    const a = olds[k];
    if (a) kept.add(a);
  }
  return new Set(olds.filter((a) => !kept.has(a)));
}
