/** The Chinese of what is heard at a contact point, written once. */

/** What became of a photographed form */
export const cardOutcomeWords = {
  TYPED: '已录入',
  NOTHING: '没有意见',
} as const;

/** How a call to somebody who left contact data ended 回访 */
export const callOutcomeWords = {
  TOLD: '已告知',
  NOT_REACHED: '未接通',
  WRONG_NUMBER: '号码有误',
} as const;
