/**
 * The words of a feedback letter, from a snapshot and nothing else: same snapshot, number and day give the same letter
 * (product §3.10). A change of wording is a new version beside the old one, so that a letter of last year can be
 * explained.
 */
import { composeFirst } from './first.compose.js';
import { composeInterim } from './interim.compose.js';
import type { ComposedLetter, Given, LetterSnapshot, WordingVersion } from './letter.parts.compose.js';
import { composeSupplementary, composeSupplementaryPlainly } from './supplementary.compose.js';

export {
  type ComposedLetter,
  excerpt,
  type LetterSnapshot,
  type SnapshotChange,
  type SnapshotComment,
  type WordingVersion,
} from './letter.parts.compose.js';

/** Wording of a first letter that answers everything: the one that versions of the program before this one know */
export const WORDING_VERSION = 'interim-1';

const COMPOSED_BY: { readonly [V in WordingVersion]: (s: LetterSnapshot, given: Given) => ComposedLetter } = {
  'interim-1': composeInterim,
  'interim-2': composeInterim,
  'interim-3': composeFirst,
  'interim-4': composeFirst,
  'supplementary-1': composeSupplementary,
  'reversal-1': composeSupplementary,
  'supplementary-2': composeSupplementaryPlainly,
  'reversal-2': composeSupplementaryPlainly,
};

/** The letter in the wording its snapshot names; `given.issueDate` is a day YYYY-MM-DD, or '' while it has none */
export function composeLetter(s: LetterSnapshot, given: Given): ComposedLetter {
  return COMPOSED_BY[s.wordingVersion](s, given);
}
