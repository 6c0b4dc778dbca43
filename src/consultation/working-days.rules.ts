/** Days that are worked: the week, and what 节假日 and 调休 make of it. Pure: the calendar is handed in. */
import { addDays, type Day } from '../platform/base/days.rules.js';
import type { workingDayWords } from './consultation.words.js';

export type DayKind = keyof typeof workingDayWords;

/** What an office knows of days that are not as the week has them */
export interface WorkCalendar {
  readonly holidays: readonly Day[];
  readonly worked: readonly Day[];
}

/** Whether a day is worked: a weekend is not, but for the days that 调休 gives and takes */
export function isWorkingDay(day: Day, calendar: WorkCalendar): boolean {
  if (calendar.worked.includes(day)) return true;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !calendar.holidays.includes(day);
}

/** Both days and what is between; empty where they are turned */
export function daysFrom(first: Day, last: Day): Day[] {
  const days: Day[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

/** How many days from `first` to `last`, both counted, are worked */
export const workingDaysIn = (first: Day, last: Day, calendar: WorkCalendar): number =>
  daysFrom(first, last).filter((day) => isWorkingDay(day, calendar)).length;

/** Free days on end from which on the first day after them is a bad last day: everything else waits on it too */
const LONG_BREAK = 3;
const A_WEEK = 7;

const nextWorkingDay = (day: Day, calendar: WorkCalendar): Day =>
  isWorkingDay(day, calendar) ? day : nextWorkingDay(addDays(day, 1), calendar);

/** Is it the first day after a break that is longer than a weekend? */
export function isFirstAfterBreak(day: Day, calendar: WorkCalendar): boolean {
  if (!isWorkingDay(day, calendar)) return false;
  return Array.from({ length: LONG_BREAK }, (_, i) => addDays(day, -1 - i)).every((d) => !isWorkingDay(d, calendar));
}

/**
 * A last day that serves better: the next one that is worked, and where that is the first after a long break, one a
 * week on. Null where the day is good as it is.
 */
export function betterLastDay(closesOn: Day, calendar: WorkCalendar): Day | null {
  const worked = nextWorkingDay(closesOn, calendar);
  const better = isFirstAfterBreak(worked, calendar) ? nextWorkingDay(addDays(worked, A_WEEK), calendar) : worked;
  return better === closesOn ? null : better;
}

/** The years of these days of which nothing is known: there weekends alone are counted */
export function yearsWithout(first: Day, last: Day, known: ReadonlySet<number>): number[] {
  const years = [];
  for (let year = Number(first.slice(0, 4)); year <= Number(last.slice(0, 4)); year++)
    if (!known.has(year)) years.push(year);
  return years;
}
