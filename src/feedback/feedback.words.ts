/** The Chinese of what this room names, written once: schema, refusals, papers and pages read it. */

/** Which feedback this is */
export const letterKindWords = {
  INTERIM: '阶段性反馈',
  FINAL: '最终反馈',
  SUPPLEMENTARY: '补充反馈',
} as const;

/** Where a letter stands */
export const letterStateWords = {
  COMPOSED: '待定稿',
  FINALISED: '待签发',
  SIGNED: '已签发',
  SEALED: '已盖章',
  DELIVERED: '已送达',
  RECEIVED: '已签收',
  REPLIED: '已回复',
  RETURNED: '已退回',
  VOIDED: '已作废',
  SUPERSEDED: '已被替代',
} as const;

/** What is done with a letter */
export const letterCommandWords = {
  finalise: '定稿',
  return: '退回',
  sign: '签发',
  seal: '盖章',
  deliver: '送达',
  acknowledge: '签收',
  reply: '回复',
  void: '作废',
  supersede: '替代',
} as const;

/** What a run does with many letters */
export const letterRunActWords = {
  COMPOSE: '拟函',
  FINALISE: '定稿',
  SIGN: '签发',
  DELIVER: '送达',
} as const;
export type LetterRunAct = keyof typeof letterRunActWords;

/** How a comment of another source was answered */
export const answerWayWords = {
  REPLY_LETTER: '复函',
  IN_PERSON: '当面',
  TELEPHONE: '电话',
  OTHER: '其他方式',
} as const;

/** How a comment was answered, whoever it came from */
export const answeredByWords = {
  ...answerWayWords,
  FEEDBACK_LETTER: '采纳情况反馈函',
  RECEIPT_CODE: '凭回执码查询',
} as const;
