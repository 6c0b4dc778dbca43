/** The Chinese of what this room names, written once: schema, refusals, papers and pages read it. */

/** What an opinion is about */
export const targetKindWords = {
  ARTICLE: '条文: an article, or a 款/项 or quote in it',
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

/** Why an opinion is kept apart until somebody has looked at it */
export const quarantineReasonWords = {
  NAMED_ACCUSATION: '指名举报',
  PERSONAL_PRIVACY: '含个人隐私',
  STATE_SECRET: '涉密',
  OTHER: '其他',
} as const;

/** What in an opinion looks as if it should be covered 遮盖 */
export const maskProposalWords = {
  NAME: '姓名或者称呼',
  PHONE: '电话',
  ID_NUMBER: '身份证号',
  BANK_CARD: '银行卡号',
  PLATE: '车牌',
  DOOR: '门牌',
} as const;

/** Which words of an opinion */
export const maskedFieldWords = {
  TEXT: '意见',
  PROPOSED_WORDING: '建议的写法',
  REASON: '理由',
} as const;

/** For the officer who types it: what is the matter with the day on which something was said, and what to do */
export const saidOnWords = {
  NEEDED: ({ closesOn }: { closesOn: string }): string =>
    `征求意见已于 ${closesOn} 截止：请填写这句话是哪一天说的。截止以后说的也收，会标明是截止后的意见`,
  FUTURE: ({ saidOn }: { saidOn: string | null }): string =>
    `说话日期 ${saidOn ?? ''} 还没有到：请改成听到这句话的那一天`,
  TOO_EARLY: ({ saidOn, opensOn }: { saidOn: string | null; opensOn: string }): string =>
    `说话日期 ${saidOn ?? ''} 在征求意见开始（${opensOn}）以前：请核对日期，开始以前听到的不在这一次里`,
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

/** In the place of words that are kept apart */
export const QUARANTINED_TEXT = '（隔离待核，由指定的人看）';

/** Where a voice stands for the officer who has it in hand 收件 */
export const inboxStandingWords = {
  IN_HAND: '在手',
  COMPILED: '已编入，还没有报',
  REPORTED: '已报送',
  SET_ASIDE: '未列入汇总',
  QUARANTINED: '隔离待核',
  WITHDRAWN: '本人撤回',
} as const;
