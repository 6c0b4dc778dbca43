/** What it means to change the profile 档位 of a legislature, said before it is done. */
import type { Role } from '../base/roles.rules.js';
import { roleWords } from '../base/roles.rules.js';
import { judgeTogether, type Profile } from './accounts.rules.js';
import { profileWords } from './settings.words.js';

/** Whoever holds a role in the legislature */
export interface Holder {
  accountId: string;
  name: string;
  /** here and in the installation */
  roles: readonly Role[];
  /** neither asleep nor waiting for a first password */
  canSignIn: boolean;
  /** must bind a second factor before anything else, under the new profile and not under the present one */
  bindsAnew: boolean;
  /** must choose a new password before anything else, under the new profile and not under the present one */
  changesAnew: boolean;
}

/** Somebody whose roles the new profile keeps apart */
export interface HeldTogether {
  accountId: string;
  name: string;
  /** Chinese: which roles, and what to do */
  words: string;
}

export interface ProfileEffect {
  from: Profile;
  to: Profile;
  /** Chinese, one sentence for each difference */
  says: string[];
  /** who must give up a role first; the profile is not changed while there is somebody */
  blocked: HeldTogether[];
}

const isChecked = (p: Profile): boolean => p !== 'SIMPLE';
const isApart = (p: Profile): boolean => p === 'STRICT';

/** `passwordDays`: after how many days a password is changed under 严格; 0 for never */
export function profileEffect(
  from: Profile,
  to: Profile,
  holders: readonly Holder[],
  passwordDays: number,
): ProfileEffect {
  if (from === to) return { from, to, says: [`本机关现在就是“${profileWords[to]}”档，没有什么要变。`], blocked: [] };
  return {
    from,
    to,
    says: [
      ...(isChecked(from) === isChecked(to) ? [] : handsOf(to, holders)),
      ...(isApart(from) === isApart(to) ? [] : apartOf(to, holders, passwordDays)),
    ],
    blocked: holders.flatMap((h) => heldTogether(h, to)),
  };
}

function handsOf(to: Profile, holders: readonly Holder[]): string[] {
  if (!isChecked(to)) return ['采纳情况表可以不经审核直接签发；经办和签发仍然不能是同一个人。'];
  return [
    '采纳情况表要先审核，才能签发：经办、审核、签发是三个人。还没有签发的也一样。',
    checkersOf(holders.filter((h) => h.roles.includes('CHECKER'))),
  ];
}

function checkersOf(checkers: readonly Holder[]): string {
  const [all, ready] = [checkers.length, checkers.filter((c) => c.canSignIn).length];
  if (ready > 0) return `现在有 ${ready} 人可以审核。`;
  return all === 0
    ? '现在没有人担任审核：采纳情况表会停在审核这一步，请先给一位同事“审核”这个角色。'
    : `担任审核的 ${all} 人现在都不能登录：采纳情况表会停在审核这一步，请先让其中一位能登录，或者给另一位同事“审核”这个角色。`;
}

function apartOf(to: Profile, holders: readonly Holder[], passwordDays: number): string[] {
  if (!isApart(to))
    return [
      '管理员可以兼任别的角色。',
      '动态验证码由各人自己决定绑不绑，已经绑定的照旧要输入。',
      ...(passwordDays > 0 ? ['密码不再到期。'] : []),
    ];
  const binds = holders.filter((h) => h.bindsAnew).length;
  const changes = holders.filter((h) => h.changesAnew).length;
  return [
    '系统管理员、管理员只做管理，不兼任别的角色。',
    binds === 0
      ? '机关里的人登录都要动态验证码，现在都已经绑定。'
      : `机关里的人登录都要动态验证码：现在有 ${binds} 人没有绑定，要先绑定才能办事。`,
    ...(passwordDays === 0
      ? []
      : [
          changes === 0
            ? `密码用满 ${passwordDays} 天要换，现在没有人超过。`
            : `密码用满 ${passwordDays} 天要换：现在有 ${changes} 人超过，要先换密码才能办事。`,
        ]),
  ];
}

function heldTogether({ accountId, name, roles }: Holder, to: Profile): HeldTogether[] {
  if (!judgeTogether(roles, to)) return [];
  const held = [...new Set(roles)].map((r) => `“${roleWords[r]}”`).join('、');
  return [{ accountId, name, words: `${name}同时是${held}：请先由不同的账号担任。` }];
}
