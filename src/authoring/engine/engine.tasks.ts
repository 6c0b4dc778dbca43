/** What is done with whole texts outside the event loop: each task is a pure function of data that can be copied. */
import {
  align,
  type Alignment,
  type AlignOptions,
  type Around,
  amend,
  type Amendment,
  type AmendOptions,
  type ArticleTree,
  type BrokenCitation,
  brokenCitations,
  comparable,
  compareAligned,
  compareAround,
  compareDetailed,
  type Comparison,
  type DetailedEntry,
  type DoubtfulLink,
  doubtfulLinks,
  type Held,
  type LineReading,
  parse,
  parseText,
  type PartLink,
  print,
  type Provision,
  readLines,
  type SourceLine,
  splitLines,
} from '../../articles/index.js';

/** An entry whose functions are answers already */
export interface WorkedEntry extends Omit<DetailedEntry, 'parts' | 'partWords'> {
  parts: PartLink[] | null;
  partWords: string[];
}

export interface Compared {
  comparison: Comparison;
  entries: WorkedEntry[];
  doubtful: DoubtfulLink[];
}

/** A text as it becomes a draft */
export const readText = (text: string): ArticleTree => parseText(text);

/** What every line of a text was read as */
export const readingsOf = (text: string): LineReading[] => readLines(splitLines(text));

export const alignTexts = (given: {
  before: readonly Provision[];
  after: readonly Provision[];
  options?: AlignOptions;
}): Alignment => align(given.before, given.after, given.options);

/** Links as they are stored, with what of them nobody is asked again */
export type StoredLinks = { alignment: Alignment } & Pick<Held, 'settled' | 'refused'>;

/** `stored` null: the links are found. What is doubtful is found in any case, for no link is stored that is. */
export function compareTexts(given: {
  before: readonly Provision[];
  after: readonly Provision[];
  stored: StoredLinks | null;
}): Compared {
  const { before, after, stored } = given;
  const alignment = stored?.alignment ?? align(before, after);
  const doubtful = stored ? doubtfulLinks(before, after, { ...stored.alignment, ...stored }) : alignment.doubtful;
  const comparison = compareAligned(before, after, alignment);
  const entries = compareDetailed(before, after, alignment, comparison.articles).map((entry): WorkedEntry => ({
    ...entry,
    parts: entry.parts(),
    partWords: entry.partWords(),
  }));
  return { comparison, entries, doubtful };
}

/** What differs between two texts beside their articles */
export const aroundTexts = (given: { old: ArticleTree; next: ArticleTree }): Around =>
  compareAround(given.old, given.next);

/** As `compareTexts`, of trees, for their citations */
export const citationsOf = (given: {
  old: ArticleTree;
  next: ArticleTree;
  alignment: Alignment | null;
}): BrokenCitation[] =>
  brokenCitations(given.old, given.next, given.alignment ?? align(comparable(given.old), comparable(given.next)));

/** A decision carried out, the text that results as it is stored, and the decision's own title */
export function amendText(given: { base: ArticleTree; lines: readonly SourceLine[]; options: AmendOptions }): {
  amendment: Amendment;
  text: string;
  title: string;
} {
  const amendment = amend(given.base, given.lines, given.options);
  return { amendment, text: print(amendment.result), title: parse(given.lines).title };
}
