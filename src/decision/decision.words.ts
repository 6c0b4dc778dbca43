/** The Chinese of what this room names, written once: schema, refusals, papers and pages read it. */

/** What was decided */
export const outcomeWords = {
  ADOPTED: '采纳',
  PARTIALLY_ADOPTED: '部分采纳',
  NOT_ADOPTED: '未采纳',
} as const;

/** Why a comment was not adopted */
export const reasonClassWords = {
  ALREADY_IN_DRAFT: '草案已体现',
  COVERED_BY_HIGHER_LAW: '上位法已有规定',
  LEFT_FOR_STUDY: '留待今后研究',
  REFERRED: '转有关方面',
  CONFLICTS_WITH_HIGHER_LAW: '与上位法不一致',
  NOT_LEGISLATIVE: '不属于立法事项',
  OTHER: '其他',
} as const;

/** Where a decision sheet stands */
export const sheetStateWords = {
  PREPARED: '待审签',
  CHECKED: '待签发',
  SIGNED: '已签发',
} as const;

/** What became of a line */
export const sheetLineStateWords = {
  LISTED: '在列',
  RETURNED: '退回',
  SIGNED: '已签发',
} as const;

/** Who says so */
export const evidenceStatusWords = {
  PROPOSED: '待确认',
  CONFIRMED: '已确认',
  REJECTED: '不是',
} as const;

/** What happened to a stretch of text */
export const changeTypeWords = {
  same: 'Stays',
  insert: 'Is new',
  delete: 'Is gone',
} as const;

/** Where a comment went in a later draft */
export const carryResultWords = {
  CARRIED: '位置未变',
  MOVED: '随条文移动',
  ORPHANED: '条文或者引文已不在，保留原文',
} as const;

/** What is done with a decision sheet */
export const sheetCommandWords = { check: '审核', sign: '签发' } as const;
