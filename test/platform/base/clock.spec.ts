import fc from 'fast-check';
import { addDays, dayIn, isDay } from '../../../src/platform/base/clock.js';

describe('civil days', () => {
  it('refuses days that do not exist', () => {
    for (const day of ['2026-02-28', '2024-02-29', '2026-12-31']) expect([day, isDay(day)]).toEqual([day, true]);
    for (const day of [
      '2026-02-29',
      '2026-02-30',
      '2026-13-01',
      '2026-00-10',
      '2026-1-1',
      '20260101',
      '',
      '2026-01-01T00:00:00Z',
      ' 2026-01-01',
      '0026-01-01',
    ])
      expect([day, isDay(day)]).toEqual([day, false]);
  });
  it("is the day of the legislature's zone, not of UTC", () => {
    const instant = new Date('2026-03-31T16:00:00Z');
    expect(dayIn('Asia/Shanghai', instant)).toBe('2026-04-01');
    expect(dayIn('UTC', instant)).toBe('2026-03-31');
    expect(dayIn('Asia/Shanghai', new Date('2026-03-31T15:59:59.999Z'))).toBe('2026-03-31');
  });
  it('goes over months, leap days and back', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 80_000 }), fc.integer({ min: -4000, max: 4000 }), (from, n) => {
        const day = addDays('1950-01-01', from);
        expect(isDay(day)).toBe(true);
        expect(addDays(addDays(day, n), -n)).toBe(day);
      }),
    );
  });
});
