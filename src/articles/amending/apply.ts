/**
 * Operations → the working copy of the law. Every function returns null when the order is carried out, else in Chinese
 * why it is not; nothing is guessed that the decision could have said. Numbers and headings are settled afterwards
 * (`amend.renumber.ts`).
 */
import type { ArticleNumber } from '../text/article.js';
import { readBody } from './body.js';
import { insert } from './insert.js';
import type { Operation, Place } from './operations.js';
import { firstProblem, missing, noText, type Order, sameNumber } from './problems.js';
import {
  emptyArticle,
  remove,
  removeArticle,
  rename,
  replace,
  replaceItems,
  replaceParagraphs,
  setContent,
  split,
} from './replace.js';
import { appended, wordsDeleted, wordsInserted, wordsReplaced } from './text.js';
import type { Wording } from './words.js';
import {
  articleAt,
  headingAt,
  isUnder,
  itemAt,
  newParagraph,
  paragraphAt,
  type Work,
  type WorkArticle,
  type WorkParagraph,
} from './work.js';

export function apply(work: Work, o: Operation, note: (text: string) => void): string | null {
  switch (o.op) {
    case 'replace':
      return replace(work, o);
    case 'replaceWords':
      return wordsReplaced(work, o);
    case 'deleteWords':
      return wordsDeleted(work, o);
    case 'insertWords':
      return wordsInserted(work, o, note);
    case 'append':
      return appended(work, o);
    case 'delete':
      return firstProblem(o.at.map((place) => remove(work, place)));
    case 'renumber':
      return renumber(work, o);
    case 'moveTo':
      return moveTo(work, o);
    case 'insert':
      return insert(work, o);
    case 'merge':
      return merge(work, o);
    case 'split':
      return split(work, o);
    case 'rename':
      return rename(work, o.at, o.text);
    case 'renumberAll':
      work.renumbers = true;
      return null;
    case 'unclear':
      return `没有看懂“${o.words.replace(/[\uE000\d\uE001]+/gu, '……')}”；请在整理稿上人工修改。`;
  }
}

function renumber(work: Work, o: Order<'renumber'>): string | null {
  if (o.from.length !== o.to.length) {
    const first = o.from[0];
    const to = o.to[0];
    const article = first ? articleAt(work, first) : null;
    const oneHome = o.from.every(
      (place) => place.paragraph !== null && place.item === null && sameNumber(place.article, first?.article ?? null),
    );
    if (article && oneHome && to?.article && to.paragraph === null && o.to.length === 1)
      return promoteTogether(work, article, o.from, to.article);
    if (o.from.length > 1 && o.to.length === 1) return merge(work, { op: 'merge', from: o.from, to: o.to, text: [] });
    return `原有${o.from.length}处，新序号有${o.to.length}个，对应不上；请人工核对。`;
  }
  return firstProblem(o.from.map((from, k) => renumberOne(work, from, o.to[k])));
}

function renumberOne(work: Work, from: Place, to: Place | undefined): string | null {
  if (!to) return noText;
  if (from.kind === 'heading' && to.heading) {
    const heading = headingAt(work, from);
    if (!heading) return missing(from);
    heading.to = to.heading.number;
    return null;
  }
  const article = articleAt(work, from);
  if (!article || !to.article) return missing(from);
  const whole = from.paragraph === null && from.item === null;
  if (whole && to.paragraph === null) {
    article.to = to.article;
    article.stated = true;
    return null;
  }
  if (whole) {
    removeArticle(work, article, 'merged');
    work.joins.push({ host: article, origin: article.old ?? 0, into: to.article, paragraph: to.paragraph ?? 1 });
    return null;
  }
  const paragraph = paragraphAt(article, from);
  if (!paragraph) return missing(from);
  if (from.item !== null) return renumberItem(work, article, paragraph, from, to);
  const stays = to.paragraph !== null && sameNumber(to.article, from.article);
  if (stays) {
    paragraph.to = to.paragraph;
    return null;
  }
  article.paragraphs = article.paragraphs.filter((p) => p !== paragraph);
  if (to.paragraph !== null) {
    work.joins.push({
      host: emptyArticle(article, [paragraph], null),
      origin: article.old ?? 0,
      into: to.article,
      paragraph: to.paragraph,
    });
    return null;
  }
  promote(work, article, [paragraph], to.article);
  return null;
}

/** 将第十三条第二款改为第十六条: a 款 becomes an article; the article it leaves vanishes with its last 款. */
function promote(work: Work, article: WorkArticle, paragraphs: WorkParagraph[], to: ArticleNumber): void {
  const made = emptyArticle(article, paragraphs, to);
  made.origins = [...article.origins];
  work.articles.splice(work.articles.indexOf(article) + 1, 0, made);
  if (article.paragraphs.length === 0) removeArticle(work, article, 'split');
}

/** 第一款、第二款作为第七条: they stay 款; where nothing else is left of the article it simply takes the number. */
function promoteTogether(work: Work, article: WorkArticle, from: readonly Place[], to: ArticleNumber): string | null {
  const parts = from.map((place) => paragraphAt(article, place));
  const absent = from[parts.indexOf(null)];
  if (absent) return missing(absent);
  if (article.paragraphs.every((p) => parts.includes(p))) {
    article.to = to;
    article.stated = true;
    return null;
  }
  article.paragraphs = article.paragraphs.filter((p) => !parts.includes(p));
  promote(
    work,
    article,
    parts.filter((p) => p !== null),
    to,
  );
  return null;
}

function renumberItem(
  work: Work,
  article: WorkArticle,
  paragraph: WorkParagraph,
  from: Place,
  to: Place,
): string | null {
  const item = itemAt(article, from);
  if (!item) return missing(from);
  if (to.item !== null && sameNumber(to.article, from.article) && (to.paragraph ?? paragraph.old) === paragraph.old) {
    item.to = to.item;
    return null;
  }
  if (to.item !== null || !to.article) return '把一项移到别的款，请在整理稿上人工办理。';
  paragraph.items = paragraph.items.filter((x) => x !== item);
  paragraph.listChanged = true;
  const alone: WorkParagraph = { text: item.text, old: null, home: null, to: null, items: [], listChanged: false };
  if (to.paragraph !== null)
    work.joins.push({
      host: emptyArticle(article, [alone], null),
      origin: article.old ?? 0,
      into: to.article,
      paragraph: to.paragraph,
    });
  else promote(work, article, [alone], to.article);
  return null;
}

function moveTo(work: Work, o: Order<'moveTo'>): string | null {
  const moved = o.from.map((place) => articleAt(work, place));
  const gap = moved.indexOf(null);
  if (gap >= 0 || moved.length === 0) return missing(o.from[gap] ?? o.beside);
  const list = moved.filter((a) => a !== null);
  const heading = o.beside.kind === 'heading' ? headingAt(work, o.beside) : null;
  const anchor =
    o.beside.kind === 'heading'
      ? [...work.articles].reverse().find((a) => heading && isUnder(a.heading, heading) && !list.includes(a))
      : articleAt(work, o.beside);
  if (!anchor) return missing(o.beside);
  work.articles = work.articles.filter((a) => !list.includes(a));
  work.articles.splice(work.articles.indexOf(anchor) + (o.side === 'before' ? 0 : 1), 0, ...list);
  for (const a of list) [a.heading, a.headingStated, a.stated] = [heading ?? anchor.heading, true, true];
  return null;
}

function merge(work: Work, o: Order<'merge'>): string | null {
  const found = o.from.map((place) => ({ place, article: articleAt(work, place) }));
  const absent = found.find((f) => f.article === null);
  if (absent) return missing(absent.place);
  if (o.from.every((place) => place.item !== null)) return mergeItems(work, o);
  const to = o.to[0];
  const body = o.text.length > 0 ? readBody(o.text) : null;
  const homes = new Set(found.map((f) => f.article));
  if (homes.size === 1 && o.from.every((place) => place.paragraph !== null))
    return mergeParagraphs(work, o, found[0]?.article ?? null);
  const first = found.find((f) => f.place.paragraph === null && f.place.item === null)?.article ?? null;
  const keeper = first ?? emptyArticle(found[0]?.article ?? null, [], to?.article ?? null);
  if (!first) work.articles.splice(work.articles.indexOf(found[0]?.article as WorkArticle) + 1, 0, keeper);
  const parts: WorkParagraph[] = [];
  for (const { place, article } of found) {
    if (!article) continue;
    if (article.old !== null && !keeper.origins.includes(article.old)) keeper.origins.push(article.old);
    if (place.paragraph === null && place.item === null) {
      parts.push(...article.paragraphs);
      if (article !== keeper) removeArticle(work, article, 'merged');
    } else {
      const paragraph = paragraphAt(article, place);
      if (place.item === null && paragraph) parts.push(paragraph);
      const problem = remove(work, place);
      if (problem !== null) return problem;
      if (article.paragraphs.length === 0) removeArticle(work, article, 'merged');
    }
  }
  keeper.to = to?.article ?? keeper.to;
  keeper.stated = true;
  if (body) setContent(keeper, body.paragraphs.map(newParagraph), body.caption);
  else keeper.paragraphs = parts;
  return null;
}

function mergeItems(work: Work, o: Order<'merge'>): string | null {
  const first = o.from[0];
  const article = first ? articleAt(work, first) : null;
  const paragraph = article && first ? paragraphAt(article, first) : null;
  if (!article || !first || !paragraph || o.text.length === 0) return '几项的合并没有给出新的文字；请人工修改。';
  const problem = replaceItems(work, { op: 'replace', at: o.from, text: o.text }, article);
  const kept = paragraph.items.find((item) => item.old === first.item);
  if (kept && o.to[0]?.item) kept.to = o.to[0].item;
  return problem;
}

function mergeParagraphs(work: Work, o: Order<'merge'>, article: WorkArticle | null): string | null {
  const first = o.from[0];
  if (!article || !first) return noText;
  const to = o.to[0];
  if (to?.article && to.paragraph === null && !sameNumber(to.article, first.article)) {
    const parts = o.from.map((place) => paragraphAt(article, place)).filter((p) => p !== null);
    article.paragraphs = article.paragraphs.filter((p) => !parts.includes(p));
    promote(work, article, o.text.length > 0 ? readBody(o.text).paragraphs.map(newParagraph) : parts, to.article);
    return null;
  }
  const target = paragraphAt(article, first);
  if (!target) return missing(first);
  if (o.text.length === 0) {
    const parts = o.from.map((place) => paragraphAt(article, place)).filter((p) => p !== null);
    const joined: Wording = parts.flatMap((p) => p.text);
    target.text = joined;
    target.items = parts.flatMap((p) => p.items);
    article.paragraphs = article.paragraphs.filter((p) => p === target || !parts.includes(p));
  } else {
    const problem = replaceParagraphs(work, { op: 'replace', at: o.from, text: o.text }, article);
    if (problem !== null) return problem;
  }
  const kept = article.paragraphs.find((p) => p.old === first.paragraph);
  if (kept && to?.paragraph) kept.to = to.paragraph;
  return null;
}
