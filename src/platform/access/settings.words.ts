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
  ADDRESS: '通信地址',
  POSTCODE: '邮政编码',
  MAIL: '电子邮箱',
  PHONE_HOURS: '接听时间',
  DUE_DAYS: '反馈期限最少天数',
  NUMBER_SOURCE: '发文字号的来源',
  REVIEWS_ROUNDS: '发出征求意见以前要审核',
  PROFILE: '档位',
} as const;

/** Where 发文字号 come from */
export const numberSourceWords = {
  COUNTER: '系统连续编号',
  REGISTER: '按发文登记簿填写',
  BLOCK: '用预留号段',
} as const;

/** How much ceremony an office wants */
export const profileWords = { SIMPLE: '简易', STANDARD: '标准', STRICT: '严格' } as const;
