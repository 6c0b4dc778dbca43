/** 版头 of an office: its .docx looked at and judged, taken, taken out of use; and which one a paper of a day bears. */
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { z } from 'zod';
import { readLetterheadInChild } from '../authoring/readers/index.js';
import { AccessService } from '../platform/access/access.service.js';
import type { Actor } from '../platform/base/actor.js';
import { checkInput, Refusal } from '../platform/base/refusal.js';
import { FilesService } from '../platform/database/files/files.service.js';
import { type Reader, scopeOf, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { Typesetter } from '../platform/documents/index.js';
import { letterDocx } from './letter.docx.js';
import type { OfficialLetter } from './letter.model.js';
import { letterPdf } from './letter.pdf.js';
import { LetterheadRow } from './letterhead.entities.js';
import { isSameOrgan, judgeLetterhead, type LetterheadRemark, type Mark } from './letterhead.rules.js';
import { sampleLetter } from './letterhead.sample.compose.js';

const OWNER = 'Letterhead';
const Taken = z.object({ fileId: z.uuid('文件的编号不对') });
const Removed = z.object({ letterheadId: z.uuid('版头的编号不对'), expectedVersion: z.number().int() });

/** A .docx as it was looked at; nothing is stored */
export interface LetterheadReading {
  fileId: string;
  /** null where something has to be mended */
  mark: Mark | null;
  faces: string[];
  remarks: LetterheadRemark[];
}

@Injectable()
export class Letterheads {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessService,
    private readonly files: FilesService,
    private readonly typesetter: Typesetter,
  ) {
    files.registerOwner(OWNER, async (reader, _actor, id) => (await reader.get(LetterheadRow, id)) !== null);
  }

  /** The one in use; null where papers bear the mark that we set */
  current(actor: Actor): Promise<LetterheadRow | null> {
    return this.work.read(scopeOf(actor)).one(LetterheadRow, { removedAt: IsNull() });
  }

  /** Whether this server has a face; where it has not, PDFs are set in the one of titles */
  hasFace(face: string): boolean {
    return this.typesetter.fonts.families.includes(face);
  }

  /** Whether it is of the organ that letters come from today: else it is not used */
  async fits(actor: Actor, { mark }: LetterheadRow): Promise<boolean> {
    const own = await this.own(actor);
    return isSameOrgan(mark.text, own.organName);
  }

  /** Looks at an uploaded .docx, every remark told; NOT_FOUND for a file that is not here or of somebody else */
  async reading(actor: Actor, fileId: string): Promise<LetterheadReading | Refusal> {
    const found = await this.files.download(actor, fileId);
    if (!found) return Refusal.notFound('这个文件');
    const read = await readLetterheadInChild(found.file.name, found.bytes);
    if (!read.ok) return { fileId, mark: null, faces: [], remarks: [{ place: '文件', words: read.message }] };
    return { fileId, faces: read.faces, ...judgeLetterhead(read, await this.own(actor)) };
  }

  /**
   * From here on letters bear it, in the place of an earlier one; those that are signed keep theirs. NOT_FOUND for a
   * file that is not here, LETTERHEAD_NOT_IN_ORDER with every remark.
   */
  async take(actor: Actor, input: unknown): Promise<LetterheadRow | Refusal> {
    const given = checkInput(Taken, input);
    if (given instanceof Refusal) return given;
    const read = await this.reading(actor, given.fileId);
    if (read instanceof Refusal) return read;
    const { mark, faces, remarks } = read;
    if (mark === null) return notInOrder(remarks);
    return this.work.run<LetterheadRow | Refusal>('takeLetterhead', scopeOf(actor), async (tx) => {
      const before = await tx.one(LetterheadRow, { removedAt: IsNull() });
      if (before) await this.end(tx, await tx.lock(LetterheadRow, before.id), actor);
      const at = await tx.time();
      const row = await tx.insert(LetterheadRow, {
        fileId: given.fileId,
        mark,
        faces,
        takenBy: actor.accountId,
        takenAt: at,
        removedBy: null,
        removedAt: null,
        version: 1,
      });
      const claimed = await this.files.claim(tx, given.fileId, { kind: OWNER, id: row.id });
      if (claimed?.uploadedBy !== actor.accountId) return Refusal.notFound('这个文件');
      tx.record('takeLetterhead', OWNER, row.id);
      return row;
    });
  }

  /** Letters bear the mark that we set; NOT_FOUND, also for one that is out of use already; STALE_VERSION */
  async remove(actor: Actor, input: unknown): Promise<LetterheadRow | Refusal> {
    const given = checkInput(Removed, input);
    if (given instanceof Refusal) return given;
    return this.work.run<LetterheadRow | Refusal>('removeLetterhead', scopeOf(actor), async (tx) => {
      const row = await tx.lock(LetterheadRow, given.letterheadId);
      if (!row || row.removedAt !== null) return Refusal.notFound('这个版头');
      if (row.version !== given.expectedVersion) return Refusal.stale(row.version, { kind: OWNER, id: row.id });
      await this.end(tx, row, actor);
      return row;
    });
  }

  private async end(tx: Transaction, row: LetterheadRow | null, actor: Actor): Promise<void> {
    if (row?.removedAt !== null) return;
    await tx.change(LetterheadRow, row, { removedBy: actor.accountId, removedAt: await tx.time() });
    tx.record('removeLetterhead', OWNER, row.id);
  }

  /**
   * The letter under the letterhead that was in use at a moment; null: now. As it is where there was none, where it is
   * of another organ, and where a letter has no mark.
   */
  async on(reader: Reader, letter: OfficialLetter, at: Date | null): Promise<OfficialLetter> {
    if (letter.form !== undefined && letter.form !== 'LETTER') return letter;
    const mark = at === null ? await this.markNow(reader) : await this.markAt(reader, at);
    return mark !== null && isSameOrgan(mark.text, letter.issuer) ? { ...letter, mark } : letter;
  }

  private async markNow(reader: Reader): Promise<Mark | null> {
    return (await reader.one(LetterheadRow, { removedAt: IsNull() }))?.mark ?? null;
  }

  private async markAt(reader: Reader, at: Date): Promise<Mark | null> {
    const row = await reader.manager
      .createQueryBuilder(LetterheadRow, 'h')
      .where('h.legislature_id = :legislature and h.taken_at <= :at', { legislature: reader.legislatureId, at })
      .andWhere('(h.removed_at is null or h.removed_at > :at)', { at })
      .orderBy('h.taken_at', 'DESC')
      .getOne();
    return row?.mark ?? null;
  }

  /** A letter with words of its own under this mark, marked 未签发: how it would look. As `reading`, and as `take`. */
  async sample(actor: Actor, fileId: string, as: 'pdf' | 'docx'): Promise<Uint8Array | Refusal> {
    const read = await this.reading(actor, fileId);
    if (read instanceof Refusal) return read;
    if (read.mark === null) return notInOrder(read.remarks);
    const own = await this.own(actor);
    const letter = { ...sampleLetter(own), mark: read.mark };
    return as === 'docx' ? letterDocx(letter) : (await letterPdf(this.typesetter.renderer, letter)).bytes;
  }

  private async own(actor: Actor): Promise<{ name: string; organName: string; documentWord: string }> {
    const legislature = await this.access.legislature(actor.legislatureId ?? '');
    if (!legislature) throw new Error('a scope without its legislature');
    return legislature;
  }
}

const notInOrder = (remarks: readonly LetterheadRemark[]): Refusal =>
  new Refusal('LETTERHEAD_NOT_IN_ORDER', {
    count: remarks.length,
    remarks: remarks.map(({ place, words }) => `${place}：${words}`).join('\n'),
  });
