/**
 * Files (文件) in the one store. Uploaded first, then claimed by the room that owns it inside that room's transaction;
 * one download route asks the owning room whether the caller may have it.
 */
import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../base/actor.js';
import { sha256 } from '../../base/canonical.js';
import type { Config } from '../../base/config.js';
import { CONFIG } from '../../base/config.token.js';
import { Refusal } from '../../base/refusal.js';
import { type Reader, scopeOf, type Transaction, UnitOfWork } from '../scope.js';
import { DiskGuard } from './disk.js';
import { FileRow } from './file.entities.js';
import { uploadedToday } from './files.sql.js';

const PIECE = 1024 * 1024;
export const LARGEST_FILE = 20 * PIECE;

export type MayRead = (reader: Reader, actor: Actor, ownerId: string) => Promise<boolean>;

@Injectable()
export class FilesService {
  private readonly owners = new Map<string, MayRead>();

  constructor(
    private readonly work: UnitOfWork,
    private readonly disk: DiskGuard,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The owning room says who may read its files. */
  registerOwner(kind: string, mayRead: MayRead): void {
    this.owners.set(kind, mayRead);
  }

  /** Refused with TOO_LARGE, UPLOAD_QUOTA (of the account, in 24 hours) or STORAGE_LOW */
  upload(actor: Actor, name: string, mediaType: string, bytes: Uint8Array): Promise<FileRow | Refusal> {
    return this.work.run(
      'uploadFile',
      scopeOf(actor),
      async (tx) => (await this.refuse(tx, actor, bytes.length)) ?? this.store(tx, name, mediaType, bytes),
    );
  }

  /** Why an account may store no file of that size now: TOO_LARGE, UPLOAD_QUOTA, STORAGE_LOW; null where it may */
  async refuse(tx: Transaction, actor: Actor, bytes: number): Promise<Refusal | null> {
    const { files, megabytes } = this.config.uploads;
    if (bytes > LARGEST_FILE) return new Refusal('TOO_LARGE', { limit: LARGEST_FILE / PIECE });
    const full = await this.disk.refuse('UPLOAD');
    if (full) return full;
    const uploaded = await uploadedToday(tx.manager, actor.accountId);
    return uploaded.files >= files || uploaded.bytes + bytes > megabytes * PIECE
      ? new Refusal('UPLOAD_QUOTA', { files, megabytes })
      : null;
  }

  /** Stores a file in the caller's transaction; claimed at once where an owner is given. */
  async store(
    tx: Transaction,
    name: string,
    mediaType: string,
    bytes: Uint8Array,
    owner?: { kind: string; id: string },
  ): Promise<FileRow> {
    const row = await tx.insert(FileRow, {
      id: randomUUID(),
      name: name.slice(0, 200),
      mediaType,
      size: bytes.length,
      sha256: sha256(bytes),
      ownerKind: owner?.kind ?? null,
      ownerId: owner?.id ?? null,
      uploadedBy: tx.scope.accountId,
      createdAt: await tx.time(),
      version: 1,
    });
    for (let at = 0, ordinal = 0; at < bytes.length; at += PIECE, ordinal++) {
      await tx.manager.query('insert into file_chunk (file_id, ordinal, bytes) values ($1, $2, $3)', [
        row.id,
        ordinal,
        Buffer.from(bytes.subarray(at, at + PIECE)),
      ]);
    }
    tx.record('storeFile', 'File', row.id, { size: row.size });
    return row;
  }

  /** Claims an unclaimed file of the same legislature; null where there is none, or it is somebody's already. */
  async claim(tx: Transaction, fileId: string, owner: { kind: string; id: string }): Promise<FileRow | null> {
    const row = await tx.lock(FileRow, fileId);
    if (!row || row.ownerId !== null) return null;
    await tx.change(FileRow, row, { ownerKind: owner.kind, ownerId: owner.id });
    return row;
  }

  async bytes(reader: Reader, fileId: string): Promise<Uint8Array> {
    const pieces = await reader.manager.query<{ bytes: Buffer }[]>(
      'select c.bytes from file_chunk c join file f on f.id = c.file_id where f.id = $1 and f.legislature_id = $2 order by c.ordinal',
      [fileId, reader.legislatureId],
    );
    return Buffer.concat(pieces.map((p) => p.bytes));
  }

  /** null: there is none, or the caller may not have it; the two are not told apart */
  async download(actor: Actor, fileId: string): Promise<{ file: FileRow; bytes: Uint8Array } | null> {
    const reader = this.work.read(scopeOf(actor));
    const file = await reader.get(FileRow, fileId);
    if (!file) return null;
    const mayRead =
      file.ownerKind === null || file.ownerId === null
        ? file.uploadedBy === actor.accountId
        : await this.owners.get(file.ownerKind)?.(reader, actor, file.ownerId);
    return mayRead === true ? { file, bytes: await this.bytes(reader, fileId) } : null;
  }
}
