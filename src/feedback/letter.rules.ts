/** The life of a feedback letter 采纳情况反馈函 (product §4), and its number. */
import { type CommandOf, lifeCycle, type StateOf } from '../platform/base/life-cycle.rules.js';
import { letterCommandWords, letterStateWords } from './feedback.words.js';

/** The seal is put on paper: an office that sends without a scan delivers a signed letter. A void keeps its number. */
export const letterLife = lifeCycle({
  what: '这份反馈函',
  states: letterStateWords,
  commands: letterCommandWords,
  steps: {
    COMPOSED: { finalise: 'FINALISED', void: 'VOIDED' },
    FINALISED: { sign: 'SIGNED', return: 'RETURNED', void: 'VOIDED' },
    RETURNED: { void: 'VOIDED' },
    SIGNED: { seal: 'SEALED', deliver: 'DELIVERED', void: 'VOIDED' },
    SEALED: { deliver: 'DELIVERED', void: 'VOIDED' },
    DELIVERED: { acknowledge: 'RECEIVED', supersede: 'SUPERSEDED' },
    RECEIVED: { reply: 'REPLIED', supersede: 'SUPERSEDED' },
    REPLIED: { supersede: 'SUPERSEDED' },
    VOIDED: {},
    SUPERSEDED: {},
  },
});
export type LetterState = StateOf<typeof letterLife>;
export type LetterCommand = CommandOf<typeof letterLife>;

/** Whoever prepared a letter does not sign it. */
export const judgeLetterHands = (
  actor: string,
  preparedBy: string,
): { code: string; params: { words: string } } | null =>
  actor === preparedBy ? { code: 'SAME_PERSON', params: { words: '拟稿人不能签发自己拟的反馈函。' } } : null;
