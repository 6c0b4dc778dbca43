import { describe, expect, it } from 'vitest';
import { columnsOf, daysOf, lastDays, sizeOf, spansOf } from './window';

describe('a window', () => {
  it('is drawn with two days on either side', () => {
    const days = daysOf('2026-11-27', '2026-11-30', '2026-11-28');
    expect(days.map((d) => d.day)).toEqual([
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
      '2026-11-28',
      '2026-11-29',
      '2026-11-30',
      '2026-12-01',
      '2026-12-02',
    ]);
    expect(days.filter((d) => d.kind === 'WEEKEND').map((d) => d.day)).toEqual(['2026-11-28', '2026-11-29']);
    expect(days.filter((d) => d.today).length).toBe(1);
    expect(daysOf('2026-11-27', '2026-11-26', '2026-11-28')).toEqual([]);
    expect(daysOf('', '2026-11-26', '2026-11-28')).toEqual([]);
    expect(daysOf('2026-01-01', '2027-01-01', '2026-11-28')).toHaveLength(120);
  });
  it('shows days as they were judged', () => {
    const kinds = [
      { day: '2026-11-27', kind: 'HOLIDAY' as const },
      { day: '2026-11-28', kind: 'WORKED' as const },
    ];
    expect(daysOf('2026-11-27', '2026-11-28', '', kinds).map((d) => d.kind)).toEqual([
      'WORKING',
      'WORKING',
      'HOLIDAY',
      'WORKED',
      'WEEKEND',
      'WORKING',
    ]);
  });
  it('is so long, turned or past', () => {
    expect(sizeOf('2026-11-27', '2026-12-26', '2026-11-28')).toEqual({ days: 30, turned: false, past: false });
    expect(sizeOf('2026-11-20', '2026-11-25', '2026-11-28')).toMatchObject({ days: 6, past: true });
    expect(sizeOf('2026-11-20', '2026-11-10', '2026-11-28')).toMatchObject({ turned: true });
    expect(sizeOf('soon', '2026-11-10', '2026-11-28')).toBeNull();
  });
  it('is a chart of its voices', () => {
    expect(
      columnsOf([
        { day: 'a', count: 2 },
        { day: 'b', count: 8 },
      ]),
    ).toMatchObject({ most: 8, columns: [{ height: 0.25 }, { height: 1 }] });
    expect(columnsOf([{ day: 'a', count: 0 }]).columns[0]?.height).toBe(0);
  });
});

describe('the last days of a window', () => {
  it('are those that have come, and at most so many', () => {
    expect(lastDays('2026-11-25', '2026-12-30', '2026-11-28', 3)).toEqual(['2026-11-26', '2026-11-27', '2026-11-28']);
    expect(lastDays('2026-11-25', '2026-12-30', '2026-11-26', 3)).toEqual(['2026-11-25', '2026-11-26']);
    expect(lastDays('2026-11-25', '2026-11-27', '2026-12-09', 2)).toEqual(['2026-11-26', '2026-11-27']);
    expect(lastDays('2026-11-25', '2026-12-30', '2026-11-24', 3)).toEqual([]);
  });
});

it('days that follow each other are one span', () => {
  expect(spansOf([])).toEqual([]);
  expect(spansOf(['2026-01-30', '2026-01-31', '2026-02-01', '2026-02-14', '2026-02-28'])).toEqual([
    ['2026-01-30', '2026-02-01'],
    ['2026-02-14', '2026-02-14'],
    ['2026-02-28', '2026-02-28'],
  ]);
});
