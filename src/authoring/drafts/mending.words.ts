/** The Chinese of mending an imported text, written once. */

/** What a warning asks of whoever imports */
export const noticeSeverityWords = { MUST: '必须处理', LOOK: '看一眼' } as const;

/** What a line of the source was read as */
export const lineReadingWords = {
  BLANK: '空行',
  TITLE: '标题',
  NOTE: '题注',
  PREAMBLE: '序言',
  HEADING: '章节标题',
  ARTICLE: '条',
  CLAUSE: '条（一、二、三编号）',
  ANNEX: '附件',
  PARAGRAPH: '款',
  ITEM: '项',
  SUBITEM: '目',
  LEFT_OUT: '没有收进正文',
} as const;

/** Why a line is not part of the text */
export const leftOutWords = {
  CONTENTS: '目录',
  PAGE_NUMBER: '页码',
  DUPLICATE: '重复的正文',
  PREFACE: '标题以前的公告、通知',
  QUOTED: '引用的文字',
  UNPLACED: '不属于任何一条',
} as const;

/** How a line of the text is mended */
export const lineActWords = { REPLACE: '改写', JOIN: '并到上一行', SPLIT: '断成两行', REMOVE: '删去' } as const;
