/**
 * The text in force while a decision is applied to it: every 条 款 项 remembers what it was, so that 第二款 means the
 * old one to the end.
 */
import type { ArticleNumber, ArticleTree, Heading, Item, Paragraph } from '../text/article.js';
import { parseNumeral } from '../text/numeral.js';
import { provisionText } from '../text/print.js';
import { touch } from './journal.js';
import type { Place } from './operations.js';
import type { Work, WorkArticle, WorkHeading, WorkItem, WorkParagraph, WorkText } from './shape.js';
import { newWords, oldWords, plain, type Wording } from './words.js';

export type * from './shape.js';

export const numberKey = (n: ArticleNumber): string => `${n.number}.${n.sub}`;

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
    renumbersHeadings: false,
    openHeading: null,
    hosts: [],
    characters: law.provisions.reduce((sum, p) => sum + provisionText(p).length, 0),
    lookedThrough: 0,
    byNumber: firstOfEach(articles),
    firstHeadings: headings,
    headingsByNumber: numbered(headings),
    journal: null,
  };
}

function numbered(headings: readonly WorkHeading[]): Map<string, WorkHeading[]> {
  const out = new Map<string, WorkHeading[]>();
  for (const h of headings) {
    const key = `${h.level}.${numberIn(h.label) ?? ''}`;
    const list = out.get(key);
    if (list) list.push(h);
    else out.set(key, [h]);
  }
  return out;
}

/** Where two articles bear one number the first is meant. */
function firstOfEach(articles: readonly WorkArticle[]): Map<string, WorkArticle> {
  const out = new Map<string, WorkArticle>();
  for (const a of articles) if (!out.has(numberKey(a.number))) out.set(numberKey(a.number), a);
  return out;
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
  const found = articleOf(work, place);
  if (found) touch(work, found);
  return found;
}

function articleOf(work: Work, place: Place): WorkArticle | null {
  if (!place.article) return null;
  const known = work.byNumber.get(numberKey(place.article)) ?? null;
  const own = known?.old != null && !work.gone.has(known.old) ? known : null;
  if (place.paragraph === null || known?.old == null) return own;
  const holds = (a: WorkArticle): boolean =>
    a.paragraphs.some((p) => p.home === known.old && p.old === place.paragraph);
  if (own && holds(own)) return own;
  return work.hosts.find(holds) ?? own;
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

/**
 * The pieces of text that a place covers; null where the place does not exist.
 *
 * @param mentions of the whole law, a chapter or an annex only the articles with such a text
 */
export function textsAt(work: Work, place: Place, mentions?: (text: string) => boolean): WorkText[] | null {
  switch (place.kind) {
    case 'law':
      return touched(work, [...work.articles, ...work.annexes], mentions).flatMap(textsOf);
    case 'annex': {
      const annex = place.annex === null ? work.annexes : work.annexes.filter((a) => a.number.number === place.annex);
      return annex.length === 0 ? null : touched(work, annex, mentions).flatMap(textsOf);
    }
    case 'heading': {
      const heading = headingAt(work, place);
      if (heading === null) return null;
      const under = work.articles.filter((a) => isUnder(a.heading, heading));
      return touched(work, under, mentions).flatMap(textsOf);
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

function touched(
  work: Work,
  articles: readonly WorkArticle[],
  mentions?: (text: string) => boolean,
): readonly WorkArticle[] {
  const some = mentions ? articles.filter((a) => textsOf(a).some((t) => mentions(plain(t.text)))) : articles;
  for (const a of some) touch(work, a);
  return some;
}

export function isUnder(heading: WorkHeading | null, above: WorkHeading): boolean {
  for (let h = heading; h; h = h.above) if (h === above) return true;
  return false;
}

export function headingAt(work: Work, place: Place): WorkHeading | null {
  const wanted = place.heading;
  if (!wanted) return null;
  const known = work.headingsByNumber.get(`${wanted.level}.${wanted.number}`) ?? [];
  const fits = known.filter((h) => work.headings === work.firstHeadings || work.headings.includes(h));
  if (wanted.above === null) return fits[0] ?? null;
  return fits.find((h) => h.above !== null && numberIn(h.above.label) === wanted.above) ?? null;
}

/** 第四章 → 4, 四、 and （四） of judicial interpretations too; null for a heading without a number. */
export function numberIn(label: string): number | null {
  const m = /^第(.+?)(?:分编|編|编|章|节|節)(?:之.+)?$|^(.+)、$|^[（(](.+)[）)]$/u.exec(label);
  return m ? parseNumeral(m[1] ?? m[2] ?? m[3] ?? '') : null;
}
