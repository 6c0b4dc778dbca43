/** Where everything stands when all orders are carried out: articles, 款, 项, 编 章 节, each with its new number. */
import { formatNumeral } from '../text/numeral.js';
import { placeUnderHeadings, settleHeadings } from './order.headings.js';
import { Order } from './settled-order.js';
import { newWords, oldWords, plain, splice } from './words.js';
import type { Work, WorkArticle, WorkItem, WorkParagraph } from './work.js';

/** @param keepsNumbers a 修正案: numbers stay, what is new is 第N条之一 */
export function settle(work: Work, keepsNumbers: boolean): Order {
  const order: Order = {
    articles: [],
    headings: [],
    moved: new Set(),
    placeholders: new Set(),
    problems: [],
    notes: [],
  };
  if (slotsFilled(work, keepsNumbers, order)) fillSlots(work, order);
  else keepNumbers(work, order);
  for (const article of order.articles) settleParagraphs(article);
  join(work, order);
  order.moved = outOfOrder(order.articles);
  placeUnderHeadings(order);
  settleHeadings(work, order);
  return order;
}

/** Whether the articles are numbered anew from first to last. */
function slotsFilled(work: Work, keepsNumbers: boolean, order: Order): boolean {
  const inserted = work.articles.filter((a) => a.old === null);
  if (work.renumbers) return true;
  if (inserted.some((a) => (a.to?.sub ?? 0) > 0)) return false;
  if (work.articles.some((a) => a.old !== null && a.to !== null)) return true;
  const inUse = new Set(work.articles.filter((a) => a.old !== null && a.number.sub === 0).map((a) => a.number.number));
  if (inserted.some((a) => a.to !== null && inUse.has(a.to.number))) return true;
  if (work.gone.size === 0 || keepsNumbers) return false;
  order.notes.push('决定删去了条文而没有写明条文顺序是否调整，整理稿按顺延处理，请核对。');
  return true;
}

/** 第N条 and the 第N条之一 that follow it move together. */
interface Group {
  articles: WorkArticle[];
  slot: number | null;
}

function fillSlots(work: Work, order: Order): void {
  const groups: Group[] = [];
  const beside = work.articles.filter((a) => a.old === null && a.to === null && a.after !== null);
  for (const a of work.articles) {
    if (beside.includes(a)) continue;
    const sub = a.to ? a.to.sub : a.old === null ? 0 : a.number.sub;
    const last = groups[groups.length - 1];
    if (sub > 0 && a.to === null && last) last.articles.push(a);
    else if (sub > 0) insertBySub(groups, a);
    else groups.push({ articles: [a], slot: a.to?.number ?? null });
  }
  for (const a of beside) {
    const at = groups.findIndex((g) => a.after !== null && g.articles.includes(a.after));
    groups.splice(at < 0 ? groups.length : at + 1, 0, { articles: [a], slot: null });
  }
  const stated = new Map<number, Group>();
  const free: Group[] = [];
  for (const g of groups) {
    if (g.slot !== null && !stated.has(g.slot)) stated.set(g.slot, g);
    else {
      if (g.slot !== null) {
        const first = g.articles[0];
        if (first)
          order.problems.push({
            article: first,
            text: `第${formatNumeral(g.slot)}条被两条指令同时占用；请核对决定文本。`,
          });
      }
      free.push(g);
    }
  }
  const base = work.law.provisions.find((p) => p.kind !== 'annex')?.number ?? 1;
  const late = [...stated.values()].sort((a, b) => (a.slot ?? 0) - (b.slot ?? 0));
  let number = base;
  for (let k = 0; k < groups.length; k++, number++) {
    const own = stated.get(number);
    const next = own ?? free.shift() ?? late.find((g) => (g.slot ?? 0) > number && stated.has(g.slot ?? 0));
    if (!next) continue;
    if (next.slot !== null) stated.delete(next.slot);
    next.articles.forEach((a, i) => {
      if (i === 0 && a.to !== null && a.to.number !== number && a.to.sub === 0) {
        order.problems.push({
          article: a,
          text: `决定写明作为第${formatNumeral(a.to.number)}条，按其余指令推算是第${formatNumeral(number)}条；请核对。`,
        });
      }
      a.number = { number, sub: i === 0 ? 0 : (a.to?.sub ?? Math.max(1, a.number.sub)) };
      order.articles.push(a);
    });
  }
  for (const g of stated.values())
    if (!g.articles.some((a) => order.articles.includes(a))) order.articles.push(...g.articles);
}

/** A new 第N条之一 where everything else is renumbered: behind the article that will be 第N条 by its old number. */
function insertBySub(groups: Group[], a: WorkArticle): void {
  const home =
    groups.find((g) => g.slot === a.to?.number) ?? groups.find((g) => g.articles[0]?.number.number === a.to?.number);
  if (home) home.articles.push(a);
  else groups.push({ articles: [a], slot: null });
}

function keepNumbers(work: Work, order: Order): void {
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
  for (const a of work.articles.filter((x) => x.old === null)) {
    const last = list[list.length - 1];
    if (a.to === null && a.after !== null) {
      const { number } = a.after.number;
      const subs = list.filter((x) => x.number.number === number).map((x) => x.number.sub);
      a.to = { number, sub: Math.max(0, ...subs) + 1 };
    }
    a.number = a.to ?? { number: (last?.number.number ?? 0) + 1, sub: 0 };
    const { number, sub } = a.number;
    let at = list.length;
    while (at > 0) {
      const before = list[at - 1]?.number;
      if (!before || before.number < number || (before.number === number && before.sub < sub)) break;
      at--;
    }
    list.splice(at, 0, a);
  }
  order.articles = list;
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

function settleParagraphs(article: WorkArticle): void {
  article.paragraphs = arrange(article.paragraphs);
  for (const p of article.paragraphs) if (p.listChanged) settleItems(p);
}

/** 项 in order, numbered without a gap, each closed with ； and the last one with 。, as the rest of the list is. */
function settleItems(p: WorkParagraph): void {
  p.items = arrange(p.items);
  const labelled = p.items.filter((item) => item.label !== '' || item.old === null);
  const half = p.items.some((item) => item.label.startsWith('('));
  const ends = labelled.slice(0, -1).map(lastText);
  const closedBySemicolon =
    ends.filter((text) => text.endsWith('；')).length >= ends.filter((text) => text.endsWith('。')).length;
  labelled.forEach((item, k) => {
    const number = formatNumeral(k + 1);
    item.label = half ? `(${number})` : `（${number}）`;
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
  for (const { host, origin, into, paragraph } of work.joins) {
    const { paragraphs } = host;
    const target = order.articles.find((a) => a.number.number === into.number && a.number.sub === into.sub);
    if (!target) {
      order.notes.push(
        `没有第${formatNumeral(into.number)}条可以并入，有${paragraphs.length}款没有放进整理稿；请人工补上。`,
      );
      continue;
    }
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
