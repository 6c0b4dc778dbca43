/** Articles made, filled and taken out of the working copy. */
import type { ArticleNumber } from '../text/article.js';
import type { Work, WorkArticle, WorkParagraph } from './work.js';

/** The whole content, article kept; the 款 count on from the old ones so that later instructions still find 第N款. */
export function setContent(article: WorkArticle, paragraphs: WorkParagraph[], caption: string | null): void {
  const home = article.old;
  paragraphs.forEach((p, k) => {
    p.old = k + 1;
    p.home = home;
  });
  article.paragraphs = paragraphs;
  if (caption !== null) article.caption = caption;
}

export function emptyArticle(
  work: Work,
  like: WorkArticle | null,
  paragraphs: WorkParagraph[],
  to: ArticleNumber | null,
): WorkArticle {
  const made: WorkArticle = {
    kind: like?.kind ?? 'article',
    old: null,
    origins: [],
    label: '',
    number: to ?? { number: 0, sub: 0 },
    to,
    caption: null,
    paragraphs,
    heading: like?.heading ?? null,
    headingStated: false,
    after: null,
    stated: true,
  };
  work.journal?.made.push(made);
  return made;
}

export function removeArticle(work: Work, article: WorkArticle, why: 'deleted' | 'merged' | 'split'): void {
  const at = work.articles.indexOf(article);
  if (at >= 0) work.articles = work.articles.toSpliced(at, 1);
  if (article.old === null || work.gone.has(article.old)) return;
  work.gone.set(article.old, why);
  work.journal?.gone.push(article.old);
}
