/** The Chinese of what this room names, written once: schema, refusals, papers and pages read it. */

/** Which text of a regulation this is */
export const draftKindWords = {
  IN_FORCE: '现行法',
  CONSULTATION_DRAFT: '征求意见稿',
  DRAFT: '草案',
  REVISION_DRAFT: '修订草案',
  AMENDMENT_DRAFT: '修正草案',
  SECOND_READING_DRAFT: '草案二次审议稿',
  THIRD_READING_DRAFT: '草案三次审议稿',
  REVISED_DRAFT: '草案修改稿',
  VOTE_DRAFT: '表决稿',
  PROMULGATED: '公布文本',
} as const;

/** Where a draft stands */
export const draftStateWords = {
  IMPORTED: '待核对',
  CHECKED: '已核对',
  PUBLISHED: '已公布',
  SUPERSEDED: '已有新稿',
  TAKEN_DOWN: '已撤下',
  DROPPED: '已弃用',
} as const;

/** What is done with a draft */
export const draftCommandWords = {
  correct: '改正',
  setScope: '定范围',
  check: '核对',
  publish: '公布',
  supersede: '取代',
  takeDown: '撤下',
  restore: '恢复',
  restoreSuperseded: '恢复为旧稿',
  rectify: '更正',
  drop: '弃用',
} as const;

/** The acts on a published text that need a reason, and are told with it */
export const draftChangeWords = { takeDown: '撤下', restore: '恢复', restoreSuperseded: '恢复为旧稿' } as const;

/** Who may read a text (product §2) */
export const draftScopeWords = {
  PUBLIC: '公开',
  TARGETED: '定向',
  INTERNAL: '内部',
} as const;
