import { describe, expect, it } from 'vitest';
import { barIn, monthOf } from './month';

describe('monthOf', () => {
  it('knows its length and its weekends', () => {
    const { number, days, weekends, today } = monthOf('2026-08-05');
    expect([number, days, today]).toEqual([8, 31, 4.5 / 31]);
    // 2026-08-01 is a Saturday
    expect(weekends.map((w) => Math.round(w.from * 31) + 1)).toEqual([1, 2, 8, 9, 15, 16, 22, 23, 29, 30]);
  });
});

describe('barIn', () => {
  it.each([
    ['2026-07-06', '2026-08-07', { from: 0, to: 7 / 31 }],
    ['2026-08-10', '2026-09-09', { from: 9 / 31, to: 1 }],
    ['2026-08-05', '2026-08-05', { from: 4 / 31, to: 5 / 31 }],
    ['2026-07-01', '2026-07-31', null],
    ['2026-09-01', '2026-09-30', null],
  ])('%s to %s, seen in August', (from, to, bar) => expect(barIn('2026-08-05', from, to)).toEqual(bar));
});
