import { Column, Entity } from 'typeorm';
import type { Day } from '../platform/base/clock.js';
import { ScopedRow } from '../platform/database/scoped-row.js';
import type { ConsultationMethod, ConsultationState } from './consultation.rules.js';

/** 征求意见: one round on one draft */
@Entity({ name: 'consultation' })
export class ConsultationRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'regulation_id' }) regulationId: string;
  @Column({ type: 'uuid', name: 'draft_id' }) draftId: string;
  @Column({ type: 'text' }) method: ConsultationMethod;
  @Column({ type: 'text' }) title: string;
  @Column({ type: 'date', name: 'opens_on' }) opensOn: Day;
  @Column({ type: 'date', name: 'closes_on' }) closesOn: Day;
  @Column({ type: 'text' }) state: ConsultationState;
  @Column({ type: 'text', name: 'short_reason', nullable: true }) shortReason: string | null;
  @Column({ type: 'text', name: 'approved_by_body', nullable: true }) approvedByBody: string | null;
  @Column({ type: 'date', name: 'approved_on', nullable: true }) approvedOn: Day | null;
  @Column({ type: 'timestamptz', name: 'issued_at', nullable: true }) issuedAt: Date | null;
  @Column({ type: 'integer' }) version: number;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt: Date;
}

/** 一法一码: one per regulation, with variants */
@Entity({ name: 'law_code' })
export class LawCodeRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'regulation_id' }) regulationId: string;
  @Column({ type: 'uuid', name: 'contact_point_id', nullable: true }) contactPointId: string | null;
  @Column({ type: 'text' }) code: string;
  @Column({ type: 'text' }) label: string;
  @Column({ type: 'text' }) channel: string;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt: Date;
  @Column({ type: 'timestamptz', name: 'revoked_at', nullable: true }) revokedAt: Date | null;
  @Column({ type: 'integer' }) version: number;
}

export const consultationEntities = [ConsultationRow, LawCodeRow];
