/**
 * Files (文件) in the one store. Uploaded first, then claimed by the room that owns it inside that room's transaction;
 * one download route asks the owning room whether the caller may have it.
 */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.js';
import { scopeOf } from '../access/actor.js';
import { type Reader, type Transaction, UnitOfWork } from '../database/scope.js';
import { sha256 } from '../ledger/ledger.js';
import { Refusal } from '../graphql/refusal.js';
import { FileRow } from './file.entity.js';

const PIECE = 1024 * 1024;
export const LARGEST_FILE = 20 * PIECE;

export type MayRead = (reader: Reader, actor: Actor, ownerId: string) => Promise<boolean>;

@Injectable()
export class FilesService {
  private readonly owners = new Map<string, MayRead>();

  constructor(private readonly work: UnitOfWork) {}

  /** The owning room says who may read its files. */
  registerOwner(kind: string, mayRead: MayRead): void {
    this.owners.set(kind, mayRead);
  }

  upload(actor: Actor, name: string, mediaType: string, bytes: Uint8Array): Promise<FileRow | Refusal> {
    if (bytes.length > LARGEST_FILE) return Promise.resolve(new Refusal('TOO_LARGE', { limit: LARGEST_FILE / PIECE }));
    return this.work.run('uploadFile', scopeOf(actor), (tx) => this.store(tx, name, mediaType, bytes));
  }

  /** Stores a file in the caller's transaction; claimed at once where an owner is given. */
  async store(tx: Transaction, name: string, mediaType: string, bytes: Uint8Array, owner?: { kind: string; id: string }): Promise<FileRow> {
    const row = await tx.insert(FileRow, {
      id: randomUUID(), name: name.slice(0, 200), mediaType, size: bytes.length, sha256: sha256(bytes), ownerKind: owner?.kind ?? null,
      ownerId: owner?.id ?? null, uploadedBy: tx.scope.accountId, createdAt: await tx.time(), version: 1,
    });
    for (let at = 0, ordinal = 0; at < bytes.length; at += PIECE, ordinal++) {
      await tx.manager.query('insert into file_chunk (file_id, ordinal, bytes) values ($1, $2, $3)', [row.id, ordinal, Buffer.from(bytes.subarray(at, at + PIECE))]);
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
      'select c.bytes from file_chunk c join file f on f.id = c.file_id where f.id = $1 and f.legislature_id = $2 order by c.ordinal', [fileId, reader.legislatureId]);
    return Buffer.concat(pieces.map((p) => p.bytes));
  }

  /** null: there is none, or the caller may not have it; the two are not told apart */
  async download(actor: Actor, fileId: string): Promise<{ file: FileRow; bytes: Uint8Array } | null> {
    const reader = this.work.read(scopeOf(actor));
    const file = await reader.get(FileRow, fileId);
    if (!file) return null;
    const mayRead = file.ownerKind === null || file.ownerId === null
      ? file.uploadedBy === actor.accountId
      : await this.owners.get(file.ownerKind)?.(reader, actor, file.ownerId);
    return mayRead === true ? { file, bytes: await this.bytes(reader, fileId) } : null;
  }
}
