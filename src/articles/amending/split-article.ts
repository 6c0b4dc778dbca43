/** One article, or 款 of it, that become several articles. */
import { formatNumeral } from '../text/numeral.js';
import { readBody } from './body.js';
import { emptyArticle, removeArticle, setContent } from './content.js';
import { firstProblem, type Order } from './problems.js';
import { remove } from './remove.js';
import { newParagraph, type Work, type WorkArticle } from './work.js';

export function splitArticle(work: Work, o: Order<'split'>, article: WorkArticle): string | null {
  const body = readBody(o.text);
  const parts =
    body.articles.length > 0
      ? body.articles.map((a) => ({
          number: { number: a.number, sub: a.sub },
          paragraphs: a.paragraphs,
          caption: a.caption,
        }))
      : o.text.length === o.count
        ? o.text.map((q) => ({ number: null, ...readBody([q]) }))
        : body.paragraphs.length === o.count
          ? body.paragraphs.map((p) => ({ number: null, paragraphs: [p], caption: null }))
          : null;
  if (parts?.length !== o.count || body.headings.length > 0)
    return `引号内的文字分不出${formatNumeral(o.count)}条；请人工修改。`;
  const partial = o.from[0]?.paragraph != null;
  if (partial) {
    const problem = firstProblem(o.from.map((place) => remove(work, place)));
    if (problem !== null) return problem;
  }
  parts.forEach((part, k) => {
    const to = o.to[k]?.article ?? part.number;
    const paragraphs = part.paragraphs.map(newParagraph);
    if (k === 0 && !partial) {
      setContent(article, paragraphs, part.caption);
      article.to = to;
      article.stated = true;
      return;
    }
    const made = emptyArticle(work, article, paragraphs, to);
    made.origins = [...article.origins];
    made.caption = part.caption;
    work.articles = work.articles.toSpliced(work.articles.indexOf(article) + (partial ? k + 1 : k), 0, made);
  });
  if (partial && article.paragraphs.length === 0) removeArticle(work, article, 'split');
  return null;
}
