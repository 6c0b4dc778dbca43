import { Column, Entity } from 'typeorm';
import { ScopedRow } from '../../platform/database/scoped-row.js';
import type { CarryResult } from './carry-over.rules.js';

@Entity({ name: 'carry_over' })
export class CarryOverRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'comment_id' }) commentId: string;
  @Column({ type: 'uuid', name: 'from_draft_id' }) fromDraftId: string;
  @Column({ type: 'uuid', name: 'to_draft_id' }) toDraftId: string;
  @Column({ type: 'text' }) result: CarryResult;
  @Column({ type: 'uuid', name: 'provision_id', nullable: true }) provisionId: string | null;
  @Column({ type: 'integer', name: 'quote_start', nullable: true }) quoteStart: number | null;
  @Column({ type: 'integer', name: 'quote_end', nullable: true }) quoteEnd: number | null;
  @Column({ type: 'real' }) score: number;
  @Column({ type: 'text' }) reason: string;
  @Column({ type: 'integer' }) round: number;
}
