/** The life of a feedback letter 采纳情况反馈函 (product §4), and its number. */
import { type CommandOf, lifeCycle, type StateOf } from '../platform/base/life-cycle.rules.js';
import { letterCommandWords, letterStateWords } from './feedback.words.js';

/**
 * The seal is put on paper: an office that sends without a scan delivers a signed letter. A void keeps its number. What
 * a contact point has in hand stays as it is: what comes later is told by another letter.
 */
export const letterLife = lifeCycle({
  what: '这份反馈函',
  states: letterStateWords,
  commands: letterCommandWords,
  steps: {
    COMPOSED: { finalise: 'FINALISED', void: 'VOIDED' },
    FINALISED: { sign: 'SIGNED', return: 'RETURNED', void: 'VOIDED' },
    RETURNED: { finalise: 'FINALISED', void: 'VOIDED', supersede: 'SUPERSEDED' },
    SIGNED: { seal: 'SEALED', deliver: 'DELIVERED', void: 'VOIDED' },
    SEALED: { deliver: 'DELIVERED', void: 'VOIDED' },
    DELIVERED: { acknowledge: 'RECEIVED' },
    RECEIVED: { reply: 'REPLIED' },
    REPLIED: {},
    VOIDED: {},
    SUPERSEDED: {},
  },
});
export type LetterState = StateOf<typeof letterLife>;
export type LetterCommand = CommandOf<typeof letterLife>;

/** States of a letter that answers nothing any more, or not yet again: its comments are owed an answer */
const INVALID: ReadonlySet<LetterState> = new Set(['RETURNED', 'VOIDED', 'SUPERSEDED']);
/** Does this letter count as the answer to what it tells? */
export const isValid = (state: LetterState): boolean => !INVALID.has(state);

/** States of a letter that has its number and is to be handed over, or was */
export const NUMBERED = [
  'SIGNED',
  'SEALED',
  'DELIVERED',
  'RECEIVED',
  'REPLIED',
] as const satisfies readonly LetterState[];

/** States of a letter that its contact point has in hand */
export const HANDED_OVER = ['DELIVERED', 'RECEIVED', 'REPLIED'] as const satisfies readonly LetterState[];
/** Has the contact point this letter in hand? */
export const isHandedOver = (state: LetterState): boolean => (HANDED_OVER as readonly LetterState[]).includes(state);

/** What a reply says of a letter, beside its words; nothing where it was not asked */
export interface ReplyMarks {
  isClear?: boolean | null | undefined;
  asksMore?: boolean | null | undefined;
}

/** Why a reply without words says too little, in Chinese; null: all was clear and nothing more is wanted */
export function wantsWords({ isClear, asksMore }: ReplyMarks): string | null {
  if (isClear === false) return '请写明哪里不清楚，法工委好答复';
  if (asksMore === true) return '请写明要补充说明什么，法工委好答复';
  return isClear === true ? null : '请写明回复的内容';
}

/** Whoever prepared a letter does not sign it. */
export const judgeLetterHands = (
  actor: string,
  preparedBy: string,
): { code: string; params: { words: string } } | null =>
  actor === preparedBy ? { code: 'SAME_PERSON', params: { words: '拟稿人不能签发自己拟的反馈函。' } } : null;
