import { Column, Entity } from 'typeorm';
import { ScopedRow } from '../platform/database/scoped-row.js';
import type { MaskSpan } from './mask.rules.js';
import type { Act, Channel, OpinionState, QuarantineReason, SetAsideReason, TargetKind } from './opinion.rules.js';

/** Its rows are erased one by one, and noted in the journal of erasures (platform/ledger/erasures.ts) */
export const ERASABLE_CONTACT = 'opinion_contact';

/** 群众原话: one voice, verbatim; never changed */
@Entity({ name: 'opinion' })
export class OpinionRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'regulation_id' }) regulationId: string;
  @Column({ type: 'uuid', name: 'consultation_id' }) consultationId: string;
  @Column({ type: 'uuid', name: 'draft_id' }) draftId: string;
  @Column({ type: 'uuid', name: 'contact_point_id', nullable: true }) contactPointId: string | null;
  @Column({ type: 'uuid', name: 'law_code_id', nullable: true }) lawCodeId: string | null;
  @Column({ type: 'boolean' }) direct: boolean;
  @Column({ type: 'text' }) channel: Channel;
  @Column({ type: 'text', name: 'target_kind' }) targetKind: TargetKind;
  @Column({ type: 'uuid', name: 'provision_id', nullable: true }) provisionId: string | null;
  @Column({ type: 'text', nullable: true }) path: string | null;
  @Column({ type: 'text', name: 'quote_exact', nullable: true }) quoteExact: string | null;
  @Column({ type: 'text', name: 'quote_prefix', nullable: true }) quotePrefix: string | null;
  @Column({ type: 'text', name: 'quote_suffix', nullable: true }) quoteSuffix: string | null;
  @Column({ type: 'text' }) act: Act;
  @Column({ type: 'text' }) text: string;
  @Column({ type: 'text', name: 'proposed_wording', nullable: true }) proposedWording: string | null;
  @Column({ type: 'text', nullable: true }) reason: string | null;
  @Column({ type: 'bytea', name: 'submission_mac' }) submissionMac: Buffer;
  @Column({ type: 'bytea', name: 'content_sha256' }) contentSha256: Buffer;
  @Column({ type: 'uuid', name: 'entered_by', nullable: true }) enteredBy: string | null;
  @Column({ type: 'timestamptz', name: 'received_at' }) receivedAt: Date;
  /** the day it was said, where an officer who typed it gave one */
  @Column({ type: 'date', name: 'said_on', nullable: true }) saidOn: string | null;
  /** true: said after the closing day. Never false: older rows have none, and what is sealed may not change. */
  @Column({ type: 'boolean', nullable: true }) late: true | null;
}

/** Where an opinion stands: beside it, so that its words can stay untouched. Same id as the opinion. */
@Entity({ name: 'opinion_status' })
export class OpinionStatusRow extends ScopedRow {
  /** its round, filled in by the database (migration 0025), so that a round's voices are counted where they stand */
  @Column({ type: 'uuid', name: 'consultation_id', insert: false, update: false }) consultationId: string;
  @Column({ type: 'text' }) state: OpinionState;
  @Column({ type: 'text', name: 'set_aside_reason', nullable: true }) setAsideReason: SetAsideReason | null;
  @Column({ type: 'text', name: 'set_aside_note', nullable: true }) setAsideNote: string | null;
  @Column({ type: 'text', name: 'quarantine_reason', nullable: true }) quarantineReason: QuarantineReason | null;
  @Column({ type: 'text', name: 'quarantine_note', nullable: true }) quarantineNote: string | null;
  /** the comment it is in now */
  @Column({ type: 'uuid', name: 'comment_id', nullable: true }) commentId: string | null;
  @Column({ type: 'integer' }) version: number;
}

@Entity({ name: 'opinion_event' })
export class OpinionEventRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'opinion_id' }) opinionId: string;
  @Column({ type: 'text' }) command: string;
  @Column({ type: 'text' }) state: OpinionState;
  @Column({ type: 'text', nullable: true }) reason: string | null;
  @Column({ type: 'uuid', name: 'comment_id', nullable: true }) commentId: string | null;
  @Column({ type: 'uuid', name: 'by_account', nullable: true }) byAccount: string | null;
}

/** 回执码 as an HMAC. Same id as the opinion. */
@Entity({ name: 'receipt' })
export class ReceiptRow extends ScopedRow {
  @Column({ type: 'bytea', name: 'code_mac' }) codeMac: Buffer;
}

/** 联系方式, each field sealed on its own. Same id as the opinion. */
@Entity({ name: ERASABLE_CONTACT })
export class OpinionContactRow extends ScopedRow {
  @Column({ type: 'text', nullable: true }) name: string | null;
  @Column({ type: 'text', nullable: true }) phone: string | null;
  @Column({ type: 'text' }) notice: string;
}

/** 照片: the bytes are a file */
@Entity({ name: 'opinion_picture' })
export class OpinionPictureRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'opinion_id' }) opinionId: string;
  /** from 1 */
  @Column({ type: 'integer' }) ordinal: number;
  @Column({ type: 'uuid', name: 'file_id' }) fileId: string;
  @Column({ type: 'uuid', name: 'law_code_id', nullable: true }) lawCodeId: string | null;
  @Column({ type: 'integer' }) width: number;
  @Column({ type: 'integer' }) height: number;
  @Column({ type: 'integer' }) size: number;
  @Column({ type: 'bytea' }) sha256: Buffer;
}

/** Its author wished to take it back after it was reported; nothing follows but that it is known. Same id. */
@Entity({ name: 'opinion_withdrawal' })
export class OpinionWithdrawalRow extends ScopedRow {
  @Column({ type: 'timestamptz', name: 'noted_at' }) notedAt: Date;
}

/** 遮盖: which characters are covered, revision by revision; the last one counts */
@Entity({ name: 'opinion_mask' })
export class OpinionMaskRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'opinion_id' }) opinionId: string;
  @Column({ type: 'integer' }) revision: number;
  @Column({ type: 'jsonb' }) spans: MaskSpan[];
  @Column({ type: 'uuid', name: 'by_account', nullable: true }) byAccount: string | null;
}

export const opinionEntities = [
  OpinionRow,
  OpinionStatusRow,
  OpinionEventRow,
  ReceiptRow,
  OpinionContactRow,
  OpinionPictureRow,
  OpinionWithdrawalRow,
  OpinionMaskRow,
];
