/** The door of the documents: letters, tables, codes, fonts, and how a child process is started. */
export { childScript, confinement } from './child-script.js';
export { comparisonDocx, COMPARISON_NOTE, type ComparisonTable, type Run } from './comparison.docx.js';
export { foundFonts, type FontFile, type FontRole, type FoundFonts } from './fonts.js';
export { letterDocx } from './letter.docx.js';
export {
  chineseDate, MARKS_NOTE, type AdoptionRow, type DiffRun, type LetterAnnex, type LetterBlock, type OfficialLetter,
} from './letter.model.js';
export { letterPdf } from './letter.pdf.js';
export { qrPng, qrSvg } from './qr.js';
export { SettingFailed, TypstRenderer, type SetDocument, type TypstOptions } from './typst.js';
export { describeFonts, Typesetter } from './typesetter.js';
