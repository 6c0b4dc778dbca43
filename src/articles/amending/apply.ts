/**
 * Operations → the working copy of the law. Every function returns null when the order is carried out, else in Chinese
 * why it is not; nothing is guessed that the decision could have said. Of an instruction either all operations are
 * carried out or none (ADR 0027). Numbers and headings are settled afterwards (`order.ts`).
 */
import type { ArticleNumber } from '../text/article.js';
import { beyond, MOST_MERGED, placesOf } from './bounds.js';
import { emptyArticle, removeArticle } from './content.js';
import { insert } from './insert.js';
import { touchHeading, wholeOrNot } from './journal.js';
import { merge } from './merge.js';
import type { Operation, Place } from './operations.js';
import { firstProblem, missing, nameOf, noText, type Order, sameNumber } from './problems.js';
import { hosts, promote } from './promote.js';
import { remove } from './remove.js';
import { rename, replace } from './replace.js';
import { split } from './split.js';
import { appended, prepended, wordsDeleted, wordsInserted, wordsReplaced } from './text.js';
import {
  articleAt,
  headingAt,
  isUnder,
  itemAt,
  type Journal,
  paragraphAt,
  type Work,
  type WorkArticle,
  type WorkParagraph,
} from './work.js';

/** Carries out the operations of one instruction, all or none. */
export function carryOut(
  work: Work,
  operations: readonly Operation[],
  note: (text: string) => void,
): { problem: string | null; journal: Journal } {
  const notes: string[] = [];
  const done = wholeOrNot(work, () => {
    for (const o of operations) {
      const spelt = withRanges(work, countedFromEnd(work, o));
      const problem = beyond(work, spelt) ?? unfit(spelt) ?? apply(work, spelt, (text) => notes.push(text));
      if (problem !== null) return problem;
    }
    return null;
  });
  if (done.problem === null) notes.forEach(note);
  return done;
}

/** Only orders about words and contents can be about a part of a sentence. */
function unfit(o: Operation): string | null {
  if (['replace', 'delete', 'replaceWords', 'deleteWords', 'insertWords'].includes(o.op)) return null;
  const place = placesOf(o).find((p) => p.stretch !== null);
  return place ? `${nameOf(place)}只能修改或者删去文字；请在整理稿上人工修改。` : null;
}

/** 倒数第二项 counts from the end of the list in force. */
function countedFromEnd(work: Work, o: Operation): Operation {
  const counted = (place: Place): Place => fromEnd(work, place);
  const all = (places: readonly Place[]): Place[] => places.map(counted);
  switch (o.op) {
    case 'renumberAll':
      return o;
    case 'insert':
      return { ...o, into: o.into && counted(o.into), after: o.after && counted(o.after) };
    case 'rename':
      return { ...o, at: counted(o.at) };
    case 'replaceWords':
    case 'deleteWords':
      return { ...o, at: all(o.at), ...(o.except && { except: all(o.except) }) };
    case 'renumber':
    case 'moveTo':
    case 'merge':
    case 'split':
      return { ...o, from: all(o.from) };
    default:
      return { ...o, at: all(o.at) };
  }
}

function fromEnd(work: Work, place: Place): Place {
  if ((place.paragraph ?? 1) > 0 && (place.item ?? 1) > 0) return place;
  const article = articleAt(work, { ...place, paragraph: null, item: null });
  if (!article) return place;
  const olds = article.paragraphs.filter((p) => p.home === article.old).length;
  const paragraph = (place.paragraph ?? 1) < 0 ? olds + 1 + (place.paragraph ?? 0) : place.paragraph;
  if (paragraph !== null && paragraph < 1) return place;
  if ((place.item ?? 1) > 0) return { ...place, paragraph };
  const lists = article.paragraphs.filter((p) => p.items.length > 0);
  const list =
    paragraph === null
      ? lists.length === 1
        ? lists[0]
        : undefined
      : paragraphAt(article, { ...place, paragraph, item: null });
  const item = list ? list.items.filter((i) => i.old !== null).length + 1 + (place.item ?? 0) : 0;
  return item < 1 ? place : { ...place, paragraph, item };
}

/** 第十九条至第二十一条 has 第二十条之一 in it, which the decision does not spell. */
function withRanges(work: Work, o: Operation): Operation {
  if (o.op === 'delete' || o.op === 'replaceWords' || o.op === 'deleteWords' || o.op === 'insertWords')
    return { ...o, at: spelt(work, o.at) };
  if (o.op === 'replace' || o.op === 'append' || o.op === 'prepend') return { ...o, at: spelt(work, o.at) };
  return o.op === 'merge' || o.op === 'moveTo' ? { ...o, from: spelt(work, o.from) } : o;
}

function spelt(work: Work, places: readonly Place[]): Place[] {
  return places.flatMap((place, k) => {
    const before = places[k - 1]?.article;
    if (
      !place.ranged ||
      !place.article ||
      !before ||
      place.paragraph !== null ||
      place.article.number === before.number
    )
      return [place];
    const between = work.articles.filter(
      (a) => a.old !== null && a.number.number === before.number && a.number.sub > before.sub,
    );
    return [...between.map((a) => ({ ...place, article: a.number })), place];
  });
}

function apply(work: Work, o: Operation, note: (text: string) => void): string | null {
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
    case 'prepend':
      return prepended(work, o);
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
      return rename(work, o.at, o.text, o.from);
    case 'renumberAll':
      work.renumbers = true;
      if (o.wording) note('决定提到对文字作相应调整，没有写明怎样调整，整理稿没有改动文字；请核对。');
      return null;
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
  if (from.kind === 'heading') {
    const heading = headingAt(work, from);
    if (!heading) return missing(work, from);
    if (to.heading?.level !== heading.level) return unlike(from, to);
    touchHeading(work, heading);
    heading.to = to.heading.number;
    return null;
  }
  const article = articleAt(work, from);
  if (!article) return missing(work, from);
  if (!to.article || from.subitem !== null || to.subitem !== null || (from.item === null && to.item !== null))
    return unlike(from, to);
  const whole = from.paragraph === null && from.item === null;
  if (whole && to.paragraph === null) {
    article.to = to.article;
    article.stated = true;
    return null;
  }
  if (whole) {
    if (sameNumber(to.article, from.article)) return unlike(from, to);
    if (work.joins.length >= MOST_MERGED) return tooManyJoins;
    removeArticle(work, article, 'merged');
    work.joins.push({
      host: hosts(work, article),
      origin: article.old ?? 0,
      into: to.article,
      paragraph: to.paragraph ?? 1,
    });
    return null;
  }
  const paragraph = paragraphAt(article, from);
  if (!paragraph) return missing(work, from);
  if (from.item !== null) return renumberItem(work, article, paragraph, from, to);
  const stays = to.paragraph !== null && sameNumber(to.article, from.article);
  if (stays) {
    paragraph.to = to.paragraph;
    return null;
  }
  article.paragraphs = article.paragraphs.filter((p) => p !== paragraph);
  if (to.paragraph !== null) {
    if (work.joins.length >= MOST_MERGED) return tooManyJoins;
    work.joins.push({
      host: hosts(work, emptyArticle(work, article, [paragraph], null)),
      origin: article.old ?? 0,
      into: to.article,
      paragraph: to.paragraph,
    });
    return null;
  }
  promote(work, article, [paragraph], to.article);
  return null;
}

const tooManyJoins = `这份决定并入别的条的超过${MOST_MERGED}处，不能自动办理；请在整理稿上人工修改。`;
const unlike = (from: Place, to: Place): string =>
  `${nameOf(from)}改为${nameOf(to)}，两处不是同一级，还不能自动办理；请在整理稿上人工修改。`;

/** 第一款、第二款作为第七条: they stay 款; where nothing else is left of the article it simply takes the number. */
function promoteTogether(work: Work, article: WorkArticle, from: readonly Place[], to: ArticleNumber): string | null {
  const parts = from.map((place) => paragraphAt(article, place));
  const absent = from[parts.indexOf(null)];
  if (absent) return missing(work, absent);
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
  if (!item) return missing(work, from);
  if (to.item !== null && sameNumber(to.article, from.article) && (to.paragraph ?? paragraph.old) === paragraph.old) {
    item.to = to.item;
    return null;
  }
  if (to.item !== null || !to.article) return '把一项移到别的款，请在整理稿上人工办理。';
  paragraph.items = paragraph.items.filter((x) => x !== item);
  paragraph.listChanged = true;
  const alone: WorkParagraph = { text: item.text, old: null, home: null, to: null, items: [], listChanged: false };
  if (to.paragraph !== null && work.joins.length >= MOST_MERGED) return tooManyJoins;
  if (to.paragraph !== null)
    work.joins.push({
      host: hosts(work, emptyArticle(work, article, [alone], null)),
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
  if (gap >= 0 || moved.length === 0) return missing(work, o.from[gap] ?? o.beside);
  const list = moved.filter((a) => a !== null);
  const heading = o.beside.kind === 'heading' ? headingAt(work, o.beside) : null;
  const anchor =
    o.beside.kind === 'heading'
      ? work.articles.findLast((a) => heading && isUnder(a.heading, heading) && !list.includes(a))
      : articleAt(work, o.beside);
  if (!anchor) return missing(work, o.beside);
  if (list.includes(anchor)) return `${nameOf(o.beside)}就是要移动的条文；请核对决定文本。`;
  const rest = list.reduce((all, a) => all.toSpliced(all.indexOf(a), 1), work.articles);
  work.articles = rest.toSpliced(rest.indexOf(anchor) + (o.side === 'before' ? 0 : 1), 0, ...list);
  for (const a of list) [a.heading, a.headingStated, a.stated] = [heading ?? anchor.heading, true, true];
  return null;
}
