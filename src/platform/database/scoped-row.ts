import { Column, PrimaryColumn } from 'typeorm';

/**
 * A row that belongs to one legislature (立法机关). Ids are random: they tell neither order nor time (security §1.11).
 */
export abstract class ScopedRow {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid', name: 'legislature_id' })
  legislatureId: string;
}
