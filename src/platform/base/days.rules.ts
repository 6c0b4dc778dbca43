/** Civil days as they are counted, by no clock. Pure. */

/**
 * A civil day `YYYY-MM-DD`: closing and due dates are days, inclusive, in the legislature's zone (architecture §5.12).
 */
export type Day = string;

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True for a day that exists: 2026-02-30 is refused. */
export function isDay(text: string): text is Day {
  const m = DAY.exec(text);
  if (!m) return false;
  const d = new Date(Date.UTC(Number(m[1]), Number(m[2]) - 1, Number(m[3])));
  return d.toISOString().slice(0, 10) === text;
}

/** The day `days` after `day`; negative goes back. */
export function addDays(day: Day, days: number): Day {
  const d = new Date(`${day}T00:00:00Z`);
  d.setUTCDate(d.getUTCDate() + days);
  return d.toISOString().slice(0, 10);
}
