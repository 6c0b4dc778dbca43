/** The Chinese of what this room names, written once: schema, refusals, papers and pages read it. */

/** How people are asked */
export const consultationMethodWords = {
  PUBLIC: '公开征求意见',
  SOLICITATION_LETTER: '征求意见函',
  READ_THROUGH: '审读',
  TRIAL_RUN: '验证式调研',
  ARGUMENTATION: '论证',
  EVALUATION: '立法后评估',
  PROJECT_CALL: '立项征集',
} as const;

/** Where a consultation stands; open and closed follow from its days */
export const consultationPhaseWords = {
  PREPARED: '准备中',
  NOT_YET: '未开始',
  OPEN: '征求意见中',
  CLOSED: '已截止',
  SUSPENDED: '已暂停',
  ANSWERED: '已办结',
  CANCELLED: '已取消',
} as const;

/** Where a consultation stands by what a person did; whether it is open follows from its days */
export const consultationStateWords = {
  PREPARED: '准备中',
  ISSUED: '已发出',
  SUSPENDED: '已暂停',
  ANSWERED: '已办结',
  CANCELLED: '已取消',
} as const;

/** What a day is that the week does not tell */
export const workingDayWords = { HOLIDAY: '放假', WORKED: '调休上班' } as const;

/** What a day of a window is */
export const windowDayWords = { WORKING: '工作日', WEEKEND: '周末', ...workingDayWords } as const;

/** The acts that need a reason, and are told with it */
export const consultationChangeWords = {
  extend: '延长',
  suspend: '暂停',
  resume: '恢复',
  correct: '更正',
  cancel: '取消',
} as const;

/** What is done with a consultation */
export const consultationCommandWords = {
  revise: '修改',
  issue: '发出',
  ...consultationChangeWords,
  conclude: '办结',
} as const;

/** What a correction 更正 of a round may concern */
export const correctedWords = {
  title: '标题',
  approvedByBody: '批准机关',
  approvedOn: '批准日期',
  opensOn: '开始日期',
  shortReason: '缩短时间的理由',
} as const;
