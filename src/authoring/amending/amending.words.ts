/** The Chinese of what this room names, written once: schema, refusals, papers and pages read it. */
import type { InstructionKind } from '../../articles/index.js';

/** What an instruction of an amending decision asks for */
export const amendKindWords = {
  replace: '修改',
  insertAfter: '增加一条',
  insertParagraph: '增加一款',
  insertItem: '增加一项',
  delete: '删去',
  merge: '合并',
  split: '分开',
  renumber: '条号顺延',
  replaceWords: '统一改文字',
  heading: '修改标题',
  renumberAll: '条号整体调整',
} as const satisfies Record<InstructionKind, string>;
