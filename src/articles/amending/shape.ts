/** What the working copy of a law is made of (`work.ts`). */
import type { ArticleNumber, ArticleTree, Heading, Provision } from '../text/article.js';
import type { Place } from './operations.js';
import type { Wording } from './words.js';

export interface WorkText {
  text: Wording;
}

export interface WorkSubitem extends WorkText {
  old: number | null;
  to: number | null;
  label: string;
}

export interface WorkItem extends WorkText {
  /** position in the old list, from 1 */
  old: number | null;
  /** stated position in the new list */
  to: number | null;
  label: string;
  subitems: WorkSubitem[];
}

export interface WorkParagraph extends WorkText {
  old: number | null;
  /** index of the old provision that `old` counts in */
  home: number | null;
  to: number | null;
  items: WorkItem[];
  /** its list was changed: labels and closing marks are set again */
  listChanged: boolean;
}

export interface WorkHeading extends Heading {
  old: number | null;
  /** stated number in the new text */
  to: number | null;
  above: WorkHeading | null;
}

export interface WorkArticle {
  kind: Provision['kind'];
  /** index of the old provision whose place it takes; null for a new one */
  old: number | null;
  /** indexes of all old provisions it comes from */
  origins: number[];
  label: string;
  number: ArticleNumber;
  to: ArticleNumber | null;
  caption: string | null;
  paragraphs: WorkParagraph[];
  heading: WorkHeading | null;
  /** 作为第三章第八条: the heading of its new number, as it is in the new text */
  toUnder?: Place['under'];
  /** the instruction that moved it said under which heading */
  headingStated: boolean;
  /** new: the article after which it was ordered to stand */
  after: WorkArticle | null;
  /** the decision names where it comes from or that it is new */
  stated: boolean;
}

export interface Work {
  law: ArticleTree;
  title: string;
  preamble: readonly string[];
  articles: readonly WorkArticle[];
  annexes: readonly WorkArticle[];
  headings: readonly WorkHeading[];
  /** old index → reason in the words of the decision, for articles that vanish */
  gone: Map<number, 'deleted' | 'merged' | 'split'>;
  /** what becomes 款 of another article, by number in the new text; `old`: its index, where it is named itself */
  joins: { host: WorkArticle; origin: number; into: ArticleNumber; old: number | null; paragraph: number }[];
  /** 条文顺序作相应调整 */
  renumbers: boolean;
  /** 章序作相应调整 */
  renumbersHeadings: boolean;
  /** the heading that the instruction at hand has just inserted: the articles it goes on to insert stand below it */
  openHeading: WorkHeading | null;
  /** articles that an old 款 of another one may have gone to */
  hosts: readonly WorkArticle[];
  /** old articles by their number */
  byNumber: ReadonlyMap<string, WorkArticle>;
  /** of the law in force */
  characters: number;
  /** characters that orders about the whole law have looked through so far */
  lookedThrough: number;
  /** the headings of the law in force, and the same by level and number */
  firstHeadings: readonly WorkHeading[];
  headingsByNumber: ReadonlyMap<string, readonly WorkHeading[]>;
  /** what the instruction at hand has changed; null between instructions */
  journal: Journal | null;
}

/**
 * What an instruction has changed in the working copy, so that it can be taken back (`journal.ts`): the article or the
 * heading → a copy of what it was.
 */
export interface Journal {
  articles: Map<WorkArticle, WorkArticle>;
  headings: Map<WorkHeading, WorkHeading>;
  /** articles that the instruction made */
  made: WorkArticle[];
  /** old indexes that the instruction put among the gone */
  gone: number[];
}
