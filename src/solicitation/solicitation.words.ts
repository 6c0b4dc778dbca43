/** The Chinese of what this room names, written once: schema, refusals, papers and pages read it. */

/** Where a task stands */
export const solicitationStateWords = {
  ISSUED: '待签收',
  RECEIVED: '待报送',
  REPORTED: '已报送',
  NO_OPINION: '无意见',
} as const;

/** What a body does with its task */
export const solicitationCommandWords = {
  receive: '签收',
  report: '报送',
  sayNoOpinion: '报无意见',
  extend: '延长反馈期限',
} as const;
