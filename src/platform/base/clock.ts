/**
 * The only place that asks what time it is (test/walls/form.spec.ts). Deadlines are judged by database time inside the
 * storing transaction (`databaseTime` in platform/database); this clock is for leases, logs and words on paper.
 */
export interface Clock {
  now(): Date;
}

export const CLOCK = Symbol('Clock');

export const systemClock: Clock = { now: () => new Date() };

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

/** The zone of a legislature that says nothing else, and of the installation */
export const DEFAULT_ZONE = 'Asia/Shanghai';

/** By zone: making one takes fifty times as long as using it, and every voice asks for the day */
const formats = new Map<string, Intl.DateTimeFormat>();

function dayFormat(zone: string): Intl.DateTimeFormat {
  const found =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  // there are some hundreds of zones, and a legislature has one
  formats.set(zone, found);
  return found;
}

/** The civil day of an instant in an IANA zone such as Asia/Shanghai. */
export function dayIn(zone: string, instant: Date): Day {
  const parts = dayFormat(zone).formatToParts(instant);
  const part = (type: string): string => parts.find((p) => p.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** The time of day of an instant in an IANA zone, as a clock shows it: 09:05. */
export function timeIn(zone: string, instant: Date): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(instant);
}

/** The day `days` after `day`; negative goes back. */
export function addDays(day: Day, days: number): Day {
  const d = new Date(`${day}T00:00:00Z`);
  d.setUTCDate(d.getUTCDate() + days);
  return d.toISOString().slice(0, 10);
}
