import { Column, Entity } from 'typeorm';
import type { Day } from '../platform/base/clock.js';
import { ScopedRow } from '../platform/database/scoped-row.js';
import type { SolicitationState } from './solicitation.rules.js';
import type { NoOpinionReason } from './solicitation.words.js';

/** 征求意见任务: one consultation and one body asked */
@Entity({ name: 'solicitation' })
export class SolicitationRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'consultation_id' }) consultationId: string;
  @Column({ type: 'uuid', name: 'contact_point_id' }) contactPointId: string;
  @Column({ type: 'date', name: 'due_on' }) dueOn: Day;
  @Column({ type: 'text' }) state: SolicitationState;
  @Column({ type: 'timestamptz', name: 'issued_at' }) issuedAt: Date;
  @Column({ type: 'timestamptz', name: 'received_at', nullable: true }) receivedAt: Date | null;
  @Column({ type: 'timestamptz', name: 'answered_at', nullable: true }) answeredAt: Date | null;
  /** 转发: the county congress above it that passed the task on; null where the office asked */
  @Column({ type: 'uuid', name: 'passed_on_by', nullable: true }) passedOnBy: string | null;
  /** the day its answer came on paper; null where it was given here */
  @Column({ type: 'date', name: 'answered_on', nullable: true }) answeredOn: Day | null;
  /** 无意见 on paper, signed and sealed */
  @Column({ type: 'uuid', name: 'scan_file_id', nullable: true }) scanFileId: string | null;
  /** why it said 无意见; null where it said nothing of that */
  @Column({ type: 'text', name: 'no_opinion_reason', nullable: true }) noOpinionReason: NoOpinionReason | null;
  @Column({ type: 'integer' }) version: number;
}

/** 反馈期限 that moved to a later day, and why */
@Entity({ name: 'due_day_change' })
export class DueDayChangeRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'solicitation_id' }) solicitationId: string;
  @Column({ type: 'text' }) reason: string;
  @Column({ type: 'date', name: 'old_day' }) oldDay: Day;
  @Column({ type: 'date', name: 'new_day' }) newDay: Day;
  @Column({ type: 'uuid', name: 'by_account' }) byAccount: string;
  @Column({ type: 'timestamptz' }) at: Date;
}

/** 催办 and 转发, in words that the body reads, and 电话 that were made about a task */
@Entity({ name: 'solicitation_reminder' })
export class ReminderRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'solicitation_id' }) solicitationId: string;
  @Column({ type: 'text' }) way: 'URGED' | 'CALLED' | 'PASSED_ON';
  @Column({ type: 'text' }) words: string;
  @Column({ type: 'uuid', name: 'by_account' }) byAccount: string;
  @Column({ type: 'timestamptz' }) at: Date;
}
