/** What others may use of the documents: typesetting, what .docx files have in common, codes, fonts. */
export { type Sheet, type SheetColumn, writeXlsx } from './xlsx.writer.js';
export { foundFonts, type FontFile, type FontRole, type FoundFonts } from './fonts.js';
export { chineseDate, printable, printableAll, titleLines } from './printable.rules.js';
export { qrPng, qrRows, qrSvg } from './qr.js';
export { tellUnprintable, type Unprintable } from './coverage.js';
export { CharactersMissing, SettingFailed, TypstRenderer, type SetDocument, type TypstOptions } from './typst.js';
export { describeFonts, Typesetter } from './typesetter.js';
