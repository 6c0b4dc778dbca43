/** The Chinese of what this room names, written once: schema, refusals, papers and pages read it. */

/** How a new article comes from the old ones */
export const relationWords = {
  unchanged: '未变',
  modified: '修改',
  renumbered: '条号变动',
  moved: '移动',
  split: '拆分',
  merged: '合并',
  new: '新增',
  unplaced: '没有找到明确的去处',
  deleted: '删去',
} as const;

/** Who says so */
export const linkStatusWords = {
  PROPOSED: 'The machine proposed it 待确认',
  CONFIRMED: 'A person confirmed it 已确认',
  CORRECTED: 'A person corrected it 已改正',
  REJECTED: 'A person refused it 不是',
} as const;
