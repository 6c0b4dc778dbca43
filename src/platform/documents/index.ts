/** The door of the documents: letters, tables, codes, fonts, and how a child process is started. */
export { runInChild, type ChildAnswer, type ChildLimits, type ChildWork } from './child.js';
export { childScript, confinement } from './child-script.js';
export {
  BASIS_COLUMNS,
  basisDocx,
  comparisonDocx,
  COMPARISON_NOTE,
  type BasisRow,
  type BasisTable,
  type ComparisonTable,
  type Run,
} from './comparison.docx.js';
export { checkedMarks, DEFAULT_MARKS, marksNote, type ComparisonMarks, type MarkStyle } from './comparison.marks.js';
export { basisPdf, comparisonPdf } from './comparison.pdf.js';
export { trackedDocx, type TrackedParagraph, type TrackedText } from './tracked.docx.js';
export { foundFonts, type FontFile, type FontRole, type FoundFonts } from './fonts.js';
export { letterDocx } from './letter.docx.js';
export {
  chineseDate,
  MARKS_NOTE,
  printable,
  type AdoptionRow,
  type DiffRun,
  type LetterAnnex,
  type LetterBlock,
  type OfficialLetter,
} from './letter.model.js';
export { letterPdf } from './letter.pdf.js';
export { qrPng, qrSvg } from './qr.js';
export { SettingFailed, TypstRenderer, type SetDocument, type TypstOptions } from './typst.js';
export { describeFonts, Typesetter } from './typesetter.js';
