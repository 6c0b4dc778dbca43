/** What a contact point is owed an answer to, and what has to be waited for (product §3.13). */
import type { CommentState } from '../comments/comment.rules.js';
import { isHandedOver, isValid, type LetterState } from './letter.rules.js';

/** A comment of the contact point, as it stands */
export interface Answerable {
  id: string;
  state: CommentState;
  /** its last decision; null where there is none */
  decisionId: string | null;
}

/** One letter tells one decision on one comment */
export interface Telling {
  commentId: string;
  decisionId: string;
  letterState: LetterState;
}

export interface Owed {
  /** no valid letter tells their last decision, and it may be told */
  ready: string[];
  /** no valid letter tells their last decision, and it may not be told yet, or there is none */
  waiting: string[];
  /** of both: a letter that is not handed over tells a decision on them that is not the last one */
  outdated: string[];
}

/** What the office has in hand; what is drafted, or given back to its body, is nobody's to answer now. */
const IN_HAND: ReadonlySet<CommentState> = new Set([
  'REPORTED',
  'PROPOSED',
  'SIGNED',
  'RELEASED',
  'ANSWERED',
  'REOPENED',
]);

/** May the outcome of a comment that stands so be told? */
export const mayBeTold = (state: CommentState): boolean => state === 'RELEASED' || state === 'ANSWERED';

/**
 * What is owed of these comments, in their order. A decision that a valid letter tells is answered; one that was made
 * again is owed anew, and a letter with the former one that has not left yet stands in the way.
 */
export function judgeOwed(comments: readonly Answerable[], tellings: readonly Telling[]): Owed {
  const valid = tellings.filter((t) => isValid(t.letterState));
  const told = new Set(valid.map((t) => `${t.commentId} ${t.decisionId}`));
  const owed = comments.filter(
    (c) => IN_HAND.has(c.state) && (c.decisionId === null || !told.has(`${c.id} ${c.decisionId}`)),
  );
  const standing = new Set(valid.filter((t) => !isHandedOver(t.letterState)).map((t) => t.commentId));
  const ids = (of: readonly Answerable[]): string[] => of.map((c) => c.id);
  return {
    ready: ids(owed.filter((c) => mayBeTold(c.state))),
    waiting: ids(owed.filter((c) => !mayBeTold(c.state))),
    outdated: ids(owed.filter((c) => standing.has(c.id))),
  };
}

/**
 * Why no letter is composed: nothing is owed (ALREADY_EXISTS where a letter stands, NO_COMMENTS where there never was
 * any), or something may not be told yet (OUTCOMES_NOT_RELEASED, with how many of how many), unless only what is
 * released was asked for and there is some. null: it may be composed.
 */
export function judgeComposing(
  owed: Owed,
  { hasLetter, releasedOnly }: { hasLetter: boolean; releasedOnly: boolean },
): { code: string; params?: Record<string, string | number> } | null {
  const [ready, waiting] = [owed.ready.length, owed.waiting.length];
  if (ready + waiting === 0) return { code: hasLetter ? 'ALREADY_EXISTS' : 'NO_COMMENTS' };
  if (waiting === 0 || (releasedOnly && ready > 0)) return null;
  const then =
    ready === 0
      ? '请等采纳情况公布以后再拟稿。'
      : `可以等都公布以后再拟稿，也可以选“只反馈已公布的”，先反馈其余 ${ready} 条。`;
  return { code: 'OUTCOMES_NOT_RELEASED', params: { count: waiting, of: ready + waiting, then } };
}
