import { Column, Entity } from 'typeorm';
import type { Day } from '../platform/base/clock.js';
import { ScopedRow } from '../platform/database/scoped-row.js';
import { ChainedRow } from '../platform/ledger/chain.js';
import type { answerWayWords, LetterRunAct } from './feedback.words.js';
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
  /** the scan of the sealed paper */
  @Column({ type: 'uuid', name: 'sealed_file_id', nullable: true }) sealedFileId: string | null;
  @Column({ type: 'timestamptz', name: 'sealed_at', nullable: true }) sealedAt: Date | null;
  @Column({ type: 'integer' }) version: number;
}

@Entity({ name: 'letter_event' })
export class LetterEventRow extends ChainedRow {
  @Column({ type: 'uuid', name: 'letter_id' }) letterId: string;
}

/** Which comments a letter answers; the database writes it with the letter, from its snapshot */
@Entity({ name: 'letter_comment' })
export class LetterCommentRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'letter_id' }) letterId: string;
  @Column({ type: 'uuid', name: 'comment_id' }) commentId: string;
  /** the decision it tells */
  @Column({ type: 'uuid', name: 'decision_id' }) decisionId: string;
  /** the number it prints */
  @Column({ type: 'integer' }) number: number;
}

/** 退回: why a signer gave a letter back */
@Entity({ name: 'letter_return' })
export class LetterReturnRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'letter_id' }) letterId: string;
  @Column({ type: 'text' }) note: string;
  @Column({ type: 'uuid', name: 'by_account' }) byAccount: string;
  @Column({ type: 'timestamptz', insert: false }) at: Date;
}

/** 回复: what a contact point says to its letter */
@Entity({ name: 'letter_reply' })
export class LetterReplyRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'letter_id' }) letterId: string;
  /** null: it was clear, and there is nothing to add */
  @Column({ type: 'text', nullable: true }) words: string | null;
  /** 反馈是否清楚; null where it was not asked yet */
  @Column({ type: 'boolean', name: 'is_clear', nullable: true }) isClear: boolean | null;
  /** 是否需要补充说明; null where it was not asked yet */
  @Column({ type: 'boolean', name: 'asks_more', nullable: true }) asksMore: boolean | null;
  @Column({ type: 'uuid', name: 'by_account' }) byAccount: string;
  @Column({ type: 'timestamptz', insert: false }) at: Date;
}

/** 补充说明: what the office says to a reply. Same id as the reply. */
@Entity({ name: 'letter_reply_answer' })
export class LetterReplyAnswerRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'letter_id' }) letterId: string;
  @Column({ type: 'text' }) words: string;
  @Column({ type: 'uuid', name: 'by_account' }) byAccount: string;
  @Column({ type: 'timestamptz', insert: false }) at: Date;
}

/** 答复 of a comment that no letter to a contact point answers */
@Entity({ name: 'comment_answer' })
export class CommentAnswerRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'comment_id' }) commentId: string;
  @Column({ type: 'uuid', name: 'decision_id' }) decisionId: string;
  @Column({ type: 'text' }) way: keyof typeof answerWayWords;
  @Column({ type: 'date', name: 'answered_on' }) answeredOn: Day;
  @Column({ type: 'text', nullable: true }) words: string | null;
  @Column({ type: 'uuid', name: 'by_account' }) byAccount: string;
  @Column({ type: 'timestamptz', insert: false }) at: Date;
}

/** 批量办理: one act on many letters, as it was asked for; append-only */
@Entity({ name: 'letter_run' })
export class LetterRunRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'consultation_id' }) consultationId: string;
  @Column({ type: 'text' }) act: LetterRunAct;
  @Column({ type: 'boolean', name: 'released_only' }) releasedOnly: boolean;
  /** how many it is for */
  @Column({ type: 'integer' }) total: number;
  @Column({ type: 'uuid', name: 'by_account' }) byAccount: string;
  /** of SIGN, as the office's register has it: the number of the first letter that is signed; null: none typed in */
  @Column({ type: 'integer', name: 'first_number', nullable: true }) firstNumber: number | null;
  @Column({ type: 'timestamptz', insert: false }) at: Date;
}

/** One of the N that a run is for: open until it has a letter or a refusal */
@Entity({ name: 'letter_run_item' })
export class LetterRunItemRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'run_id' }) runId: string;
  @Column({ type: 'integer' }) ordinal: number;
  /** what was asked for: a contact point when composing, a letter afterwards; may be no id at all */
  @Column({ type: 'text' }) subject: string;
  @Column({ type: 'uuid', name: 'letter_id', nullable: true }) letterId: string | null;
  @Column({ type: 'text', nullable: true }) code: string | null;
  @Column({ type: 'text', nullable: true }) message: string | null;
  @Column({ type: 'timestamptz', name: 'settled_at', nullable: true }) settledAt: Date | null;
}

export const feedbackEntities = [
  LetterRow,
  LetterStatusRow,
  LetterEventRow,
  LetterCommentRow,
  LetterReturnRow,
  LetterReplyRow,
  LetterReplyAnswerRow,
  CommentAnswerRow,
  LetterRunRow,
  LetterRunItemRow,
];
