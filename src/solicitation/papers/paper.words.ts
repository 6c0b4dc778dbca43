/** The Chinese of the papers of a round, written once: schema, refusals and the console read it. */

/** Papers that are prepared, signed and sent */
export const runKindWords = {
  ASKING: '征求意见函',
  URGING: '催办函',
  NOTICE: '征求意见公告',
} as const;

/** How the papers of a run are numbered */
export const numberingWords = {
  ONE: '一号多发',
  EACH: '一函一号',
  NONE: '不编号',
} as const;

export const runStateWords = {
  PREPARED: '待签发',
  SIGNED: '已签发',
  VOIDED: '已作废',
} as const;
export const runCommandWords = {
  sign: '签发',
  void: '作废',
} as const;

/** How a paper reached its body */
export const deliveryWords = {
  SYSTEM: '系统内送达',
  PRINTED: '打印寄送',
} as const;

/** Everything that is looked at while a round is prepared */
export const previewKindWords = {
  ...runKindWords,
  RETURN_FORM: '意见反馈表',
  RESIDENT_MESSAGE: '通知群众的微信文字',
  OFFICER_MESSAGE: '通知联络员的文字',
  REMINDER_MESSAGE: '催报的文字',
  LAST_DAY_MESSAGE: '截止前一天的文字',
} as const;
