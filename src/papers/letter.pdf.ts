/** An official letter as PDF: the templates beside this file, set by Typst. */
import { readFile } from 'node:fs/promises';
import { qrRows } from '../platform/documents/qr.js';
import type { SetDocument, TypstRenderer } from '../platform/documents/typst.js';
import { asPrinted, MARKS_NOTE, type OfficialLetter, type PaperAnnex } from './letter.model.js';

/**
 * Sets a letter in the geometry of GB/T 9704-2012: A4, margins 37/28/35/26 mm, 22 lines of 28 characters.
 *
 * @returns PDF bytes; the same letter and fonts give the same bytes, on any day
 * @throws SettingFailed, CharactersMissing
 */
export async function letterPdf(
  renderer: TypstRenderer,
  letter: OfficialLetter,
  output: 'pdf' | 'svg' = 'pdf',
): Promise<SetDocument> {
  // one source: a template has no folder to import from
  const parts = ['./letter.typ', './annexes.typ'].map((name) => readFile(new URL(name, import.meta.url), 'utf8'));
  const printed = asPrinted(letter);
  const annexes = printed.annexes?.map(drawn);
  const data = {
    ...printed,
    ...(printed.mark && { mark: { ...printed.mark, faces: renderer.facesFor(printed.mark.face) } }),
    ...(annexes && { annexes }),
    marksNote: MARKS_NOTE,
  };
  return renderer.set((await Promise.all(parts)).join('\n'), data, output);
}

/** With the modules of its code instead of what it says */
const drawn = (annex: PaperAnnex): object =>
  annex.kind === 'TEXT' || annex.code === null
    ? annex
    : { ...annex, code: { rows: qrRows(annex.code.link), caption: annex.code.caption } };
