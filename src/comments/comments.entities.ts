import { Column, Entity } from 'typeorm';
import type { Act, TargetKind } from '../opinions/opinion.rules.js';
import { ScopedRow } from '../platform/database/scoped-row.js';
import { ChainedRow } from '../platform/ledger/chain.js';
import type { CommentState, SourceKind } from './comment.rules.js';

/** 报送意见: whom it comes from and what it is about; never changed */
@Entity({ name: 'comment' })
export class CommentRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'regulation_id' }) regulationId: string;
  @Column({ type: 'uuid', name: 'consultation_id' }) consultationId: string;
  @Column({ type: 'uuid', name: 'draft_id' }) draftId: string;
  @Column({ type: 'uuid', name: 'solicitation_id', nullable: true }) solicitationId: string | null;
  @Column({ type: 'uuid', name: 'contact_point_id', nullable: true }) contactPointId: string | null;
  @Column({ type: 'text', name: 'source_kind' }) sourceKind: SourceKind;
  @Column({ type: 'boolean' }) verbatim: boolean;
  @Column({ type: 'text', name: 'target_kind' }) targetKind: TargetKind;
  @Column({ type: 'uuid', name: 'provision_id', nullable: true }) provisionId: string | null;
  @Column({ type: 'text', nullable: true }) path: string | null;
  @Column({ type: 'text', name: 'quote_exact', nullable: true }) quoteExact: string | null;
  @Column({ type: 'text', name: 'quote_prefix', nullable: true }) quotePrefix: string | null;
  @Column({ type: 'text', name: 'quote_suffix', nullable: true }) quoteSuffix: string | null;
  @Column({ type: 'text' }) act: Act;
  @Column({ type: 'uuid', name: 'created_by', nullable: true }) createdBy: string | null;
}

/** Its words, revision by revision until it is reported */
@Entity({ name: 'comment_wording' })
export class CommentWordingRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'comment_id' }) commentId: string;
  @Column({ type: 'integer' }) revision: number;
  @Column({ type: 'text' }) text: string;
  @Column({ type: 'text', name: 'proposed_wording', nullable: true }) proposedWording: string | null;
  @Column({ type: 'text', nullable: true }) reason: string | null;
  @Column({ type: 'uuid', name: 'by_account', nullable: true }) byAccount: string | null;
}

/** Of which voices it was made, for ever; of which it consists now is said by `OpinionStatusRow.commentId`. */
@Entity({ name: 'comment_opinion' })
export class CommentOpinionRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'comment_id' }) commentId: string;
  @Column({ type: 'uuid', name: 'opinion_id' }) opinionId: string;
}

/** Where a comment stands. Same id as the comment. */
@Entity({ name: 'comment_status' })
export class CommentStatusRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'consultation_id' }) consultationId: string;
  @Column({ type: 'text' }) state: CommentState;
  /** the wording that counts */
  @Column({ type: 'integer' }) revision: number;
  /** the order of arrival in the consultation, whoever it came from */
  @Column({ type: 'integer', name: 'reported_number', nullable: true }) reportedNumber: number | null;
  /** 序号 in the return of its body: 1, 2, 3 … per body and round, a supplement goes on; null until it is reported */
  @Column({ type: 'integer', name: 'return_number', nullable: true }) returnNumber: number | null;
  /** whose return that is (`bodyOf`); null until it is reported */
  @Column({ type: 'text', nullable: true }) body: string | null;
  @Column({ type: 'timestamptz', name: 'reported_at', nullable: true }) reportedAt: Date | null;
  @Column({ type: 'text', nullable: true }) outcome: string | null;
  @Column({ type: 'uuid', name: 'sheet_id', nullable: true }) sheetId: string | null;
  /** the article that the office filed it under 归到哪一条, where it does not say itself what it is about */
  @Column({ type: 'uuid', name: 'filed_under', nullable: true }) filedUnder: string | null;
  @Column({ type: 'integer' }) version: number;
}

/** Each step of a comment, in a chain: the digest covers the one before */
@Entity({ name: 'comment_event' })
export class CommentEventRow extends ChainedRow {
  @Column({ type: 'uuid', name: 'comment_id' }) commentId: string;
}

/** Why it was sent back 退回补充, in the words of the office; the last one counts */
@Entity({ name: 'comment_return' })
export class CommentReturnRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'comment_id' }) commentId: string;
  @Column({ type: 'text' }) note: string;
  @Column({ type: 'uuid', name: 'by_account', nullable: true }) byAccount: string | null;
  @Column({ type: 'timestamptz' }) at: Date;
}

/** Of a comment that came on paper and was registered: from whom and when. Same id as the comment. */
@Entity({ name: 'comment_source' })
export class CommentSourceRow extends ScopedRow {
  /** a body, or a person: personal data, for the office alone */
  @Column({ type: 'text', nullable: true }) name: string | null;
  @Column({ type: 'date', name: 'received_on' }) receivedOn: string;
  @Column({ type: 'text', nullable: true }) reference: string | null;
  @Column({ type: 'uuid', name: 'scan_file_id', nullable: true }) scanFileId: string | null;
}

export const commentEntities = [
  CommentRow,
  CommentWordingRow,
  CommentOpinionRow,
  CommentStatusRow,
  CommentEventRow,
  CommentReturnRow,
  CommentSourceRow,
];
