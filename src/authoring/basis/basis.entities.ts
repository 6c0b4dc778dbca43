import { Column, Entity } from 'typeorm';
import { ScopedRow } from '../../platform/database/scoped-row.js';
import type { BasisEntry } from './basis.rules.js';

/**
 * 条文依据: everything one article rests on, as it was at this revision; rows are only added and the last revision
 * counts
 */
@Entity({ name: 'provision_basis' })
export class ProvisionBasisRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'draft_id' }) draftId: string;
  @Column({ type: 'uuid', name: 'provision_id' }) provisionId: string;
  @Column({ type: 'integer' }) revision: number;
  @Column({ type: 'jsonb' }) entries: BasisEntry[];
  @Column({ type: 'uuid', name: 'by_account' }) byAccount: string;
  @Column({ type: 'timestamptz', insert: false }) at: Date;
}
