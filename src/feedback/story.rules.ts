/** 办理行程: how far a round has come, of counts by state. */
import { type CommentState } from '../comments/comment.rules.js';
import type { LetterState } from './letter.rules.js';

interface Counted<S> {
  state: S;
  count: number;
}

/** Where a comment stands once somebody has proposed what to answer, or more */
const HANDLED: readonly CommentState[] = ['PROPOSED', 'SIGNED', 'RELEASED', 'ANSWERED'];
const SIGNED: readonly CommentState[] = ['SIGNED', 'RELEASED', 'ANSWERED'];
const DELIVERED: readonly LetterState[] = ['DELIVERED', 'RECEIVED', 'REPLIED'];
const ACKNOWLEDGED: readonly LetterState[] = ['RECEIVED', 'REPLIED'];
/** A letter that another one took the place of, or that never counts again */
const GONE: readonly LetterState[] = ['VOIDED', 'SUPERSEDED'];

const sum = <S>(rows: readonly Counted<S>[], which: (state: S) => boolean): number =>
  rows.filter((r) => which(r.state)).reduce((n, r) => n + r.count, 0);

/** Of comments that were reported once: without those dropped since; a reopened one waits for its answer again */
export const commentFigures = (
  rows: readonly Counted<CommentState>[],
): { comments: number; handled: number; signed: number } => ({
  comments: sum(rows, (s) => s !== 'DROPPED'),
  handled: sum(rows, (s) => HANDLED.includes(s)),
  signed: sum(rows, (s) => SIGNED.includes(s)),
});

/** Of letters 反馈函, without those that are void or superseded */
export const letterFigures = (
  rows: readonly Counted<LetterState>[],
): { letters: number; delivered: number; acknowledged: number } => ({
  letters: sum(rows, (s) => !GONE.includes(s)),
  delivered: sum(rows, (s) => DELIVERED.includes(s)),
  acknowledged: sum(rows, (s) => ACKNOWLEDGED.includes(s)),
});

const DAY_MS = 86_400_000;
const dayBefore = (day: string): string => new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10);

/** How many days a chart of voices shows at most */
export const CHART_DAYS = 40;

/**
 * The days a chart of a round shows, in their order, both inclusive: the last 40 of its window that are not to come,
 * and where voices were typed in after it, up to `last`, the day of the last one. Empty before it opens.
 */
export function chartDays(round: { opensOn: string; closesOn: string }, today: string, last = ''): string[] {
  const inWindow = today < round.closesOn ? today : round.closesOn;
  const end = last > inWindow ? last : inWindow;
  const days: string[] = [];
  for (let day = end; day >= round.opensOn && days.length < CHART_DAYS; day = dayBefore(day)) days.unshift(day);
  return days;
}
