/** Two wordings compared for somebody who has to choose between them. */
import { diffChars } from 'diff';

export interface WordPart {
  readonly kind: 'same' | 'insert' | 'delete';
  readonly text: string;
}

/** Wordings longer than this are shown whole, without marks: comparing them letter by letter would hold the page up */
export const COMPARED = 5_000;

/** `theirs` as what is old, `mine` as what is new, letter by letter */
export function compareWords(theirs: string, mine: string): readonly WordPart[] {
  if (theirs.length > COMPARED || mine.length > COMPARED)
    return [
      { kind: 'delete', text: theirs },
      { kind: 'insert', text: mine },
    ];
  return diffChars(theirs, mine).map((p) => ({
    kind: p.added ? 'insert' : p.removed ? 'delete' : 'same',
    text: p.value,
  }));
}
