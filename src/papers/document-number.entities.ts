import { Column, Entity } from 'typeorm';
import { ScopedRow } from '../platform/database/scoped-row.js';

/**
 * Every number that was given, also to letters voided later: to a letter, to papers that are sent out as one, or to
 * nothing, with a note why 作废
 */
@Entity({ name: 'document_number' })
export class DocumentNumberRow extends ScopedRow {
  @Column({ type: 'text' }) word: string;
  @Column({ type: 'integer' }) year: number;
  @Column({ type: 'integer' }) number: number;
  @Column({ type: 'uuid', name: 'letter_id', nullable: true }) letterId: string | null;
  @Column({ type: 'uuid', name: 'paper_run_id', nullable: true }) paperRunId: string | null;
  @Column({ type: 'text', name: 'void_note', nullable: true }) voidNote: string | null;
  @Column({ type: 'uuid', name: 'void_by', nullable: true }) voidBy: string | null;
  @Column({ type: 'timestamptz', name: 'void_at', nullable: true }) voidAt: Date | null;
}

/** 预留号段: numbers of a year that the registry of the office left to this program */
@Entity({ name: 'document_number_block' })
export class NumberBlockRow extends ScopedRow {
  @Column({ type: 'text' }) word: string;
  @Column({ type: 'integer' }) year: number;
  @Column({ type: 'integer' }) first: number;
  @Column({ type: 'integer' }) last: number;
  @Column({ type: 'uuid', name: 'by_account' }) byAccount: string;
  @Column({ type: 'timestamptz' }) at: Date;
}
