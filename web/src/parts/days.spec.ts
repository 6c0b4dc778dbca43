import { describe, expect, it } from 'vitest';
import { dayOf, dayWords, todayWords } from './days';

describe('days', () => {
  const today = new Date(2026, 7, 5, 12);
  it.each([
    ['2026-08-07', '8月7日'],
    ['2027-01-15', '2027年1月15日'],
    ['2026-12-31T23:59:00Z', '12月31日'],
    ['soon', 'soon'],
    ['', ''],
  ])('%s is said as %s', (day, words) => expect(dayWords(day, today)).toBe(words));
  it('names the day of the week', () => expect(todayWords(today)).toBe('8月5日　星期三'));
  it('takes the civil day of the reader', () =>
    expect(dayOf(new Date(2026, 0, 2, 0, 5).toISOString())).toBe('2026-01-02'));
});
