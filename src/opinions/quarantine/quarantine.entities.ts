import { Column, Entity } from 'typeorm';
import { ScopedRow } from '../../platform/database/scoped-row.js';

/** Who by name may read what is kept apart 隔离待核, since when and until when */
@Entity({ name: 'quarantine_reader' })
export class QuarantineReaderRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'account_id' }) accountId: string;
  @Column({ type: 'uuid', name: 'named_by' }) namedBy: string;
  @Column({ type: 'timestamptz', name: 'named_at' }) namedAt: Date;
  @Column({ type: 'uuid', name: 'ended_by', nullable: true }) endedBy: string | null;
  @Column({ type: 'timestamptz', name: 'ended_at', nullable: true }) endedAt: Date | null;
  @Column({ type: 'integer' }) version: number;
}
