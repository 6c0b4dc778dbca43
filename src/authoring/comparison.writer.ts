/** 修改前后对照表 (立法法第五十八条): the comparison of two drafts as the table of an office. */
import type { Comparison, ComparisonEntry, Provision } from '../articles/index.js';
import { DEFAULT_MARKS, marksNote, type ComparisonMarks, type ComparisonTable, type Run } from '../platform/documents/index.js';

export interface ComparedDraft {
  title: string;
  provisions: readonly { label: string; caption: string | null; text: string }[];
  /** the law in force: the table then says 现行 over its column (立法法 art. 58: 现行法律规定与修正草案的对照) */
  inForce?: boolean;
}

/** What a person reads of a relation; '' for an article that did not change. */
export const relationWords: { readonly [R in ComparisonEntry['relation']]: string } = {
  unchanged: '', modified: '文字修改', renumbered: '条号调整', moved: '位置移动', split: '由一条拆分', merged: '由数条合并', new: '新增', deleted: '删去',
};

/** 文字修改；…: what the third column says where nobody has written an explanation. */
export function remarkOf(entry: ComparisonEntry): string {
  const also = !['modified', 'new', 'deleted'].includes(entry.relation) && entry.textChanged;
  return [relationWords[entry.relation], also ? '文字有修改' : ''].filter((word) => word !== '').join('；');
}

/** 云澜市住宅电梯安全管理条例（草案征求意见稿） → [云澜市住宅电梯安全管理条例, 草案征求意见稿] */
export function nameAndVersion(title: string): [name: string, version: string] {
  const found = /^《?(.+?)》?[（(]([^（）()]*(?:稿|草案|送审|文本)[^（）()]*)[）)]》?$/u.exec(title);
  return found === null ? [title, ''] : [found[1] ?? title, found[2] ?? ''];
}

/** The title line and the heads of the two texts. Two drafts of one law are named by their versions, a law in force as 现行条例. */
export function headsOf(old: ComparedDraft, next: ComparedDraft): { title: string; old: string; new: string } {
  const [oldName, oldVersion] = nameAndVersion(old.title);
  const [newName, newVersion] = nameAndVersion(next.title);
  const one = newName !== '' && oldName === newName;
  const kind = /(?:法|条例|规定|办法|规则|细则|决定)$/u.exec(oldName)?.[0] ?? '文本';
  return {
    title: newName === '' ? '修改前后对照表' : `《${newName}》修改前后对照表`,
    old: old.inForce === true ? `现行${kind}${one ? '' : `（${oldName}）`}` : one && oldVersion !== '' ? oldVersion : old.title,
    new: one && newVersion !== '' ? newVersion : next.title,
  };
}

export interface TableOptions {
  marks?: ComparisonMarks;
  /** an explanation for an entry, by its place; where it is missing or '' the words of the relation stand */
  explanations?: ReadonlyMap<number, string>;
}

/** One row per new article in order, then the deleted old ones; the third column explains or says in words what happened. */
export function comparisonTable(old: ComparedDraft, next: ComparedDraft, entries: readonly ComparisonEntry[], options: TableOptions = {}): ComparisonTable {
  const captions = (draft: ComparedDraft): Map<string, string | null> => new Map(draft.provisions.map((p) => [p.label, p.caption]));
  const [oldCaption, newCaption] = [captions(old), captions(next)];
  const head = (labels: readonly string[], of: Map<string, string | null>): Run[] =>
    labels.length === 0 ? [] : [{ text: `${labels.map((l) => (of.get(l) ? `${l}（${of.get(l) ?? ''}）` : l)).join('、')}　`, mark: 'heading' }];
  const heads = headsOf(old, next);
  return {
    title: heads.title,
    columns: [heads.old, heads.new, '说明'],
    note: marksNote(options.marks ?? DEFAULT_MARKS),
    rows: entries.map((e, at) => ({
      old: e.old.length === 0 ? [] : [...head(e.old, oldCaption), ...e.changes.filter((c) => c.type !== 'insert').map((c): Run => ({ text: c.text, mark: c.type === 'delete' ? 'removed' : 'none' }))],
      new: e.new === null ? [] : [...head([e.new], newCaption), ...e.changes.filter((c) => c.type !== 'delete').map((c): Run => ({ text: c.text, mark: c.type === 'insert' ? 'added' : 'none' }))],
      remark: options.explanations?.get(at) || remarkOf(e),
    })),
  };
}

/** Whether a reader who looks for changes wants to see it; a number alone is a change too. */
export const isChanged = (entry: ComparisonEntry): boolean => entry.relation !== 'unchanged' || entry.textChanged || entry.numberChanged;

/** 新增3条、修改10条、… in the order in which offices count; nothing for a relation without articles. */
export function countWords(counts: Comparison['counts']): string[] {
  const order = ['new', 'modified', 'split', 'merged', 'moved', 'renumbered', 'deleted', 'unchanged'] as const;
  const word = (relation: (typeof order)[number]): string => (relation === 'unchanged' ? '未变' : relationWords[relation]);
  return order.filter((relation) => counts[relation] > 0).map((relation) => `${word(relation)} ${counts[relation]} 条`);
}

/** What is compared of an article: for drafts that come from a file and not from the database. */
export const comparedProvisions = (provisions: readonly Provision[], textOf: (p: Provision) => string): ComparedDraft['provisions'] =>
  provisions.map((p) => ({ label: p.label, caption: p.caption, text: textOf(p) }));
