import { Column, Entity } from 'typeorm';
import { ScopedRow } from '../../database/scoped-row.js';

/** 草稿: what somebody has typed and not yet done; read by nobody else, sealed by nothing, in no ledger */
@Entity({ name: 'working_copy' })
export class WorkingCopyRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'account_id' }) accountId: string;
  @Column({ type: 'text' }) kind: string;
  @Column({ type: 'uuid', name: 'target_id' }) targetId: string;
  @Column({ type: 'text' }) body: string;
  @Column({ type: 'timestamptz', name: 'updated_at' }) updatedAt: Date;
}
