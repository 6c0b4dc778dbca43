/** The Chinese of the settings of a legislature 设置, written once: schema, refusals and the console read it. */

/** What a legislature sets */
export const settingWords = {
  NAME: '机关全称',
  ORGAN_NAME: '发文机关',
  DOCUMENT_WORD: '机关代字',
  CONTACT_NAME: '联系人',
  CONTACT_PHONE: '联系电话',
  MINIMUM_DAYS: '公开征求意见最少天数',
  MINIMUM_DAYS_SOURCE: '最少天数的依据',
  PROFILE: '档位',
} as const;

/** How much ceremony an office wants */
export const profileWords = { SIMPLE: '简易', STANDARD: '标准', STRICT: '严格' } as const;
