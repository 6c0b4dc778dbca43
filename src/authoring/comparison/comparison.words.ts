/** The Chinese of what this room names, written once: schema, refusals, papers and pages read it. */

/** What became of a stretch of text */
export const changeKindWords = {
  same: '未变',
  insert: '新增',
  delete: '删去',
} as const;

/** What a numbered piece of a text is */
export const provisionKindWords = {
  article: '条',
  clause: '一、',
  annex: '附件',
} as const;

/** What of a text is compared beside its articles (条文以外) */
export const aroundWords = {
  title: '标题',
  note: '题注',
  preamble: '序言',
  headings: '章节标题',
  annexes: '附件',
} as const;

/** How a 款, 项 or 目 comes from the old article */
export const partRelationWords = {
  unchanged: '未变',
  modified: '修改',
  moved: '移动',
  new: '新增',
  deleted: '删去',
} as const;

/** What happened to the place a citation points to */
export const citationFaultWords = {
  moved: '序号变了',
  vanished: '新稿里没有了去处',
  missing: '没有这一处',
  changed: '内容已是另一回事',
} as const;
