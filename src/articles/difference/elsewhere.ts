/**
 * An article that is split into two loses half of its words in either of them, and nothing of it is deleted. A
 * difference cannot know that by itself: it is told what stands in the other parts.
 */
import { foldForm } from '../text/normalise.js';
import type { Change } from './diff.js';

export interface KeptChange extends Change {
  /** of a deletion: the words stand on in one of the other texts */
  elsewhere: boolean;
}

/** A shorter clause is a formula, and says nothing of where it went. */
export const SHORTEST_CLAUSE = 4;
const CLAUSES = /[^。；，：\n]*(?:[。；，：\n]+|$)/gu;

/** Without marks and blanks: where a sentence is divided its full stop becomes a comma. */
export const bare = (text: string): string => foldForm(text).replace(/[^\p{L}\p{N}]/gu, '');

/** The clauses of a text that are long enough to tell, bare, and from where to where they stand in it */
export const clausesOf = (text: string): { words: string; from: number; to: number }[] =>
  [...text.matchAll(CLAUSES)]
    .map((m) => ({ words: bare(m[0]), from: m.index, to: m.index + m[0].length }))
    .filter(({ words }) => words.length >= SHORTEST_CLAUSE);

/**
 * The text cut where clauses with another answer begin; the answer is asked with the bare words, and where they stand.
 * Clauses too short to tell go with the one before, the first of all with the next; where none can tell the answer is
 * `otherwise`. `inside`: the text begins inside a clause, and its first words are asked of however short they are.
 */
export function divided<T>(
  text: string,
  answer: (words: string, from: number, to: number) => T,
  otherwise: T,
  inside = false,
): { text: string; is: T }[] {
  const out: { text: string; is: T }[] = [];
  let waiting = '';
  for (const { 0: clause, index } of text.matchAll(CLAUSES)) {
    if (clause === '') continue;
    const words = bare(clause);
    const last = out.at(-1);
    if (words.length < SHORTEST_CLAUSE) {
      if (last) last.text += clause;
      else if (inside && index === 0 && words !== '')
        out.push({ text: clause, is: answer(words, index, index + clause.length) });
      else waiting += clause;
      continue;
    }
    const is = answer(words, index, index + clause.length);
    if (last?.is === is) last.text += clause;
    else out.push({ text: waiting + clause, is });
    waiting = '';
  }
  if (waiting !== '') out.push({ text: waiting, is: otherwise });
  return out;
}

/**
 * The same words in the same order; a deletion is divided where clauses begin that stand in one of `others` and those
 * that stand in none.
 */
export function placedElsewhere(changes: readonly Change[], others: readonly string[]): KeptChange[] {
  if (others.length === 0) return changes.map((c) => ({ ...c, elsewhere: false }));
  const folded = others.map((text) => bare(text));
  return changes.flatMap((c): KeptChange[] => {
    if (c.type !== 'delete') return [{ ...c, elsewhere: false }];
    const parts = divided(c.text, (words) => folded.some((text) => text.includes(words)), false);
    return parts.map(({ text, is }) => ({ type: 'delete', text, elsewhere: is }));
  });
}
