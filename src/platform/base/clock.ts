import type { Day } from './days.rules.js';

export { addDays, type Day, isDay } from './days.rules.js';

/**
 * The only place that asks what time it is (test/walls/form.spec.ts). Deadlines are judged by database time inside the
 * storing transaction (`databaseTime` in platform/database); this clock is for leases, logs and words on paper.
 */
export interface Clock {
  now(): Date;
}

export const CLOCK = Symbol('Clock');

export const systemClock: Clock = { now: () => new Date() };

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
