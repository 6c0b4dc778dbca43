/** Orders that give a 条 款 项 章 another number, or make it a 款 of another article or an article of its own. */
import type { ArticleNumber } from '../text/article.js';
import { MOST_MERGED } from './bounds.js';
import { emptyArticle, removeArticle } from './content.js';
import { touchHeading } from './journal.js';
import { merge } from './merge.js';
import type { Place } from './operations.js';
import { firstProblem, missing, nameOf, noText, type Order, sameNumber } from './problems.js';
import { hosts, promote } from './promote.js';
import { articleAt, headingAt, itemAt, paragraphAt, type Work, type WorkArticle, type WorkParagraph } from './work.js';

export function renumber(work: Work, o: Order<'renumber'>): string | null {
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
  const into = o.into ? articleAt(work, o.into) : null;
  if (o.into && !into) return missing(work, o.into);
  return firstProblem(o.from.map((from, k) => renumberOne(work, from, o.to[k], into)));
}

/** Becomes 款 of another article: which one and where shows when all is done. */
function joinTo(
  work: Work,
  host: WorkArticle,
  origin: WorkArticle,
  to: Place,
  into: WorkArticle | null,
): string | null {
  if (work.joins.length >= MOST_MERGED) return tooManyJoins;
  if (!to.article || to.paragraph === null) return noText;
  host.paragraphs.forEach((p, k) => {
    p.to = (to.paragraph ?? 1) + k;
  });
  work.joins.push({
    host: hosts(work, host),
    origin: origin.old ?? 0,
    into: to.article,
    old: into?.old ?? null,
    paragraph: to.paragraph,
  });
  return null;
}

function renumberOne(work: Work, from: Place, to: Place | undefined, into: WorkArticle | null): string | null {
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
    if (to.under) article.toUnder = to.under;
    return null;
  }
  if (whole) {
    if (into ? into === article : sameNumber(to.article, from.article)) return unlike(from, to);
    removeArticle(work, article, 'merged');
    return joinTo(work, article, article, to, into);
  }
  const paragraph = paragraphAt(article, from);
  if (!paragraph) return missing(work, from);
  if (from.item !== null) return renumberItem(work, article, paragraph, from, to);
  const stays = to.paragraph !== null && (into ? into === article : sameNumber(to.article, from.article));
  if (stays) {
    paragraph.to = to.paragraph;
    return null;
  }
  article.paragraphs = article.paragraphs.filter((p) => p !== paragraph);
  if (to.paragraph !== null) return joinTo(work, emptyArticle(work, article, [paragraph], null), article, to, into);
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
  if (to.paragraph !== null) return joinTo(work, emptyArticle(work, article, [alone], null), article, to, null);
  promote(work, article, [alone], to.article);
  return null;
}
