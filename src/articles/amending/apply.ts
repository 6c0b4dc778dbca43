/**
 * Operations → the working copy of the law. Every function returns null when the order is carried out, else in Chinese
 * why it is not; nothing is guessed that the decision could have said. Of an instruction either all operations are
 * carried out or none (ADR 0027). Numbers and headings are settled afterwards (`order.ts`).
 */
import { headingLevelWords } from '../text/article.js';
import { headingMark } from '../text/marks.js';
import { foldForm } from '../text/normalise.js';
import { formatNumeral } from '../text/numeral.js';
import { takenIn } from './chapter.js';
import { moveHeadings } from './chapter-order.js';
import { unfitAsAmended } from './as-amended.js';
import { beyond, placesOf } from './bounds.js';
import { inFull } from './ellipsis.js';
import { insert } from './insert.js';
import { wholeOrNot } from './journal.js';
import { joinHeading, merge } from './merge.js';
import type { Operation, Place } from './operations.js';
import { firstProblem, missing, nameOf, type Order } from './problems.js';
import { renumber } from './new-numbers.js';
import { remove } from './remove.js';
import { rename, replace } from './replace.js';
import { split } from './split.js';
import { wordsDeleted, wordsInserted, wordsReplaced } from './text.js';
import { appended, prepended } from './ends.js';
import {
  articleAt,
  headingAt,
  isUnder,
  type Journal,
  numberIn,
  numberKey,
  paragraphAt,
  type Work,
  type WorkHeading,
} from './work.js';

/** Carries out the operations of one instruction, all or none. */
export function carryOut(
  work: Work,
  operations: readonly Operation[],
  note: (text: string) => void,
): { problem: string | null; journal: Journal } {
  const notes: string[] = [];
  const taken = takenIn(operations);
  const done = wholeOrNot(work, () => {
    if (typeof taken === 'string') return taken;
    for (const [k, o] of operations.entries()) {
      const placed = withRanges(work, countedFromEnd(work, o));
      const tooMuch = unfitAsAmended(placed) ?? beyond(work, placed);
      const spelt = tooMuch === null ? inFull(work, placed) : tooMuch;
      if (typeof spelt === 'string') return spelt;
      const problem = unfit(spelt) ?? otherwiseNamed(work, spelt) ?? apply(work, spelt, (text) => notes.push(text));
      if (problem !== null) return problem;
      if (taken?.has(k) && 'from' in o) putUnder(work, o.from as readonly Place[], work.openHeading);
    }
    return null;
  });
  if (done.problem === null) notes.forEach(note);
  return done;
}

function putUnder(work: Work, from: readonly Place[], heading: WorkHeading | null): void {
  for (const place of from) {
    const article = articleAt(work, place);
    if (article && heading) [article.heading, article.headingStated] = [heading, true];
  }
}

/** 第三章第六条 that stands in another chapter, 第二章“保护” that is called something else */
function otherwiseNamed(work: Work, o: Operation): string | null {
  const headings = o.op === 'rename' ? [o.at] : o.op === 'joinHeading' ? [o.at, ...(o.into ? [o.into] : [])] : [];
  for (const place of [...placesOf(o), ...headings]) {
    const title = place.heading?.title;
    const heading = title === undefined ? null : headingAt(work, place);
    if (heading && foldForm(heading.title) !== foldForm(headingMark(title ?? '')?.title || (title ?? '')))
      return `${nameOf(place)}的标题不是“${title}”；请核对引文，或者在整理稿上人工修改。`;
    const { under } = place;
    const first = under && place.article ? work.byNumber.get(numberKey(place.article)) : undefined;
    const home = first?.old == null ? undefined : work.law.provisions[first.old];
    if (
      under &&
      home &&
      !place.amended &&
      !home.headings.some((h) => h.level === under.level && numberIn(h.label) === under.number)
    )
      return `${nameOf(place)}不在第${formatNumeral(under.number)}${headingLevelWords[under.level]}；请核对条款序号，或者在整理稿上人工修改。`;
  }
  return null;
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
    case 'joinHeading':
      return o;
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
      return appended(work, o, note);
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
    case 'joinHeading':
      return joinHeading(work, o);
    case 'rename':
      return rename(work, o.at, o.text, o.from);
    case 'renumberAll':
      work.renumbers ||= o.headings !== 'alone';
      work.renumbersHeadings ||= o.headings !== undefined;
      if (o.wording) note('决定提到对文字作相应调整，没有写明怎样调整，整理稿没有改动文字；请核对。');
      return null;
  }
}

function moveTo(work: Work, o: Order<'moveTo'>): string | null {
  if (o.from.every((place) => place.kind === 'heading')) return moveHeadings(work, o);
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
