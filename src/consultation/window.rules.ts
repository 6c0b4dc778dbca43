/** What an office should think of before a round is sent out: of its days, and of those that nobody works. Pure. */
import type { Day } from '../platform/base/days.rules.js';
import type { ConsultationMethod } from './consultation.rules.js';
import { daysOf } from './consultation.rules.js';
import type { windowDayWords } from './consultation.words.js';
import { methodRules } from './method.rules.js';
import {
  betterLastDay,
  daysFrom,
  isFirstAfterBreak,
  isWorkingDay,
  type WorkCalendar,
  workingDaysIn,
  yearsWithout,
} from './working-days.rules.js';

/** What is known of the days of a legislature: which of them are not as the week has them, and of which years */
export interface KnownDays extends WorkCalendar {
  /** the festival of a day that is free or worked for it */
  readonly names: ReadonlyMap<Day, string>;
  readonly years: ReadonlySet<number>;
}

/** What a legislature asks of a public round by its settings */
export interface Minimum {
  readonly minimumDays: number;
  readonly minimumDaysSource: string;
}

export interface Window {
  readonly method: ConsultationMethod;
  readonly opensOn: Day;
  readonly closesOn: Day;
  readonly shortReason: string | null;
}

export type WindowDayKind = keyof typeof windowDayWords;

/** How many days a window can have that is drawn and judged by the day */
export const DAYS_SHOWN = 400;

/** Is it shorter than the legislature wants public rounds to be, which 立法法第四十条 has as 一般不少于三十日? */
export const isShort = (w: Pick<Window, 'method' | 'opensOn' | 'closesOn'>, { minimumDays }: Minimum): boolean =>
  methodRules[w.method].minimumDaysBind && daysOf(w.opensOn, w.closesOn) < minimumDays;

/**
 * Warnings, in words, none of which stops anybody: a public round that is shorter than the minimum and says no reason,
 * holidays within, a last day on which nobody answers, years of which no holidays are known.
 */
export function warningsOf(w: Window, minimum: Minimum, known: KnownDays): string[] {
  return [...tooShort(w, minimum), ...breaksWithin(w, known), ...badEnd(w, known), ...unknownYears(w, known)];
}

function tooShort(w: Window, minimum: Minimum): string[] {
  if (!isShort(w, minimum) || (w.shortReason ?? '').trim() !== '') return [];
  const { minimumDays, minimumDaysSource } = minimum;
  return [
    `征求意见时间是 ${daysOf(w.opensOn, w.closesOn)} 天，少于 ${minimumDays} 天（${minimumDaysSource}）；确需缩短的，请写明理由。`,
  ];
}

function breaksWithin({ opensOn, closesOn }: Window, known: KnownDays): string[] {
  const free = known.holidays.filter((day) => opensOn <= day && day <= closesOn).sort();
  if (free.length === 0) return [];
  const names = [...new Set(free.map((day) => known.names.get(day) ?? ''))].join('、');
  return [`${names}放假 ${free.length} 天在这段时间里，工作日只有 ${workingDaysIn(opensOn, closesOn, known)} 天。`];
}

function badEnd({ closesOn }: Window, known: KnownDays): string[] {
  if (betterLastDay(closesOn, known) === null) return [];
  if (isFirstAfterBreak(closesOn, known)) return ['截止在节后第一天，来不及办。'];
  const name = known.names.get(closesOn);
  return [name === undefined ? '截止在周末，没有人上班。' : `截止在${name}假期里，没有人上班。`];
}

const unknownYears = ({ opensOn, closesOn }: Window, known: KnownDays): string[] =>
  yearsWithout(opensOn, closesOn, known.years).map((year) => `${year}年的节假日还没有导入，只算了周末。`);

/** What each day of a window is, its first DAYS_SHOWN */
export function kindsOf(opensOn: Day, closesOn: Day, known: KnownDays): { day: Day; kind: WindowDayKind }[] {
  return daysFrom(opensOn, closesOn)
    .slice(0, DAYS_SHOWN)
    .map((day) => ({ day, kind: kindOf(day, known) }));
}

function kindOf(day: Day, known: KnownDays): WindowDayKind {
  if (known.holidays.includes(day)) return 'HOLIDAY';
  if (known.worked.includes(day)) return 'WORKED';
  return isWorkingDay(day, known) ? 'WORKING' : 'WEEKEND';
}

/** Working days from today to the last day, both counted; null where it is over */
export const workingDaysLeft = (closesOn: Day, today: Day, known: KnownDays): number | null =>
  today > closesOn ? null : workingDaysIn(today, closesOn, known);
