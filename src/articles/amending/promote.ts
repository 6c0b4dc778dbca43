/** A 款 that becomes an article of its own or goes to another one. */
import type { ArticleNumber } from '../text/article.js';
import { emptyArticle, removeArticle } from './content.js';
import type { Work, WorkArticle, WorkParagraph } from './work.js';

/** An old 款 has gone to an article that is not its own. */
export function hosts(work: Work, article: WorkArticle): WorkArticle {
  if (!work.hosts.includes(article)) work.hosts = [...work.hosts, article];
  return article;
}

/** 将第十三条第二款改为第十六条: a 款 becomes an article; the article it leaves vanishes with its last 款. */
export function promote(work: Work, article: WorkArticle, paragraphs: WorkParagraph[], to: ArticleNumber): void {
  const made = hosts(work, emptyArticle(work, article, paragraphs, to));
  made.origins = [...article.origins];
  work.articles = work.articles.toSpliced(work.articles.indexOf(article) + 1, 0, made);
  if (article.paragraphs.length === 0) removeArticle(work, article, 'split');
}
