/** The Chinese of what is heard at a contact point, written once. */

/** What became of a photographed form */
export const cardOutcomeWords = {
  TYPED: '已录入',
  NOTHING: '没有意见',
} as const;
