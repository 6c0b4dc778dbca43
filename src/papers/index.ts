/**
 * What other rooms may use of the papers (公文): what an official letter consists of, its number, and how it becomes a
 * file.
 */
import { Module } from '@nestjs/common';
import { DocumentNumberRow, NumberBlockRow } from './document-number.entities.js';
import { DocumentNumbersResolver, VoidedNumberResolver } from './document-numbers.resolver.js';
import { DocumentNumbersService } from './document-numbers.service.js';
import { NumberGapConnection, VoidedNumberConnection } from './document-numbers.types.js';
import { LetterheadRow } from './letterhead.entities.js';
import { LetterheadsController } from './letterheads.controller.js';
import { LetterheadsResolver } from './letterheads.resolver.js';
import { Letterheads } from './letterheads.service.js';
import './papers.ledger.js';
import { PaperFilesService } from './paper-files.service.js';

@Module({
  controllers: [LetterheadsController],
  providers: [
    DocumentNumbersService,
    DocumentNumbersResolver,
    VoidedNumberResolver,
    NumberGapConnection.resolver,
    VoidedNumberConnection.resolver,
    Letterheads,
    LetterheadsResolver,
    PaperFilesService,
  ],
  exports: [DocumentNumbersService, Letterheads, PaperFilesService],
})
export class PapersModule {}

/** Everything this room stores */
export const paperEntities = [DocumentNumberRow, NumberBlockRow, LetterheadRow];
export { DocumentNumbersService, type NumbersOfYear } from './document-numbers.service.js';
export { NumberNeeded, NumbersExhausted, NumberTaken } from './document-numbers.types.js';
export { Letterheads } from './letterheads.service.js';
export { letterDocx } from './letter.docx.js';
export type { OfficialLetter } from './letter.model.js';
export { letterPdf } from './letter.pdf.js';
export { PaperNotInOrder, setPaper } from './paper-setting.js';
export { type PaperKind, PaperFilesService } from './paper-files.service.js';
