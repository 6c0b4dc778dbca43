/** Orders that make one 条 款 项 out of several. */
import { headingLevelWords } from '../text/article.js';
import { readBody } from './body.js';
import { MOST_MERGED } from './bounds.js';
import { emptyArticle, removeArticle, setContent } from './content.js';
import { touch, touchHeading } from './journal.js';
import { missing, nameOf, noText, type Order, sameNumber } from './problems.js';
import { hosts, promote } from './promote.js';
import { remove } from './remove.js';
import { rename, replaceItems, replaceParagraphs } from './replace.js';
import type { Wording } from './words.js';
import {
  articleAt,
  headingAt,
  newParagraph,
  paragraphAt,
  type Work,
  type WorkArticle,
  type WorkParagraph,
} from './work.js';

/** 将第二章、第三章合并为第二章: the first one takes the articles of the others, and a name that must be given. */
function mergeHeadings(work: Work, o: Order<'merge'>): string | null {
  const found = o.from.map((place) => headingAt(work, place));
  const absent = o.from[found.indexOf(null)];
  if (absent) return missing(work, absent);
  const [first, ...others] = found.filter((h) => h !== null);
  const [title] = o.text;
  const to = o.to[0]?.heading ?? null;
  if (!first || !o.from[0] || !title) return '没有写明合并以后的章名；请在整理稿上人工修改。';
  const peers = work.headings.filter((h) => h.level === first.level && h.above === first.above);
  const at = peers.indexOf(first);
  if (others.some((h, k) => peers[at + k + 1] !== h)) return '合并的章不是前后相连的；请在整理稿上人工修改。';
  if (work.headings.some((h) => h.above !== null && others.includes(h.above)))
    return '合并的章下面分节，没有写明节怎样编排；请在整理稿上人工修改。';
  if (to !== null && to.level !== first.level) return noMergedHeadings;
  for (const a of work.articles) {
    if (a.heading === null || !others.includes(a.heading)) continue;
    touch(work, a);
    a.heading = first;
  }
  work.headings = work.headings.filter((h) => !others.includes(h));
  touchHeading(work, first);
  if (to !== null) first.to = to.number;
  return rename(work, o.from[0], title);
}

/** 删去第二章的章名, 将第三章并入第二章: its articles stand under the neighbour, which keeps its name. */
export function joinHeading(work: Work, o: Order<'joinHeading'>): string | null {
  const heading = headingAt(work, o.at);
  const named = o.into && headingAt(work, o.into);
  if (!heading) return missing(work, o.at);
  if (o.into && !named) return missing(work, o.into);
  const peers = work.headings.filter((h) => h.level === heading.level && h.above === heading.above);
  const at = peers.indexOf(heading);
  const into = named ?? peers[at - 1];
  if (!into)
    return `${nameOf(o.at)}前面没有可以归入的${headingLevelWords[heading.level]}，没有写明它的条文归在哪里；请在整理稿上人工修改。`;
  if (Math.abs(peers.indexOf(into) - at) !== 1 || !peers.includes(into))
    return `${nameOf(o.at)}和${into.label}不是前后相连的；请在整理稿上人工修改。`;
  if (work.headings.some((h) => h.above === heading || h.above === into))
    return `${nameOf(o.at)}或者${into.label}下面分节，没有写明节怎样编排；请在整理稿上人工修改。`;
  for (const a of work.articles) {
    if (a.heading !== heading) continue;
    touch(work, a);
    a.heading = into;
  }
  work.headings = work.headings.filter((h) => h !== heading);
  return null;
}

const noMergedHeadings = '这样的章节合并还不能自动办理；请在整理稿上人工修改。';

export function merge(work: Work, o: Order<'merge'>): string | null {
  if (o.from.every((place) => place.kind === 'heading')) return mergeHeadings(work, o);
  if (o.from.some((place) => place.kind === 'heading')) return noMergedHeadings;
  if (o.from.some((place) => place.kind !== 'article' || place.sentence !== null || place.subitem !== null))
    return `“${o.from.map(nameOf).join('、')}”的合并还不能自动办理；请在整理稿上人工修改。`;
  const found = o.from.map((place) => ({ place, article: articleAt(work, place) }));
  const absent = found.find((f) => f.article === null);
  if (absent) return missing(work, absent.place);
  if (o.from.every((place) => place.item !== null)) return mergeItems(work, o);
  const to = o.to[0];
  const body = o.text.length > 0 ? readBody(o.text) : null;
  const homes = new Set(found.map((f) => f.article));
  if (homes.size === 1 && o.from.every((place) => place.paragraph !== null))
    return mergeParagraphs(work, o, found[0]?.article ?? null);
  if (to && to.paragraph !== null)
    return `${o.from.map(nameOf).join('、')}合并为${nameOf(to)}，还不能自动办理；请在整理稿上人工修改。`;
  const first = found.find((f) => f.place.paragraph === null && f.place.item === null)?.article ?? null;
  const keeper = first ?? emptyArticle(work, found[0]?.article ?? null, [], to?.article ?? null);
  if (keeper.origins.length + found.length > MOST_MERGED)
    return `并入${o.from.map(nameOf)[0] ?? '一条'}的超过${MOST_MERGED}处，不能自动办理；请在整理稿上人工修改。`;
  hosts(work, keeper);
  if (!first)
    work.articles = work.articles.toSpliced(work.articles.indexOf(found[0]?.article as WorkArticle) + 1, 0, keeper);
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
  if (!target) return missing(work, first);
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
