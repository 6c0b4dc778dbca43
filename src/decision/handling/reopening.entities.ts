import { Column, Entity } from 'typeorm';
import { ScopedRow } from '../../platform/database/scoped-row.js';

/** 复议: a decision is taken up again; what was found for it until then stays with it */
@Entity({ name: 'comment_reopening' })
export class CommentReopeningRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'comment_id' }) commentId: string;
  /** the decision that was the last one then */
  @Column({ type: 'uuid', name: 'decision_id' }) decisionId: string;
  @Column({ type: 'text' }) reason: string;
  @Column({ type: 'uuid', name: 'by_account' }) byAccount: string;
  @Column({ type: 'timestamptz', insert: false }) at: Date;
}
