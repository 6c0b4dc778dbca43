/**
 * The strict clerk 核稿: what he would send a paper back for, as checks over its words (papers 0.8). Each check stands
 * for itself, with its source; none mends anything, for the words are somebody's. Pure.
 */
import {
  addresseeIsRegistered,
  annexesAreNamed,
  dayIsAfter,
  formulaFits,
  nextDraftIsReleased,
  noOtherGroup,
  noPartlyWhenNone,
  personIsNotSigner,
  sectionsAreFilled,
  shortNameOnce,
  sumsAgree,
  titleFitsDirection,
} from './clerk.checks.rules.js';
import { addressIsRight, marksAreRight, numberIsRight, residentsStayUnnamed } from './clerk.marks.rules.js';
import { type ClerkFacts, type Remark, stretchesOf } from './clerk.reading.rules.js';
import type { OfficialLetter } from './letter.model.js';

export type { ClerkFacts, Figures, Remark } from './clerk.reading.rules.js';

/** Every remark on a paper, in the order in which a clerk goes through it; none where it is in order */
export function clerkReads(letter: OfficialLetter, facts: ClerkFacts): Remark[] {
  const all = stretchesOf(letter);
  return [
    ...addresseeIsRegistered(letter, facts),
    ...titleFitsDirection(letter, facts),
    ...annexesAreNamed(letter),
    ...sumsAgree(letter, all, facts),
    ...sectionsAreFilled(letter),
    ...noOtherGroup(all, facts),
    ...noPartlyWhenNone(all, facts),
    ...nextDraftIsReleased(all, facts),
    ...shortNameOnce(letter, all, facts),
    ...marksAreRight(all),
    ...numberIsRight(letter),
    ...addressIsRight(all),
    ...formulaFits(all, facts),
    ...personIsNotSigner(facts),
    ...dayIsAfter(facts),
    ...residentsStayUnnamed(all, facts),
  ];
}

/**
 * What the clerk would send a letter back for in a reason of the office, which every letter repeats as it was signed:
 * its marks, how it speaks to the body, what tells who somebody is. `place` is how the reason is called.
 */
export function reasonRemarks(place: string, text: string): Remark[] {
  const stretches = [{ part: 'body' as const, place, text }];
  return [...marksAreRight(stretches), ...addressIsRight(stretches), ...residentsStayUnnamed(stretches, {})];
}

/** 正文第2段：……, a line a remark, for whoever has to mend it */
export const tellRemarks = (remarks: readonly Remark[]): string =>
  remarks.map(({ place, words }) => `${place}：${words}`).join('\n');
