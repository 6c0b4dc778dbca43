import { Column, Entity } from 'typeorm';
import type { Day } from '../../platform/base/clock.js';
import { ScopedRow } from '../../platform/database/scoped-row.js';
import type { PaperContent, PaperFacts } from './paper-content.rules.js';
import type { PaperRunState, RunKind } from './paper-run.rules.js';
import type { deliveryWords, numberingWords } from './paper.words.js';

/** 征求意见函, 催办函 or 公告 of one or several rounds, prepared and signed as one: the head, without what they say */
@Entity({ name: 'paper_run' })
export class PaperRunRow extends ScopedRow {
  @Column({ type: 'text' }) kind: RunKind;
  @Column({ type: 'text' }) numbering: keyof typeof numberingWords;
  @Column({ type: 'text' }) state: PaperRunState;
  /** which wording composes them, for papers that are set again years later */
  @Column({ type: 'text' }) wording: string;
  @Column({ type: 'uuid', array: true, name: 'consultation_ids' }) consultationIds: string[];
  @Column({ type: 'integer' }) total: number;
  @Column({ type: 'uuid', name: 'prepared_by' }) preparedBy: string;
  @Column({ type: 'timestamptz', name: 'prepared_at' }) preparedAt: Date;
  @Column({ type: 'uuid', name: 'signed_by', nullable: true }) signedBy: string | null;
  @Column({ type: 'timestamptz', name: 'signed_at', nullable: true }) signedAt: Date | null;
  @Column({ type: 'date', name: 'issue_date', nullable: true }) issueDate: Day | null;
  /** the one number of all of them; null where each has its own, or none has */
  @Column({ type: 'text', name: 'document_number', nullable: true }) documentNumber: string | null;
  /** 附件 that are the same for all, bound apart */
  @Column({ type: 'uuid', name: 'volume_docx_file_id', nullable: true }) volumeDocxFileId: string | null;
  @Column({ type: 'uuid', name: 'volume_pdf_file_id', nullable: true }) volumePdfFileId: string | null;
  @Column({ type: 'text', name: 'void_reason', nullable: true }) voidReason: string | null;
  @Column({ type: 'integer' }) version: number;
}

/** The run with what its papers say, whole texts among it: read where they are composed, and nowhere else */
@Entity({ name: 'paper_run' })
export class PaperRunContentRow extends PaperRunRow {
  @Column({ type: 'jsonb' }) content: PaperContent;
}

/** One of them, to one body; a 公告 goes to nobody by name */
@Entity({ name: 'round_paper' })
export class RoundPaperRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'run_id' }) runId: string;
  @Column({ type: 'integer' }) ordinal: number;
  @Column({ type: 'uuid', name: 'contact_point_id', nullable: true }) contactPointId: string | null;
  /** 内部: nobody outside the office reads it but its reader, or nobody where the reader does not sign in */
  @Column({ type: 'boolean', name: 'for_reader' }) forReader: boolean;
  @Column({ type: 'uuid', name: 'reader_id', nullable: true }) readerId: string | null;
  @Column({ type: 'jsonb' }) facts: PaperFacts;
  @Column({ type: 'text', name: 'document_number', nullable: true }) documentNumber: string | null;
  @Column({ type: 'uuid', name: 'docx_file_id', nullable: true }) docxFileId: string | null;
  @Column({ type: 'uuid', name: 'pdf_file_id', nullable: true }) pdfFileId: string | null;
  @Column({ type: 'uuid', name: 'sealed_file_id', nullable: true }) sealedFileId: string | null;
  /** why it could not be set, for whoever can mend it; null where nothing is the matter */
  @Column({ type: 'text', nullable: true }) failure: string | null;
  @Column({ type: 'timestamptz', name: 'delivered_at', nullable: true }) deliveredAt: Date | null;
  @Column({ type: 'text', nullable: true }) delivery: keyof typeof deliveryWords | null;
  @Column({ type: 'integer' }) version: number;
}
