import { judgeVouching, type Voucher, whatEndsIt } from '../../../src/platform/access/resets.rules.js';

const anybody: Voucher = { isHeldOne: false, didReset: false, isNew: false, passwordGiven: false };

it('a second person confirms, and nobody whom the one who reset it could be', () => {
  expect(judgeVouching(anybody)).toBeNull();
  const reasons = (['isHeldOne', 'didReset', 'isNew', 'passwordGiven'] as const).map(
    (why) => String(judgeVouching({ ...anybody, [why]: true })?.params?.words).split('：')[0],
  );
  expect(reasons).toEqual([
    '不能确认自己的账号',
    '这个账号是您重置的，不能再由您确认',
    '您的角色是在重置以后才有的，不能确认',
    '您自己的密码也由别人重置过，以后还没有用动态验证码登录过，不能确认',
  ]);
  expect(judgeVouching({ isHeldOne: true, didReset: true, isNew: true, passwordGiven: true })?.code).toBe(
    'CANNOT_VOUCH',
  );
});

describe('what ends it', () => {
  const end = (names: string[], until: string | null = null): string => whatEndsIt(until, names);
  it('is a person, by name', () => {
    expect(end(['陆清和'])).toBe('请陆清和在办公台上确认，确认以后马上恢复。');
    expect(end(['陆清和', '邵文岚'])).toBe('请陆清和、邵文岚中的一位在办公台上确认，确认以后马上恢复。');
    expect(end(['甲', '乙', '丙', '丁', '戊'])).toBe('请甲、乙、丙等 5 人中的一位在办公台上确认，确认以后马上恢复。');
  });
  it('or a time, or that an administrator does it again', () => {
    expect(end([], '9月4日 02:05')).toBe('没有别人能确认，已经通知本机关每一个账号，到 9月4日 02:05 自动恢复。');
    expect(end([])).toMatch(/^能确认的人现在都不在了：请管理员再发一张激活单，那以后 24 小时自动恢复。$/u);
  });
});
