import { formatNumeral } from '../text/numeral.js';
import type { WorkArticle, WorkHeading, WorkItem, WorkParagraph } from './work.js';

/** What a decision can give a number: the instruction that gave it is found by it. */
export type Numbered = WorkArticle | WorkHeading | WorkParagraph | WorkItem;

export interface Order {
  /** final order; `number` of every article is the new one */
  articles: WorkArticle[];
  headings: WorkHeading[];
  /** articles out of the old order */
  moved: Set<WorkArticle>;
  /** old articles whose place is kept by the word （删去） because the numbers of this law never change */
  placeholders: Set<WorkArticle>;
  problems: { of: Numbered; text: string }[];
  notes: string[];
}

/** Why a number that the decision states is not the one that comes out. */
export const elsewhere = (unit: string, stated: number, found: number): string =>
  `决定写明是第${formatNumeral(stated)}${unit}，按其余指令推算是第${formatNumeral(found)}${unit}；请核对。`;
