/**
 * Tables of a text with tracked changes. Cells stand apart by tabs there; in a file each is a cell, changed by itself,
 * and a row that came or went is tracked as a row.
 */
import type { TrackedFate, TrackedParagraph } from './tracked.text.js';

type Run = TrackedParagraph['runs'][number];

export interface TrackedRow {
  cells: Run[][];
  /** same: the row stands in both texts, whatever changed in its cells */
  fate: TrackedFate;
}

export type TrackedBlock = { paragraph: TrackedParagraph } | { rows: TrackedRow[] };

/** Paragraphs, and rows of as many cells that follow each other as one table */
export function blocksOfTracked(paragraphs: readonly TrackedParagraph[]): TrackedBlock[] {
  const blocks: TrackedBlock[] = [];
  for (const paragraph of withOwnMarks(paragraphs)) {
    const row = rowOf(paragraph);
    const last = blocks.at(-1);
    if (row === null) blocks.push({ paragraph });
    else if (last && 'rows' in last && last.rows[0]?.cells.length === row.cells.length) last.rows.push(row);
    else blocks.push({ rows: [row] });
  }
  return blocks;
}

/** Null for what is no row in both texts: a line that became one, or a row that lost a cell, stays a paragraph. */
function rowOf({ kind, runs, mark }: TrackedParagraph): TrackedRow | null {
  if (kind !== 'text' || !runs.some((run) => run.text.includes('\t'))) return null;
  if (runs.some((run) => run.move !== undefined)) return null;
  const isWhole = runs.every((run) => run.text === '' || run.fate === mark);
  if (!isWhole && (mark !== 'same' || runs.some((run) => run.fate !== 'same' && run.text.includes('\t')))) return null;
  const cells: Run[][] = [[]];
  for (const run of runs)
    run.text.split('\t').forEach((text, at) => {
      if (at > 0) cells.push([]);
      if (text !== '') cells.at(-1)?.push({ ...run, text });
    });
  return { cells, fate: isWhole ? mark : 'same' };
}

/**
 * A line behind the last one of an article comes with the mark of the line above it, and so does one that goes. Where
 * all that follows up to a mark that stays came or went too, each line has its own mark instead: both texts are the
 * same either way.
 */
function withOwnMarks(paragraphs: readonly TrackedParagraph[]): TrackedParagraph[] {
  const out = paragraphs.map((paragraph) => ({ ...paragraph }));
  for (let from = 0; from < out.length;) {
    const { mark = 'same' } = out[from] ?? {};
    let to = from + 1;
    const follows = (at: number): boolean =>
      mark !== 'same' && out[at]?.runs.every((run) => run.text === '' || run.fate === mark) === true;
    while (follows(to) && out[to]?.mark === mark) to++;
    const [first, last] = [out[from], out[to]];
    const isOwn = first?.runs.every((run) => run.text === '' || run.fate === mark);
    if (first && last && follows(to) && last.mark === 'same' && isOwn === false) {
      first.mark = 'same';
      last.mark = mark;
    }
    from = to;
  }
  return out;
}
