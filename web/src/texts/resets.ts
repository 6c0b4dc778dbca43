/** 重置与停签: what everybody is told of an account that others have reset whole */
export const resetTexts = {
  title: '账号重置',
  own: '您的密码和动态验证码都由别人重置过，现在不能签发、发出',
  held: (name: string) => `${name}的密码和动态验证码都由别人重置过，现在不能签发、发出`,
  over: (name: string) => `${name}的密码和动态验证码都由别人重置过，现在恢复了`,
  operator: '系统运维',
  did: { PASSWORD: '重置密码', SECOND_FACTOR: '解除动态验证码' },
  reset: (by: string, when: string, what: string) => `${by} ${when} ${what}`,
  resets: (each: readonly string[]) => `${each.join('；')}。`,
  byOne: (names: readonly string[], n: number) =>
    n === 1
      ? `等${names[0] ?? ''}确认。`
      : `等${names.join('、')}${n > names.length ? `等 ${n} 人` : ''}中的一位确认。`,
  byTime: (when: string) => `没有别人能确认，${when} 自动恢复。`,
  byNobody: '能确认的人都不在了：请管理员再发一张激活单，那以后 24 小时自动恢复。',
  confirmed: (by: string, when: string) => `${by} ${when} 确认。`,
  lapsed: (when: string) => `没有人能确认，${when} 自动恢复。`,
  alarm: '不是本人要求的，马上告诉机关负责人。',
  act: '去确认',
  actOf: (name: string) => `去确认${name}的重置`,
  dialog: (name: string) => `${name}的账号是本人要求重置的`,
  says: (name: string) => [
    `请先当面或者打电话问过${name}：密码和动态验证码是不是本人要求重置的。不能只凭别人转告。`,
    `确认以后，${name}的账号马上能签发、发出。台账记下是您确认的。`,
  ],
  confirm: '问过本人，确认',
  keep: '先不确认',
  again: '这个账号刚刚又重置过一次：请看清楚是谁重置的，再问一遍本人。',
} as const;
