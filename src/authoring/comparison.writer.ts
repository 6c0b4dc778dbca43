/** 修改前后对照表 (立法法第五十八条): the comparison of two drafts as the table of an office. */
import type { ComparisonEntry } from '../articles/index.js';
import { COMPARISON_NOTE, type ComparisonTable, type Run } from '../platform/documents/index.js';

export interface ComparedDraft {
  title: string;
  provisions: readonly { label: string; caption: string | null; text: string }[];
}

const words: { readonly [R in ComparisonEntry['relation']]: string } = {
  unchanged: '', modified: '文字修改', renumbered: '条号调整', moved: '位置移动', split: '由一条拆分', merged: '由数条合并', new: '新增', deleted: '删去',
};

/** One row per new article in order, then the deleted old ones; the third column says in words what happened. */
export function comparisonTable(old: ComparedDraft, next: ComparedDraft, entries: readonly ComparisonEntry[]): ComparisonTable {
  const captions = (draft: ComparedDraft): Map<string, string | null> => new Map(draft.provisions.map((p) => [p.label, p.caption]));
  const [oldCaption, newCaption] = [captions(old), captions(next)];
  const head = (labels: readonly string[], of: Map<string, string | null>): Run[] =>
    labels.length === 0 ? [] : [{ text: `${labels.map((l) => (of.get(l) ? `${l}（${of.get(l) ?? ''}）` : l)).join('、')}　`, mark: 'heading' }];
  return {
    title: '修改前后对照表',
    columns: [old.title, next.title, '说明'],
    note: COMPARISON_NOTE,
    rows: entries.map((e) => ({
      old: e.old.length === 0 ? [] : [...head(e.old, oldCaption), ...e.changes.filter((c) => c.type !== 'insert').map((c): Run => ({ text: c.text, mark: c.type === 'delete' ? 'removed' : 'none' }))],
      new: e.new === null ? [] : [...head([e.new], newCaption), ...e.changes.filter((c) => c.type !== 'delete').map((c): Run => ({ text: c.text, mark: c.type === 'insert' ? 'added' : 'none' }))],
      remark: [words[e.relation], e.relation !== 'modified' && e.relation !== 'new' && e.relation !== 'deleted' && e.textChanged ? '文字有修改' : ''].filter(Boolean).join('；'),
    })),
  };
}
