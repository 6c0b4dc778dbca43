/** Who works here: the roles an account can hold. */

/**
 * 账号管理: what roles there are, which one account may hold together, and what an administrator may do to another's
 * account. A domain is a legislature, or the installation itself 平台, whose people are its 系统管理员.
 */
export const roles = [
  'SYSTEM_ADMINISTRATOR',
  'ADMINISTRATOR',
  'PREPARER',
  'CHECKER',
  'SIGNER',
  'DRAFTER',
  'LIAISON_OFFICER',
] as const;
/** 系统管理员 · 管理员 · 经办 · 审核 · 签发 · 起草人 · 联络员 */
export type Role = (typeof roles)[number];
export const roleWords: { readonly [R in Role]: string } = {
  SYSTEM_ADMINISTRATOR: '系统管理员',
  ADMINISTRATOR: '管理员',
  PREPARER: '经办',
  CHECKER: '审核',
  SIGNER: '签发',
  DRAFTER: '起草人',
  LIAISON_OFFICER: '联络员',
};
