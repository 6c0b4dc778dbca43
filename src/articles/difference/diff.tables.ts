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
 * The difference of two texts of which both have tables, as many of them; null for all others. `plain` compares two
 * texts without tables.
 */
export function diffTables(before: string, after: string, plain: (a: string, b: string) => Change[]): Change[] | null {
  if (!before.includes('\t') || !after.includes('\t')) return null;
  const [old, next] = [blocksOf(before), blocksOf(after)];
  if (old.length !== next.length || old[0]?.table !== next[0]?.table) return null;
  const out = new Changes();
  for (const [k, { table, lines }] of old.entries()) {
    const other = next[k]?.lines ?? [];
    if (!table) out.addAll(plain(lines.join(''), other.join('')));
    else for (const [a, b] of pairs(lines, other)) row(a, b, plain, out);
  }
  return out.all;
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

  addAll(changes: readonly Change[]): void {
    for (const { type, text } of changes) this.add(type, text);
  }
}

/**
 * Rows of one table in the order of both: equal ones, then those of one first cell, then what stands between by
 * place.
 */
function pairs(old: readonly string[], next: readonly string[]): (readonly [string, string])[] {
  const first = (line: string): string => `\t${foldForm(line.split('\t', 1)[0] ?? '')}`;
  const out: [string, string][] = [];
  const gap = (a: readonly string[], b: readonly string[]): void => {
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
    const ids = new Map<string, number>();
    const numbered = (lines: readonly string[]): number[] =>
      lines.map((line) => {
        const id = ids.get(key(line)) ?? ids.size;
        ids.set(key(line), id);
        return id;
      });
    const stays = longestCommon(numbered(a), numbered(b), MOST_EDITS) ?? new Int32Array(a.length).fill(-1);
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
