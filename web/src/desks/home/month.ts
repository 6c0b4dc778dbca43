/** The windows of a month on one axis, in parts of its length. */
import { daysBetween } from '../../parts/days';

export interface Bar {
  /** 0 to 1, from the left */
  readonly from: number;
  readonly to: number;
}
export interface Month {
  readonly number: number;
  readonly days: number;
  /** of each weekend, and of what stands beside it in the month */
  readonly weekends: readonly Bar[];
  /** where today is, 0 to 1 */
  readonly today: number;
}

/** @param today YYYY-MM-DD */
export function monthOf(today: string): Month {
  const [year, month, day] = today.split('-').map(Number) as [number, number, number];
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const weekends: Bar[] = [];
  for (let d = 1; d <= days; d++) {
    const week = new Date(Date.UTC(year, month - 1, d)).getUTCDay();
    if (week === 0 || week === 6) weekends.push({ from: (d - 1) / days, to: d / days });
  }
  return { number: month, days, weekends, today: (day - 0.5) / days };
}

/** The part of a window, both days included, that lies in the month of `today`; null where none does */
export function barIn(today: string, opensOn: string, closesOn: string): Bar | null {
  const first = `${today.slice(0, 8)}01`;
  const { days } = monthOf(today);
  const [from, to] = [daysBetween(first, opensOn), daysBetween(first, closesOn) + 1];
  return to <= 0 || from >= days ? null : { from: Math.max(0, from) / days, to: Math.min(days, to) / days };
}
