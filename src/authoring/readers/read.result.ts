/** What a reader of any format answers. */
import type { RefusalCode } from './refusal.js';

/** One line of the source. `number` is 1-based and counts blank lines, which are not themselves returned. */
export interface ReadLine {
  text: string;
  number: number;
}

/** What the person who imports should know; `line` 0 means the whole file. `message` is Chinese. */
export interface ReadNotice {
  line: number;
  /** stable, UPPER_SNAKE */
  code: string;
  message: string;
}

export type ReadFormat = 'docx' | 'odt' | 'doc' | 'pdf' | 'txt' | 'md';

/** One text of a comparison table 对照表. */
export interface ReadColumn {
  /** as its head names it, or 第二栏 where it has none */
  name: string;
  /** paragraphs in order; lines of columns that were not read bear the number of their row */
  lines: ReadLine[];
}

export interface ReadResult {
  lines: ReadLine[];
  notices: ReadNotice[];
  /** where the file is a comparison table: every column that holds articles; `lines` is the new text alone */
  columns?: ReadColumn[];
}

export type ReadOutcome =
  ({ ok: true; format: ReadFormat } & ReadResult) | { ok: false; code: RefusalCode; message: string };
