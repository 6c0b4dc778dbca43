/** 办理行程: counts by state, and the days of the chart. */
import { chartDays, commentFigures, letterFigures } from '../../src/feedback/story.rules.js';

it('counts comments by how far they are', () => {
  expect(
    commentFigures([
      { state: 'REPORTED', count: 5 },
      { state: 'PROPOSED', count: 4 },
      { state: 'SIGNED', count: 3 },
      { state: 'RELEASED', count: 2 },
      { state: 'ANSWERED', count: 1 },
      { state: 'REOPENED', count: 10 },
      { state: 'DROPPED', count: 100 },
    ]),
  ).toEqual({ comments: 25, handled: 10, signed: 6 });
});

it('counts letters by how far they are', () => {
  expect(
    letterFigures([
      { state: 'FINALISED', count: 5 },
      { state: 'DELIVERED', count: 4 },
      { state: 'RECEIVED', count: 3 },
      { state: 'REPLIED', count: 2 },
      { state: 'VOIDED', count: 100 },
      { state: 'SUPERSEDED', count: 100 },
    ]),
  ).toEqual({ letters: 14, delivered: 9, acknowledged: 5 });
});

describe('the days of the chart', () => {
  const round = { opensOn: '2026-06-01', closesOn: '2026-06-30' };
  it.each([
    ['2026-05-31', []],
    ['2026-06-01', ['2026-06-01']],
    ['2026-06-03', ['2026-06-01', '2026-06-02', '2026-06-03']],
  ])('on %s', (today, days) => expect(chartDays(round, today)).toEqual(days));
  it('end with the window', () => {
    const days = chartDays(round, '2026-08-01');
    expect([days[0], days[days.length - 1], days.length]).toEqual(['2026-06-01', '2026-06-30', 30]);
  });
  it('go on to the last voice that was typed in after it', () => {
    const days = chartDays(round, '2026-08-01', '2026-07-02');
    expect([days[0], days[days.length - 1], days.length]).toEqual(['2026-06-01', '2026-07-02', 32]);
  });
  it('are forty at most, the last ones', () => {
    const days = chartDays({ opensOn: '2026-01-01', closesOn: '2026-12-31' }, '2026-06-30');
    expect([days[0], days[days.length - 1], days.length]).toEqual(['2026-05-22', '2026-06-30', 40]);
  });
});
