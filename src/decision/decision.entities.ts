import { Column, Entity } from 'typeorm';
import type { Change } from '../articles/index.js';
import { ScopedRow } from '../platform/database/scoped-row.js';
import type { CarryResult } from './carry-over/carry-over.rules.js';
import type { Outcome, ReasonClass, SheetState } from './handling/handling.rules.js';

/** 拟处理意见: internal, revision by revision */
@Entity({ name: 'proposed_handling' })
export class ProposedHandlingRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'comment_id' }) commentId: string;
  @Column({ type: 'integer' }) revision: number;
  @Column({ type: 'text' }) outcome: Outcome;
  @Column({ type: 'text', name: 'reason_class', nullable: true }) reasonClass: ReasonClass | null;
  @Column({ type: 'text' }) words: string;
  @Column({ type: 'uuid', name: 'by_account' }) byAccount: string;
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

/** 采纳情况 is public from here on, because of this event */
@Entity({ name: 'outcome_release' })
export class OutcomeReleaseRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'comment_id' }) commentId: string;
  @Column({ type: 'uuid', name: 'decision_id' }) decisionId: string;
  @Column({ type: 'text' }) cause: 'DRAFT_PUBLISHED';
  @Column({ type: 'uuid', name: 'draft_id', nullable: true }) draftId: string | null;
}

@Entity({ name: 'carry_over' })
export class CarryOverRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'comment_id' }) commentId: string;
  @Column({ type: 'uuid', name: 'from_draft_id' }) fromDraftId: string;
  @Column({ type: 'uuid', name: 'to_draft_id' }) toDraftId: string;
  @Column({ type: 'text' }) result: CarryResult;
  @Column({ type: 'uuid', name: 'provision_id', nullable: true }) provisionId: string | null;
  @Column({ type: 'integer', name: 'quote_start', nullable: true }) quoteStart: number | null;
  @Column({ type: 'integer', name: 'quote_end', nullable: true }) quoteEnd: number | null;
  @Column({ type: 'real' }) score: number;
  @Column({ type: 'text' }) reason: string;
  @Column({ type: 'integer' }) round: number;
}

/** 采纳佐证: the changed words, stored with the version of the method that found them */
@Entity({ name: 'evidence' })
export class EvidenceRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'comment_id' }) commentId: string;
  @Column({ type: 'uuid', name: 'to_draft_id' }) toDraftId: string;
  @Column({ type: 'uuid', name: 'old_provision_id', nullable: true }) oldProvisionId: string | null;
  @Column({ type: 'uuid', name: 'new_provision_id', nullable: true }) newProvisionId: string | null;
  @Column({ type: 'jsonb' }) changes: Change[];
  @Column({ type: 'text' }) method: string;
  @Column({ type: 'real' }) score: number;
  @Column({ type: 'uuid', name: 'proposed_by', nullable: true }) proposedBy: string | null;
  @Column({ type: 'timestamptz', insert: false }) at: Date;
}

@Entity({ name: 'evidence_review' })
export class EvidenceReviewRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'evidence_id' }) evidenceId: string;
  @Column({ type: 'text' }) status: 'CONFIRMED' | 'REJECTED';
  @Column({ type: 'uuid', name: 'by_account' }) byAccount: string;
  @Column({ type: 'timestamptz', insert: false }) at: Date;
}

@Entity({ name: 'adoption_explanation' })
export class AdoptionExplanationRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'comment_id' }) commentId: string;
  @Column({ type: 'text' }) words: string;
  @Column({ type: 'uuid', name: 'by_account' }) byAccount: string;
  @Column({ type: 'timestamptz', insert: false }) at: Date;
}

export const decisionEntities = [
  ProposedHandlingRow,
  DecisionSheetRow,
  DecisionSheetLineRow,
  DecisionRow,
  OutcomeReleaseRow,
  CarryOverRow,
  EvidenceRow,
  EvidenceReviewRow,
  AdoptionExplanationRow,
];
