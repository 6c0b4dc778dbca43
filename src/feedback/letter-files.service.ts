/** 采纳情况反馈函 as a paper whose files are set: what it says, and where its files are noted. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PaperFilesService, type PaperKind } from '../papers/index.js';
import { type Scope, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { LetterRow, LetterStatusRow } from './feedback.entities.js';
import { composeLetter, type LetterSnapshot, WORDING_VERSION } from './letter.compose.js';

/** The job that sets a letter of the first wording; programs of before know it by this name */
const RENDER_LETTER = 'letter.render';
/** The job that sets a letter of a later wording: a program of before would set it in the first one's words */
const RENDER_WORDED = 'letter.render-worded';

/** Every job that sets letters, and how its payload names one */
export const RENDER_JOBS = { names: [RENDER_LETTER, RENDER_WORDED], idName: 'letterId' } as const;

/** Which job sets a letter */
export const renderJobOf = ({ wordingVersion }: LetterSnapshot): string =>
  wordingVersion === WORDING_VERSION ? RENDER_LETTER : RENDER_WORDED;

@Injectable()
export class LetterFiles implements PaperKind, OnModuleInit {
  readonly name = 'Letter';
  readonly job = RENDER_LETTER;
  readonly idName = RENDER_JOBS.idName;

  constructor(
    private readonly work: UnitOfWork,
    private readonly papers: PaperFilesService,
  ) {}

  onModuleInit(): void {
    for (const job of RENDER_JOBS.names)
      this.papers.register({
        name: this.name,
        job,
        idName: this.idName,
        compose: (scope, id) => this.compose(scope, id),
        claim: (tx, id) => this.claim(tx, id),
        keep: (tx, id, files) => this.keep(tx, id, files),
      });
  }

  /** The letter in words; null where it has no number yet, or its files are there */
  async compose(scope: Scope, letterId: string): ReturnType<PaperKind['compose']> {
    const reader = this.work.read(scope);
    const [row, status] = [await reader.get(LetterRow, letterId), await reader.get(LetterStatusRow, letterId)];
    if (!row || !status?.documentNumber || !status.issueDate || !status.signedAt || status.pdfFileId !== null)
      return null;
    const { documentNumber, issueDate, signedAt } = status;
    const letter = composeLetter(row.snapshot, { documentNumber, issueDate });
    return { letter, signedAt, fileName: `${row.snapshot.addressee}　${documentNumber}` };
  }

  /** Locks the letter; false where another worker was first */
  async claim(tx: Transaction, letterId: string): Promise<boolean> {
    const locked = await tx.lock(LetterStatusRow, letterId);
    return locked !== null && locked.pdfFileId === null;
  }

  /** Notes the files in the letter */
  async keep(tx: Transaction, letterId: string, files: { docxFileId: string; pdfFileId: string }): Promise<void> {
    const locked = await tx.lock(LetterStatusRow, letterId);
    if (locked) await tx.change(LetterStatusRow, locked, files);
  }
}
