/** The Chinese of how an act in the ledger ended, written once. */

export const ledgerOutcomeWords = { DONE: '办了', REFUSED: '没有办成' } as const;

/** Why something was not done, in a few words; the person who asked was told more */
export const refusalWords = {
  FORBIDDEN: '没有权限',
  UNAUTHENTICATED: '没有登录',
  REAUTHENTICATION_NEEDED: '没有再次确认身份',
  ACCOUNT_HELD: '账号重置以后还没有确认',
  WRONG_CREDENTIALS: '用户名或者密码不对',
  SECOND_FACTOR_NEEDED: '没有填动态验证码',
  WRONG_CODE: '动态验证码不对',
  TOO_MANY_ATTEMPTS: '试的次数太多',
  INVALID_INPUT: '填写有误',
  NOT_FOUND: '没有找到',
  STALE_VERSION: '别人刚刚改过',
  WRONG_STATE: '所处的状态不允许',
  SAME_PERSON: '同一个人不能办两步',
  CHECK_REQUIRED: '还没有审核',
} as const;
export const OTHER_REFUSAL = '不符合规定';
