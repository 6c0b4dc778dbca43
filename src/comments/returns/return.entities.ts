import { Column, Entity } from 'typeorm';
import type { Channel } from '../../opinions/opinion.rules.js';
import { ScopedRow } from '../../platform/database/scoped-row.js';
import type { ReturnKind } from './return.words.js';

/** 意见汇总 as a body sent it, time by time, with the figures of that moment; never changed */
@Entity({ name: 'submitted_return' })
export class SubmittedReturnRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'solicitation_id' }) solicitationId: string;
  @Column({ type: 'uuid', name: 'consultation_id' }) consultationId: string;
  @Column({ type: 'uuid', name: 'contact_point_id' }) contactPointId: string;
  /** from 1 in its task */
  @Column({ type: 'integer' }) ordinal: number;
  @Column({ type: 'text' }) kind: ReturnKind;
  /** 听取: voices reported and set aside, in how many texts and from how many sources */
  @Column({ type: 'integer' }) heard: number;
  @Column({ type: 'integer' }) texts: number;
  @Column({ type: 'integer' }) sources: number;
  /** 未列入 */
  @Column({ type: 'integer', name: 'set_aside' }) setAside: number;
  @Column({ type: 'uuid', name: 'by_account', nullable: true }) byAccount: string | null;
  @Column({ type: 'timestamptz', name: 'sent_at' }) sentAt: Date;
}

/** A comment that stands in a return: its number, its wording, and of how many voices it was made then */
@Entity({ name: 'submitted_return_comment' })
export class SubmittedReturnCommentRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'return_id' }) returnId: string;
  @Column({ type: 'uuid', name: 'comment_id' }) commentId: string;
  @Column({ type: 'integer' }) number: number;
  @Column({ type: 'integer' }) revision: number;
  @Column({ type: 'integer' }) voices: number;
  @Column({ type: 'integer' }) texts: number;
  @Column({ type: 'integer' }) sources: number;
  /** by channel how many voices came so */
  @Column({ type: 'jsonb' }) channels: Partial<Record<Channel, number>>;
}

/** A photograph of the return, signed and sealed. Its id is made on the phone, so that it is kept once. */
@Entity({ name: 'return_page' })
export class ReturnPageRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'return_id' }) returnId: string;
  /** the page, from 1; of two of one page the later counts */
  @Column({ type: 'integer' }) ordinal: number;
  @Column({ type: 'uuid', name: 'file_id' }) fileId: string;
  @Column({ type: 'integer' }) width: number;
  @Column({ type: 'integer' }) height: number;
  @Column({ type: 'integer' }) size: number;
  @Column({ type: 'bytea' }) sha256: Buffer;
  /** of the bytes as the phone sent them: the same id with other bytes is another picture */
  @Column({ type: 'bytea', name: 'sent_sha256' }) sentSha256: Buffer;
  @Column({ type: 'uuid', name: 'kept_by' }) keptBy: string;
  @Column({ type: 'timestamptz', name: 'kept_at' }) keptAt: Date;
}

export const returnEntities = [SubmittedReturnRow, SubmittedReturnCommentRow, ReturnPageRow];
