/**
 * Who may vouch for an account of which password and second factor were reset by others, and what its owner is told
 * meanwhile (docs/adr/0030-accounts-reset-by-others.md).
 */
import type { Judged } from './accounts.rules.js';

/** PASSWORD: a one-time password was given · SECOND_FACTOR: the second factor was taken away */
export type ResetKind = 'PASSWORD' | 'SECOND_FACTOR';
export const resetKindWords: { readonly [K in ResetKind]: string } = {
  PASSWORD: '密码',
  SECOND_FACTOR: '动态验证码',
};

/** How long a hold lasts where nobody may confirm; how long it is told of after it is over */
export const HOLD_HOURS = 24;
export const TOLD_FOR_DAYS = 7;

/** Somebody of the office, or of those who run the installation, beside an account that is held */
export interface Voucher {
  isHeldOne: boolean;
  /** did one of the resets */
  didReset: boolean;
  /** holds none of the roles that may confirm longer than since the first of the resets */
  isNew: boolean;
  /** signs in by a password that was given by others, and has not proven a second factor since */
  passwordGiven: boolean;
}

const ANOTHER = '请本机关另一位经办、审核或者签发确认。';

/**
 * May this person confirm? null: yes. Whoever reset one of the two could else confirm under a second account: one that
 * was made for it, or one whose password they gave.
 */
export function judgeVouching(by: Voucher): Judged | null {
  if (by.isHeldOne) return { code: 'CANNOT_VOUCH', params: { words: `不能确认自己的账号：${ANOTHER}` } };
  if (by.didReset) return { code: 'CANNOT_VOUCH', params: { words: `这个账号是您重置的，不能再由您确认：${ANOTHER}` } };
  if (by.isNew) return { code: 'CANNOT_VOUCH', params: { words: `您的角色是在重置以后才有的，不能确认：${ANOTHER}` } };
  return by.passwordGiven
    ? {
        code: 'CANNOT_VOUCH',
        params: { words: `您自己的密码也由别人重置过，以后还没有用动态验证码登录过，不能确认：${ANOTHER}` },
      }
    : null;
}

const NAMED = 3;

/** What ends a hold: a time (in words), or the people who may confirm, or one reset more where nobody is left */
export function whatEndsIt(until: string | null, names: readonly string[]): string {
  if (until !== null) return `没有别人能确认，已经通知本机关每一个账号，到 ${until} 自动恢复。`;
  if (names.length === 0) return `能确认的人现在都不在了：请管理员再发一张激活单，那以后 ${HOLD_HOURS} 小时自动恢复。`;
  const named = names.slice(0, NAMED).join('、');
  const many = names.length > NAMED ? `${named}等 ${names.length} 人中的一位` : `${named}中的一位`;
  return `请${names.length === 1 ? named : many}在办公台上确认，确认以后马上恢复。`;
}
