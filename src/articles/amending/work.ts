/**
 * The text in force while a decision is applied to it: every 条 款 项 remembers what it was, so that 第二款 means the
 * old one to the end.
 */
import type { ArticleNumber, ArticleTree, Heading, Item, Paragraph, Provision } from '../text/article.js';
import { parseNumeral } from '../text/numeral.js';
import type { Place } from './operations.js';
import { newWords, oldWords, type Wording } from './words.js';

export interface WorkText {
  text: Wording;
}

export interface WorkSubitem extends WorkText {
  old: number | null;
  to: number | null;
  label: string;
}

export interface WorkItem extends WorkText {
  /** position in the old list, from 1 */
  old: number | null;
  /** stated position in the new list */
  to: number | null;
  label: string;
  subitems: WorkSubitem[];
}

export interface WorkParagraph extends WorkText {
  old: number | null;
  /** index of the old provision that `old` counts in */
  home: number | null;
  to: number | null;
  items: WorkItem[];
  /** its list was changed: labels and closing marks are set again */
  listChanged: boolean;
}

export interface WorkHeading extends Heading {
  old: number | null;
  /** stated number in the new text */
  to: number | null;
  above: WorkHeading | null;
}

export interface WorkArticle {
  kind: Provision['kind'];
  /** index of the old provision whose place it takes; null for a new one */
  old: number | null;
  /** indexes of all old provisions it comes from */
  origins: number[];
  label: string;
  number: ArticleNumber;
  to: ArticleNumber | null;
  caption: string | null;
  paragraphs: WorkParagraph[];
  heading: WorkHeading | null;
  /** the instruction that moved it said under which heading */
  headingStated: boolean;
  /** new: the article after which it was ordered to stand */
  after: WorkArticle | null;
  /** the decision names where it comes from or that it is new */
  stated: boolean;
}

export interface Work {
  law: ArticleTree;
  title: string;
  preamble: string[];
  articles: WorkArticle[];
  annexes: WorkArticle[];
  headings: WorkHeading[];
  /** old index → reason in the words of the decision, for articles that vanish */
  gone: Map<number, 'deleted' | 'merged' | 'split'>;
  /** whole articles that become a 款 of another, by number in the new text */
  joins: { host: WorkArticle; origin: number; into: ArticleNumber; paragraph: number }[];
  /** 条文顺序作相应调整 */
  renumbers: boolean;
  /** the heading that the instruction at hand has just inserted: the articles it goes on to insert stand below it */
  openHeading: WorkHeading | null;
}

export function workOf(law: ArticleTree): Work {
  const headings = headingsOf(law);
  const walk = headingWalk(headings);
  const articles: WorkArticle[] = [];
  const annexes: WorkArticle[] = [];
  law.provisions.forEach((p, i) => {
    const article: WorkArticle = {
      kind: p.kind,
      old: i,
      origins: [i],
      label: p.label,
      number: { number: p.number, sub: p.sub },
      to: null,
      caption: p.caption,
      paragraphs: p.paragraphs.map((q, k) => oldParagraph(q, k + 1, i)),
      heading: p.kind === 'annex' ? null : walk(p.headings),
      headingStated: false,
      after: null,
      stated: false,
    };
    (p.kind === 'annex' ? annexes : articles).push(article);
  });
  return {
    law,
    title: law.title,
    preamble: [...law.preamble],
    articles,
    annexes,
    headings,
    gone: new Map(),
    joins: [],
    renumbers: false,
    openHeading: null,
  };
}

const RANK = { part: 0, subpart: 1, chapter: 2, section: 3 } as const;
export const rankOf = (h: Heading): number => RANK[h.level];

function headingsOf(law: ArticleTree): WorkHeading[] {
  const out: WorkHeading[] = [];
  law.headings.forEach((h, i) => {
    let above: WorkHeading | null = out[out.length - 1] ?? null;
    while (above && rankOf(above) >= rankOf(h)) above = above.above;
    out.push({ level: h.level, label: h.label, title: h.title, old: i, to: null, above });
  });
  return out;
}

/** Finds, for the headings above one provision after the other, the entry of the list that they end in. */
function headingWalk(headings: readonly WorkHeading[]): (stack: readonly Heading[]) => WorkHeading | null {
  let at = -1;
  const same = (entry: WorkHeading | null, stack: readonly Heading[]): boolean => {
    let above = entry;
    for (let k = stack.length - 1; k >= 0; k--, above = above?.above ?? null) {
      const h = stack[k];
      if (!above || !h || above.level !== h.level || above.label !== h.label || above.title !== h.title) return false;
    }
    return above === null;
  };
  return (stack) => {
    if (stack.length === 0) return null;
    for (let k = Math.max(at, 0); k < headings.length; k++) {
      const entry = headings[k];
      if (entry && same(entry, stack)) {
        at = k;
        return entry;
      }
    }
    return headings[at] ?? null;
  };
}

function oldParagraph(p: Paragraph, old: number, home: number): WorkParagraph {
  return {
    text: oldWords(p.text),
    old,
    home,
    to: null,
    listChanged: false,
    items: p.items.map((item, k) => workItem(item, k + 1, oldWords)),
  };
}

export function newParagraph(p: Paragraph): WorkParagraph {
  return {
    text: newWords(p.text),
    old: null,
    home: null,
    to: null,
    listChanged: false,
    items: p.items.map((item) => newItem(item)),
  };
}

export function newItem(item: Item): WorkItem {
  return workItem(item, null, newWords);
}

function workItem(item: Item, old: number | null, words: (text: string) => Wording): WorkItem {
  return {
    text: words(item.text),
    old,
    to: null,
    label: item.label,
    subitems: item.subitems.map((s, k) => ({
      text: words(s.text),
      old: old === null ? null : k + 1,
      to: null,
      label: s.label,
    })),
  };
}

/** Every piece of text of an article. */
export function textsOf(article: WorkArticle): WorkText[] {
  return article.paragraphs.flatMap((p) => [p, ...p.items.flatMap((item) => [item, ...item.subitems])]);
}

/** The old article of a place; for an old 款 that was moved away, the article that holds it now. */
export function articleAt(work: Work, place: Place): WorkArticle | null {
  const wanted = place.article;
  if (!wanted) return null;
  const own =
    work.articles.find((a) => a.old !== null && a.number.number === wanted.number && a.number.sub === wanted.sub) ??
    null;
  if (place.paragraph === null) return own;
  const home =
    own?.old ??
    work.law.provisions.findIndex((p) => p.kind !== 'annex' && p.number === wanted.number && p.sub === wanted.sub);
  const holds = (a: WorkArticle): boolean => a.paragraphs.some((p) => p.home === home && p.old === place.paragraph);
  return own && holds(own) ? own : ([...work.articles, ...work.joins.map((j) => j.host)].find(holds) ?? own);
}

/** The old 款 that a place names; without a 款 the one that has the 项, or the only one. */
export function paragraphAt(article: WorkArticle, place: Place): WorkParagraph | null {
  if (place.paragraph !== null) return article.paragraphs.find((p) => p.old === place.paragraph) ?? null;
  if (place.item !== null) {
    return (
      article.paragraphs.find((p) => p.items.some((item) => item.old === place.item && item.label !== '')) ??
      article.paragraphs.find((p) => p.items.length > 0) ??
      null
    );
  }
  return article.paragraphs[0] ?? null;
}
export function itemAt(article: WorkArticle, place: Place): WorkItem | null {
  if (place.item === null) return paragraphAt(article, place)?.items[0] ?? null;
  return paragraphAt(article, place)?.items.find((item) => item.old === place.item) ?? null;
}

/** The pieces of text that a place covers; null where the place does not exist. */
export function textsAt(work: Work, place: Place): WorkText[] | null {
  switch (place.kind) {
    case 'law':
      return [...work.articles, ...work.annexes].flatMap(textsOf);
    case 'annex': {
      const annex = place.annex === null ? work.annexes : work.annexes.filter((a) => a.number.number === place.annex);
      return annex.length === 0 ? null : annex.flatMap(textsOf);
    }
    case 'heading': {
      const heading = headingAt(work, place);
      return heading === null ? null : work.articles.filter((a) => isUnder(a.heading, heading)).flatMap(textsOf);
    }
    case 'article': {
      const article = articleAt(work, place);
      if (!article) return null;
      if (place.paragraph === null && place.item === null) return textsOf(article);
      const paragraph = paragraphAt(article, place);
      if (!paragraph) return null;
      if (place.item === null) return [paragraph, ...paragraph.items.flatMap((item) => [item, ...item.subitems])];
      const item = itemAt(article, place);
      if (!item) return null;
      if (place.subitem === null) return [item, ...item.subitems];
      const subitem = item.subitems.find((s) => s.old === place.subitem);
      return subitem ? [subitem] : null;
    }
    case 'title':
    case 'preamble':
      return null;
  }
}

export function isUnder(heading: WorkHeading | null, above: WorkHeading): boolean {
  for (let h = heading; h; h = h.above) if (h === above) return true;
  return false;
}

export function headingAt(work: Work, place: Place): WorkHeading | null {
  const wanted = place.heading;
  if (!wanted) return null;
  const fits = work.headings.filter(
    (h) => h.old !== null && h.level === wanted.level && numberIn(h.label) === wanted.number,
  );
  if (wanted.above === null) return fits[0] ?? null;
  return fits.find((h) => h.above !== null && numberIn(h.above.label) === wanted.above) ?? null;
}

/** 第四章 → 4; null for a heading without a number. */
export function numberIn(label: string): number | null {
  const m = /^第(.+?)(?:分编|編|编|章|节|節)(?:之.+)?$/u.exec(label);
  return m ? parseNumeral(m[1] ?? '') : null;
}
