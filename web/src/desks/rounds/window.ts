/** The window of a round as days: weekends, today, and what an office should think of before it is sent out. */
import { daysBetween, daysLater } from '../../parts/days';

export interface WindowDay {
  readonly day: string;
  readonly inWindow: boolean;
  readonly weekend: boolean;
  readonly today: boolean;
}

export const isWeekend = (day: string): boolean => {
  const week = new Date(`${day}T00:00:00Z`).getUTCDay();
  return week === 0 || week === 6;
};
export const isDay = (day: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(`${day}T00:00:00Z`));

/** How many days a picture of a window has at most */
const MOST_DAYS = 120;
const DAYS_BESIDE = 2;

/** Both days and two on either side; empty where there is no window, its end cut off where it is very long */
export function daysOf(opensOn: string, closesOn: string, today: string): readonly WindowDay[] {
  if (!isDay(opensOn) || !isDay(closesOn) || closesOn < opensOn) return [];
  const n = Math.min(MOST_DAYS, daysBetween(opensOn, closesOn) + 1 + 2 * DAYS_BESIDE);
  return Array.from({ length: n }, (_, i) => daysLater(opensOn, i - DAYS_BESIDE)).map((day) => ({
    day,
    inWindow: day >= opensOn && day <= closesOn,
    weekend: isWeekend(day),
    today: day === today,
  }));
}

export interface Judged {
  readonly days: number;
  /** Monday to Friday */
  readonly workdays: number;
  readonly turned: boolean;
  readonly past: boolean;
  readonly tooShort: boolean;
  /** the next Monday, where the last day is a Saturday or Sunday */
  readonly better: string | null;
}

/** @param minimum days that the legislature asks for; 0 where it binds not */
export function judgeWindow(opensOn: string, closesOn: string, today: string, minimum: number): Judged | null {
  if (!isDay(opensOn) || !isDay(closesOn)) return null;
  const days = daysBetween(opensOn, closesOn) + 1;
  const turned = days < 1;
  const all = turned ? [] : Array.from({ length: days }, (_, i) => daysLater(opensOn, i));
  let better: string | null = null;
  if (!turned && isWeekend(closesOn)) {
    better = closesOn;
    while (isWeekend(better)) better = daysLater(better, 1);
  }
  return {
    days,
    workdays: all.filter((d) => !isWeekend(d)).length,
    turned,
    past: closesOn < today,
    tooShort: !turned && days < minimum,
    better,
  };
}

/** Columns of a chart, 0 to 1 of the highest */
export function columnsOf(counts: readonly { readonly day: string; readonly count: number }[]): {
  readonly most: number;
  readonly columns: readonly { readonly day: string; readonly count: number; readonly height: number }[];
} {
  const most = Math.max(0, ...counts.map((c) => c.count));
  return { most, columns: counts.map((c) => ({ ...c, height: most === 0 ? 0 : c.count / most })) };
}
