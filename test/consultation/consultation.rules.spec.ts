import fc from 'fast-check';
import {
  consultationLife,
  daysOf,
  hasBegun,
  judgeChange,
  judgeDueDay,
  phaseOf,
  stillAsks,
  windowFor,
} from '../../src/consultation/consultation.rules.js';
import { consultationMethodWords } from '../../src/consultation/consultation.words.js';
import { methodRules, methodsThat } from '../../src/consultation/method.rules.js';
import { addDays } from '../../src/platform/base/clock.js';
import { solicitationLife } from '../../src/solicitation/solicitation.rules.js';
import { expectGrid } from '../support/grid.js';

describe('the life of a consultation 征求意见', () => {
  it('is this table and no other', () => {
    expectGrid(
      consultationLife,
      `
                   revise    issue   extend     suspend    resume  correct    cancel     conclude
        PREPARED   PREPARED  ISSUED  PREPARED   ·          ·       PREPARED   CANCELLED  ·
        ISSUED     ·         ·       ISSUED     SUSPENDED  ·       ISSUED     CANCELLED  ANSWERED
        SUSPENDED  ·         ·       SUSPENDED  ·          ISSUED  SUSPENDED  CANCELLED  ·
        ANSWERED   ·         ·       ·          ·          ·       ·          ·          ·
        CANCELLED  ·         ·       ·          ·          ·       ·          ·          ·`,
    );
  });
});

describe('the life of a task', () => {
  it('is this table: a supplement after a report, a late comment after 无意见', () => {
    expectGrid(
      solicitationLife,
      `
                    receive   report    sayNoOpinion  extend
        ISSUED      RECEIVED  REPORTED  NO_OPINION    ISSUED
        RECEIVED    ·         REPORTED  NO_OPINION    RECEIVED
        REPORTED    ·         REPORTED  ·             ·
        NO_OPINION  ·         REPORTED  ·             ·`,
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

  it.each(['PREPARED', 'SUSPENDED', 'ANSWERED', 'CANCELLED'] as const)('%s outweighs the days', (state) => {
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
    for (const [state, found] of [
      ['ANSWERED', 'CLOSED'],
      ['SUSPENDED', 'SUSPENDED'],
      ['CANCELLED', 'CANCELLED'],
    ] as const)
      for (const day of ['2026-03-01', '2026-03-03'])
        expect(windowFor({ ...window, state }, day, '2026-03-02', '2026-03-02')).toBe(found);
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
});

describe('what a round still is', () => {
  it.each([
    // state, last day, still asks
    ['PREPARED', '2026-03-02', false],
    ['ISSUED', '2026-03-02', true],
    ['ISSUED', '2026-03-01', true],
    ['ISSUED', '2026-02-28', false],
    ['SUSPENDED', '2026-03-01', true],
    ['SUSPENDED', '2026-02-28', false],
    ['ANSWERED', '2026-03-02', false],
    ['CANCELLED', '2026-03-02', false],
  ] as const)('%s until %s asks on March 1st: %s', (state, closesOn, asks) => {
    expect(stillAsks({ state, closesOn }, '2026-03-01')).toBe(asks);
  });

  it.each([
    ['PREPARED', '2026-01-01', false],
    ['ISSUED', '2026-03-02', false],
    ['ISSUED', '2026-03-01', true],
    ['SUSPENDED', '2026-03-02', false],
    ['SUSPENDED', '2026-02-01', true],
  ] as const)('%s from %s has begun on March 1st: %s', (state, opensOn, begun) => {
    expect(hasBegun({ state, opensOn }, '2026-03-01')).toBe(begun);
  });

  it('takes 199 acts, and then cancelling alone', () => {
    for (const command of ['extend', 'suspend', 'resume', 'correct'] as const) {
      expect(judgeChange(command, 198)).toBeNull();
      expect(judgeChange(command, 199)).toMatchObject({ code: 'TOO_MANY_CHANGES', params: { most: 199 } });
    }
    expect(judgeChange('cancel', 199)).toBeNull();
  });

  it('has due days that are neither over nor before its first day', () => {
    expect(judgeDueDay('2026-03-01', '2026-02-01', '2026-03-01')).toBeNull();
    expect(judgeDueDay('2026-02-28', '2026-02-01', '2026-03-01')).toContain('已经过了');
    expect(judgeDueDay('2026-03-04', '2026-03-05', '2026-03-01')).toContain('早于征求意见的开始日期');
    expect(judgeDueDay('2026-03-05', '2026-03-05', '2026-03-01')).toBeNull();
  });
});

describe('what a method changes', () => {
  it('is said of each of them', () => {
    expect(Object.keys(methodRules).sort()).toEqual(Object.keys(consultationMethodWords).sort());
  });
  it('is this: the code opens 公开征求意见 alone, 立项征集 has no draft', () => {
    expect(methodsThat('openByCode')).toEqual(['PUBLIC']);
    expect(methodsThat('minimumDaysBind')).toEqual(['PUBLIC']);
    const all = Object.keys(methodRules);
    expect(methodsThat('needsDraft')).toEqual(all.filter((m) => m !== 'PROJECT_CALL'));
    expect(methodsThat('severalAtOnce')).toEqual(all.filter((m) => m !== 'PUBLIC'));
  });
});
