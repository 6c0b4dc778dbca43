import type { WorkArticle, WorkHeading } from './work.js';

export interface Order {
  /** final order; `number` of every article is the new one */
  articles: WorkArticle[];
  headings: WorkHeading[];
  /** articles out of the old order */
  moved: Set<WorkArticle>;
  /** old articles whose place is kept by the word （删去） because the numbers of this law never change */
  placeholders: Set<WorkArticle>;
  problems: { article: WorkArticle; text: string }[];
  notes: string[];
}
