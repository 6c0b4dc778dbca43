import { Column, Entity } from 'typeorm';
import { ScopedRow } from '../scoped-row.js';

/** A stored file; its bytes stand in file_chunk in pieces of 1 MiB. */
@Entity({ name: 'file' })
export class FileRow extends ScopedRow {
  @Column({ type: 'text' }) name: string;
  @Column({ type: 'text', name: 'media_type' }) mediaType: string;
  @Column({ type: 'bigint', transformer: { to: (n: number) => n, from: (s: string) => Number(s) } }) size: number;
  @Column({ type: 'bytea' }) sha256: Buffer;
  @Column({ type: 'text', name: 'owner_kind', nullable: true }) ownerKind: string | null;
  @Column({ type: 'uuid', name: 'owner_id', nullable: true }) ownerId: string | null;
  @Column({ type: 'uuid', name: 'uploaded_by', nullable: true }) uploadedBy: string | null;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt: Date;
  @Column({ type: 'integer' }) version: number;
}
