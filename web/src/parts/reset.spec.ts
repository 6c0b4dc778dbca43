import { expect, it } from 'vitest';
import { endOf, headOf, resetsOf } from './reset';

const now = new Date(2026, 8, 3, 15, 0);
const on = (day: number, hour: number): string => new Date(2026, 8, day, hour, 20).toISOString();
const held = { isOver: false, until: null, confirmedBy: null, confirmers: ['温雅琴'] };

it('says whose account it is, to the owner as to others', () => {
  expect(headOf({ isOver: false, isOwn: true, name: '纪绍棠' })).toMatch(/^您的密码/u);
  expect(headOf({ isOver: false, isOwn: false, name: '纪绍棠' })).toMatch(/^纪绍棠的密码.+现在不能签发、发出$/u);
  expect(headOf({ isOver: true, isOwn: true, name: '纪绍棠' })).toMatch(/现在恢复了$/u);
});

it('names who reset what, and the operator of the machine where nobody has an account', () => {
  const resets = [
    { what: 'SECOND_FACTOR' as const, by: '陆清和', at: on(3, 10) },
    { what: 'PASSWORD' as const, by: null, at: on(2, 9) },
  ];
  expect(resetsOf({ resets }, now)).toBe('陆清和 今天 10:20 解除动态验证码；系统运维 昨天 重置密码。');
});

it.each([
  [held, '等温雅琴确认。'],
  [{ ...held, confirmers: ['温雅琴', '夏知秋'] }, '等温雅琴、夏知秋中的一位确认。'],
  [{ ...held, confirmers: ['甲', '乙', '丙', '丁'] }, '等甲、乙、丙等 4 人中的一位确认。'],
  [{ ...held, confirmers: [], until: on(4, 10) }, '没有别人能确认，9月4日 10:20 自动恢复。'],
  [{ ...held, confirmers: [] }, '能确认的人都不在了：请管理员再发一张激活单，那以后 24 小时自动恢复。'],
  [{ ...held, isOver: true, until: on(3, 11), confirmedBy: '温雅琴' }, '温雅琴 9月3日 11:20 确认。'],
  [{ ...held, isOver: true, until: on(3, 11) }, '没有人能确认，9月3日 11:20 自动恢复。'],
])('says what ends it: %j', (notice, words) => {
  expect(endOf(notice, now)).toBe(words);
});
