/** The life of one review of a prepared round 送审, and whether what was passed is what is sent out. Pure. */
import { type CommandOf, lifeCycle, type StateOf } from '../../platform/base/life-cycle.rules.js';
import { reviewCommandWords, reviewStateWords } from './review.words.js';

export const reviewLife = lifeCycle({
  what: '这次送审',
  states: reviewStateWords,
  commands: reviewCommandWords,
  steps: {
    SENT: { pass: 'PASSED', return: 'RETURNED', withdraw: 'WITHDRAWN' },
    // what was passed, and is changed or sent anew, is passed no more
    PASSED: { withdraw: 'WITHDRAWN' },
    RETURNED: {},
    WITHDRAWN: {},
  },
});
export type ReviewState = StateOf<typeof reviewLife>;
export type ReviewCommand = CommandOf<typeof reviewLife>;

/** What was sent to be read: the round at a version, whom it asks and until when */
export interface Reviewed {
  state: ReviewState;
  roundVersion: number;
  contactPointIds: readonly string[];
  /** the last day of the round if null */
  dueOn: string | null;
}

/** SAME_PERSON for whoever sent it: the preparer is never the checker */
export const judgeReviewHands = (
  checker: string | null,
  sentBy: string,
): { code: string; params: Record<string, string> } | null =>
  checker === sentBy ? { code: 'SAME_PERSON', params: { words: '送审的人不能审核自己送的征求意见。' } } : null;

/**
 * Why a round that has to be reviewed may not be sent out as it is given now; null where it may. `review` is the last
 * one, null where there was none.
 */
export function judgeReviewed(
  review: Reviewed | null,
  given: { version: number; contactPointIds: readonly string[]; dueOn: string | null },
): { code: string; params: Record<string, string> } | null {
  const refused = (words: string): { code: string; params: Record<string, string> } => ({
    code: 'NOT_REVIEWED',
    params: { words },
  });
  if (review === null || review.state === 'WITHDRAWN') return refused('本单位要求先审核再发出，请先送审核。');
  if (review.state === 'SENT') return refused('已经送审核，审核通过以后才能发出。');
  if (review.state === 'RETURNED') return refused('审核退回了，请改好以后再送一次。');
  if (review.roundVersion !== given.version) return refused('审核通过以后又改过，请再送一次。');
  const [passed, now] = [new Set(review.contactPointIds), new Set(given.contactPointIds)];
  const same = passed.size === now.size && [...passed].every((id) => now.has(id));
  if (!same) return refused('发给的单位和审核通过的不一样，请再送一次。');
  return review.dueOn === given.dueOn ? null : refused('反馈期限和审核通过的不一样，请再送一次。');
}
