/** What hangs on the wall as PDF: the template beside this file, set by Typst. */
import { readFile } from 'node:fs/promises';
import { printableAll, qrRows, type TypstRenderer } from '../../platform/documents/index.js';
import { PaperNotInOrder } from '../../papers/index.js';
import {
  CORNER,
  FORM_HEAD,
  FORM_LINES,
  FORM_MARGIN,
  FORM_WORDS,
  formSheets,
  SHEET_CODE,
  SIGN_IN,
  signInFoot,
  TICK,
  WRITING_LINE,
} from './forms.rules.js';
import { asksByCode, CODE_SIDE, onCard, type Wall, wallIsRight, wallWords } from './wall.rules.js';

/** What stands where on a 意见征集表, in millimetres */
const FORM_GEOMETRY = {
  margin: FORM_MARGIN,
  corner: CORNER,
  tick: TICK,
  line: WRITING_LINE,
  code: SHEET_CODE,
  head: FORM_HEAD,
  lines: FORM_LINES,
};

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
  const code = wall.codes[0]?.code ?? '';
  const data = {
    ...words,
    kind: wall.kind,
    organ: printableAll(wall.organ),
    website: wall.website,
    names: wall.names.map((n) => onCard(printableAll(n))),
    codes: words.codes.map((c, at) => ({
      ...c,
      rows: asksByCode(wall.kind) ? qrRows(wall.codes[at]?.link ?? '') : [],
    })),
    codeMm: codeMm ?? (wall.kind === 'TABLE_CARD' ? CODE_SIDE.TABLE_CARD : CODE_SIDE.POSTERS),
    both: wall.sheets.both,
    form: { ...FORM_GEOMETRY, words: FORM_WORDS },
    signIn: { ...SIGN_IN, foot: printableAll(signInFoot(wall.keptUntil)) },
    sheets:
      wall.kind === 'COMMENT_FORM'
        ? formSheets(code, words.codes[0]?.digits ?? '', wall.sheets).map(({ mark, ...sheet }) => ({
            ...sheet,
            rows: qrRows(mark),
          }))
        : [],
  };
  const { bytes, pages } = await renderer.set(template, data);
  return { bytes, pages };
}
