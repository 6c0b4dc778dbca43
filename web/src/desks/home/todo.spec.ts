import { describe, expect, it } from 'vitest';
import { homeTexts } from '../../texts/home';
import { aboutWhat, closesSoon } from './todo';

describe('aboutWhat', () => {
  it.each([
    [null, ''],
    [{ __typename: 'Consultation', id: '1', title: '住宅电梯安全管理条例' }, '住宅电梯安全管理条例'],
    [{ __typename: 'ContactPoint', id: '1', name: '红河居委会' }, '红河居委会'],
    [
      { __typename: 'Solicitation', id: '1', consultation: { title: '电梯条例' }, contactPoint: { shortName: '红河' } },
      '电梯条例　红河',
    ],
    [{ __typename: 'Opinion', id: '1', consultation: null }, ''],
    [{ __typename: 'LawCode' }, ''],
  ] as const)('%j', (target, words) => expect(aboutWhat({ target })).toBe(words));
});

describe('closesSoon', () => {
  it.each([
    [null, false],
    ['2026-08-05', true],
    ['2026-08-08', true],
    ['2026-08-09', false],
    ['2026-08-01', true],
  ])('%s, seen on 5 August: %s', (day, soon) => expect(closesSoon(day, '2026-08-05')).toBe(soon));
});

describe('due', () => {
  it('says of a round that is to be sent when it opens, of everything else when it ends', () => {
    expect(homeTexts.due('ROUND_TO_SEND', '9月7日')).toBe('定于9月7日开始');
    expect(homeTexts.due('TASK_TO_ANSWER', '9月7日')).toBe('9月7日截止');
  });
});
