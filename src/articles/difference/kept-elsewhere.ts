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
  /** by group and old article, for each of its characters the first row that kept it, from 1; 0 for none */
  private readonly keepers = new Map<string, { text: string; of: Int32Array }>();

  constructor(private readonly rows: readonly KeepingRow[]) {
    rows.forEach((row, at) => {
      if (row.group === null || row.new === null) return;
      const kept = keptOf(row);
      let start = 0;
      for (const { label, text } of row.origins) {
        const key = keyOf(row, label);
        const { of } = this.keepers.get(key) ?? { of: new Int32Array(text.length) };
        this.keepers.set(key, { text, of });
        for (let i = 0; i < text.length; i++) if (of[i] === 0 && kept[start + i] === 1) of[i] = at + 1;
        start += text.length + 1;
      }
    });
  }

  /** Whether this stretch of an old article is whole clauses: half a clause goes nowhere. */
  areClauses(label: string, row: KeepingRow, from: number, to: number): boolean {
    const { text } = this.recordOf(label, row);
    const edge = (at: number): boolean => at <= 0 || at >= text.length || CLAUSE_ENDS.test(text.charAt(at - 1));
    return edge(from) && edge(to);
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

  private recordOf(label: string, row: KeepingRow): { text: string; of: ArrayLike<number> } {
    return (row.group !== null && this.keepers.get(keyOf(row, label))) || { text: '', of: [] };
  }
}

/** A clause ends at these, and the first of an item begins behind its label. */
const CLAUSE_ENDS = /[。；，：）)\n]/u;

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
