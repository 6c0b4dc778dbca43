/** What others may use of the readers: files to lines, without any service, for programs that only read. */
export type { LetterheadOutcome } from './letterhead.reader.js';
export { readLetterheadInChild } from './letterheads.js';
export { readFile } from './reader.js';
export type { ReadOutcome } from './reader.js';
export type { SheetLimits, SheetOutcome, SheetRow } from './sheet.reader.js';
export { readSheetInChild } from './sheets.js';
