/**
 * The shape of a Chinese legal text once it is understood (立法法 art. 65): 编 分编 章 节 条 款 项 目.
 *
 * A *provision* is what people comment on and what keeps its identity across drafts: a 条, a numbered clause 一、
 * where a text has no 条, or an annex. Everything here is plain data: it can be stored as JSON and read back.
 */

/** One line of a source as a reader delivers it: `number` is 1-based and never changes, whatever is done to `text`. */
export interface SourceLine {
  text: string;
  number: number;
}

/** 第十七条之一 is { number: 17, sub: 1 }; 第十七条 is { number: 17, sub: 0 }. */
export interface ArticleNumber {
  number: number;
  sub: number;
}

/** 编 分编 章 节, outermost first */
export const headingLevelWords = { part: '编', subpart: '分编', chapter: '章', section: '节' } as const;
export type HeadingLevel = keyof typeof headingLevelWords;

/** 第一章 总则. `title` has no blanks inside words; `label` is the number as printed without blanks. */
export interface Heading {
  level: HeadingLevel;
  /** 第一章; 附则 without a number has the empty string */
  label: string;
  title: string;
}

/** 目: numbered 1. 2. 3. */
export interface Subitem {
  label: string;
  text: string;
}

/**
 * 项: numbered （一）（二）. A line that continues the item is kept in `text` after a line feed. 目 that stand directly
 * below a 款 hang under an item whose label and text are empty; such an item is not counted as 项.
 */
export interface Item {
  label: string;
  text: string;
  subitems: Subitem[];
}

/** 款: not numbered; the text before its items. */
export interface Paragraph {
  text: string;
  items: Item[];
}

export type ProvisionKind = 'article' | 'clause' | 'annex';

export interface Provision extends ArticleNumber {
  kind: ProvisionKind;
  /** 第十七条之一, as it is written in running text; for a clause 一、; for an annex its heading */
  label: string;
  /** 条旨, without its brackets */
  caption: string | null;
  /** the headings above it, outermost first */
  headings: Heading[];
  paragraphs: Paragraph[];
}

export interface Warning {
  /** 1-based line of the source; 0 where no line can be named */
  line: number;
  /** stable, UPPER_SNAKE */
  code: string;
  /** Chinese, for the person who imports: which line, what is odd, what to do */
  message: string;
}

/** A line of the source that is not part of the text of the law, and why. Nothing is dropped without a reason. */
export interface SetAsideLine {
  line: number;
  text: string;
  why: 'contents' | 'pageNumber' | 'duplicate' | 'preface' | 'quoted' | 'unplaced';
}

export interface ArticleTree {
  title: string;
  /** 题注: （2023年3月13日…通过） with its brackets */
  note: string | null;
  /** 序言, by line */
  preamble: string[];
  /** every heading in order of appearance, also those with no article below */
  headings: Heading[];
  provisions: Provision[];
  setAside: SetAsideLine[];
  warnings: Warning[];
}
