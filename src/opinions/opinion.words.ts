/** The Chinese of what this room names, written once: schema, refusals, papers and pages read it. */

/** What an opinion is about */
export const targetKindWords = {
  ARTICLE: 'An article, or a 款/项 or quote in it',
  NEW_ARTICLE_AFTER: 'A new article after this one 增加一条',
  WHOLE: '全文',
  UNKNOWN: '不知道是哪一条',
} as const;

/** What somebody wants done */
export const opinionActWords = {
  ADD: '增',
  DELETE: '删',
  AMEND: '改',
  MERGE: '并',
  MOVE: '移',
  WORDING: '文字',
  SUPPORT: '赞同',
} as const;

/** How it came; the handling is the same */
export const channelWords = {
  CODE: '扫码',
  WALK_IN: '现场',
  PAPER: '纸质表',
  MEETING: '座谈会',
  PHONE: '电话',
} as const;

/** Where an opinion stands */
export const opinionStateWords = {
  RECEIVED: '待处理',
  REPORTED: '已报送',
  ANSWERED: '已反馈',
  SET_ASIDE: '未列入汇总',
  WITHDRAWN: '已撤回',
  QUARANTINED: '隔离待核',
} as const;

/** Why an opinion is not in the return */
export const setAsideReasonWords = {
  OFF_TOPIC: '与本法规无关',
  DUPLICATE: '与已有意见重复',
  UNCLEAR: '意思不清',
  SUPPORT_ONLY: '只表示赞同',
} as const;

/** What is done with an opinion */
export const opinionCommandWords = {
  report: '报送',
  unreport: '撤回报送',
  answer: '答复',
  setAside: '不列入汇总',
  restore: '恢复列入',
  withdraw: '撤回',
  quarantine: '隔离',
  clear: '解除隔离',
} as const;
