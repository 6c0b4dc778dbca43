/**
 * What an amending decision quotes, taken out of its sentences: 将第三条修改为：“……” becomes 将第三条修改为：⟨0⟩, so
 * that the commands can be read without reading the law that they carry.
 *
 * Conventions met in decisions: every paragraph of a quotation opens with “ and only the last one closes; or only the
 * first one opens; inner quotation marks are ‘ ’ or again “ ”; straight " on both sides; 「 」. A quotation that nobody
 * closes ends where the next numbered instruction begins.
 */
import type { SourceLine } from '../text/article.js';
import { clauseMark, itemMark, subitemMark } from '../text/marks.js';
import { normaliseLine } from '../text/normalise.js';

/** The lines of one quotation, without its own marks. */
export interface Quoted {
  lines: SourceLine[];
}

export interface Masked {
  /** unquoted text with placeholders; a quotation over several lines stands where it opened */
  lines: SourceLine[];
  quotes: Quoted[];
}

/** Marks a placeholder; characters of a private area that `maskQuotes` removes from the source first. */
const OPEN = '\uE000';
const CLOSE = '\uE001';
/** A placeholder in a pattern; its one group is the index. */
export const QUOTE = `${OPEN}(\\d+)${CLOSE}`;
/** No comma joins quotations: it stands between “甲”修改为“乙”，“丙”修改为“丁”. */
export const QUOTES = `(?:${OPEN}\\d+${CLOSE}(?:[、和与及]|以及)?)*${OPEN}\\d+${CLOSE}`;
const RESERVED = /[\uE000\uE001]/gu;
/** How a numbered instruction begins after its number. */
const COMMAND =
  /^(?:建议|草案|将|在|对|把|修改|删[去除]|增加|新增|原?第[^。]{1,12}[条章节款项编]|《|其[他它]|本(?:决定|修正案)|此外)/u;

export const placeholder = (index: number): string => `${OPEN}${index}${CLOSE}`;

/** The indexes of all placeholders in a piece of text. */
export function quoteIndexes(text: string): number[] {
  return [...text.matchAll(new RegExp(QUOTE, 'gu'))].map((m) => Number(m[1]));
}

export function maskQuotes(source: readonly SourceLine[]): Masked {
  const lines = source
    .map((line) => ({ text: normaliseLine(line.text.replace(RESERVED, '')), number: line.number }))
    .filter((line) => line.text !== '');
  return new Masker(lines).run();
}

class Masker {
  private readonly out: SourceLine[] = [];
  private readonly quotes: Quoted[] = [];
  private depth = 0;
  private current: Quoted = { lines: [] };
  private marks: (string | null)[] | null = null;
  /** kind of label → number of the last instruction that bore it */
  private readonly last = new Map<string, number>();

  constructor(private readonly lines: readonly SourceLine[]) {}

  run(): Masked {
    this.lines.forEach((line, i) => {
      if (this.depth > 0 && this.nextInstruction(line.text)) this.close();
      const text = this.directed(line.text);
      if (this.depth === 0) {
        this.note(text);
        this.out.push({ text: '', number: line.number });
      } else this.current.lines.push({ text: '', number: line.number });
      this.walk(text, i);
      if (this.depth > 1) this.depth = 1;
    });
    if (this.depth > 0) this.close();
    for (const quote of this.quotes)
      quote.lines = quote.lines.map(innerMarks).filter((line) => line.text.trim() !== '');
    return { lines: this.out, quotes: this.quotes };
  }

  private walk(text: string, at: number): void {
    for (let k = 0; k < text.length; k++) {
      const c = text.charAt(k);
      if (c === '“') {
        if (this.depth === 0) {
          this.depth = 1;
          this.current = { lines: [{ text: '', number: this.lines[at]?.number ?? 0 }] };
        } else if (k > 0) {
          this.depth++;
          this.add(c);
        }
        continue;
      }
      if (c === '”' && this.depth > 0) {
        if (this.depth > 1) {
          this.depth--;
          this.add(c);
        } else if (this.nextMark(text, k + 1, at) === '”') {
          const line = this.current.lines[this.current.lines.length - 1];
          if (line) line.text = `“${line.text}”`;
        } else this.close();
        continue;
      }
      this.add(c);
    }
  }

  private add(c: string): void {
    const line = (this.depth > 0 ? this.current.lines : this.out)[
      (this.depth > 0 ? this.current.lines : this.out).length - 1
    ];
    if (line) line.text += c;
  }

  private close(): void {
    this.quotes.push(this.current);
    this.depth = 0;
    this.add(placeholder(this.quotes.length - 1));
    this.current = { lines: [] };
  }

  /**
   * The next quotation mark after a place, as far as the next instruction; two closing ones in a row betray a shared
   * opening mark.
   */
  private nextMark(text: string, from: number, at: number): string | null {
    const own = /[“”]/u.exec(text.slice(from));
    if (own) return own[0];
    this.marks ??= this.firstMarks();
    return this.marks[at + 1] ?? null;
  }

  /** For every line the first mark at or behind it, as far as the next instruction. */
  private firstMarks(): (string | null)[] {
    const out = Array<string | null>(this.lines.length + 1).fill(null);
    for (let i = this.lines.length - 1; i >= 0; i--) {
      const text = this.lines[i]?.text ?? '';
      const mark = /[“”「」"]/u.exec(text)?.[0];
      if (COMMAND.test(labelOf(text)?.rest ?? text)) out[i] = null;
      else if (mark !== undefined) out[i] = mark === '”' || mark === '」' ? '”' : '“';
      else out[i] = out[i + 1] ?? null;
    }
    return out;
  }

  /**
   * 「 」 and straight marks as “ ”: a straight mark at the head of a line opens, any other one turns the state around.
   */
  private directed(text: string): string {
    if (this.depth === 0 && !/[“”"「」『』]/u.test(text)) return singleMarks(text);
    if (this.depth === 0 && REVERSED.test(text)) return text.replace(/[“”]/gu, (c) => (c === '“' ? '”' : '“'));
    if (!/["「」『』]/u.test(text)) return text;
    let open = this.depth > 0;
    const corners = /[“”"「」]/u.test(text) ? '「」' : '『』';
    return [...text]
      .map((c, k) => {
        if (c === corners.charAt(0)) return '“';
        if (c === corners.charAt(1)) return '”';
        if (c !== '"') {
          if (c === '“') open = true;
          if (c === '”') open = false;
          return c;
        }
        open = k === 0 || !open;
        return open ? '“' : '”';
      })
      .join('');
  }

  private note(text: string): void {
    const label = labelOf(text);
    if (label) this.last.set(label.kind, label.number);
  }

  /** A line that continues the numbering of the instructions and reads like one, while a quotation is still open. */
  private nextInstruction(text: string): boolean {
    const label = labelOf(text);
    if (!label) return /^(?:本决定|本修正案)自/u.test(text);
    return this.last.get(label.kind) === label.number - 1 && COMMAND.test(label.rest);
  }
}

/** ”甲“修改为”乙“: every pair of marks the wrong way round */
const REVERSED = /^[^“”]*(?:”[^“”]*“[^“”]*)+$/u;

/** ‘甲’修改为‘乙’ in a line without other marks, each pair closed and behind a word that quotes */
const singleMarks = (text: string): string =>
  /^[^‘’]*(?:‘[^‘’]+’[^‘’]*)+$/u.test(text) && COMMAND.test(labelOf(text)?.rest ?? text)
    ? text.replace(/[‘’]/gu, (c) => (c === '‘' ? '“' : '”'))
    : text;

export interface InstructionLabel {
  kind: 'clause' | 'item' | 'subitem';
  number: number;
  rest: string;
}

/** 一、 （一） 1. as the number of an instruction. */
export function labelOf(text: string): InstructionLabel | null {
  const clause = clauseMark(text);
  if (clause) return { kind: 'clause', number: clause.number, rest: clause.rest };
  const item = itemMark(text);
  if (item) return { kind: 'item', number: item.number, rest: item.rest };
  const bracketed = /^(\d{1,2})[)）](?!$)/u.exec(text);
  if (bracketed)
    return { kind: 'subitem', number: Number(bracketed[1]), rest: text.slice(bracketed[0].length).trimStart() };
  const subitem = subitemMark(text);
  return subitem ? { kind: 'subitem', number: subitem.number, rest: subitem.rest } : null;
}

/** ‘ ’ are “ ” once the quotation around them is gone. */
function innerMarks(line: SourceLine): SourceLine {
  if (line.text.includes('“')) return line;
  return { text: line.text.replace(/‘([^‘’]*)’/gu, '“$1”'), number: line.number };
}
