/** The window of a round as days that are drawn; what the days come to is the service's to say. */
import type { ConsultationWindowQuery } from '../../api/generated/graphql';
import { daysBetween, daysLater } from '../../parts/days';

export type Judged = NonNullable<ConsultationWindowQuery['consultationWindow']>;
export type DayKind = Judged['kinds'][number]['kind'];

export interface WindowDay {
  readonly day: string;
  readonly inWindow: boolean;
  readonly kind: DayKind;
  readonly today: boolean;
}

const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
export const isDay = (day: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(`${day}T00:00:00Z`));

/** How many days a picture of a window has at most */
const MOST_DAYS = 120;
const DAYS_BESIDE = 2;

/**
 * Both days and two on either side; empty where there is no window, its end cut off where it is very long. A day that
 * nobody has judged yet is as the week has it.
 */
export function daysOf(
  opensOn: string,
  closesOn: string,
  today: string,
  kinds: Judged['kinds'] = [],
): readonly WindowDay[] {
  if (!isDay(opensOn) || !isDay(closesOn) || closesOn < opensOn) return [];
  const known = new Map(kinds.map((k) => [k.day, k.kind]));
  const n = Math.min(MOST_DAYS, daysBetween(opensOn, closesOn) + 1 + 2 * DAYS_BESIDE);
  return Array.from({ length: n }, (_, i) => daysLater(opensOn, i - DAYS_BESIDE)).map((day) => ({
    day,
    inWindow: day >= opensOn && day <= closesOn,
    kind: known.get(day) ?? (isWeekend(day) ? 'WEEKEND' : 'WORKING'),
    today: day === today,
  }));
}

/** What stands in the way of a window whatever its days are like; null where they are none */
export function sizeOf(
  opensOn: string,
  closesOn: string,
  today: string,
): { readonly days: number; readonly turned: boolean; readonly past: boolean } | null {
  if (!isDay(opensOn) || !isDay(closesOn)) return null;
  const days = daysBetween(opensOn, closesOn) + 1;
  return { days, turned: days < 1, past: closesOn < today };
}

/** Columns of a chart, 0 to 1 of the highest */
export function columnsOf(counts: readonly { readonly day: string; readonly count: number }[]): {
  readonly most: number;
  readonly columns: readonly { readonly day: string; readonly count: number; readonly height: number }[];
} {
  const most = Math.max(0, ...counts.map((c) => c.count));
  return { most, columns: counts.map((c) => ({ ...c, height: most === 0 ? 0 : c.count / most })) };
}

/** The last days of a window that have come, up to `most`; none before it opens */
export function lastDays(opensOn: string, closesOn: string, today: string, most: number): readonly string[] {
  const last = today < closesOn ? today : closesOn;
  if (last < opensOn) return [];
  const n = Math.min(most, daysBetween(opensOn, last) + 1);
  return Array.from({ length: n }, (_, i) => daysLater(last, i - n + 1));
}

/** Days that follow each other as one span, from first to last; `days` are in their order */
export function spansOf(days: readonly string[]): readonly (readonly [string, string])[] {
  const spans: [string, string][] = [];
  for (const day of days) {
    const last = spans.at(-1);
    if (last && daysBetween(last[1], day) === 1) last[1] = day;
    else spans.push([day, day]);
  }
  return spans;
}
