import { Column, Entity } from 'typeorm';
import type { Change } from '../../articles/index.js';
import { ScopedRow } from '../../platform/database/scoped-row.js';

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

/** 采纳但未见修改: an adopted comment that nothing shows; written by the database alone. Same id as the comment. */
@Entity({ name: 'held_back' })
export class HeldBackRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'consultation_id' }) consultationId: string;
  @Column({ type: 'integer', name: 'reported_number' }) reportedNumber: number;
}
