/** 征求意见: its life, and its window in civil days of the legislature's zone. Pure: today is handed in. */
import { type CommandOf, lifeCycle, type StateOf } from '../platform/base/life-cycle.rules.js';
import {
  type consultationChangeWords,
  consultationCommandWords,
  type consultationMethodWords,
  type consultationPhaseWords,
  consultationStateWords,
} from './consultation.words.js';

export const consultationLife = lifeCycle({
  what: '这次征求意见',
  states: consultationStateWords,
  commands: consultationCommandWords,
  steps: {
    PREPARED: { revise: 'PREPARED', issue: 'ISSUED', extend: 'PREPARED', correct: 'PREPARED', cancel: 'CANCELLED' },
    ISSUED: { extend: 'ISSUED', suspend: 'SUSPENDED', correct: 'ISSUED', conclude: 'ANSWERED', cancel: 'CANCELLED' },
    SUSPENDED: { extend: 'SUSPENDED', resume: 'ISSUED', correct: 'SUSPENDED', cancel: 'CANCELLED' },
    ANSWERED: {},
    CANCELLED: {},
  },
});
export type ConsultationState = StateOf<typeof consultationLife>;
export type ConsultationCommand = CommandOf<typeof consultationLife>;
/** An act that needs a reason, and is told with it */
export type ConsultationChange = keyof typeof consultationChangeWords;
export type ConsultationMethod = keyof typeof consultationMethodWords;

export type Phase = keyof typeof consultationPhaseWords;

/** Open and closed are derived: both days of the window belong to it. */
export function phaseOf(c: { state: ConsultationState; opensOn: string; closesOn: string }, today: string): Phase {
  if (c.state !== 'ISSUED') return c.state;
  if (today < c.opensOn) return 'NOT_YET';
  return today <= c.closesOn ? 'OPEN' : 'CLOSED';
}

/** For how long after the last day a form is still taken that was opened before its end; the form says so */
export const GRACE_MINUTES = 30;

/**
 * Whether what is sent now is taken, and if not why. `openedOn`: the day its form was opened, null where there was none
 * (typed by an officer, sent by a program); `justNow`: the day it was GRACE_MINUTES ago. Only the end of the last day
 * is borne, nothing that a person decided.
 */
export function windowFor(
  c: { state: ConsultationState; opensOn: string; closesOn: string },
  today: string,
  justNow: string,
  openedOn: string | null,
): 'OPEN' | 'NOT_YET' | 'CLOSED' | 'SUSPENDED' | 'CANCELLED' {
  const phase = phaseOf(c, today);
  if (phase === 'OPEN' || phase === 'SUSPENDED' || phase === 'CANCELLED') return phase;
  if (phase === 'NOT_YET' || phase === 'PREPARED') return 'NOT_YET';
  const wasInTime = openedOn !== null && c.opensOn <= openedOn && openedOn <= c.closesOn;
  return phase === 'CLOSED' && wasInTime && phaseOf(c, justNow) === 'OPEN' ? 'OPEN' : 'CLOSED';
}

/** Both days counted */
export const daysOf = (opensOn: string, closesOn: string): number =>
  Math.round((Date.parse(closesOn) - Date.parse(opensOn)) / 86_400_000) + 1;

/** Does this round still ask, or will it again: sent out or only suspended, and its last day not over */
export const stillAsks = (c: { state: ConsultationState; closesOn: string }, today: string): boolean =>
  (c.state === 'ISSUED' || c.state === 'SUSPENDED') && today <= c.closesOn;

/** Has its first day come? What is only prepared has not begun, whatever its days. */
export const hasBegun = (c: { state: ConsultationState; opensOn: string }, today: string): boolean =>
  c.state !== 'PREPARED' && c.opensOn <= today;

/**
 * Acts with a reason on one round: so many that a field can show them all. The last place is kept for what must always
 * be possible, which is 取消.
 */
export const CHANGES_SHOWN = 200;

/** Whether one more may be noted; null, or TOO_MANY_CHANGES */
export function judgeChange(
  command: ConsultationChange,
  noted: number,
): { code: string; params: Record<string, string | number> } | null {
  if (command === 'cancel' || noted < CHANGES_SHOWN - 1) return null;
  const params = { what: '这次征求意见', most: CHANGES_SHOWN - 1, instead: '还可以取消，需要的话另行准备一次' };
  return { code: 'TOO_MANY_CHANGES', params };
}

/** A due day 反馈期限 is neither over nor before the first day; null, or what is the matter */
export function judgeDueDay(dueOn: string, opensOn: string, today: string): string | null {
  if (dueOn < today) return `反馈期限 ${dueOn} 已经过了，请改成今天或者以后的一天。`;
  return dueOn < opensOn ? `反馈期限 ${dueOn} 早于征求意见的开始日期 ${opensOn}，请改晚一些。` : null;
}
