/**
 * What comes further down in a text, asked by the walk at nearly every line. Each answer is found once and kept while
 * it holds: looked for anew at every line, a quotation or an item before thousands of lines would take their square.
 */
import type { SourceLine } from './article.js';
import { clauseMark, itemMark, type NumberedMark, stemMark, subitemMark } from './marks.js';
import { OPENING, QUOTES_ONCE } from './quotation.js';

/** The first line from one on that a question was answered for, and the lines for which it is that one. */
interface Found {
  /** what the question depended on beside the line */
  state: number;
  from: number;
  at: number;
}

export class LookAhead {
  private quotes: Uint8Array | null = null;
  private readonly known = new Map<string, Found>();

  constructor(private readonly lines: readonly SourceLine[]) {}

  /** Whether the next quotation mark, from line `i` on, is a closing one */
  closesLater(i: number): boolean {
    return (this.quotes ??= nextQuotes(this.lines))[i] === CLOSING;
  }

  /** The first 项 behind line `i`, null where there is none; its place is `at` */
  nextItem(i: number): { at: number; mark: NumberedMark } | null {
    return this.nextMark('item', i, itemMark);
  }

  /** As `nextItem`, of 目 */
  nextSubitem(i: number): { at: number; mark: NumberedMark } | null {
    return this.nextMark('subitem', i, subitemMark);
  }

  /** As `nextItem`, of 甲、 */
  nextStem(i: number): { at: number; mark: NumberedMark } | null {
    return this.nextMark('stem', i, stemMark);
  }

  /** As `nextItem`, of 一、 */
  nextClause(i: number): { at: number; mark: NumberedMark } | null {
    return this.nextMark('clause', i, clauseMark);
  }

  /**
   * The first line behind `i` of which `is` holds, the number of lines where there is none. `state` names everything
   * else that `is` depends on: as long as it stays, an answer is not looked for again.
   */
  next(question: string, state: number, i: number, is: (k: number) => boolean): number {
    const known = this.known.get(question);
    if (known?.state === state && known.from <= i && i < known.at) return known.at;
    let at = i + 1;
    while (at < this.lines.length && !is(at)) at++;
    this.known.set(question, { state, from: i, at });
    return at;
  }

  private nextMark(
    question: string,
    i: number,
    read: (text: string) => NumberedMark | null,
  ): { at: number; mark: NumberedMark } | null {
    const text = (k: number): string => this.lines[k]?.text ?? '';
    const at = this.next(question, 0, i, (k) => read(text(k)) !== null);
    const mark = read(text(at));
    return mark ? { at, mark } : null;
  }
}

const CLOSING = 2;

/** By line the first quotation mark from it on: 1 opens, 2 closes, 0 there is none */
function nextQuotes(lines: readonly SourceLine[]): Uint8Array {
  const next = new Uint8Array(lines.length + 1);
  for (let k = lines.length - 1; k >= 0; k--) {
    const mark = QUOTES_ONCE.exec(lines[k]?.text ?? '');
    next[k] = mark ? (OPENING.test(mark[0]) ? 1 : CLOSING) : (next[k + 1] ?? 0);
  }
  return next;
}
