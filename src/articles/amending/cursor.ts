/**
 * The text of one instruction, and how far it is read. Nothing but `eat` and `skip` moves the place, so whoever
 * reaches the end has accounted for every character; what is left otherwise is what was not understood.
 */
import { NUMERAL_CHARS } from '../text/numeral.js';
import { placeholder, QUOTE } from './quotes.js';

/** Half-width marks of a decision as the grammar writes them; blanks say nothing, a line feed ends a clause. */
export function readable(skeleton: string): string {
  return skeleton
    .replace(/[,;:()]/gu, (mark) => FULL_WIDTH[mark] ?? mark)
    .replace(/[^\S\n]+/gu, '')
    .replace(/\n+(?=\uE000)/gu, '')
    .replace(/：\n+/gu, '：');
}

/** 第（二）、（三）项 as 第（二）项、第（三）项. */
export function spelt(text: string): string {
  return text.replace(SIDE_BY_SIDE, '$1、').replace(SHARED_UNIT, (_, first: string, more: string, unit: string) => {
    const rest = more.replace(MEMBER, (__, joint: string, number: string) => `${joint}第${number}${unit}`);
    return `第${first}${unit}${rest}`;
  });
}

const N = `（?[${NUMERAL_CHARS}]{1,8}）?`;
/** 第（二）、（三）项, 第五至七条: the unit is said once for all. */
const SHARED_UNIT = new RegExp(`第(${N})((?:(?:、|和|及|至)第?${N})+)(条|款|项|目|章|节)`, 'gu');
/** 第（二）（三）项 */
const SIDE_BY_SIDE = new RegExp(
  `(第（[${NUMERAL_CHARS}]{1,3}）|(?<=）)（[${NUMERAL_CHARS}]{1,3}）)(?=（[${NUMERAL_CHARS}]{1,3}）(?:（|项))`,
  'gu',
);
const MEMBER = new RegExp(`(、|和|及|至)第?(${N})`, 'gu');

const FULL_WIDTH: Readonly<Record<string, string>> = { ',': '，', ';': '；', ':': '：', '(': '（', ')': '）' };

export class Cursor {
  at = 0;
  /** the furthest place that anything was read up to: what stands behind it is named in the report */
  furthest = 0;

  /** @param printed the same, as the decision has it, for the report */
  constructor(
    readonly text: string,
    private readonly printed = text,
  ) {}

  get ended(): boolean {
    return this.at >= this.text.length;
  }

  /** The text behind the place. */
  get rest(): string {
    return this.text.slice(this.at);
  }

  /** What a sticky pattern reads at the place; null, and nothing is read, where it does not stand there. */
  eat(pattern: RegExp): RegExpExecArray | null {
    const m = this.sees(pattern);
    if (m) this.skip(m[0].length);
    return m;
  }

  sees(pattern: RegExp): RegExpExecArray | null {
    if (!pattern.sticky) throw new Error('a pattern of the grammar is sticky');
    pattern.lastIndex = this.at;
    return pattern.exec(this.text);
  }

  skip(length: number): void {
    this.at += length;
    if (this.at > this.furthest) this.furthest = this.at;
  }

  /** Tries one reading; where it says false the place is as it was. */
  tries(reading: () => boolean): boolean {
    const at = this.at;
    if (reading()) return true;
    this.at = at;
    return false;
  }

  /** The clause in which the reading stopped, quotations as ……. */
  get unread(): string {
    const behind = this.text.slice(this.furthest).replace(/^[，；。\n]+/u, '');
    let from = behind === '' ? this.text.slice(0, this.furthest).replace(/[，；。\n]+$/u, '').length : this.furthest;
    if (behind !== '') while (MARK.test(this.text.charAt(from))) from++;
    while (from > 0 && !MARK.test(this.text.charAt(from - 1))) from--;
    const clauses = this.text.split(MARK);
    const asPrinted = this.printed.split(MARK);
    const at = this.text.slice(0, from).split(MARK).length - 1;
    const clause = (asPrinted.length === clauses.length ? asPrinted[at] : clauses[at]) ?? this.text;
    return shown(clause);
  }
}

const MARK = /[，；。\n]/u;
const LONGEST_SHOWN = 120;

function shown(clause: string): string {
  const words = clause.replace(new RegExp(QUOTE, 'gu'), '“……”').replace(/[。；，：\n]+$/u, '');
  return words.length > LONGEST_SHOWN ? `${words.slice(0, LONGEST_SHOWN)}……` : words;
}

/** The quotations of a decision, with those that one instruction adds for itself behind them. */
export class QuoteList<Q> {
  private readonly own: Q[] = [];

  constructor(private readonly all: readonly Q[]) {}

  get(index: number): Q | undefined {
    return index < this.all.length ? this.all[index] : this.own[index - this.all.length];
  }

  add(quote: Q): string {
    this.own.push(quote);
    return placeholder(this.all.length + this.own.length - 1);
  }
}
