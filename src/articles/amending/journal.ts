/**
 * What an instruction has changed in the working copy, so that it can be taken back: an instruction is carried out
 * whole or not at all. Lists are never changed in place but put anew, so the list before is kept by keeping it; an
 * article or a heading is copied when it is first touched. Copying the whole law for each instruction would cost the
 * square of a long decision.
 */
import type { Journal, Work, WorkArticle, WorkHeading, WorkItem, WorkParagraph } from './shape.js';

/** To be called before an article may be changed. */
export function touch(work: Work, article: WorkArticle): void {
  const { journal } = work;
  if (!journal || journal.articles.has(article)) return;
  journal.articles.set(article, { ...article, paragraphs: article.paragraphs.map(copyOfParagraph) });
}

export function touchHeading(work: Work, heading: WorkHeading): void {
  const { journal } = work;
  if (journal && !journal.headings.has(heading)) journal.headings.set(heading, { ...heading });
}

const copyOfParagraph = (p: WorkParagraph): WorkParagraph => ({ ...p, items: p.items.map(copyOfItem) });
const copyOfItem = (item: WorkItem): WorkItem => ({ ...item, subitems: item.subitems.map((s) => ({ ...s })) });

/** Puts an article at the end of the list: the one change in place, which taking back cuts off again. */
export function add(work: Work, article: WorkArticle): void {
  (work.articles as WorkArticle[]).push(article);
}

/** Runs changes; where they end with a problem the working copy is as it was. */
export function wholeOrNot(work: Work, changes: () => string | null): { problem: string | null; journal: Journal } {
  const journal: Journal = { articles: new Map(), headings: new Map(), made: [], gone: [] };
  const { title, preamble, articles, annexes, headings, hosts, renumbers, renumbersHeadings, openHeading } = work;
  const joins = work.joins.length;
  const { length } = articles;
  work.journal = journal;
  const problem = changes();
  work.journal = null;
  if (problem === null) return { problem, journal };
  (articles as WorkArticle[]).length = length;
  Object.assign(work, {
    title,
    preamble,
    articles,
    annexes,
    headings,
    hosts,
    renumbers,
    renumbersHeadings,
    openHeading,
  });
  work.joins.length = joins;
  for (const [article, before] of journal.articles) Object.assign(article, before);
  for (const [heading, before] of journal.headings) Object.assign(heading, before);
  for (const old of journal.gone) work.gone.delete(old);
  return { problem, journal };
}
