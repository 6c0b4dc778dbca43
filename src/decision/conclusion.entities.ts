import { Column, Entity } from 'typeorm';
import { ScopedRow } from '../platform/database/scoped-row.js';

/** 办结 of a consultation; same id as the consultation */
@Entity({ name: 'consultation_conclusion' })
export class ConclusionRow extends ScopedRow {
  /** why it is concluded although something is open; null where nothing is and nothing was said */
  @Column({ type: 'text', nullable: true }) note: string | null;
  @Column({ type: 'integer', name: 'open_opinions' }) openOpinions: number;
  @Column({ type: 'integer', name: 'open_comments' }) openComments: number;
  @Column({ type: 'uuid', name: 'signed_by' }) signedBy: string;
  @Column({ type: 'timestamptz' }) at: Date;
}

/** An opinion or a comment that was open when its consultation was concluded, archived with it */
@Entity({ name: 'left_open' })
export class LeftOpenRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'consultation_id' }) consultationId: string;
  /** from 1: the opinions, then the comments */
  @Column({ type: 'integer' }) ordinal: number;
  @Column({ type: 'uuid', name: 'opinion_id', nullable: true }) opinionId: string | null;
  @Column({ type: 'uuid', name: 'comment_id', nullable: true }) commentId: string | null;
  /** where it stood */
  @Column({ type: 'text' }) state: string;
}
