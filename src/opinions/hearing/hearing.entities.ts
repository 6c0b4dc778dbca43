import { Column, Entity } from 'typeorm';
import type { Day } from '../../platform/base/clock.js';
import { ScopedRow } from '../../platform/database/scoped-row.js';
import type { CallOutcome, CardOutcome } from './hearing.rules.js';

/** 活动: an occasion on which a contact point heard people. Nobody who came is in it 基层减负. */
@Entity({ name: 'activity' })
export class ActivityRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'contact_point_id' }) contactPointId: string;
  @Column({ type: 'date', name: 'held_on' }) heldOn: Day;
  @Column({ type: 'text' }) subject: string;
  @Column({ type: 'text', nullable: true }) place: string | null;
  @Column({ type: 'uuid', name: 'entered_by' }) enteredBy: string;
  @Column({ type: 'timestamptz', name: 'entered_at' }) enteredAt: Date;
  @Column({ type: 'integer' }) version: number;
}

/** One of the drafts that an activity heard people about */
@Entity({ name: 'activity_consultation' })
export class ActivityConsultationRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'activity_id' }) activityId: string;
  @Column({ type: 'uuid', name: 'consultation_id' }) consultationId: string;
}

/** 活动的法规码: the code under which people speak at an activity about one of its drafts */
@Entity({ name: 'activity_code' })
export class ActivityCodeRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'activity_id' }) activityId: string;
  @Column({ type: 'uuid', name: 'consultation_id' }) consultationId: string;
  @Column({ type: 'uuid', name: 'law_code_id' }) lawCodeId: string;
}

/** A photographed form: first the picture, typed later. Its id is made on the phone, so that it is kept once. */
@Entity({ name: 'form_card' })
export class FormCardRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'contact_point_id' }) contactPointId: string;
  @Column({ type: 'uuid', name: 'activity_id' }) activityId: string;
  @Column({ type: 'integer' }) ordinal: number;
  @Column({ type: 'uuid', name: 'file_id' }) fileId: string;
  @Column({ type: 'integer' }) width: number;
  @Column({ type: 'integer' }) height: number;
  @Column({ type: 'integer' }) size: number;
  @Column({ type: 'bytea' }) sha256: Buffer;
  /** of the bytes as the phone sent them: the same id with other bytes is another picture */
  @Column({ type: 'bytea', name: 'sent_sha256' }) sentSha256: Buffer;
  @Column({ type: 'text', nullable: true }) outcome: CardOutcome | null;
  @Column({ type: 'uuid', name: 'kept_by' }) keptBy: string;
  @Column({ type: 'timestamptz', name: 'kept_at' }) keptAt: Date;
  @Column({ type: 'uuid', name: 'settled_by', nullable: true }) settledBy: string | null;
  @Column({ type: 'timestamptz', name: 'settled_at', nullable: true }) settledAt: Date | null;
  @Column({ type: 'integer' }) version: number;
}

/** A printed 意见征集表; the receipt code on its strip sleeps until its words are typed. */
@Entity({ name: 'form_sheet' })
export class FormSheetRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'consultation_id' }) consultationId: string;
  @Column({ type: 'uuid', name: 'contact_point_id' }) contactPointId: string;
  @Column({ type: 'uuid', name: 'law_code_id' }) lawCodeId: string;
  /** 页号, from 1 under its law code */
  @Column({ type: 'integer' }) page: number;
  @Column({ type: 'bytea', name: 'code_mac' }) codeMac: Buffer;
  @Column({ type: 'uuid', name: 'opinion_id', nullable: true }) opinionId: string | null;
  @Column({ type: 'uuid', name: 'printed_by' }) printedBy: string;
  @Column({ type: 'timestamptz', name: 'printed_at' }) printedAt: Date;
  @Column({ type: 'integer' }) version: number;
}

/** Where an officer heard what was typed. Same id as the opinion. */
@Entity({ name: 'opinion_hearing' })
export class OpinionHearingRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'activity_id', nullable: true }) activityId: string | null;
  @Column({ type: 'uuid', name: 'card_id', nullable: true }) cardId: string | null;
  @Column({ type: 'uuid', name: 'sheet_id', nullable: true }) sheetId: string | null;
  /** 地点 in words, where it is no activity's */
  @Column({ type: 'text', nullable: true }) place: string | null;
}

/** 照片不上交: the pictures beside an opinion stay with the contact point. Same id as the opinion. */
@Entity({ name: 'picture_withheld' })
export class PictureWithheldRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'by_account' }) byAccount: string;
  @Column({ type: 'timestamptz' }) at: Date;
}

/** 工单: the number of the hotline order that an opinion was typed from. Same id as the opinion. */
@Entity({ name: 'work_order' })
export class WorkOrderRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'contact_point_id' }) contactPointId: string;
  @Column({ type: 'uuid', name: 'consultation_id' }) consultationId: string;
  @Column({ type: 'text' }) number: string;
}

/** 回访: whether somebody who left contact data was told; the last one of an opinion counts */
@Entity({ name: 'contact_call' })
export class ContactCallRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'opinion_id' }) opinionId: string;
  @Column({ type: 'text' }) outcome: CallOutcome;
  @Column({ type: 'date', name: 'called_on' }) calledOn: Day;
  @Column({ type: 'uuid', name: 'by_account' }) byAccount: string;
  @Column({ type: 'timestamptz' }) at: Date;
}

export const hearingEntities = [
  ActivityRow,
  ActivityConsultationRow,
  ActivityCodeRow,
  FormCardRow,
  FormSheetRow,
  OpinionHearingRow,
  PictureWithheldRow,
  WorkOrderRow,
  ContactCallRow,
];
