import { Column, Entity } from 'typeorm';
import type { Day } from '../../platform/base/clock.js';
import { ScopedRow } from '../../platform/database/scoped-row.js';
import type { Edit } from '../papers/edits.rules.js';
import type { RunKind } from '../papers/paper-run.rules.js';
import type { ReviewState } from './review.rules.js';

/** 送审: a prepared round as it was given to a checker, whom it asks and in what words, and what became of it */
@Entity({ name: 'round_review' })
export class RoundReviewRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'consultation_id' }) consultationId: string;
  @Column({ type: 'text' }) state: ReviewState;
  /** the version of the round that was sent; another one since is another round */
  @Column({ type: 'integer', name: 'round_version' }) roundVersion: number;
  @Column({ type: 'uuid', array: true, name: 'contact_point_ids' }) contactPointIds: string[];
  /** null for the last day of the round */
  @Column({ type: 'date', name: 'due_on', nullable: true }) dueOn: Day | null;
  /** words that were changed in its papers */
  @Column({ type: 'jsonb' }) edits: ReviewEdit[];
  @Column({ type: 'uuid', name: 'sent_by' }) sentBy: string;
  @Column({ type: 'timestamptz', name: 'sent_at' }) sentAt: Date;
  @Column({ type: 'uuid', name: 'checked_by', nullable: true }) checkedBy: string | null;
  @Column({ type: 'timestamptz', name: 'checked_at', nullable: true }) checkedAt: Date | null;
  /** what the checker says; never null where it was returned */
  @Column({ type: 'text', nullable: true }) note: string | null;
  @Column({ type: 'integer' }) version: number;
}

/** An edit with the paper that it is in */
export type ReviewEdit = Edit & { kind: RunKind };
