/** Orders that divide a 条 款 项. */
import { formatNumeral } from '../text/numeral.js';
import { readBody, readItems } from './body.js';
import type { Place } from './operations.js';
import { missing, nameOf, noText, type Order } from './problems.js';
import { replace, replaceItems } from './replace.js';
import { splitArticle } from './split-article.js';
import { articleAt, type Work, type WorkArticle } from './work.js';

export function split(work: Work, o: Order<'split'>): string | null {
  const first = o.from[0];
  const article = first ? articleAt(work, first) : null;
  if (!first || !article) return first ? missing(work, first) : noText;
  if (o.text.length === 0) return `“${nameOf(first)}分为${formatNumeral(o.count)}”没有给出分开以后的文字；请人工修改。`;
  const made =
    o.unit === 'item'
      ? readItems(o.text).length
      : o.unit === 'paragraph'
        ? readBody(o.text).paragraphs.length
        : o.count;
  if (made !== o.count)
    return `指令写明分为${o.count}${o.unit === 'item' ? '项' : '款'}，引号内有${made}${o.unit === 'item' ? '项' : '款'}；请人工修改。`;
  if (o.unit === 'item') return splitItems(work, o, article);
  if (o.unit === 'paragraph') return splitParagraphs(work, o, first, article);
  if (o.unit !== 'article' || first.item !== null || first.sentence !== null)
    return '这样的拆分还不能自动办理；请在整理稿上人工修改。';
  return splitArticle(work, o, article);
}

function splitItems(work: Work, o: Order<'split'>, article: WorkArticle): string | null {
  if (o.from.some((place) => place.item === null)) return '这样的拆分还不能自动办理；请在整理稿上人工修改。';
  return replaceItems(work, { op: 'replace', at: o.from, text: o.text }, article);
}

function splitParagraphs(work: Work, o: Order<'split'>, first: Place, article: WorkArticle): string | null {
  if (first.item !== null || first.sentence !== null) return '这样的拆分还不能自动办理；请在整理稿上人工修改。';
  const whole = first.paragraph === null;
  const before = new Set(article.paragraphs);
  const problem = replace(work, { op: 'replace', at: o.from, text: o.text });
  if (problem !== null || whole) return problem;
  const made = article.paragraphs.filter((p) => !before.has(p));
  if (o.to.length === made.length)
    made.forEach((p, k) => {
      p.to = o.to[k]?.paragraph ?? null;
    });
  return null;
}
