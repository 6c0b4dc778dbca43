import { Column, Entity } from 'typeorm';
import { ScopedRow } from '../../platform/database/scoped-row.js';

/** 采纳情况 is public from here on, because of this event */
@Entity({ name: 'outcome_release' })
export class OutcomeReleaseRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'comment_id' }) commentId: string;
  @Column({ type: 'uuid', name: 'decision_id' }) decisionId: string;
  @Column({ type: 'text' }) cause: 'DRAFT_PUBLISHED';
  @Column({ type: 'uuid', name: 'draft_id', nullable: true }) draftId: string | null;
  @Column({ type: 'timestamptz', insert: false }) at: Date;
}
