import { Column, Entity } from 'typeorm';
import { ScopedRow } from '../../platform/database/scoped-row.js';
import type { Outcome, ReasonClass, SheetState } from './handling.rules.js';

/** 拟处理意见: internal, revision by revision */
@Entity({ name: 'proposed_handling' })
export class ProposedHandlingRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'comment_id' }) commentId: string;
  @Column({ type: 'integer' }) revision: number;
  @Column({ type: 'text' }) outcome: Outcome;
  @Column({ type: 'text', name: 'reason_class', nullable: true }) reasonClass: ReasonClass | null;
  @Column({ type: 'text' }) words: string;
  @Column({ type: 'uuid', name: 'by_account' }) byAccount: string;
  @Column({ type: 'timestamptz', insert: false }) at: Date;
}

/** 撤回拟处理意见: a proposal counts no more, its words stay. Same id as the proposal. */
@Entity({ name: 'handling_withdrawal' })
export class HandlingWithdrawalRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'comment_id' }) commentId: string;
  @Column({ type: 'uuid', name: 'by_account' }) byAccount: string;
  @Column({ type: 'timestamptz', insert: false }) at: Date;
}

/** 采纳情况表 */
@Entity({ name: 'decision_sheet' })
export class DecisionSheetRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'consultation_id' }) consultationId: string;
  @Column({ type: 'integer' }) number: number;
  @Column({ type: 'text' }) title: string;
  @Column({ type: 'text' }) state: SheetState;
  @Column({ type: 'uuid', name: 'prepared_by' }) preparedBy: string;
  @Column({ type: 'timestamptz', name: 'prepared_at' }) preparedAt: Date;
  @Column({ type: 'uuid', name: 'checked_by', nullable: true }) checkedBy: string | null;
  @Column({ type: 'timestamptz', name: 'checked_at', nullable: true }) checkedAt: Date | null;
  @Column({ type: 'uuid', name: 'signed_by', nullable: true }) signedBy: string | null;
  @Column({ type: 'timestamptz', name: 'signed_at', nullable: true }) signedAt: Date | null;
  @Column({ type: 'integer' }) version: number;
}

@Entity({ name: 'decision_sheet_line' })
export class DecisionSheetLineRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'sheet_id' }) sheetId: string;
  @Column({ type: 'integer' }) ordinal: number;
  @Column({ type: 'uuid', name: 'comment_id' }) commentId: string;
  @Column({ type: 'uuid', name: 'handling_id' }) handlingId: string;
  @Column({ type: 'text' }) state: 'LISTED' | 'RETURNED' | 'SIGNED';
  @Column({ type: 'integer' }) version: number;
}

/** Why a line was struck 退回重拟, in the words of whoever signed. Same id as the line. */
@Entity({ name: 'struck_line' })
export class StruckLineRow extends ScopedRow {
  @Column({ type: 'text' }) words: string;
  @Column({ type: 'timestamptz', insert: false }) at: Date;
}

/** The signed decision on a comment */
@Entity({ name: 'decision' })
export class DecisionRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'comment_id' }) commentId: string;
  @Column({ type: 'uuid', name: 'sheet_id' }) sheetId: string;
  @Column({ type: 'integer' }) sequence: number;
  @Column({ type: 'text' }) outcome: Outcome;
  @Column({ type: 'text', name: 'reason_class', nullable: true }) reasonClass: ReasonClass | null;
  @Column({ type: 'text' }) words: string;
  @Column({ type: 'uuid', name: 'prepared_by' }) preparedBy: string;
  @Column({ type: 'uuid', name: 'signed_by' }) signedBy: string;
  @Column({ type: 'timestamptz', name: 'signed_at' }) signedAt: Date;
}
