/** 拟处理意见 and 采纳情况: what must be said with an outcome (product §2), and who may put a hand to it. */
import { type CommandOf, type LifeCycle, lifeCycle, type StateOf } from '../../platform/base/life-cycle.rules.js';
import { outcomeWords, reasonClassWords, sheetCommandWords, sheetStateWords } from '../decision.words.js';

export const outcomes = Object.keys(outcomeWords) as Outcome[];
export type Outcome = keyof typeof outcomeWords;

export const reasonClasses = Object.keys(reasonClassWords) as ReasonClass[];
export type ReasonClass = keyof typeof reasonClassWords;

export interface Handling {
  outcome: Outcome;
  reasonClass: ReasonClass | null;
  words: string;
}

/** 部分采纳 and 未采纳 need words; 未采纳 a reason class too, and only it has one: figures by reason count refusals. */
export function judgeHandling(h: Handling): { code: string; params?: Record<string, string> } | null {
  const said = h.words.trim() !== '';
  const classed = h.reasonClass !== null;
  if (h.outcome === 'NOT_ADOPTED' ? said && classed : (h.outcome === 'ADOPTED' || said) && !classed) return null;
  return { code: 'REASON_REQUIRED', params: { outcome: outcomeWords[h.outcome] } };
}

const sheet = { what: '这张采纳情况表', states: sheetStateWords, commands: sheetCommandWords };
const twoHands = lifeCycle({
  ...sheet,
  steps: { PREPARED: { check: 'CHECKED', sign: 'SIGNED' }, CHECKED: { sign: 'SIGNED' }, SIGNED: {} },
});
const threeHands = lifeCycle({
  ...sheet,
  steps: { PREPARED: { check: 'CHECKED' }, CHECKED: { sign: 'SIGNED' }, SIGNED: {} },
});
export type SheetState = StateOf<typeof twoHands>;
export type SheetCommand = CommandOf<typeof twoHands>;
export type Profile = 'SIMPLE' | 'STANDARD' | 'STRICT';

/** 采纳情况表: two hands in 简易, three in 标准 and 严格. */
export const sheetLife = (profile: Profile): LifeCycle<SheetState, SheetCommand> =>
  profile === 'SIMPLE' ? twoHands : threeHands;

/**
 * In every profile the preparer is never the signer, and whoever last changed the content of a line may neither check
 * nor sign it, on any path (security §1.4). null: allowed.
 */
export function checkSeparationOfDuties(
  command: SheetCommand,
  actor: string,
  hands: { preparedBy: string; checkedBy: string | null; lastAuthors: readonly string[] },
): { code: string; params: { words: string } } | null {
  const act = command === 'sign' ? '签发' : '审核';
  if (actor === hands.preparedBy)
    return { code: 'SAME_PERSON', params: { words: `经办人不能${act}自己编制的采纳情况表。` } };
  if (hands.lastAuthors.includes(actor))
    return { code: 'SAME_PERSON', params: { words: `您拟写过其中的处理意见，不能由您${act}。` } };
  if (command === 'sign' && actor === hands.checkedBy)
    return { code: 'SAME_PERSON', params: { words: '审核人不能签发同一张采纳情况表。' } };
  return null;
}
