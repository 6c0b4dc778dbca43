/** What hangs on the wall as PDF: the template beside this file, set by Typst. */
import { readFile } from 'node:fs/promises';
import { printableAll, qrRows, type TypstRenderer } from '../../platform/documents/index.js';
import { PaperNotInOrder } from '../../papers/index.js';
import { ACTS, asksByCode, CODE_SIDE, formMark, onCard, type Wall, wallIsRight, wallWords } from './wall.rules.js';

/**
 * Sets posters of several drafts, cards, strips, stickers and forms, on as many pages as they need.
 *
 * @param codeMm side of the code of posters and cards in millimetres; what papers 5 gives if absent
 * @throws PaperNotInOrder before anything is set; SettingFailed, CharactersMissing
 */
export async function wallPdf(
  renderer: TypstRenderer,
  wall: Wall,
  today: string,
  codeMm?: number,
): Promise<{ bytes: Uint8Array; pages: number }> {
  const remarks = wallIsRight(wall, today);
  if (remarks.length > 0) throw new PaperNotInOrder(remarks);
  const template = await readFile(new URL('./wall.typ', import.meta.url), 'utf8');
  const words = printableAll(wallWords(wall));
  const { first, count, both } = wall.sheets;
  const code = wall.codes[0]?.code ?? '';
  const data = {
    ...words,
    kind: wall.kind,
    organ: printableAll(wall.organ),
    website: wall.website,
    keptUntil: printableAll(wall.keptUntil),
    names: wall.names.map((n) => onCard(printableAll(n))),
    codes: words.codes.map((c, at) => ({
      ...c,
      rows: asksByCode(wall.kind) ? qrRows(wall.codes[at]?.link ?? '') : [],
    })),
    codeMm: codeMm ?? (wall.kind === 'TABLE_CARD' ? CODE_SIDE.TABLE_CARD : CODE_SIDE.POSTERS),
    acts: ACTS,
    both,
    sheets:
      wall.kind === 'COMMENT_FORM'
        ? Array.from({ length: count }, (_, at) => ({
            rows: qrRows(formMark(code, first + at)),
            digits: `${words.codes[0]?.digits ?? ''}　${String(first + at).padStart(5, '0')}`,
            page: String(first + at).padStart(5, '0'),
            receipt: (wall.sheets.receipts?.[at] ?? '').replace(/\d{4}(?=\d)/gu, '$& '),
          }))
        : [],
  };
  const { bytes, pages } = await renderer.set(template, data);
  return { bytes, pages };
}
