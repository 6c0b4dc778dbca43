import { Column, Entity } from 'typeorm';
import { ScopedRow } from '../platform/database/scoped-row.js';

/** Every number that was given, also to letters voided later */
@Entity({ name: 'document_number' })
export class DocumentNumberRow extends ScopedRow {
  @Column({ type: 'text' }) word: string;
  @Column({ type: 'integer' }) year: number;
  @Column({ type: 'integer' }) number: number;
  @Column({ type: 'uuid', name: 'letter_id' }) letterId: string;
}
