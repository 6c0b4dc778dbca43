import { Column, Entity } from 'typeorm';
import { ScopedRow } from '../../platform/database/scoped-row.js';
import type { LinkStatus, Relation } from './lineage.rules.js';

/** 条文沿革: an edge between an old and a new article; rows are only added */
@Entity({ name: 'article_link' })
export class ArticleLinkRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'regulation_id' }) regulationId: string;
  @Column({ type: 'uuid', name: 'old_draft_id' }) oldDraftId: string;
  @Column({ type: 'uuid', name: 'new_draft_id' }) newDraftId: string;
  @Column({ type: 'uuid', name: 'old_provision_id', nullable: true }) oldProvisionId: string | null;
  @Column({ type: 'uuid', name: 'new_provision_id', nullable: true }) newProvisionId: string | null;
  @Column({ type: 'text' }) relation: Relation;
  @Column({ type: 'real' }) score: number;
  @Column({ type: 'text' }) reason: string;
  @Column({ type: 'text' }) method: string;
  @Column({ type: 'text' }) status: LinkStatus;
  @Column({ type: 'integer' }) round: number;
  @Column({ type: 'uuid', name: 'by_account', nullable: true }) byAccount: string | null;
  @Column({ type: 'timestamptz', insert: false }) at: Date;
}
