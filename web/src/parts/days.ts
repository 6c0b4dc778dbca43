/** Days and dates as an office says them. */
const WEEK = ['日', '一', '二', '三', '四', '五', '六'];
const two = (n: number): string => String(n).padStart(2, '0');

/** 2026-08-05 → 8月5日; another year than the present one is said. Not a day: as it stands. */
export function dayWords(day: string, today: Date): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})/.exec(day) ?? [];
  if (year === undefined || month === undefined || date === undefined) return day;
  return `${Number(year) === today.getFullYear() ? '' : `${year}年`}${Number(month)}月${Number(date)}日`;
}

/** 2026年8月5日: as it is printed on what is kept, where the year is not known from the day it is read */
export function paperDay(day: string): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})/.exec(day) ?? [];
  return year === undefined ? day : `${year}年${Number(month)}月${Number(date)}日`;
}

/** 8月5日　星期三 */
export const todayWords = (today: Date): string =>
  `${today.getMonth() + 1}月${today.getDate()}日　星期${WEEK[today.getDay()] ?? ''}`;

/** The civil day of a moment in the reader's own zone, YYYY-MM-DD */
export function dayOf(moment: string): string {
  const at = new Date(moment);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** The last civil day before a moment at which something is over, such as midnight */
export const lastDayOf = (over: string): string => dayOf(new Date(Date.parse(over) - 1).toISOString());

/** 10:42 */
export const timeWords = (moment: string | Date): string => {
  const at = new Date(moment);
  return `${two(at.getHours())}:${two(at.getMinutes())}`;
};

/** 今天 10:42, 昨天, 8月3日: as near as a reader needs it */
export function whenWords(moment: string, now: Date): string {
  const days = daysBetween(dayOf(moment), dayOf(now.toISOString()));
  if (days === 0) return `今天 ${timeWords(moment)}`;
  return days === 1 ? '昨天' : dayWords(dayOf(moment), now);
}

/** Days from one civil day to another; negative where the other is earlier */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/** The civil day so many days later, YYYY-MM-DD */
export const daysLater = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
