/** The Chinese of the review of a round 审核, written once: schema, refusals and the console read it. */
export const reviewStateWords = {
  SENT: '送审中',
  PASSED: '审核通过',
  RETURNED: '退回',
  WITHDRAWN: '已撤回',
} as const;
export const reviewCommandWords = {
  pass: '通过',
  return: '退回',
  withdraw: '撤回',
} as const;
