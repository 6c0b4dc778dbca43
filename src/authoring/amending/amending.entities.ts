import { Column, Entity } from 'typeorm';
import type { AmendInstruction, AmendLink } from '../../articles/index.js';
import { ScopedRow } from '../../platform/database/scoped-row.js';

/**
 * 修改决定: the draft of this id is the consolidated text that the decision makes of the law in force; kept as it was
 * carried out
 */
@Entity({ name: 'amending_decision' })
export class AmendingDecisionRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'base_draft_id' }) baseDraftId: string;
  @Column({ type: 'text' }) text: string;
  @Column({ type: 'jsonb' }) instructions: AmendInstruction[];
  @Column({ type: 'jsonb' }) links: AmendLink[];
  @Column({ type: 'jsonb' }) notes: string[];
  @Column({ type: 'timestamptz', insert: false }) at: Date;
}
