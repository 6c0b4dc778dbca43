/** What differs beside the articles as rows of a 对照表: title, 题注, 序言 and headings above them, annexes below. */
import { type Around, type AroundEntry, type AroundPart, changedAround } from '../../articles/index.js';
import type { Run } from './comparison.docx.js';
import { aroundWords } from './comparison.words.js';

export interface AroundRow {
  part: AroundPart;
  old: Run[];
  new: Run[];
  /** 序言：文字修改 */
  remark: string;
}

const SAID: Readonly<Record<AroundEntry['relation'], string>> = {
  unchanged: '',
  modified: '文字修改',
  new: '新增',
  deleted: '删去',
};

/** Only what differs; none where nothing is known of it */
export function aroundRows(around: Around | undefined): { above: AroundRow[]; below: AroundRow[] } {
  const rows = (around ? changedAround(around) : []).map(({ part, entry }): AroundRow => {
    const side = (leftOut: 'insert' | 'delete', mark: 'added' | 'removed'): Run[] =>
      entry.changes.flatMap((c) =>
        c.type === leftOut ? [] : [{ text: c.text, mark: c.type === 'same' ? ('none' as const) : mark }],
      );
    const remark = `${aroundWords[part]}：${SAID[entry.relation]}`;
    return { part, old: side('insert', 'removed'), new: side('delete', 'added'), remark };
  });
  return { above: rows.filter((r) => r.part !== 'annexes'), below: rows.filter((r) => r.part === 'annexes') };
}
