/**
 * Tables are compared cell by cell: rows are lines whose cells stand apart by tabs. A difference that runs on from one
 * cell into the next says nothing that a reader of a table could find.
 */
import type { Change } from './change.js';
import { longestCommon } from './diff.sequence.js';
import { foldForm } from '../text/normalise.js';

/** More rows than this that differ are not matched row by row. */
const MOST_EDITS = 800;

interface Block {
  table: boolean;
  /** each with its line feed, which the last line of a text has not */
  lines: string[];
}

/**
 * The difference of two texts of which both have tables; null for all others. A table goes on as the one with its head
 * row and the line above it, else with its head row, else with that line, else as the next of those between two that go
 * on. `plain` compares two texts without tables.
 */
export function diffTables(before: string, after: string, plain: (a: string, b: string) => Change[]): Change[] | null {
  if (!before.includes('\t') || !after.includes('\t')) return null;
  const [old, next] = [blocksOf(before), blocksOf(after)];
  const out = new Changes();
  const between = (a: readonly Block[], b: readonly Block[]): void =>
    out.addAll(plain(a.flatMap((x) => x.lines).join(''), b.flatMap((x) => x.lines).join('')));
  let [p, q] = [0, 0];
  for (const [i, j] of tablesThatGoOn(old, next)) {
    between(old.slice(p, i), next.slice(q, j));
    for (const [a, b] of pairs(old[i]?.lines ?? [], next[j]?.lines ?? [])) row(a, b, plain, out);
    [p, q] = [i + 1, j + 1];
  }
  between(old.slice(p), next.slice(q));
  return out.all;
}

/** Places of the tables of both texts that belong together, in their order. */
function tablesThatGoOn(old: readonly Block[], next: readonly Block[]): [number, number][] {
  const tables = (blocks: readonly Block[]): Table[] =>
    blocks.flatMap((block, at) =>
      block.table
        ? { at, head: foldForm(block.lines[0] ?? ''), above: foldForm(blocks[at - 1]?.lines.at(-1) ?? '') }
        : [],
    );
  const out: [number, number][] = [];
  const keys: ((t: Table) => string)[] = [(t) => `${t.above}\t${t.head}`, (t) => t.head, (t) => t.above];
  const match = (a: readonly Table[], b: readonly Table[], by: number): void => {
    const key = keys[by];
    if (a.length === 0 || b.length === 0) return;
    if (!key) {
      for (let k = 0; k < Math.min(a.length, b.length); k++) out.push([a[k]?.at ?? 0, b[k]?.at ?? 0]);
      return;
    }
    const stays = staysBy(a, b, key);
    let [p, q] = [0, 0];
    stays.forEach((at, i) => {
      if (at < 0) return;
      match(a.slice(p, i), b.slice(q, at), by + 1);
      out.push([a[i]?.at ?? 0, b[at]?.at ?? 0]);
      [p, q] = [i + 1, at + 1];
    });
    match(a.slice(p), b.slice(q), by + 1);
  };
  match(tables(old), tables(next), 0);
  return out;
}

interface Table {
  at: number;
  head: string;
  /** the line before it */
  above: string;
}

/** For each of `a` the place of the one in `b` that goes on with it by its key, -1 for none; in the order of both. */
function staysBy<T>(a: readonly T[], b: readonly T[], key: (one: T) => string): Int32Array {
  const ids = new Map<string, number>();
  const numbered = (all: readonly T[]): number[] =>
    all.map((one) => {
      const words = key(one);
      const id = ids.get(words) ?? ids.size;
      ids.set(words, id);
      return id;
    });
  return longestCommon(numbered(a), numbered(b), MOST_EDITS) ?? new Int32Array(a.length).fill(-1);
}

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  for (const [line] of text.matchAll(/[^\n]*\n|[^\n]+$/gu)) {
    const table = line.includes('\t');
    const last = blocks.at(-1);
    if (last?.table === table) last.lines.push(line);
    else blocks.push({ table, lines: [line] });
  }
  return blocks;
}

/** Neighbours of one type are one change, and a deletion stands before its insertion. */
class Changes {
  readonly all: Change[] = [];

  add(type: Change['type'], text: string): void {
    if (text === '') return;
    const last = this.all.at(-1);
    if (last?.type === type) last.text += text;
    else if (type === 'delete' && last?.type === 'insert') {
      const before = this.all.at(-2);
      if (before?.type === 'delete') before.text += text;
      else this.all.splice(-1, 0, { type, text });
    } else this.all.push({ type, text });
  }

  /**
   * A deletion right behind what was put in before is part of that change, with all that touches it; behind rows that
   * were put in whole it is another.
   */
  addAll(changes: readonly Change[]): void {
    const last = this.all.at(-1);
    let joins = last?.type === 'insert' && !last.text.endsWith('\n') && changes[0]?.type === 'delete';
    for (const { type, text } of changes) {
      joins &&= type !== 'same';
      if (joins || this.all.at(-1)?.type === type) this.add(type, text);
      else this.all.push({ type, text });
    }
  }
}

/**
 * Rows of one table in the order of both: equal ones, then those that differ in their number alone (序号), then those
 * of one first cell, then what stands between by place.
 */
function pairs(old: readonly string[], next: readonly string[]): (readonly [string, string])[] {
  const first = (line: string): string => `\t${foldForm(line.split('\t', 1)[0] ?? '')}`;
  const out: [string, string][] = [];
  const gap = (a: readonly string[], b: readonly string[]): void =>
    matched(a, b, withoutNumber, (c, d) => byFirst(c, d));
  const byFirst = (a: readonly string[], b: readonly string[]): void => {
    matched(a, b, first, (c, d) => {
      const both = Math.min(c.length, d.length);
      for (let k = 0; k < both; k++) out.push([c[k] ?? '', d[k] ?? '']);
      for (const line of c.slice(both)) out.push([line, '']);
      for (const line of d.slice(both)) out.push(['', line]);
    });
  };
  function matched(
    a: readonly string[],
    b: readonly string[],
    key: (line: string) => string,
    between: (c: readonly string[], d: readonly string[]) => void,
  ): void {
    const stays = staysBy(a, b, key);
    let [p, q] = [0, 0];
    stays.forEach((at, i) => {
      if (at < 0) return;
      between(a.slice(p, i), b.slice(q, at));
      out.push([a[i] ?? '', b[at] ?? '']);
      [p, q] = [i + 1, at + 1];
    });
    between(a.slice(p), b.slice(q));
  }
  matched(old, next, foldForm, gap);
  return out;
}

/** The cells behind a number of the row; the whole row where it has none, or nothing behind it. */
function withoutNumber(line: string): string {
  const [number = '', ...cells] = line.replace(/\n$/u, '').split('\t');
  const isNumbered = /^[0-9０-９一二三四五六七八九十百]{1,5}[.．、]?$/u.test(number.trim());
  const behind = foldForm(cells.join('\t'));
  return isNumbered && /[\p{L}\p{N}]/u.test(behind) ? `\t${behind}` : `\n${foldForm(line)}`;
}

function row(a: string, b: string, plain: (a: string, b: string) => Change[], out: Changes): void {
  const bare = (line: string): string => (line.endsWith('\n') ? line.slice(0, -1) : line);
  const [cells, others] = [bare(a).split('\t'), bare(b).split('\t')];
  if (a === '' || b === '' || cells.length !== others.length) return out.addAll(plain(a, b));
  cells.forEach((cell, k) => {
    if (k > 0) out.add('same', '\t');
    out.addAll(plain(cell, others[k] ?? ''));
  });
  const [ends, otherEnds] = [a.endsWith('\n'), b.endsWith('\n')];
  if (ends && otherEnds) out.add('same', '\n');
  else out.add(ends ? 'delete' : 'insert', ends || otherEnds ? '\n' : '');
}
