/** 修改前后对照表 (立法法第五十八条): the comparison of two drafts as the table of an office. */
import {
  type Around,
  type DetailedEntry,
  FORM_REASONS,
  type FormReason,
  type Provision,
  placedElsewhere,
  reasonAt,
} from '../../articles/index.js';
import { nameAndVersion } from '../drafts/title.rules.js';
import { aroundRows } from './around.writer.js';
import type { ComparisonTable, Run } from './comparison.docx.js';
import { type ComparisonMarks, DEFAULT_MARKS, marksNote } from './comparison.marks.js';

export interface ComparedDraft {
  title: string;
  provisions: readonly Provision[];
  /** the law in force: the table then says 现行 over its column (立法法 art. 58: 现行法律规定与修正草案的对照) */
  inForce?: boolean;
}

/** What a person reads of a relation; '' for an article that did not change. */
export const relationWords: { readonly [R in DetailedEntry['relation']]: string } = {
  unchanged: '',
  modified: '文字修改',
  renumbered: '条号调整',
  moved: '位置移动',
  split: '由一条拆分',
  merged: '由数条合并',
  new: '新增',
  unplaced: '没有找到明确的去处',
  deleted: '删去',
};

/**
 * changed: wording, caption, number or place; form: nothing but form (仅形式变化), which a reader may hide; same: no
 * sign differs. An article whose own number moved is changed, whatever else is form.
 */
export type ChangeClass = 'changed' | 'form' | 'same';

const isWorded = (entry: DetailedEntry): boolean => entry.hunks.some((h) => !h.form);

export function changeClassOf(entry: DetailedEntry): ChangeClass {
  const inPlace = entry.relation === 'unchanged' || entry.relation === 'modified';
  if (!inPlace || entry.numberChanged || entry.captionChanged || isWorded(entry)) return 'changed';
  return entry.formOnly ? 'form' : 'same';
}

/** 仅空格变化; several reasons under one head. '' where the text has no form-only hunk. */
export function formWords(entry: DetailedEntry): string {
  const reasons = [...new Set(entry.hunks.flatMap((h) => h.reason ?? []))].map((reason) => FORM_REASONS[reason]);
  return reasons.length < 2
    ? reasons.join('')
    : `仅形式变化（${reasons.map((words) => words.replace(/^仅/u, '')).join('；')}）`;
}

/**
 * An article that the aligner calls modified for its form alone is not said to be so: then its number may have changed.
 */
const relationWordOf = (entry: DetailedEntry): string =>
  relationWords[
    entry.relation !== 'modified' || isWorded(entry) ? entry.relation : entry.numberChanged ? 'renumbered' : 'unchanged'
  ];

/** 条号调整；文字有修改；新增第二款: what the third column says where nobody has written an explanation. */
export function remarkOf(entry: DetailedEntry): string {
  const relation = relationWordOf(entry);
  const also = isWorded(entry) && !['modified', 'new', 'unplaced', 'deleted'].includes(entry.relation);
  return [
    relation,
    also ? '文字有修改' : '',
    ...entry.partWords(),
    entry.captionChanged ? '条旨修改' : '',
    entry.formOnly ? formWords(entry) : '',
  ]
    .filter((word) => word !== '')
    .join('；');
}

/**
 * The title line and the heads of the two texts. Two drafts of one law are named by their versions, a law in force as
 * 现行条例.
 */
export function headsOf(old: ComparedDraft, next: ComparedDraft): { title: string; old: string; new: string } {
  const [oldName, oldVersion] = nameAndVersion(old.title);
  const [newName, newVersion] = nameAndVersion(next.title);
  const one = newName !== '' && oldName === newName;
  const kind = /(?:法|条例|规定|办法|规则|细则|决定)$/u.exec(oldName)?.[0] ?? '文本';
  return {
    title: newName === '' ? '修改前后对照表' : `《${newName}》修改前后对照表`,
    old:
      old.inForce === true
        ? `现行${kind}${one ? '' : `（${oldName}）`}`
        : one && oldVersion !== ''
          ? oldVersion
          : old.title,
    new: one && newVersion !== '' ? newVersion : next.title,
  };
}

export interface TableOptions {
  marks?: ComparisonMarks;
  /** whether changes of form are marked like others; by default they are. The note says so where they are not */
  form?: 'marked' | 'unmarked';
  /** an explanation for an entry, by its place; where it is missing or '' the words of the relation stand */
  explanations?: ReadonlyMap<number, string>;
  /** what differs beside the articles, which stands above and below them */
  around?: Around | undefined;
}

/** What stands in a cell before its text: the numbers, with captions; a changed caption bears the marks of a change. */
export function headRuns(
  labels: readonly string[],
  captions: ReadonlyMap<string, string | null>,
  mark: 'added' | 'removed' | null,
): Run[] {
  if (labels.length === 0) return [];
  const runs = labels.flatMap((label, at): Run[] => {
    const caption = captions.get(label) ?? '';
    const name: Run = { text: `${at > 0 ? '、' : ''}${label}`, mark: 'heading' };
    if (caption === '') return [name];
    return [
      name,
      { text: '（', mark: 'heading' },
      { text: caption, mark: mark ?? 'heading' },
      { text: '）', mark: 'heading' },
    ];
  });
  return joined([...runs, { text: '　', mark: 'heading' }]);
}

/** The text of one side; `form` on a run says why nothing is said anew by it. */
export interface TextRun extends Run {
  form: FormReason | null;
}

export function textRuns(entry: DetailedEntry, side: 'old' | 'new'): TextRun[] {
  const [leftOut, mark] = side === 'old' ? (['insert', 'removed'] as const) : (['delete', 'added'] as const);
  return entry.changes.flatMap((c, at): TextRun[] => {
    if (c.type === leftOut) return [];
    const form = reasonAt(entry.hunks, at);
    // what stands on in the other article of a split is not deleted
    return placedElsewhere([c], entry.elsewhere ?? []).map(({ text, type, elsewhere }) => {
      return { text, mark: type === 'same' || elsewhere ? 'none' : mark, form };
    });
  });
}

/** Neighbours with one mark are one run. */
function joined(runs: readonly Run[]): Run[] {
  const out: Run[] = [];
  for (const { text, mark } of runs) {
    const last = out.at(-1);
    if (last?.mark === mark) last.text += text;
    else out.push({ text, mark });
  }
  return out;
}

export const captionsOf = (draft: ComparedDraft): Map<string, string | null> =>
  new Map(draft.provisions.map((p) => [p.label, p.caption]));

/**
 * One row per new article in order, then the deleted old ones; the third column explains or says in words what
 * happened.
 */
export function comparisonTable(
  old: ComparedDraft,
  next: ComparedDraft,
  entries: readonly DetailedEntry[],
  options: TableOptions = {},
): ComparisonTable {
  const [oldCaptions, newCaptions] = [captionsOf(old), captionsOf(next)];
  const unmarked = options.form === 'unmarked';
  const text = (entry: DetailedEntry, side: 'old' | 'new'): Run[] =>
    joined(textRuns(entry, side).map((run) => (unmarked && run.form !== null ? { ...run, mark: 'none' } : run)));
  const heads = headsOf(old, next);
  const note = marksNote(options.marks ?? DEFAULT_MARKS);
  const { above, below } = aroundRows(options.around);
  return {
    title: heads.title,
    columns: [heads.old, heads.new, '说明'],
    note: unmarked ? note.replace(/）$/u, `；${UNMARKED_FORM}）`) : note,
    rows: [
      ...above,
      ...entries.map((e, at) => ({
        old:
          e.old.length === 0
            ? []
            : [...headRuns(e.old, oldCaptions, e.captionChanged ? 'removed' : null), ...text(e, 'old')],
        new:
          e.new === null
            ? []
            : [...headRuns([e.new], newCaptions, e.captionChanged ? 'added' : null), ...text(e, 'new')],
        remark: options.explanations?.get(at) || remarkOf(e),
      })),
      ...below,
    ],
  };
}

export const FORM_KINDS = '标点和括号的全角半角、空格、项目序号以及随条文序号调整的引用序号';
/** What the note adds where changes of form bear no mark. */
export const UNMARKED_FORM = `${FORM_KINDS}，其变化不作标记`;

/**
 * 新增 3 条、文字修改 10 条、… in the order in which offices count; articles that differ in form alone are counted
 * apart.
 */
export function countWords(entries: readonly DetailedEntry[]): string[] {
  const order = [
    '新增',
    '文字修改',
    '由一条拆分',
    '由数条合并',
    '位置移动',
    '条号调整',
    '条旨修改',
    '删去',
    '仅形式变化',
    '未变',
  ];
  const counts = new Map<string, number>();
  for (const entry of entries) {
    const changeClass = changeClassOf(entry);
    const word =
      changeClass === 'form'
        ? '仅形式变化'
        : changeClass === 'same'
          ? '未变'
          : relationWordOf(entry) || (entry.captionChanged ? '条旨修改' : '条号调整');
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return order.flatMap((word) => (counts.has(word) ? [`${word} ${counts.get(word) ?? 0} 条`] : []));
}
