/** 征求意见: its life, and its window in civil days of the legislature's zone. Pure: today is handed in. */
export const consultationStates = ['PREPARED', 'ISSUED', 'ANSWERED', 'CANCELLED'] as const;
export type ConsultationState = (typeof consultationStates)[number];
export const consultationCommands = ['issue', 'answer', 'cancel'] as const;
export type ConsultationCommand = (typeof consultationCommands)[number];

const consultationTable: {
  readonly [S in ConsultationState]: { readonly [C in ConsultationCommand]?: ConsultationState };
} = {
  PREPARED: { issue: 'ISSUED', cancel: 'CANCELLED' },
  ISSUED: { answer: 'ANSWERED', cancel: 'CANCELLED' },
  ANSWERED: {},
  CANCELLED: {},
};
export const nextConsultationState = (
  state: ConsultationState,
  command: ConsultationCommand,
): ConsultationState | null => consultationTable[state][command] ?? null;

export const solicitationStates = ['ISSUED', 'RECEIVED', 'REPORTED', 'NO_OPINION'] as const;
export type SolicitationState = (typeof solicitationStates)[number];
export const solicitationCommands = ['receive', 'report', 'sayNoOpinion'] as const;
export type SolicitationCommand = (typeof solicitationCommands)[number];

/** A report after a report is a supplement 补报; 无意见 can still be followed by a late comment. */
const solicitationTable: {
  readonly [S in SolicitationState]: { readonly [C in SolicitationCommand]?: SolicitationState };
} = {
  ISSUED: { receive: 'RECEIVED', report: 'REPORTED', sayNoOpinion: 'NO_OPINION' },
  RECEIVED: { report: 'REPORTED', sayNoOpinion: 'NO_OPINION' },
  REPORTED: { report: 'REPORTED' },
  NO_OPINION: { report: 'REPORTED' },
};
export const nextSolicitationState = (
  state: SolicitationState,
  command: SolicitationCommand,
): SolicitationState | null => solicitationTable[state][command] ?? null;

export type Phase = 'PREPARED' | 'NOT_YET' | 'OPEN' | 'CLOSED' | 'ANSWERED' | 'CANCELLED';

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
