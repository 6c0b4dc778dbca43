/** An official letter as PDF: the template beside this file, set by Typst. */
import { readFile } from 'node:fs/promises';
import type { SetDocument, TypstRenderer } from '../platform/documents/typst.js';
import { asPrinted, MARKS_NOTE, type OfficialLetter } from './letter.model.js';

/**
 * Sets a letter in the geometry of GB/T 9704-2012: A4, margins 37/28/35/26 mm, 22 lines of 28 characters.
 *
 * @returns PDF bytes; the same letter and fonts give the same bytes, on any day
 * @throws SettingFailed
 */
export async function letterPdf(
  renderer: TypstRenderer,
  letter: OfficialLetter,
  output: 'pdf' | 'svg' = 'pdf',
): Promise<SetDocument> {
  const template = await readFile(new URL('./letter.typ', import.meta.url), 'utf8');
  return renderer.set(template, { ...asPrinted(letter), marksNote: MARKS_NOTE }, output);
}
