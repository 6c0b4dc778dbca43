import { Column, Entity } from 'typeorm';
import type { Day } from '../platform/base/clock.js';
import { ScopedRow } from '../platform/database/scoped-row.js';
import { ChainedRow } from '../platform/ledger/chain.js';
import type { ConsultationChange, ConsultationMethod, ConsultationState } from './consultation.rules.js';
import type { correctedWords, workingDayWords } from './consultation.words.js';

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
  /** 来由: why it is asked, a sentence of its own; null where the papers go by the stage */
  @Column({ type: 'text', nullable: true }) origin: string | null;
  /** 范围: whose opinions are to be heard */
  @Column({ type: 'text', name: 'asked_range', nullable: true }) askedRange: string | null;
  /** 下一环节: what waits for the answers */
  @Column({ type: 'text', name: 'next_step', nullable: true }) nextStep: string | null;
  /** 重点听取意见的问题 */
  @Column({ type: 'jsonb' }) focus: FocusQuestion[];
  @Column({ type: 'timestamptz', name: 'issued_at', nullable: true }) issuedAt: Date | null;
  @Column({ type: 'integer' }) version: number;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt: Date;
}

/** A question that is asked first, with the place of the text it asks about; null for none */
export interface FocusQuestion {
  question: string;
  provision: string | null;
}

/** Each step of a consultation, in a chain */
@Entity({ name: 'consultation_event' })
export class ConsultationEventRow extends ChainedRow {
  @Column({ type: 'uuid', name: 'consultation_id' }) consultationId: string;
}

/** What a correction changed */
export interface Corrected {
  field: keyof typeof correctedWords;
  before: string | null;
  after: string | null;
}

/** 延长, 暂停, 恢复, 更正, 取消: why, by whom, and the day that moved */
@Entity({ name: 'consultation_change' })
export class ConsultationChangeRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'consultation_id' }) consultationId: string;
  @Column({ type: 'text' }) command: ConsultationChange;
  @Column({ type: 'text' }) reason: string;
  @Column({ type: 'date', name: 'old_day', nullable: true }) oldDay: Day | null;
  @Column({ type: 'date', name: 'new_day', nullable: true }) newDay: Day | null;
  @Column({ type: 'jsonb' }) corrected: Corrected[];
  @Column({ type: 'uuid', name: 'by_account' }) byAccount: string;
  @Column({ type: 'timestamptz' }) at: Date;
}

/** 一法一码: one per regulation, with variants */
@Entity({ name: 'law_code' })
export class LawCodeRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'regulation_id' }) regulationId: string;
  @Column({ type: 'uuid', name: 'contact_point_id', nullable: true }) contactPointId: string | null;
  @Column({ type: 'text' }) code: string;
  @Column({ type: 'text' }) label: string;
  /** where the one hangs that is made for a place; null for the code of a regulation and of a contact point */
  @Column({ type: 'text', nullable: true }) place: string | null;
  @Column({ type: 'text' }) channel: string;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt: Date;
  @Column({ type: 'timestamptz', name: 'revoked_at', nullable: true }) revokedAt: Date | null;
  @Column({ type: 'text', name: 'revoked_reason', nullable: true }) revokedReason: string | null;
  @Column({ type: 'uuid', name: 'revoked_by', nullable: true }) revokedBy: string | null;
  /** the code that took its place */
  @Column({ type: 'uuid', name: 'replaced_by', nullable: true }) replacedBy: string | null;
  @Column({ type: 'integer' }) version: number;
}

/** 节假日、调休: a day that is free, or worked, against the week */
@Entity({ name: 'working_day_exception' })
export class WorkingDayExceptionRow extends ScopedRow {
  @Column({ type: 'date' }) day: Day;
  @Column({ type: 'text' }) kind: keyof typeof workingDayWords;
  /** the festival */
  @Column({ type: 'text' }) name: string;
  /** the year of the notice that says so */
  @Column({ type: 'integer', name: 'notice_year' }) noticeYear: number;
}

export const consultationEntities = [
  ConsultationRow,
  ConsultationEventRow,
  ConsultationChangeRow,
  LawCodeRow,
  WorkingDayExceptionRow,
];
