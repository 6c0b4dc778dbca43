/** Days and dates as an office says them. */
const WEEK = ['日', '一', '二', '三', '四', '五', '六'];

/** 2026-08-05 → 8月5日; another year than the present one is said. Not a day: as it stands. */
export function dayWords(day: string, today: Date): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})/.exec(day) ?? [];
  if (year === undefined || month === undefined || date === undefined) return day;
  return `${Number(year) === today.getFullYear() ? '' : `${year}年`}${Number(month)}月${Number(date)}日`;
}

/** 8月5日　星期三 */
export const todayWords = (today: Date): string =>
  `${today.getMonth() + 1}月${today.getDate()}日　星期${WEEK[today.getDay()] ?? ''}`;

/** The civil day of a moment in the reader's own zone, YYYY-MM-DD */
export function dayOf(moment: string): string {
  const at = new Date(moment);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
