/** The comparison table 修改前后对照表 and the 条文依据表 as PDF: the template beside this file, set by Typst. */
import { readFile } from 'node:fs/promises';
import { printableAll, titleLines } from '../../platform/documents/printable.rules.js';
import type { SetDocument, TypstRenderer } from '../../platform/documents/typst.js';
import { BASIS_COLUMNS, BASIS_WIDTHS, type BasisTable, COMPARISON_WIDTHS } from './comparison.docx.js';
import { checkedMarks, type ComparisonMarks, DEFAULT_MARKS } from './comparison.marks.js';
import { type Block, blocksOf, type ComparisonTable, type Run } from './comparison.table.js';

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
  rows: readonly (readonly Cell[])[];
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

/**
 * A4 across, the first row repeated on every page, and the reader's name across each where one is given.
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
  const rows = table.rows.map((row): Cell[] =>
    'across' in row
      ? [{ across: row.across }]
      : [
          { blocks: blocksOf(row.old) },
          { blocks: blocksOf(row.new) },
          ...(widths.length === 3 ? [{ plain: row.remark }] : []),
        ],
  );
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
  const rows = table.rows.map((row): Cell[] => [
    { blocks: blocksOf(row.draft) },
    { plain: row.superior },
    { plain: row.elsewhere },
    { plain: row.remark },
  ]);
  return setSheet(
    renderer,
    { title: table.title, watermark, note: table.note, columns: BASIS_COLUMNS, widths: BASIS_WIDTHS, rows },
    DEFAULT_MARKS,
    output,
  );
}
