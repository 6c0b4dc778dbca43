import fc from 'fast-check';
import {
  consultationLife,
  daysOf,
  judgeWindow,
  phaseOf,
  windowFor,
} from '../../src/consultation/consultation.rules.js';
import { addDays } from '../../src/platform/base/clock.js';
import { solicitationLife } from '../../src/solicitation/solicitation.rules.js';
import { expectGrid } from '../support/grid.js';

describe('the life of a consultation 征求意见', () => {
  it('is this table and no other', () => {
    expectGrid(
      consultationLife,
      `
                   issue   answer    cancel
        PREPARED   ISSUED  ·         CANCELLED
        ISSUED     ·       ANSWERED  CANCELLED
        ANSWERED   ·       ·         ·
        CANCELLED  ·       ·         ·`,
    );
  });
});

describe('the life of a task', () => {
  it('is this table: a supplement after a report, a late comment after 无意见', () => {
    expectGrid(
      solicitationLife,
      `
                    receive   report    sayNoOpinion
        ISSUED      RECEIVED  REPORTED  NO_OPINION
        RECEIVED    ·         REPORTED  NO_OPINION
        REPORTED    ·         REPORTED  ·
        NO_OPINION  ·         REPORTED  ·`,
    );
  });
});

describe('the window', () => {
  const window = { opensOn: '2026-02-26', closesOn: '2026-03-02' };

  it.each([
    ['2026-02-25', 'NOT_YET'],
    ['2026-02-26', 'OPEN'],
    ['2026-02-28', 'OPEN'],
    ['2026-03-01', 'OPEN'],
    ['2026-03-02', 'OPEN'],
    ['2026-03-03', 'CLOSED'],
    ['2027-02-26', 'CLOSED'],
    ['2025-02-28', 'NOT_YET'],
  ] as const)('on %s is %s: both days belong to it', (today, phase) => {
    expect(phaseOf({ ...window, state: 'ISSUED' }, today)).toBe(phase);
  });

  it.each(['PREPARED', 'ANSWERED', 'CANCELLED'] as const)('%s outweighs the days', (state) => {
    for (const today of ['2026-01-01', '2026-02-28', '2026-12-31'])
      expect(phaseOf({ ...window, state }, today)).toBe(state);
  });

  it.each([
    // today, half an hour ago, opened on
    ['2026-03-02', '2026-03-02', null, 'OPEN'],
    ['2026-03-03', '2026-03-02', '2026-03-02', 'OPEN'],
    ['2026-03-03', '2026-03-02', '2026-02-26', 'OPEN'],
    ['2026-03-03', '2026-03-02', null, 'CLOSED'],
    ['2026-03-03', '2026-03-02', '2026-03-03', 'CLOSED'],
    ['2026-03-03', '2026-03-02', '2026-02-25', 'CLOSED'],
    ['2026-03-03', '2026-03-03', '2026-03-02', 'CLOSED'],
    ['2026-02-25', '2026-02-25', '2026-02-25', 'NOT_YET'],
    ['2026-02-26', '2026-02-25', '2026-02-25', 'OPEN'],
  ] as const)('on %s, half an hour after %s, a form of %s finds it %s', (today, justNow, openedOn, found) => {
    expect(windowFor({ ...window, state: 'ISSUED' }, today, justNow, openedOn)).toBe(found);
  });
  it('bears nothing of what a person decided', () => {
    for (const state of ['ANSWERED', 'CANCELLED'] as const)
      expect(windowFor({ ...window, state }, '2026-03-03', '2026-03-02', '2026-03-02')).toBe('CLOSED');
    expect(windowFor({ ...window, state: 'PREPARED' }, '2026-03-01', '2026-03-01', '2026-03-01')).toBe('NOT_YET');
  });

  it('counts both days, over leap days and years', () => {
    expect(daysOf('2026-01-01', '2026-01-01')).toBe(1);
    expect(daysOf('2028-02-28', '2028-03-01')).toBe(3);
    expect(daysOf('2026-12-02', '2026-12-31')).toBe(30);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), (n) => {
        expect(daysOf('2026-01-01', addDays('2026-01-01', n))).toBe(n + 1);
      }),
    );
  });

  it('shorter than the minimum needs a reason in words', () => {
    const judge = (closesOn: string, shortReason: string | null): unknown =>
      judgeWindow({
        opensOn: '2026-12-02',
        closesOn,
        shortReason,
        minimumDays: 30,
        minimumDaysSource: '立法法第四十条',
      });
    expect(judge('2026-12-31', null)).toBeNull();
    expect(judge('2026-12-30', null)).toEqual({
      code: 'WINDOW_TOO_SHORT',
      params: { days: 29, minimum: 30, source: '立法法第四十条' },
    });
    expect(judge('2026-12-30', '  ')).toMatchObject({ code: 'WINDOW_TOO_SHORT' });
    expect(judge('2026-12-30', '防汛急需')).toBeNull();
    expect(judge('2027-03-01', null)).toBeNull();
  });
});
