/** The Chinese of what this room names, written once: schema, refusals, papers and pages read it. */

/** Where a task stands */
export const solicitationStateWords = {
  ISSUED: '待签收',
  RECEIVED: '待报送',
  REPORTED: '已报送',
  NO_OPINION: '无意见',
} as const;

/** Why a body has no opinion 无意见 */
export const noOpinionReasonWords = {
  AGREED: '看过了，没有意见',
  NOBODY_SPOKE: '听取过了，没有人提意见',
  NOT_OUR_FIELD: '与本领域无关',
  TOO_LITTLE_TIME: '时间太紧，来不及听取',
} as const;
export type NoOpinionReason = keyof typeof noOpinionReasonWords;

/** What a body does with its task */
export const solicitationCommandWords = {
  receive: '签收',
  report: '报送',
  sayNoOpinion: '报无意见',
  extend: '延长反馈期限',
} as const;
