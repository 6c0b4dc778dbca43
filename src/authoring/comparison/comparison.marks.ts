/**
 * How what was added and what was removed is marked: by setting, never by colour alone, for paper is copied in black.
 */

export type MarkStyle = 'hei' | 'bold' | 'underline' | 'strike' | 'shade';

export interface ComparisonMarks {
  /** two or more */
  added: readonly MarkStyle[];
  /** two or more, others than `added` */
  removed: readonly MarkStyle[];
}

/** What papers of the NPC and of ministries mostly do: 黑体 for the new, grey ground and a stroke for the old. */
export const DEFAULT_MARKS: ComparisonMarks = { added: ['hei', 'underline'], removed: ['strike', 'shade'] };

const WORD: Readonly<Record<MarkStyle, string>> = {
  hei: '黑体',
  bold: '粗体',
  underline: '下划线',
  strike: '删除线',
  shade: '灰底',
};

/** @throws RangeError for fewer than two different marks on a side, and where both sides would look the same */
export function checkedMarks(marks: ComparisonMarks): ComparisonMarks {
  const [added, removed] = [new Set(marks.added), new Set(marks.removed)];
  if (added.size < 2 || removed.size < 2) throw new RangeError('a change needs two marks: one is lost in a copy');
  if (added.size === removed.size && [...added].every((one) => removed.has(one))) {
    throw new RangeError('added and removed words must not look the same');
  }
  return marks;
}

const said = (styles: readonly MarkStyle[]): string => {
  const others = styles.filter((one) => one !== 'hei');
  if (others.length < styles.length)
    return `黑体${others.length === 0 ? '' : `加${others.map((one) => WORD[one]).join('和')}`}的`;
  return `加${styles.map((one) => WORD[one]).join('和')}的`;
};

/** The line under the title that explains the marks. */
export const marksNote = (marks: ComparisonMarks = DEFAULT_MARKS): string =>
  `（${said(marks.added)}为新增或者修改后的内容，${said(marks.removed)}为删去或者修改前的内容）`;
