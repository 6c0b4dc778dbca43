/**
 * Chapters that change places: 将第三章移至第五章之后, 第三章改为第二章，第二章改为第三章. A chapter takes its articles
 * and its sections with it, and the articles are numbered anew from first to last.
 */
import { touch } from './journal.js';
import { missing, nameOf, type Order } from './problems.js';
import type { Work, WorkArticle, WorkHeading } from './shape.js';
import { headingAt } from './work.js';

/** 将第三章移至第五章之后 */
export function moveHeadings(work: Work, o: Order<'moveTo'>): string | null {
  const found = o.from.map((place) => headingAt(work, place));
  const absent = o.from[found.indexOf(null)];
  const beside = headingAt(work, o.beside);
  if (absent) return missing(work, absent);
  if (!beside) return missing(work, o.beside);
  const moved = found.filter((h) => h !== null);
  if (moved.includes(beside)) return `${nameOf(o.beside)}就是要移动的章节；请核对决定文本。`;
  if (moved.some((h) => h.level !== beside.level || h.above !== beside.above))
    return `${o.from.map(nameOf).join('、')}同${nameOf(o.beside)}不在同一级，怎样移动没有写明；请在整理稿上人工修改。`;
  const rest = siblingsOf(work, beside).filter((h) => !moved.includes(h));
  const at = rest.indexOf(beside) + (o.side === 'before' ? 0 : 1);
  putInOrder(work, rest.toSpliced(at, 0, ...moved));
  return null;
}

/**
 * Puts chapters where the numbers stated for them say. Only where nothing is left to guess: each that gets another
 * number is named, or the decision says that the order of chapters changes.
 */
export function placeByNumber(work: Work): void {
  const filled = new Set<WorkHeading>();
  for (const a of work.articles) for (let h = a.heading; h && !filled.has(h); h = h.above) filled.add(h);
  const fresh = work.headings.filter((h) => h.old === null);
  for (const group of groupsOf(work.headings)) {
    const [first] = group;
    const added = fresh.filter((h) => h.level === first?.level);
    if (!group.some((h) => h.to !== null) || added.some((h) => h.to === null)) continue;
    const now = group.filter((h) => filled.has(h));
    const next = arranged(now, new Set(added.map((h) => h.to ?? 0)));
    if (next === null || next.every((h, k) => h === now[k])) continue;
    const named = next.every((h, k) => h.to !== null || h === now[k]);
    if (named || work.renumbersHeadings) putInOrder(work, next);
  }
}

/** Headings in force of one level under one other. */
function groupsOf(headings: readonly WorkHeading[]): WorkHeading[][] {
  const groups = new Map<WorkHeading | null, Map<WorkHeading['level'], WorkHeading[]>>();
  for (const h of headings) {
    if (h.old === null) continue;
    const levels = groups.get(h.above) ?? new Map<WorkHeading['level'], WorkHeading[]>();
    const list = levels.get(h.level) ?? [];
    list.push(h);
    groups.set(h.above, levels.set(h.level, list));
  }
  return [...groups.values()].flatMap((levels) => [...levels.values()]);
}

/** Stated numbers first, the others between them in their order; null where two want the same. */
function arranged(list: readonly WorkHeading[], taken: ReadonlySet<number>): WorkHeading[] | null {
  const stated = new Map<number, WorkHeading>();
  for (const h of list) {
    if (h.to === null) continue;
    if (stated.has(h.to) || taken.has(h.to) || h.to > list.length + taken.size) return null;
    stated.set(h.to, h);
  }
  const free = list.filter((h) => h.to === null);
  const out: WorkHeading[] = [];
  for (let number = 1; number <= list.length + taken.size; number++) {
    const next = taken.has(number) ? undefined : (stated.get(number) ?? free.shift());
    if (next) out.push(next);
  }
  return out.length === list.length ? out : null;
}

/** Chapters in force beside one, in the order that they have now. */
const siblingsOf = (work: Work, of: WorkHeading): WorkHeading[] =>
  work.headings.filter((h) => h.old !== null && h.level === of.level && h.above === of.above);

/** Chapters of one level in another order, each with what stands under it. */
function putInOrder(work: Work, order: readonly WorkHeading[]): void {
  const rank = new Map(order.map((h, k) => [h, k]));
  const rankOver = (heading: WorkHeading | null): number => {
    for (let h = heading; h; h = h.above) {
      const k = rank.get(h);
      if (k !== undefined) return k;
    }
    return -1;
  };
  const now = work.headings.filter((h) => rank.has(h));
  const moved = new Set(order.filter((h, k) => h !== now[k]));
  work.headings = resorted(work.headings, (h) => (h.old === null ? -1 : rankOver(h)));
  work.articles = resorted(work.articles, (a) => (a.old === null ? -1 : rankOver(a.heading)));
  for (const a of work.articles)
    if (a.old !== null && moved.has(order[rankOver(a.heading)] as WorkHeading)) stand(work, a);
}

function stand(work: Work, article: WorkArticle): void {
  touch(work, article);
  article.headingStated = true;
}

/** What has a rank is put in the order of it, in the places that such things had; the rest stays where it is. */
function resorted<T>(list: readonly T[], rank: (x: T) => number): T[] {
  const ranks = new Map(list.map((x) => [x, rank(x)]));
  const sorted = list
    .filter((x) => (ranks.get(x) ?? -1) >= 0)
    .sort((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
  let k = 0;
  return list.map((x) => ((ranks.get(x) ?? -1) < 0 ? x : (sorted[k++] as T)));
}

/** Says which chapters stand elsewhere now, and that their articles went with them. */
export function movedHeadings(headings: readonly WorkHeading[], law: Work['law']): string[] {
  const olds = headings.flatMap((h) => (h.old === null ? [] : [h]));
  const moved = olds.filter((h, k) => {
    const [before, behind] = [olds[k - 1]?.old ?? -1, olds[k + 1]?.old ?? Infinity];
    return before > (h.old ?? 0) || behind < (h.old ?? 0);
  });
  const words = moved.map((h) => {
    const was = law.headings[h.old ?? 0];
    return `原${was?.label ?? ''}“${was?.title ?? ''}”现在是${h.label}`;
  });
  return words.length === 0
    ? []
    : [`按决定写的章节顺序，${words.join('、')}，其中的条随章节移动，序号依次排列；请核对。`];
}

/** Why the articles do not stand in the order of their chapters; null where they do. */
export function outOfChapters(order: readonly WorkHeading[], articles: readonly WorkArticle[]): WorkArticle | null {
  const place = new Map(order.map((h, k) => [h, k]));
  let last = -1;
  for (const a of articles) {
    const at = a.heading ? (place.get(a.heading) ?? last) : last;
    if (at < last) return a;
    last = at;
  }
  return null;
}
