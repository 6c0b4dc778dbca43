/** 征求意见: its life, and its window in civil days of the legislature's zone. Pure: today is handed in. */
import { type CommandOf, lifeCycle, type StateOf } from '../platform/base/life-cycle.rules.js';
import {
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
    PREPARED: { issue: 'ISSUED', cancel: 'CANCELLED' },
    ISSUED: { answer: 'ANSWERED', cancel: 'CANCELLED' },
    ANSWERED: {},
    CANCELLED: {},
  },
});
export type ConsultationState = StateOf<typeof consultationLife>;
export type ConsultationCommand = CommandOf<typeof consultationLife>;
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
): 'OPEN' | 'NOT_YET' | 'CLOSED' {
  const phase = phaseOf(c, today);
  if (phase === 'OPEN') return 'OPEN';
  if (phase === 'NOT_YET' || phase === 'PREPARED') return 'NOT_YET';
  const wasInTime = openedOn !== null && c.opensOn <= openedOn && openedOn <= c.closesOn;
  return phase === 'CLOSED' && wasInTime && phaseOf(c, justNow) === 'OPEN' ? 'OPEN' : 'CLOSED';
}

/** Both days counted */
export const daysOf = (opensOn: string, closesOn: string): number =>
  Math.round((Date.parse(closesOn) - Date.parse(opensOn)) / 86_400_000) + 1;

/**
 * A public consultation shorter than the legislature's minimum needs a reason in words (立法法第四十条 says
 * 一般不少于三十日).
 */
export function judgeWindow(w: {
  opensOn: string;
  closesOn: string;
  shortReason: string | null;
  minimumDays: number;
  minimumDaysSource: string;
}): { code: string; params?: Record<string, string | number> } | null {
  const days = daysOf(w.opensOn, w.closesOn);
  if (days >= w.minimumDays || (w.shortReason ?? '').trim() !== '') return null;
  return { code: 'WINDOW_TOO_SHORT', params: { days, minimum: w.minimumDays, source: w.minimumDaysSource } };
}
