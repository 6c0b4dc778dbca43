/** The life of a comment 报送意见 (product §4). Reported by a body, decided by the legislature, answered in writing. */
import { type CommandOf, lifeCycle, type StateOf } from '../platform/base/life-cycle.rules.js';
import type { TargetKind } from '../opinions/opinion.rules.js';
import { commentCommandWords, commentStageWords, sourceKindWords } from './comment.words.js';

export const commentLife = lifeCycle({
  what: '这条意见',
  states: commentStageWords,
  commands: commentCommandWords,
  steps: {
    DRAFTED: { revise: 'DRAFTED', report: 'REPORTED', takeApart: 'DRAFTED', drop: 'DROPPED' },
    // reworded and dropped here only where the office made it itself: `isWithItsMaker`
    REPORTED: { revise: 'REPORTED', return: 'RETURNED', propose: 'PROPOSED', drop: 'DROPPED', file: 'REPORTED' },
    RETURNED: { revise: 'RETURNED', report: 'REPORTED', takeApart: 'RETURNED', drop: 'DROPPED' },
    // a new proposal replaces the one before; a struck line of a sheet comes back to be proposed anew
    PROPOSED: {
      propose: 'PROPOSED',
      list: 'PROPOSED',
      strike: 'REPORTED',
      return: 'RETURNED',
      sign: 'SIGNED',
      file: 'PROPOSED',
      // a proposal that was taken back leaves the comment where it stood before it: `takingBack`
      unpropose: 'REPORTED',
      unproposeAgain: 'PROPOSED',
      unproposeReopened: 'REOPENED',
    },
    SIGNED: { release: 'RELEASED', reopen: 'REOPENED' },
    RELEASED: { answer: 'ANSWERED', reopen: 'REOPENED' },
    ANSWERED: { reopen: 'REOPENED' },
    REOPENED: { propose: 'PROPOSED', file: 'REOPENED' },
    DROPPED: {},
  },
});
export type CommentState = StateOf<typeof commentLife>;
export type CommentCommand = CommandOf<typeof commentLife>;

/** It waits for a decision: nobody has signed what becomes of it, or that is taken up again; and it was not dropped. */
export const isUndecided = (state: CommentState): boolean =>
  !['SIGNED', 'RELEASED', 'ANSWERED', 'DROPPED'].includes(state);

/** The step back from a proposal, by where the comment stood before it */
export const takingBack = (before: CommentState): 'unpropose' | 'unproposeAgain' | 'unproposeReopened' =>
  before === 'PROPOSED' ? 'unproposeAgain' : before === 'REOPENED' ? 'unproposeReopened' : 'unpropose';

/** A place in a text: what kind of place, and at which article where it is at one */
export interface Place {
  targetKind: TargetKind;
  provisionId: string | null;
}

/** Where the office has a comment: at the article it was filed under 归到哪一条, else where it says itself. */
export const placeOfComment = (said: Place, filedUnder: string | null): Place =>
  filedUnder === null
    ? { targetKind: said.targetKind, provisionId: said.provisionId }
    : { targetKind: 'ARTICLE', provisionId: filedUnder };

export type SourceKind = keyof typeof sourceKindWords;
export const sourceKinds = Object.keys(sourceKindWords) as SourceKind[];

/** Bodies of the network that are a source of their own kind; all others are contact points */
const OWN_KIND: readonly SourceKind[] = ['DEPARTMENT', 'COUNTY_CONGRESS', 'EXPERT'];

/** The source that a comment of a body of the network has, by the kind of that body */
export const sourceOfPoint = (kind: string): SourceKind => OWN_KIND.find((k) => k === kind) ?? 'CONTACT_POINT';

/** Is it a source that can be a body of the network? */
export const mayBeAsked = (kind: SourceKind): boolean => kind === 'CONTACT_POINT' || OWN_KIND.includes(kind);

/**
 * Whether whoever made a comment still has it at hand: until it is reported, and after that where the office itself
 * took it up or registered it, for nobody else would have to be asked.
 */
export const isWithItsMaker = (state: CommentState, madeByOffice: boolean): boolean =>
  state !== 'REPORTED' || madeByOffice;

/**
 * One opinion without words of its own is reported as it stands 原文报送; several need a text, and one with another
 * text is a summary like any other.
 */
export function isVerbatim(
  opinions: number,
  own: { text: string | null; proposedWording: string | null; reason: string | null },
): boolean {
  return opinions === 1 && own.text === null && own.proposedWording === null && own.reason === null;
}
