import { Role, roles, roleWords } from '../base/roles.rules.js';

/** How much ceremony an office wants: 简易 · 标准 · 严格 */
export type Profile = 'SIMPLE' | 'STANDARD' | 'STRICT';

export const domains = ['INSTALLATION', 'LEGISLATURE'] as const;
export type Domain = (typeof domains)[number];

/** Who manages the accounts of a domain */
export const administratorOf: { readonly [D in Domain]: Role } = {
  INSTALLATION: 'SYSTEM_ADMINISTRATOR',
  LEGISLATURE: 'ADMINISTRATOR',
};
/** The roles that are given there */
export const rolesOf = (domain: Domain): readonly Role[] =>
  roles.filter((r) => (r === 'SYSTEM_ADMINISTRATOR') === (domain === 'INSTALLATION'));

/**
 * What is held alone. In 严格 an administrator of either kind does nothing else, so that whoever gives roles decides
 * nothing, and whoever runs the machine gives no roles; in 简易 and 标准 one person of a small office may hold all.
 * 经办 and 签发 go together in every profile: that they are different people is asked sheet by sheet and letter by
 * letter, of the person.
 */
const HELD_ALONE: { readonly [P in Profile]: readonly Role[] } = {
  SIMPLE: [],
  STANDARD: [],
  STRICT: ['SYSTEM_ADMINISTRATOR', 'ADMINISTRATOR'],
};

export const accountStates = ['AWAITING_PASSWORD', 'ACTIVE', 'DORMANT', 'DISABLED'] as const;
/**
 * AWAITING_PASSWORD: the one-time password was not exchanged for an own one yet · DORMANT: not signed in for longer
 * than is allowed
 */
export type AccountState = (typeof accountStates)[number];
export const accountStateWords: { readonly [S in AccountState]: string } = {
  AWAITING_PASSWORD: '待设密码',
  ACTIVE: '正常',
  DORMANT: '长期未登录',
  DISABLED: '已停用',
};

const DAY = 86_400_000;

/** What the state of an account follows from */
export interface AccountFacts {
  disabledAt: Date | null;
  mustChangePassword: boolean;
  lastSignedInAt: Date | null;
  passwordSetAt: Date;
}

/**
 * `dormantDays`: 0 for never. The days count from the owner's last sign-in, or from when a password was given or chosen
 * after it; failed tries count for nothing.
 */
export function stateOf(account: AccountFacts, now: Date, dormantDays: number): AccountState {
  if (account.disabledAt !== null) return 'DISABLED';
  if (account.mustChangePassword) return 'AWAITING_PASSWORD';
  const since = Math.max(account.lastSignedInAt?.getTime() ?? 0, account.passwordSetAt.getTime());
  return dormantDays > 0 && now.getTime() - since > dormantDays * DAY ? 'DORMANT' : 'ACTIVE';
}

export interface Judged {
  code: string;
  params?: Record<string, string>;
}

/** One account may hold these together. null: yes */
export function judgeTogether(held: readonly Role[], profile: Profile): Judged | null {
  const alone = HELD_ALONE[profile].find((r) => held.includes(r));
  const other = held.find((r) => r !== alone);
  return alone === undefined || other === undefined
    ? null
    : { code: 'ROLES_APART', params: { alone: roleWords[alone], other: roleWords[other] } };
}

/** An act on the account of somebody */
export interface OnAccount {
  domain: Domain;
  /** is it the actor's own */
  isOwn: boolean;
  state: AccountState;
  /** does the account hold roles outside this domain */
  isShared: boolean;
}

const own = (act: string): Judged => ({ code: 'OWN_ACCOUNT', params: { act } });
const wrongState = (state: AccountState, act: string): Judged => ({
  code: 'WRONG_STATE',
  params: { what: '这个账号', state: accountStateWords[state], act },
});

/** `held`: what it holds in this domain and in the installation */
export function judgeGrant(
  on: OnAccount & { role: Role; held: readonly Role[]; hasIt: boolean; profile: Profile },
): Judged | null {
  if (on.isOwn) return own('给自己增加角色');
  if (on.state === 'DISABLED') return wrongState(on.state, '增加角色');
  if (on.hasIt) return { code: 'ROLE_HELD', params: { role: roleWords[on.role] } };
  return judgeTogether([...new Set([...on.held, on.role])], on.profile);
}

/** 更正姓名, also of the own account or a stopped one; one that holds roles elsewhere is not one legislature's */
export const judgeRename = (on: Pick<OnAccount, 'domain' | 'isShared'>): Judged | null =>
  on.isShared && on.domain === 'LEGISLATURE' ? { code: 'ACCOUNT_SHARED', params: { act: '更正姓名' } } : null;

/** `leavesNobody`: nobody else administers the domain who could sign in */
export function judgeRevoke(on: OnAccount & { role: Role; hasIt: boolean; leavesNobody: boolean }): Judged | null {
  if (on.isOwn) return own('收回自己的角色');
  if (!on.hasIt) return { code: 'ROLE_NOT_HELD', params: { role: roleWords[on.role] } };
  return on.role === administratorOf[on.domain] && on.leavesNobody
    ? { code: 'LAST_ADMINISTRATOR', params: { act: '收回角色' } }
    : null;
}

export const accountActs = ['disable', 'enable', 'resetPassword', 'resetSecondFactor'] as const;
export type AccountAct = (typeof accountActs)[number];
const actWords: { readonly [A in AccountAct]: string } = {
  disable: '停用',
  enable: '启用',
  resetPassword: '重置密码',
  resetSecondFactor: '解除动态验证码',
};
const ownWords: { readonly [A in AccountAct]: string } = {
  disable: '停用自己的账号',
  enable: '启用自己的账号',
  resetPassword: '重置自己的密码',
  resetSecondFactor: '解除自己的动态验证码',
};
const ALLOWED_IN: { readonly [A in AccountAct]: readonly AccountState[] } = {
  disable: ['AWAITING_PASSWORD', 'ACTIVE', 'DORMANT'],
  enable: ['DORMANT', 'DISABLED'],
  resetPassword: ['AWAITING_PASSWORD', 'ACTIVE', 'DORMANT'],
  resetSecondFactor: accountStates,
};

/**
 * An account that holds roles elsewhere is not one legislature's to stop, or to sign in to; whoever runs the
 * installation may. `leavesNobody`: in a domain that the account administers nobody else could sign in.
 */
export function judgeAct(act: AccountAct, on: OnAccount & { leavesNobody: boolean }): Judged | null {
  if (on.isOwn) return act === 'resetSecondFactor' ? { code: 'OWN_SECOND_FACTOR' } : own(ownWords[act]);
  if (on.isShared && on.domain === 'LEGISLATURE') return { code: 'ACCOUNT_SHARED', params: { act: actWords[act] } };
  if (!ALLOWED_IN[act].includes(on.state)) return wrongState(on.state, actWords[act]);
  return act === 'disable' && on.leavesNobody ? { code: 'LAST_ADMINISTRATOR', params: { act: actWords[act] } } : null;
}

/** 移交 of all roles that one account has in a domain to another */
export interface HandOver {
  from: OnAccount & { name: string };
  to: Pick<OnAccount, 'isOwn' | 'state'> & { name: string };
  /** what the successor holds in the domain and in the installation afterwards */
  heldThen: readonly Role[];
  /** roles of the old account in the domain */
  moving: number;
  profile: Profile;
  /** the old account is stopped as well */
  disableOld: boolean;
}

/** 代理 by one account for another, until a day */
export interface StandingIn {
  absent: string;
  /** roles that the absent one has for good */
  lasting: number;
  standIn: Pick<OnAccount, 'isOwn' | 'state'> & { name: string };
  /** what the one who stands in holds meanwhile, in the domain and in the installation */
  heldThen: readonly Role[];
  profile: Profile;
}

const refuseTaker = (state: AccountState, name: string, act: string): Judged | null =>
  state === 'ACTIVE' || state === 'AWAITING_PASSWORD'
    ? null
    : { code: 'WRONG_STATE', params: { what: `${act}的账号（${name}）`, state: accountStateWords[state], act } };

/** The own work may be given into other hands for a while, but nobody takes that of another. */
export function judgeStandIn({ absent, lasting, standIn, heldThen, profile }: StandingIn): Judged | null {
  if (standIn.isOwn) return own('让自己代理别人');
  if (lasting === 0) return { code: 'NOTHING_TO_HAND_OVER', params: { name: absent } };
  return refuseTaker(standIn.state, standIn.name, '代理') ?? judgeTogether(heldThen, profile);
}

/** Whether anybody could still sign in to administer is asked beside, of all accounts. */
export function judgeHandOver(act: HandOver): Judged | null {
  const { from, to } = act;
  if (from.isOwn) return own('移交自己的账号');
  if (to.isOwn) return own('把别人的角色移交给自己');
  if (act.moving === 0) return { code: 'NOTHING_TO_HAND_OVER', params: { name: from.name } };
  const refused = refuseTaker(to.state, to.name, '接手') ?? judgeTogether(act.heldThen, act.profile);
  if (refused || !act.disableOld) return refused;
  if (from.isShared && from.domain === 'LEGISLATURE')
    return { code: 'ACCOUNT_SHARED', params: { act: actWords.disable } };
  return ALLOWED_IN.disable.includes(from.state) ? null : wrongState(from.state, actWords.disable);
}
