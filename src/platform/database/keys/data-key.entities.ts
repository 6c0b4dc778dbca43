import { Column, Entity } from 'typeorm';
import { ScopedRow } from '../scoped-row.js';

/** The key under which one legislature's personal data is sealed, itself sealed by a key of the keys file */
@Entity({ name: 'data_key' })
export class DataKeyRow extends ScopedRow {
  @Column({ type: 'text' }) wrapped: string;
}
