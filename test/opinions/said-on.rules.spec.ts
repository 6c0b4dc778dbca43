import { judgeSaidOn } from '../../src/opinions/said-on.rules.js';

/** a round from the 10th to the 20th */
const round = { opensOn: '2026-03-10', closesOn: '2026-03-20' };
const [inTime, late] = [{ late: false }, { late: true }];
const fault = (what: string): object => ({ fault: what });

describe('the day on which something was said', () => {
  it.each([
    // where the round stands · today · said on · what becomes of it
    ['NOT_YET', '2026-03-09', null, { code: 'NOT_OPEN_YET', params: { opensOn: '2026-03-10' } }],
    ['NOT_YET', '2026-03-09', '2026-03-09', { code: 'NOT_OPEN_YET', params: { opensOn: '2026-03-10' } }],
    ['PREPARED', '2026-03-12', '2026-03-12', { code: 'NOT_OPEN_YET', params: { opensOn: '2026-03-10' } }],
    ['OPEN', '2026-03-10', null, inTime],
    ['OPEN', '2026-03-10', '2026-03-10', inTime],
    ['OPEN', '2026-03-10', '2026-03-09', fault('TOO_EARLY')],
    ['OPEN', '2026-03-10', '2026-03-11', fault('FUTURE')],
    ['OPEN', '2026-03-20', '2026-03-20', inTime],
    ['OPEN', '2026-03-20', '2026-03-12', inTime],
    ['CLOSED', '2026-03-21', null, fault('NEEDED')],
    ['CLOSED', '2026-03-21', '2026-03-10', inTime],
    ['CLOSED', '2026-03-21', '2026-03-20', inTime],
    ['CLOSED', '2026-03-21', '2026-03-21', late],
    ['CLOSED', '2026-04-01', '2026-03-21', late],
    ['CLOSED', '2026-04-01', '2026-04-02', fault('FUTURE')],
    ['CLOSED', '2026-04-01', '2026-03-09', fault('TOO_EARLY')],
    ['ANSWERED', '2026-05-01', null, fault('NEEDED')],
    ['ANSWERED', '2026-05-01', '2026-03-15', inTime],
    ['ANSWERED', '2026-05-01', '2026-04-15', late],
    [
      'CANCELLED',
      '2026-03-15',
      '2026-03-15',
      { code: 'WRONG_STATE', params: { what: '这次征求意见', state: '已取消', act: '录入意见' } },
    ],
  ] as const)('%s, today %s, said on %s', (phase, today, saidOn, becomes) => {
    expect(judgeSaidOn({ ...round, phase }, today, saidOn)).toEqual(becomes);
  });
});
