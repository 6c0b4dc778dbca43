import { Column, Entity } from 'typeorm';
import type { Day } from '../platform/base/clock.js';
import { ScopedRow } from '../platform/database/scoped-row.js';
import type { SolicitationState } from './solicitation.rules.js';

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
  @Column({ type: 'integer' }) version: number;
}
