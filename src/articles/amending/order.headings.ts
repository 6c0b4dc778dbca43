/** Where chapters stand after their articles moved, and how they are numbered. */
import { headingLevelWords } from '../text/article.js';
import { formatArticleLabel, formatNumeral } from '../text/numeral.js';
import { outOfChapters } from './chapter-order.js';
import type { Order } from './settled-order.js';
import { isUnder, numberIn, rankOf, type Work, type WorkArticle, type WorkHeading } from './work.js';

/**
 * A decision seldom says under which heading a new article stands; its number says between which articles. At a border
 * between two chapters the earlier one is taken, except that a heading the article itself comes from wins.
 */
export function placeUnderHeadings(order: Order): void {
  const list = order.articles;
  const fixed = list.map((a) => (a.old !== null && !order.moved.has(a)) || a.headingStated);
  list.forEach((a, k) => {
    if (fixed[k]) return;
    let before = k - 1;
    while (before >= 0 && !fixed[before]) before--;
    let after = k + 1;
    while (after < list.length && !fixed[after]) after++;
    const previous = list[before]?.heading ?? null;
    const next = list[after]?.heading ?? null;
    if (a.heading !== null && (a.heading === previous || a.heading === next)) return;
    const second = a.toUnder !== undefined && isNumbered(next, a.toUnder) && !isNumbered(previous, a.toUnder);
    a.heading = before >= 0 && !second ? previous : next;
    fixed[k] = true;
  });
}

/** Whether an article under a heading stands in the chapter that bears that number, stated or in force. */
function isNumbered(heading: WorkHeading | null, told: NonNullable<WorkArticle['toUnder']>): boolean {
  let h = heading;
  while (h && h.level !== told.level) h = h.above;
  return h !== null && (h.to ?? numberIn(h.label)) === told.number;
}

/** What stands between two articles of a new chapter belongs to it, and every chapter is one run of articles. */
export function keepTogether(order: Order): void {
  const list = order.articles;
  list.forEach((a, k) => {
    const around = list[k - 1]?.heading ?? null;
    if (around?.old === null && list[k + 1]?.heading === around && !a.headingStated) a.heading = around;
  });
  const closed = new Set<WorkHeading>();
  let open: WorkHeading[] = [];
  for (const a of list) {
    const stack: WorkHeading[] = [];
    for (let h = a.heading; h; h = h.above) stack.push(h);
    for (const h of open) if (!stack.includes(h)) closed.add(h);
    const again = stack.find((h) => closed.has(h));
    if (again) {
      const added = open.find((h) => h.old === null) ?? a;
      order.problems.push({
        of: added,
        text: `按这份决定编排，${again.label}的条文不再前后相连；请核对决定文本。`,
      });
      return;
    }
    const left = open.find((h) => h.old === null && !stack.includes(h) && h.above !== null && h.above === a.heading);
    const fresh = stack.find((h) => h.old === null && !open.includes(h) && h.above !== null && h.above === open[0]);
    if (fresh) {
      order.problems.push({ of: fresh, text: `新增的节前面的条文没有写明属于哪一节；请在整理稿上人工修改。` });
      return;
    }
    if (left) {
      order.problems.push({ of: left, text: `新增的节后面的条文没有写明属于哪一节；请在整理稿上人工修改。` });
      return;
    }
    open = stack;
  }
}

/** 作为第三章第八条: whether the article stands in that chapter when all is done. */
export function checkStatedHeadings(order: Order): void {
  for (const a of order.articles) {
    const told = a.toUnder;
    if (!told) continue;
    let h = a.heading;
    while (h && h.level !== told.level) h = h.above;
    if (h && numberIn(h.label) === told.number) continue;
    const stated = `第${formatNumeral(told.number)}${headingLevelWords[told.level]}`;
    order.problems.push({
      of: a,
      text: `决定写明${formatArticleLabel(a.number)}在${stated}，按其余指令推算${h ? `在${h.label}` : '不在'}；请核对。`,
    });
  }
}

export function settleHeadings(work: Work, order: Order): void {
  const olds = work.headings.filter((h) => h.old !== null);
  const byOld = new Map(olds.map((h) => [h.old, h]));
  const hadArticles = new Set<WorkHeading>();
  const has = new Set<WorkHeading>();
  for (const a of order.articles) for (let h = a.heading; h && !has.has(h); h = h.above) has.add(h);
  const bear = new Set(work.law.provisions.flatMap((p) => p.headings.map(keyOf)));
  work.law.headings.forEach((was, i) => {
    const h = byOld.get(i);
    if (h && bear.has(keyOf({ label: h.label, title: was.title }))) hadArticles.add(h);
  });
  const list = olds.filter((h) => has.has(h) || !hadArticles.has(h));
  const added = work.headings.filter((h) => h.old === null);
  for (const h of added) {
    const first = order.articles.findIndex((a) => isUnder(a.heading, h));
    if (first < 0 && !added.some((x) => x.above === h))
      order.problems.push({
        of: h,
        text: `没有写明新增的${h.to === null ? '' : `第${formatNumeral(h.to)}`}${headingLevelWords[h.level]}包括哪些条；请在整理稿上人工修改。`,
      });
    const at =
      first >= 0
        ? placeOf(h, first, list, order.articles)
        : list.findIndex((x) => x.level === h.level && numberIn(x.label) === h.to);
    list.splice(at < 0 ? list.length : at, 0, h);
  }
  order.headings = list;
  checkEmptied(
    work,
    order,
    olds.filter((h) => hadArticles.has(h) && !has.has(h)),
  );
  const left = new Set(list.map((h) => h.old));
  const removed = work.law.headings.filter((_, i) => !left.has(i));
  const changed = new Set([...added, ...removed, ...fallenBehind(list)].map((h) => h.level));
  for (const level of changed) relabel(list.filter((h) => h.level === level));
  const astray = outOfChapters(list, order.articles);
  if (astray)
    order.problems.push({
      of: astray,
      text: `按这份决定编排，${formatArticleLabel(astray.number)}所在的章节同章节的先后次序对应不上；请核对决定文本。`,
    });
  for (const h of list) {
    const found = numberIn(h.label);
    if (h.to !== null && h.to !== found)
      order.problems.push({
        of: h,
        text:
          `决定写明是第${formatNumeral(h.to)}${headingLevelWords[h.level]}，按条文的先后推算是${h.label}；` +
          '章节前后移动的，请写明每一个移动的章节的新序号，或者在整理稿上人工修改。',
      });
  }
}

/** How a heading of the law in force is told from the others. */
const keyOf = ({ label, title }: Pick<WorkHeading, 'label' | 'title'>): string => `${label}\n${title}`;

/** Chapters whose articles all took numbers elsewhere: whether they go, and where the articles belong, is not said. */
function checkEmptied(work: Work, order: Order, emptied: readonly WorkHeading[]): void {
  if (emptied.length === 0) return;
  const firstOf = new Map<string, WorkArticle>();
  for (const a of order.articles) {
    const home = a.old === null || a.headingStated ? [] : (work.law.provisions[a.old]?.headings ?? []);
    for (const key of home.map(keyOf)) if (!firstOf.has(key)) firstOf.set(key, a);
  }
  for (const { old } of emptied) {
    const was = work.law.headings[old ?? -1];
    const left = was && firstOf.get(keyOf(was));
    if (left)
      order.problems.push({
        of: left,
        text: `按决定写的序号，${was.label}的条全部移走了，归在哪一章没有写明；请在整理稿上人工修改。`,
      });
  }
}

/** Headings in force that stand behind one of their level that stood behind them. */
function fallenBehind(list: readonly WorkHeading[]): WorkHeading[] {
  const last = new Map<WorkHeading['level'], number>();
  return list.filter((h) => {
    if (h.old === null) return false;
    const before = last.get(h.level) ?? -1;
    last.set(h.level, h.old);
    return before > h.old;
  });
}

/** Before the heading that comes next in the order of the articles. */
function placeOf(
  h: WorkHeading,
  first: number,
  list: readonly WorkHeading[],
  articles: readonly WorkArticle[],
): number {
  const previous = articles[first - 1]?.heading ?? null;
  const next = articles.slice(first).find((a) => !isUnder(a.heading, h))?.heading ?? null;
  let sibling: WorkHeading | null = previous ?? next;
  while (sibling && rankOf(sibling) > rankOf(h)) sibling = sibling.above;
  h.above ??= sibling && rankOf(sibling) === rankOf(h) ? sibling.above : sibling;
  if (previous) {
    let at = Math.max(list.indexOf(previous), h.above ? list.indexOf(h.above) : -1);
    while (at + 1 < list.length) {
      const following = list[at + 1];
      if (
        !following ||
        rankOf(following) <= rankOf(h) ||
        articles.slice(first).some((a) => isUnder(a.heading, following))
      )
        break;
      at++;
    }
    return at + 1;
  }
  const above = h.above ? list.indexOf(h.above) + 1 : 0;
  return next ? Math.max(list.indexOf(next), above) : list.length;
}

const SUFFIX = /(分编|編|编|章|节|節)$/u;
function relabel(list: readonly WorkHeading[]): void {
  const numbered = list.filter((h) => h.label !== '' || h.old === null);
  const restarts = list.some(
    (h, i) => i > 0 && h.old !== null && h.above !== list[i - 1]?.above && numberIn(h.label) === 1,
  );
  let number = 0;
  numbered.forEach((h, i) => {
    if (i > 0 && restarts && h.above !== numbered[i - 1]?.above) number = 0;
    number++;
    const suffix = SUFFIX.exec(h.label)?.[1] ?? headingLevelWords[h.level];
    if (/之/u.test(h.label)) number--;
    else if (h.label.endsWith('、')) h.label = `${formatNumeral(number)}、`;
    else if (/[）)]$/u.test(h.label)) h.label = `（${formatNumeral(number)}）`;
    else h.label = `第${formatNumeral(number)}${suffix}`;
  });
}
