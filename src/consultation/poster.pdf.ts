/** A poster as PDF: the template beside this file, set by Typst. */
import { readFile } from 'node:fs/promises';
import { printableAll, qrRows, type TypstRenderer } from '../platform/documents/index.js';
import { CODE_MM, type Poster, posterIsRight, posterWords } from './poster.rules.js';
import { PaperNotInOrder } from '../papers/index.js';

/**
 * Sets a poster on one page, as large as the paper. No ink reaches its edge, so it has no bleed: contact points print
 * it themselves, and their printers have none.
 *
 * @param codeMm side of the code in millimetres; what papers 5 gives for the size if absent
 * @throws PaperNotInOrder before anything is set, or where it does not fit on one page; SettingFailed,
 *   CharactersMissing
 */
export async function posterPdf(
  renderer: TypstRenderer,
  poster: Poster,
  today: string,
  codeMm: number = CODE_MM[poster.size],
): Promise<Uint8Array> {
  const remarks = posterIsRight(poster, today);
  if (remarks.length > 0) throw new PaperNotInOrder(remarks);
  const template = await readFile(new URL('./poster.typ', import.meta.url), 'utf8');
  const { organ, name, points, size, link } = printableAll(poster);
  const data = { organ, name, points, size, ...printableAll(posterWords(poster)), rows: qrRows(link), codeMm };
  const { bytes, pages } = await renderer.set(template, data);
  const words = '内容太多，一页放不下，请减少要点或者缩短文字。';
  if (pages > 1) throw new PaperNotInOrder([{ check: 'poster', place: '海报', words }]);
  return bytes;
}
