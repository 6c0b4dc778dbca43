import { Column, Entity } from 'typeorm';
import type { Day } from '../platform/base/clock.js';
import { ScopedRow } from '../platform/database/scoped-row.js';
import { ChainedRow } from '../platform/ledger/chain.js';
import type { LetterSnapshot } from './letter.compose.js';
import type { LetterState } from './letter.rules.js';

/** 采纳情况反馈函: its inputs and their hash; never changed */
@Entity({ name: 'letter' })
export class LetterRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'regulation_id' }) regulationId: string;
  @Column({ type: 'uuid', name: 'consultation_id' }) consultationId: string;
  @Column({ type: 'uuid', name: 'contact_point_id' }) contactPointId: string;
  @Column({ type: 'text' }) kind: 'INTERIM' | 'FINAL' | 'SUPPLEMENTARY';
  @Column({ type: 'text', name: 'wording_version' }) wordingVersion: string;
  @Column({ type: 'jsonb' }) snapshot: LetterSnapshot;
  @Column({ type: 'bytea', name: 'snapshot_sha256' }) snapshotSha256: Buffer;
  @Column({ type: 'uuid', name: 'prepared_by' }) preparedBy: string;
  @Column({ type: 'timestamptz', name: 'composed_at' }) composedAt: Date;
}

/** Where a letter stands. Same id as the letter. */
@Entity({ name: 'letter_status' })
export class LetterStatusRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'consultation_id' }) consultationId: string;
  @Column({ type: 'uuid', name: 'contact_point_id' }) contactPointId: string;
  @Column({ type: 'text' }) kind: string;
  @Column({ type: 'text' }) state: LetterState;
  @Column({ type: 'text', name: 'document_number', nullable: true }) documentNumber: string | null;
  @Column({ type: 'date', name: 'issue_date', nullable: true }) issueDate: Day | null;
  @Column({ type: 'uuid', name: 'signed_by', nullable: true }) signedBy: string | null;
  @Column({ type: 'timestamptz', name: 'signed_at', nullable: true }) signedAt: Date | null;
  @Column({ type: 'uuid', name: 'docx_file_id', nullable: true }) docxFileId: string | null;
  @Column({ type: 'uuid', name: 'pdf_file_id', nullable: true }) pdfFileId: string | null;
  @Column({ type: 'timestamptz', name: 'delivered_at', nullable: true }) deliveredAt: Date | null;
  @Column({ type: 'timestamptz', name: 'received_at', nullable: true }) receivedAt: Date | null;
  @Column({ type: 'uuid', name: 'received_by', nullable: true }) receivedBy: string | null;
  @Column({ type: 'text', name: 'void_reason', nullable: true }) voidReason: string | null;
  @Column({ type: 'integer' }) version: number;
}

@Entity({ name: 'letter_event' })
export class LetterEventRow extends ChainedRow {
  @Column({ type: 'uuid', name: 'letter_id' }) letterId: string;
}

export const feedbackEntities = [LetterRow, LetterStatusRow, LetterEventRow];
