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

export type ReadFormat = 'docx' | 'txt' | 'md';

export interface ReadResult {
  lines: ReadLine[];
  notices: ReadNotice[];
}

export type ReadOutcome =
  | ({ ok: true; format: ReadFormat } & ReadResult)
  | { ok: false; code: RefusalCode; message: string };
