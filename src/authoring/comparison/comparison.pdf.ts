/** The comparison table 修改前后对照表 and the 条文依据表 as PDF: the template beside this file, set by Typst. */
import { readFile } from 'node:fs/promises';
import { printableAll, titleLines } from '../../platform/documents/printable.rules.js';
import type { SetDocument, TypstRenderer } from '../../platform/documents/typst.js';
import { BASIS_COLUMNS, BASIS_WIDTHS, type BasisTable, COMPARISON_WIDTHS } from './comparison.docx.js';
import { checkedMarks, type ComparisonMarks, DEFAULT_MARKS } from './comparison.marks.js';
import { type Block, blocksOf, type ComparisonRow, type ComparisonTable, type Run } from './comparison.table.js';

/** Characters of 二号 on a line of 247 mm; a longer title is broken between words. */
const TITLE_LINE = 30;

/**
 * A plain cell has no marks and no indents: a line of it is a remark or a source, not a 款; one across has all
 * columns.
 */
type Cell = { blocks: readonly Block[] } | { plain: string } | { across: readonly Run[] };

interface Sheet {
  title: string;
  /** the name of whoever reads it, across every page; '' for none */
  watermark: string;
  note: string;
  columns: readonly string[];
  /** in proportion */
  widths: readonly number[];
  rows: readonly Row[];
}

interface Row {
  cells: readonly Cell[];
  /** so many rows from here on stay on one page; 0 where a row before holds this one, 1 where it stands alone */
  held: number;
}

async function setSheet(
  renderer: TypstRenderer,
  given: Sheet,
  marks: ComparisonMarks,
  output: 'pdf' | 'svg',
): Promise<SetDocument> {
  const template = await readFile(new URL('./comparison.typ', import.meta.url), 'utf8');
  const sheet = printableAll(given);
  return renderer.set(
    template,
    {
      ...sheet,
      title: [...sheet.title].length <= TITLE_LINE ? sheet.title : titleLines(sheet.title).join('\n'),
      marks: checkedMarks(marks),
    },
    output,
  );
}

/** What may not be broken has to fit on a page of some twenty lines; a row of more lines than this is left as it is. */
const LINES_HELD = 12;
/** Characters of 小四 on a line of a side, and of the remark */
const SIDE_LINE = 22;
const REMARK_LINE = 10;

/** By row, how many stay on one page from it on: headings with the row under them, which may not be a long one. */
export function heldTogether(rows: readonly ComparisonRow[]): number[] {
  const held = rows.map(() => 1);
  for (let from = 0; from < rows.length;) {
    let to = from;
    while (isHeading(rows[to])) to++;
    const under = rows[to];
    if (to > from && under !== undefined && !isLong(under)) {
      held.fill(0, from + 1, to + 1);
      held[from] = to - from + 1;
    }
    from = to + 1;
  }
  return held;
}

const isHeading = (row: ComparisonRow | undefined): boolean =>
  row !== undefined && 'across' in row && row.kind === 'heading';

function isLong(row: ComparisonRow): boolean {
  if ('across' in row) return false;
  const lines = (text: string, line: number): number =>
    text.split('\n').reduce((sum, one) => sum + Math.max(1, Math.ceil((one.length + 2) / line)), 0);
  const joined = (runs: readonly Run[]): string => runs.map((run) => run.text).join('');
  const sides = Math.max(lines(joined(row.old), SIDE_LINE), lines(joined(row.new), SIDE_LINE));
  return Math.max(sides, lines(row.remark, REMARK_LINE)) > LINES_HELD;
}

/**
 * A4 across, the first row repeated on every page, a heading never the last row of one but before a long article, and
 * the reader's name across each where one is given.
 *
 * @returns PDF bytes; the same table and fonts give the same bytes, on any day
 * @throws SettingFailed; RangeError if there are not two or three columns, or for marks that `checkedMarks` refuses
 */
export async function comparisonPdf(
  renderer: TypstRenderer,
  table: ComparisonTable,
  marks: ComparisonMarks = DEFAULT_MARKS,
  output: 'pdf' | 'svg' = 'pdf',
  watermark = '',
): Promise<SetDocument> {
  const widths = COMPARISON_WIDTHS[table.columns.length];
  if (widths === undefined)
    throw new RangeError(`a comparison table has two or three columns, not ${table.columns.length}`);
  const held = heldTogether(table.rows);
  const rows = table.rows.map((row, at): Row => ({
    held: held[at] ?? 1,
    cells:
      'across' in row
        ? [{ across: row.across }]
        : [
            { blocks: blocksOf(row.old) },
            { blocks: blocksOf(row.new) },
            ...(widths.length === 3 ? [{ plain: row.remark }] : []),
          ],
  }));
  return setSheet(
    renderer,
    { title: table.title, watermark, note: table.note, columns: table.columns, widths, rows },
    marks,
    output,
  );
}

/**
 * The 条文依据表, on the same sheet.
 *
 * @returns as `comparisonPdf`
 * @throws SettingFailed
 */
export function basisPdf(
  renderer: TypstRenderer,
  table: BasisTable,
  output: 'pdf' | 'svg' = 'pdf',
  watermark = '',
): Promise<SetDocument> {
  const rows = table.rows.map((row): Row => ({
    held: 1,
    cells: [{ blocks: blocksOf(row.draft) }, { plain: row.superior }, { plain: row.elsewhere }, { plain: row.remark }],
  }));
  return setSheet(
    renderer,
    { title: table.title, watermark, note: table.note, columns: BASIS_COLUMNS, widths: BASIS_WIDTHS, rows },
    DEFAULT_MARKS,
    output,
  );
}
