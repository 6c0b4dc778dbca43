import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row of the ledger 台账: of a legislature, or of the installation */
@Entity({ name: 'audit_record' })
export class AuditRecordRow {
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ type: 'uuid', name: 'legislature_id', nullable: true }) legislatureId: string | null;
  @Column({ type: 'uuid', name: 'account_id', nullable: true }) accountId: string | null;
  @Column({ type: 'text' }) act: string;
  @Column({ type: 'text', name: 'object_kind' }) objectKind: string;
  @Column({ type: 'uuid', name: 'object_id', nullable: true }) objectId: string | null;
  @Column({ type: 'text' }) outcome: 'DONE' | 'REFUSED';
  @Column({ type: 'jsonb', nullable: true }) detail: Record<string, string | number | boolean | null> | null;
  @Column({ type: 'timestamptz' }) at: Date;
}
