import { Column, Entity } from 'typeorm';
import { ScopedRow } from '../platform/database/scoped-row.js';
import type { Mark } from './letter.model.js';

/** 版头 of an office from when to when it was used; at most one is in use */
@Entity({ name: 'letterhead' })
export class LetterheadRow extends ScopedRow {
  /** the .docx as it was brought: for whoever wants to see it again, nothing is set from it */
  @Column({ type: 'uuid', name: 'file_id' }) fileId: string;
  @Column({ type: 'jsonb' }) mark: Mark;
  /** every face that its words are in */
  @Column({ type: 'text', array: true }) faces: string[];
  @Column({ type: 'uuid', name: 'taken_by' }) takenBy: string;
  @Column({ type: 'timestamptz', name: 'taken_at' }) takenAt: Date;
  @Column({ type: 'uuid', name: 'removed_by', nullable: true }) removedBy: string | null;
  @Column({ type: 'timestamptz', name: 'removed_at', nullable: true }) removedAt: Date | null;
  @Column({ type: 'integer' }) version: number;
}
