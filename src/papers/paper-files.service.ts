/**
 * The two files of a signed paper, .docx for the office and .pdf for the seal: set once, by a job, after the paper got
 * its number. A job may run twice, and two workers may set one paper at once: the first that stores its files is the
 * one.
 */
import { Injectable } from '@nestjs/common';
import { Refusal } from '../platform/base/refusal.js';
import { FilesService } from '../platform/database/files/files.service.js';
import { Jobs } from '../platform/database/jobs/jobs.js';
import { type Scope, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { tellUnprintable, Typesetter } from '../platform/documents/index.js';
import { Letterheads } from './letterheads.service.js';
import { letterDocx } from './letter.docx.js';
import { asPrinted, type OfficialLetter } from './letter.model.js';
import { letterPdf } from './letter.pdf.js';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** What the room that owns a kind of paper says of it */
export interface PaperKind {
  /** as files and the ledger name it: Letter */
  readonly name: string;
  /** the job that sets one; its payload is `{ [idName]: id }` */
  readonly job: string;
  readonly idName: string;
  /**
   * the paper in words, when it was signed, and the name of its files without their ending; null where there is none to
   * set, or it is set
   */
  compose(scope: Scope, id: string): Promise<{ letter: OfficialLetter; signedAt: Date; fileName: string } | null>;
  /** locks the paper; false where its files are there already */
  claim(tx: Transaction, id: string): Promise<boolean>;
  /** notes the files in the locked paper */
  keep(tx: Transaction, id: string, files: { docxFileId: string; pdfFileId: string }): Promise<void>;
}

@Injectable()
export class PaperFilesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly files: FilesService,
    private readonly typesetter: Typesetter,
    private readonly letterheads: Letterheads,
  ) {}

  /** A kind of paper whose files are set by its own job from now on */
  register(kind: PaperKind): void {
    this.jobs.register(kind.job, (scope, payload) => this.set(scope, kind, payload[kind.idName] as string));
  }

  /** UNPRINTABLE_CHARACTERS, by name and place, where the paper holds what cannot be set; null where it can be */
  refuseUnprintable(letter: OfficialLetter): Refusal | null {
    const missing = this.typesetter.renderer.coverage.unprintable(asPrinted(letter));
    return missing.length === 0
      ? null
      : new Refusal('UNPRINTABLE_CHARACTERS', { characters: tellUnprintable(missing) });
  }

  /** A paper as PDF, kept nowhere. @throws SettingFailed, CharactersMissing */
  async printed(letter: OfficialLetter): Promise<Uint8Array> {
    return (await letterPdf(this.typesetter.renderer, letter)).bytes;
  }

  /** Sets a paper; where its files are there already it does nothing. @throws SettingFailed, CharactersMissing */
  async set(scope: Scope, kind: PaperKind, id: string): Promise<void> {
    const composed = await kind.compose(scope, id);
    if (!composed) return;
    const { fileName } = composed;
    const letter = await this.letterheads.on(this.work.read(scope), composed.letter, composed.signedAt);
    // set before the transaction: typesetting holds no lock
    const [docx, pdf] = [await letterDocx(letter), (await letterPdf(this.typesetter.renderer, letter)).bytes];
    await this.work.run(`render${kind.name}`, scope, async (tx) => {
      if (!(await kind.claim(tx, id))) return;
      const owner = { kind: kind.name, id };
      const word = await this.files.store(tx, `${fileName}.docx`, DOCX, docx, owner);
      const print = await this.files.store(tx, `${fileName}.pdf`, 'application/pdf', pdf, owner);
      await kind.keep(tx, id, { docxFileId: word.id, pdfFileId: print.id });
      tx.record(`render${kind.name}`, kind.name, id);
    });
  }
}
