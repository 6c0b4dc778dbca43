/**
 * 盖章页: the return that was signed and sealed, photographed back page by page; it stands beside the return, for the
 * body that sent it and for the office.
 */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { ContactPointsService } from '../../network/index.js';
import type { Actor } from '../../platform/base/actor.js';
import { sha256 } from '../../platform/base/canonical.js';
import { checkInput, Refusal } from '../../platform/base/refusal.js';
import { FileRow } from '../../platform/database/files/file.entities.js';
import { FilesService } from '../../platform/database/files/files.service.js';
import { pictureWords } from '../../platform/database/pictures/picture.words.js';
import { Pictures, type RewrittenPicture } from '../../platform/database/pictures/pictures.js';
import { scopeOf, type Transaction, UnitOfWork } from '../../platform/database/scope.js';
import { ReturnPageRow, SubmittedReturnRow } from './return.entities.js';
import { PAGES_PER_RETURN } from './return.rules.js';
import { lockPage } from './return.sql.js';
import { ReturnsQueries } from './returns.queries.js';

const OWNER = 'ReturnPage';
const ENDING: Readonly<Record<RewrittenPicture['mediaType'], string>> = { 'image/jpeg': 'jpg', 'image/png': 'png' };

const NewPage = z.object({
  id: z.uuid('照片编号不对'),
  returnId: z.uuid('汇总表编号不对'),
  ordinal: z
    .number()
    .int('页码不对')
    .min(1, '页码从 1 开始')
    .max(PAGES_PER_RETURN, `一份汇总表最多 ${PAGES_PER_RETURN} 页`),
});

@Injectable()
export class ReturnPages implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly files: FilesService,
    private readonly pictures: Pictures,
    private readonly points: ContactPointsService,
    private readonly queries: ReturnsQueries,
  ) {}

  onModuleInit(): void {
    // a page has an address of its own
    this.files.registerOwner(OWNER, () => Promise.resolve(false));
  }

  /**
   * Keeps a photograph as a page of a return, decoded and encoded again; of two of one page the later counts. The id is
   * made on the phone, so that the same one is answered with what is kept. NOT_FOUND for a return of another body;
   * INVALID_INPUT for what is no picture, and for an id that another picture has; TOO_LARGE, UPLOAD_QUOTA, STORAGE_LOW.
   */
  async keep(actor: Actor, input: unknown, sent: Uint8Array): Promise<ReturnPageRow | Refusal> {
    const given = checkInput(NewPage, input);
    if (given instanceof Refusal) return given;
    const sentSha256 = sha256(sent);
    const known = await this.work.read(scopeOf(actor)).get(ReturnPageRow, given.id);
    // decoding takes seconds; the return itself never changes, so nothing is locked
    const made = known ? null : await this.pictures.rewrite(sent);
    if (typeof made === 'string') return Refusal.field('picture', made, pictureWords[made]);
    return this.work.run('keepReturnPage', scopeOf(actor), async (tx) => {
      const row = await tx.get(SubmittedReturnRow, given.returnId);
      if (!row || !(await this.points.mayActFor(actor, row.contactPointId, tx))) return Refusal.notFound('这份汇总表');
      await lockPage(tx.manager, given.id);
      const stored = await tx.get(ReturnPageRow, given.id);
      if (stored !== null)
        return stored.returnId === row.id && stored.sentSha256.equals(sentSha256)
          ? stored
          : Refusal.field('id', 'TAKEN', '这个编号已经是另一张照片：请重新拍这一张。');
      if (made === null) throw new Error('a page that was there is gone');
      const full = await this.files.refuse(tx, actor, made.bytes.length);
      return full ?? this.store(tx, given, made, sentSha256);
    });
  }

  private async store(
    tx: Transaction,
    { id, returnId, ordinal }: z.output<typeof NewPage>,
    { bytes, mediaType, width, height }: RewrittenPicture,
    sentSha256: Buffer,
  ): Promise<ReturnPageRow> {
    const file = await this.files.store(tx, `意见汇总表盖章页${ordinal}.${ENDING[mediaType]}`, mediaType, bytes, {
      kind: OWNER,
      id,
    });
    tx.record('keepReturnPage', 'ReturnPage', id);
    return tx.insert(ReturnPageRow, {
      ...{ id, returnId, ordinal, fileId: file.id, width, height, size: bytes.length, sha256: sha256(bytes) },
      ...{ sentSha256, keptBy: tx.scope.accountId ?? '', keptAt: await tx.time() },
    });
  }

  /** A page, for whoever may see the return; null for others, and where there is none */
  async picture(actor: Actor, pageId: string): Promise<{ file: FileRow; bytes: Uint8Array } | null> {
    const reader = this.work.read(scopeOf(actor));
    const page = await reader.get(ReturnPageRow, pageId);
    if (!page || !(await this.queries.one(actor, page.returnId))) return null;
    const file = await reader.get(FileRow, page.fileId);
    return file ? { file, bytes: await this.files.bytes(reader, file.id) } : null;
  }
}
