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

/** Runs changes; where they end with a problem the working copy is as it was. */
export function wholeOrNot(work: Work, changes: () => string | null): { problem: string | null; journal: Journal } {
  const journal: Journal = { articles: new Map(), headings: new Map(), made: [], gone: [] };
  const { title, preamble, articles, annexes, headings, hosts, renumbers, openHeading } = work;
  const joins = work.joins.length;
  work.journal = journal;
  const problem = changes();
  work.journal = null;
  if (problem === null) {
    if (work.articles !== articles) journal.made = madeSince(articles, work.articles);
    return { problem, journal };
  }
  Object.assign(work, { title, preamble, articles, annexes, headings, hosts, renumbers, openHeading });
  work.joins.length = joins;
  for (const [article, before] of journal.articles) Object.assign(article, before);
  for (const [heading, before] of journal.headings) Object.assign(heading, before);
  for (const old of journal.gone) work.gone.delete(old);
  return { problem, journal };
}

/** New lists begin as the old ones do but for what was put in, so only that is looked at. */
function madeSince(before: readonly WorkArticle[], now: readonly WorkArticle[]): WorkArticle[] {
  let head = 0;
  while (head < before.length && before[head] === now[head]) head++;
  let tail = 0;
  while (tail < before.length - head && before[before.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  return now.slice(head, now.length - tail).filter((a) => a.old === null);
}
