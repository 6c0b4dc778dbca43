/**
 * An article that is split into two loses half of its words in either of them, and nothing of it is deleted. A
 * difference cannot know that by itself: it is told what stands in the other parts.
 */
import { foldForm } from '../text/normalise.js';
import type { Change } from './diff.js';

export interface PlacedChange extends Change {
  /** of a deletion: the words stand on in one of the other texts */
  elsewhere: boolean;
}

/** A shorter clause is a formula, and says nothing of where it went. */
const SHORTEST = 4;
const CLAUSES = /[^。；，：\n]*(?:[。；，：\n]+|$)/gu;

/**
 * The same words in the same order; a deletion is divided where clauses begin that stand in one of `others` and those
 * that stand in none. Clauses too short to tell go with the one before, the first of all with the next.
 */
export function placedElsewhere(changes: readonly Change[], others: readonly string[]): PlacedChange[] {
  if (others.length === 0) return changes.map((c) => ({ ...c, elsewhere: false }));
  const folded = others.map((text) => bare(text));
  return changes.flatMap((c): PlacedChange[] => {
    if (c.type !== 'delete') return [{ ...c, elsewhere: false }];
    const out: PlacedChange[] = [];
    let waiting = '';
    for (const [clause] of c.text.matchAll(CLAUSES)) {
      const words = bare(clause);
      const last = out.at(-1);
      if (words.length < SHORTEST) {
        if (last) last.text += clause;
        else waiting += clause;
        continue;
      }
      const elsewhere = folded.some((text) => text.includes(words));
      if (last?.elsewhere === elsewhere) last.text += clause;
      else out.push({ type: 'delete', text: waiting + clause, elsewhere });
      waiting = '';
    }
    if (waiting !== '') out.push({ type: 'delete', text: waiting, elsewhere: false });
    return out;
  });
}

/** Without marks and blanks: where a sentence is divided its full stop becomes a comma. */
const bare = (text: string): string => foldForm(text).replace(/[^\p{L}\p{N}]/gu, '');
