/** 收件 of a contact point: where its voices stand for whoever works with them. Pure. */
import type { OpinionState } from './opinion.rules.js';
import type { inboxStandingWords } from './opinion.words.js';

export type InboxStanding = keyof typeof inboxStandingWords;

/** In hand, in a comment that is not sent, sent, or out of the return */
export function standingOf({ state, inComment }: { state: OpinionState; inComment: boolean }): InboxStanding {
  if (state === 'RECEIVED') return inComment ? 'COMPILED' : 'IN_HAND';
  return state === 'ANSWERED' ? 'REPORTED' : state;
}
