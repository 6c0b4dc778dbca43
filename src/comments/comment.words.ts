/** The Chinese of what this room names, written once: schema, refusals, papers and pages read it. */

/** Where a comment stands */
export const commentStateWords = {
  DRAFTED: '待报送',
  REPORTED: '已报送',
  RETURNED: '退回补充',
  PROPOSED: '已拟处理意见',
  SIGNED: '已签发',
  RELEASED: '已公布采纳情况',
  ANSWERED: '已反馈',
  REOPENED: '复议中',
  DROPPED: '已撤销',
} as const;

/** The kind of body it came from (来源) */
export const sourceKindWords = {
  CONTACT_POINT: '基层立法联系点',
  DELIBERATION: '审议意见',
  SPECIAL_COMMITTEE: '专门委员会',
  DEPARTMENT: '部门复函',
  COUNTY_CONGRESS: '县区人大',
  DEPUTY: '代表（不作为代表建议办理）',
  EXPERT: '专家',
  ENTERPRISE: '企业',
  RESIDENT: '群众',
} as const;

/** What is read outside the office (product §4: at most four words): how far the office is in itself is not told */
export const commentStageWords = {
  DRAFTED: '待报送',
  REPORTED: '已报送',
  RETURNED: '退回补充',
  PROPOSED: '研究中',
  SIGNED: '研究中',
  RELEASED: '已有结果',
  ANSWERED: '已反馈',
  REOPENED: '复议中',
  DROPPED: '已撤销',
} as const satisfies Record<keyof typeof commentStateWords, string>;

/** Where a voice stands to a comment that was made of it */
export const voiceStandingWords = {
  INSIDE: '在内',
  TAKEN_OUT: '已拆出',
  WITHDRAWN: '本人已撤回',
} as const;

/** What a resident's wish to take an opinion back did */
export const withdrawalWords = {
  WITHDRAWN: '已撤回，不再报送',
  NOTED: '已经报送，记下了撤回的意愿',
} as const;

/** What a row of the articles of a round stands for */
export const commentPlaceWords = {
  HEADING: '编、章、节',
  ARTICLE: '条',
  NEW_ARTICLE: '建议新增条文',
  WHOLE: '整部法规',
  UNKNOWN: '不知道是哪一条',
} as const;

/** What is done with a comment */
export const commentCommandWords = {
  revise: '修改',
  report: '报送',
  return: '退回',
  propose: '拟处理意见',
  strike: '退回重拟',
  list: '列入采纳情况表',
  sign: '签发',
  release: '公布采纳情况',
  answer: '答复',
  reopen: '复议',
  takeApart: '拆出群众原话',
  drop: '撤销',
  file: '归到条文',
  unpropose: '撤回拟处理意见',
  unproposeAgain: '撤回这一版拟处理意见',
  unproposeReopened: '撤回复议中的拟处理意见',
} as const;
