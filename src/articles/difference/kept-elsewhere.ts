/**
 * Of an article that went on in several new ones each row has the whole old text, and takes away what stands in the
 * others. Where a clause was changed on its way no search for its words finds it; the differences know which characters
 * of the old article each row kept.
 */
import type { Change } from './change.js';

/** A row of a comparison, as far as it keeps words of old articles; `MovableRow` says what each is. */
export interface KeepingRow {
  new: string | null;
  origins: readonly { label: string; text: string }[];
  changes: readonly Change[];
  group: number | null;
}

export class KeptElsewhere {
  /** by group and old article, for each of its characters the first two rows that kept it, from 1; 0 for none */
  private readonly keepers = new Map<string, Keepers>();

  constructor(private readonly rows: readonly KeepingRow[]) {
    rows.forEach((row, at) => {
      if (row.group === null || row.new === null) return;
      const kept = keptOf(row);
      let start = 0;
      for (const { label, text } of row.origins) {
        const key = keyOf(row, label);
        const known = this.keepers.get(key) ?? {
          text,
          of: new Int32Array(text.length),
          also: new Int32Array(text.length),
        };
        this.keepers.set(key, known);
        for (let i = 0; i < text.length; i++)
          if (kept[start + i] === 1) {
            if (known.of[i] === 0) known.of[i] = at + 1;
            else if (known.also[i] === 0) known.also[i] = at + 1;
          }
        start += text.length + 1;
      }
    });
  }

  /** Whether this stretch of an old article is whole clauses: half a clause goes nowhere. */
  areClauses(label: string, row: KeepingRow, from: number, to: number): boolean {
    const { text } = this.recordOf(label, row);
    return isEnd(text, from) && isEnd(text, to);
  }

  /**
   * The number of the new article that kept more than half of this stretch of an old one, of which the row at hand
   * takes all away; null where none did, and where the stretch is no whole clauses.
   */
  most(label: string, row: KeepingRow, from: number, to: number): string | null {
    const { of } = this.recordOf(label, row);
    if (of.length === 0 || !this.areClauses(label, row, from, to)) return null;
    const counts = new Map<number, number>();
    for (let i = from; i < to; i++) {
      const keeper = of[i] ?? 0;
      if (keeper > 0) counts.set(keeper, (counts.get(keeper) ?? 0) + 1);
    }
    for (const [keeper, n] of counts) if (n * 2 > to - from) return this.rows[keeper - 1]?.new ?? null;
    return null;
  }

  /**
   * The number of the new article that kept the clauses whole of which this stretch is a part, though the row at hand
   * has other words of them too; null where none did.
   */
  whole(label: string, row: KeepingRow, from: number, to: number): string | null {
    const { text, of, also } = this.recordOf(label, row);
    let [begins, ends] = [from, to];
    while (!isEnd(text, begins) && to - begins < LONGEST_CLAUSE) begins--;
    while (!isEnd(text, ends) && ends - begins < LONGEST_CLAUSE) ends++;
    if (!isEnd(text, begins) || !isEnd(text, ends)) return null;
    let [a, b] = [of[begins] ?? 0, also[begins] ?? 0];
    for (let i = begins; i < ends && a + b > 0; i++) {
      if (of[i] !== a && also[i] !== a) a = 0;
      if (of[i] !== b && also[i] !== b) b = 0;
    }
    return [a, b].map((keeper) => this.rows[keeper - 1]).find((other) => other && other !== row)?.new ?? null;
  }

  private recordOf(label: string, row: KeepingRow): Keepers {
    return (row.group !== null && this.keepers.get(keyOf(row, label))) || NOBODY;
  }
}

/** A longer clause is not looked for as a whole: its end would be sought again from each of its pieces. */
const LONGEST_CLAUSE = 300;

/** A clause ends at these, and the first of an item begins behind its label. */
const CLAUSE_ENDS = /[。；，：）)\n]/u;
const isEnd = (text: string, at: number): boolean =>
  at <= 0 || at >= text.length || CLAUSE_ENDS.test(text.charAt(at - 1));

interface Keepers {
  text: string;
  of: Int32Array;
  also: Int32Array;
}
const NOBODY: Keepers = { text: '', of: new Int32Array(0), also: new Int32Array(0) };

const keyOf = (row: KeepingRow, label: string): string => `${row.group ?? ''} ${label}`;

/** For each character of the old side 1 where it stays */
function keptOf(row: KeepingRow): Uint8Array {
  const length = row.changes.reduce((sum, c) => sum + (c.type === 'insert' ? 0 : c.text.length), 0);
  const kept = new Uint8Array(length);
  let at = 0;
  for (const { type, text } of row.changes) {
    if (type === 'same') kept.fill(1, at, at + text.length);
    if (type !== 'insert') at += text.length;
  }
  return kept;
}
