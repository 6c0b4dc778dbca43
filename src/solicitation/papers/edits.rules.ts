/** Words that a person put in the place of ours 改过的话: marked, and kept as long as ours are the same. Pure. */
import type { OfficialLetter } from '../../papers/paper.rules.js';

export interface Edit {
  /** the paragraph of the body, from 0 */
  paragraph: number;
  /** ours, as it stood when it was changed */
  before: string;
  /** theirs; empty takes the paragraph away */
  words: string;
}

export interface Edited {
  letter: OfficialLetter;
  /** paragraphs that are a person's words, in the letter as it is now */
  marked: number[];
  /** edits of words that we would write otherwise now: a person looks at them again */
  stale: Edit[];
}

/** Each edit once, where our words are what they were; a heading stays a heading */
export function applyEdits(letter: OfficialLetter, edits: readonly Edit[]): Edited {
  const fits = (e: Edit): boolean => letter.body[e.paragraph]?.text === e.before;
  const by = new Map(edits.filter(fits).map((e) => [e.paragraph, e]));
  const marked: number[] = [];
  const body: OfficialLetter['body'] = [];
  for (const [at, block] of letter.body.entries()) {
    const edit = by.get(at);
    if (edit?.words === '') continue;
    if (edit) marked.push(body.length);
    body.push(edit ? { ...block, text: edit.words } : block);
  }
  return { letter: { ...letter, body }, marked, stale: edits.filter((e) => !fits(e)) };
}
