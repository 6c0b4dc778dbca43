/** The comparison table 修改前后对照表 as PDF: the template beside this file, set by Typst. */
import { readFile } from 'node:fs/promises';
import type { ComparisonTable } from './comparison.docx.js';
import { checkedMarks, DEFAULT_MARKS, type ComparisonMarks } from './comparison.marks.js';
import { printableAll, titleLines } from './letter.model.js';
import type { SetDocument, TypstRenderer } from './typst.js';

/** Characters of 二号 on a line of 247 mm; a longer title is broken between words. */
const TITLE_LINE = 30;

/**
 * A4 across, the first row repeated on every page.
 *
 * @returns PDF bytes; the same table and fonts give the same bytes, on any day
 * @throws SettingFailed; RangeError if there are not two or three columns, or for marks that `checkedMarks` refuses
 */
export async function comparisonPdf(renderer: TypstRenderer, given: ComparisonTable, marks: ComparisonMarks = DEFAULT_MARKS,
  output: 'pdf' | 'svg' = 'pdf'): Promise<SetDocument> {
  if (given.columns.length !== 2 && given.columns.length !== 3) {
    throw new RangeError(`a comparison table has two or three columns, not ${given.columns.length}`);
  }
  const template = await readFile(new URL('./comparison.typ', import.meta.url), 'utf8');
  const table = printableAll(given);
  return renderer.set(template, { ...table, title: [...table.title].length <= TITLE_LINE ? table.title : titleLines(table.title).join('\n'), marks: checkedMarks(marks) }, output);
}
