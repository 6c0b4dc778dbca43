/**
 * What differs beside the articles as rows of a 对照表: title, 题注 and 序言 above them, annexes below; chapters
 * across.
 */
import {
  type Around,
  type AroundEntry,
  type AroundPart,
  changedAround,
  classify,
  diffTexts,
  formedChanges,
  type HeadingEntry,
  isFormOnly,
} from '../../articles/index.js';
import { nameAndVersion } from '../drafts/title.rules.js';
import type { SidesRow, TextRun } from './comparison.table.js';
import { aroundWords } from './comparison.words.js';

export interface AroundRow extends SidesRow {
  part: AroundPart;
  old: TextRun[];
  new: TextRun[];
  /** nothing but form differs */
  formOnly: boolean;
}

const SAID: Readonly<Record<AroundEntry['relation'], string>> = {
  unchanged: '仅形式变化',
  modified: '文字修改',
  new: '新增',
  deleted: '删去',
};

type Form = 'marked' | 'unmarked';

/** One side of what differs, or both after each other where it stands in one row. */
function runsOf(entry: AroundEntry, form: Form, leftOut: 'insert' | 'delete' | null): TextRun[] {
  return formedChanges(entry.changes).flatMap(({ type, text, form: reason }): TextRun[] => {
    if (type === leftOut) return [];
    const plain = type === 'same' || (reason !== null && form === 'unmarked');
    if (plain && type === 'delete' && leftOut === null) return [];
    return [{ text, mark: plain ? 'none' : type === 'delete' ? 'removed' : 'added', form: reason }];
  });
}

/**
 * What differs beside the articles as a reader of law takes it: a title that differs in which text it is (草案) has not
 * changed, and a draft without 题注 takes none away; the heads of the columns say both.
 */
export function besideOf(around: Around, form: Form): ReturnType<typeof changedAround> {
  const named = { ...around, title: withoutVersions(around.title) };
  return changedAround(named, form).filter(
    ({ part, entry }) => part !== 'note' || (entry.old !== null && entry.new !== null),
  );
}

/** The titles by the names of the law alone */
function withoutVersions(title: AroundEntry): AroundEntry {
  if (title.old === null || title.new === null) return title;
  const [old, next] = [nameAndVersion(title.old)[0], nameAndVersion(title.new)[0]];
  const changes = diffTexts(old, next);
  const formOnly = isFormOnly(classify(changes));
  return { ...title, old, new: next, changes, formOnly, relation: old === next || formOnly ? 'unchanged' : 'modified' };
}

/** Only what differs; none where nothing is known of it. Headings have rows of their own. */
export function aroundRows(around: Around | undefined, form: Form): { above: AroundRow[]; below: AroundRow[] } {
  const changed = around ? besideOf(around, form).filter(({ part }) => part !== 'headings') : [];
  const rows = changed.map(({ part, entry }): AroundRow => {
    const remark = `${aroundWords[part]}：${SAID[entry.relation]}`;
    return {
      part,
      old: runsOf(entry, form, 'insert'),
      new: runsOf(entry, form, 'delete'),
      remark,
      formOnly: entry.formOnly,
    };
  });
  return { above: rows.filter((r) => r.part !== 'annexes'), below: rows.filter((r) => r.part === 'annexes') };
}

/** A chapter as one row: what stayed in 黑体, what changed with its marks, the old words before the new ones. */
export const headingRuns = (heading: HeadingEntry, form: Form): TextRun[] =>
  runsOf(heading, form, null).map((run) => (run.mark === 'none' ? { ...run, mark: 'heading' } : run));
