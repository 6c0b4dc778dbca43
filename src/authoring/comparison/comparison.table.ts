/** What a 对照表 consists of, whatever it is printed with. */
import type { FormReason } from '../../articles/index.js';
import { marksNote } from './comparison.marks.js';

/**
 * heading: the number of an article or the title of a chapter, in 黑体; aside: said about the text, not of it, as
 * （移至第十二条）. Without asides and headings the runs of a side are the text.
 */
export interface Run {
  text: string;
  mark: 'none' | 'added' | 'removed' | 'heading' | 'aside';
}

/** The text of one side; `form` on a run says why nothing is said anew by it. */
export interface TextRun extends Run {
  form: FormReason | null;
}

/** `remark` is printed only where there are three columns; an empty side is what the other text does not have. */
export interface SidesRow {
  old: Run[];
  new: Run[];
  remark: string;
}

/** A row over all columns: a chapter, or articles that are left out, in words. */
export interface AcrossRow {
  across: Run[];
  kind: 'heading' | 'leftOut';
}

export type ComparisonRow = SidesRow | AcrossRow;

export interface ComparisonTable {
  title: string;
  /** two: old | new; three: old | new | remark; a line feed ends a line */
  columns: string[];
  /** what the marks mean; see COMPARISON_NOTE */
  note: string;
  rows: ComparisonRow[];
}

export const COMPARISON_NOTE = marksNote();

/** Cells of a table inside a text stand apart by tabs; everything else is lines. */
export type Block = { line: Run[] } | { cells: Run[][][] };

/** The lines of a side, and those that follow each other as rows of one table as such. */
export function blocksOf(runs: readonly Run[]): Block[] {
  const lines: Run[][][] = [[[]]];
  for (const run of runs) {
    run.text.split('\n').forEach((line, k) => {
      if (k > 0) lines.push([[]]);
      line.split('\t').forEach((text, c) => {
        if (c > 0) lines.at(-1)?.push([]);
        if (text !== '')
          lines
            .at(-1)
            ?.at(-1)
            ?.push({ ...run, text });
      });
    });
  }
  const blocks: Block[] = [];
  for (const cells of lines) {
    const last = blocks.at(-1);
    if (cells.length === 1) blocks.push({ line: cells[0] ?? [] });
    else if (last && 'cells' in last && last.cells[0]?.length === cells.length) last.cells.push(cells);
    else blocks.push({ cells: [cells] });
  }
  return blocks;
}
