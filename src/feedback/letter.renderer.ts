/** Sets a signed letter as .docx and .pdf, once; run again it finds its files and does nothing. */
import { Injectable } from '@nestjs/common';
import { letterPdf } from '../papers/letter.pdf.js';
import { letterDocx } from '../papers/letter.docx.js';
import type { OfficialLetter } from '../papers/letter.model.js';
import { Typesetter } from '../platform/documents/index.js';
import { type Scope, UnitOfWork } from '../platform/database/scope.js';
import { FilesService } from '../platform/database/files/files.service.js';
import { LetterRow, LetterStatusRow } from './feedback.entities.js';
import { composeLetter } from './letter.compose.js';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

@Injectable()
export class LetterRenderer {
  constructor(
    private readonly work: UnitOfWork,
    private readonly files: FilesService,
    private readonly typesetter: Typesetter,
  ) {}

  async render(scope: Scope, letterId: string): Promise<void> {
    const reader = this.work.read(scope);
    const [row, status] = [await reader.get(LetterRow, letterId), await reader.get(LetterStatusRow, letterId)];
    if (!row || !status?.documentNumber || !status.issueDate || status.pdfFileId !== null) return;
    const letter: OfficialLetter = composeLetter(row.snapshot, {
      documentNumber: status.documentNumber,
      issueDate: status.issueDate,
    });
    // set before the transaction: typesetting holds no lock
    const [docx, pdf] = [await letterDocx(letter), (await letterPdf(this.typesetter.renderer, letter)).bytes];
    await this.work.run('renderLetter', scope, async (tx) => {
      const locked = await tx.lock(LetterStatusRow, letterId);
      if (!locked || locked.pdfFileId !== null) return;
      const name = `${row.snapshot.addressee}　${letter.documentNumber ?? ''}`;
      const owner = { kind: 'Letter', id: letterId };
      const files = [
        await this.files.store(tx, `${name}.docx`, DOCX, docx, owner),
        await this.files.store(tx, `${name}.pdf`, 'application/pdf', pdf, owner),
      ];
      await tx.change(LetterStatusRow, locked, { docxFileId: files[0]?.id ?? null, pdfFileId: files[1]?.id ?? null });
      tx.record('renderLetter', 'Letter', letterId);
    });
  }
}
