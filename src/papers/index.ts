/**
 * What other rooms may use of the papers (公文): what an official letter consists of, its number, and how it becomes a
 * file.
 */
import { Module } from '@nestjs/common';
import { DocumentNumberRow, NumberBlockRow } from './document-number.entities.js';
import { DocumentNumbersService } from './document-numbers.service.js';
import { PaperFilesService } from './paper-files.service.js';

@Module({
  providers: [DocumentNumbersService, PaperFilesService],
  exports: [DocumentNumbersService, PaperFilesService],
})
export class PapersModule {}

/** Everything this room stores */
export const paperEntities = [DocumentNumberRow, NumberBlockRow];
export { DocumentNumbersService, type NumbersOfYear } from './document-numbers.service.js';
export { letterDocx } from './letter.docx.js';
export type { OfficialLetter } from './letter.model.js';
export { letterPdf } from './letter.pdf.js';
export { PaperNotInOrder, setPaper } from './paper-setting.js';
export { type PaperKind, PaperFilesService } from './paper-files.service.js';
