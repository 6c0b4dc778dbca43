import { Column, Entity } from 'typeorm';
import type { ArticleTree, Heading, Paragraph, ProvisionKind } from '../../articles/index.js';
import type { Day } from '../../platform/base/clock.js';
import { ScopedRow } from '../../platform/database/scoped-row.js';
import { ChainedRow } from '../../platform/ledger/chain.js';
import type { DraftChange, DraftKind, DraftScope, DraftState } from './draft.rules.js';

export interface Notice {
  line: number;
  code: string;
  message: string;
}

/** 稿, the head: all that is said of a draft but its text, which may be megabytes */
@Entity({ name: 'draft' })
export class DraftRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'regulation_id' }) regulationId: string;
  @Column({ type: 'integer' }) sequence: number;
  @Column({ type: 'text' }) kind: DraftKind;
  @Column({ type: 'text' }) title: string;
  @Column({ type: 'text' }) state: DraftState;
  @Column({ type: 'text', default: 'PUBLIC' }) scope: DraftScope;
  @Column({ type: 'uuid', name: 'source_file_id' }) sourceFileId: string;
  @Column({ type: 'bytea', name: 'source_sha256' }) sourceSha256: Buffer;
  @Column({ type: 'bytea', name: 'text_sha256' }) textSha256: Buffer;
  @Column({ type: 'uuid', name: 'imported_by', nullable: true }) importedBy: string | null;
  @Column({ type: 'timestamptz', name: 'imported_at' }) importedAt: Date;
  @Column({ type: 'uuid', name: 'published_by', nullable: true }) publishedBy: string | null;
  @Column({ type: 'timestamptz', name: 'published_at', nullable: true }) publishedAt: Date | null;
  @Column({ type: 'text', name: 'taken_down_reason', nullable: true }) takenDownReason: string | null;
  @Column({ type: 'integer' }) version: number;
}

/**
 * 稿 with its text, which is final once published (a trigger holds it). Read where the words count; who wants a date, a
 * title or a state reads the head.
 */
@Entity({ name: 'draft' })
export class DraftTextRow extends DraftRow {
  @Column({ type: 'text', name: 'source_text' }) sourceText: string;
  @Column({ type: 'jsonb' }) tree: ArticleTree;
  @Column({ type: 'jsonb' }) notices: Notice[];
}

/** 条 of a published draft, never changed */
@Entity({ name: 'provision' })
export class ProvisionRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'draft_id' }) draftId: string;
  @Column({ type: 'integer' }) ordinal: number;
  @Column({ type: 'text' }) kind: ProvisionKind;
  @Column({ type: 'integer' }) number: number;
  @Column({ type: 'integer' }) sub: number;
  @Column({ type: 'text' }) label: string;
  @Column({ type: 'text', nullable: true }) caption: string | null;
  @Column({ type: 'jsonb' }) headings: Heading[];
  @Column({ type: 'jsonb' }) body: Paragraph[];
  @Column({ type: 'text' }) text: string;
  @Column({ type: 'bytea', name: 'text_sha256' }) textSha256: Buffer;
}

/** Each step of a draft, in a chain */
@Entity({ name: 'draft_event' })
export class DraftEventRow extends ChainedRow {
  @Column({ type: 'uuid', name: 'draft_id' }) draftId: string;
}

/** 撤下 and 恢复, with the reason */
@Entity({ name: 'draft_change' })
export class DraftChangeRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'draft_id' }) draftId: string;
  @Column({ type: 'text' }) command: DraftChange;
  @Column({ type: 'text' }) reason: string;
  @Column({ type: 'uuid', name: 'by_account' }) byAccount: string;
  @Column({ type: 'timestamptz' }) at: Date;
}

/** 原稿就是这样: an odd place that is right as it stands, known by the words of its line; the last row counts */
@Entity({ name: 'draft_accepted_warning' })
export class AcceptedWarningRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'draft_id' }) draftId: string;
  @Column({ type: 'text' }) code: string;
  @Column({ type: 'integer' }) line: number;
  @Column({ type: 'text' }) words: string;
  @Column({ type: 'boolean' }) accepted: boolean;
  @Column({ type: 'uuid', name: 'by_account' }) byAccount: string;
  @Column({ type: 'timestamptz' }) at: Date;
}

/** 更正: what stands in a published article, and what it should be; the words themselves never change */
@Entity({ name: 'draft_correction' })
export class DraftCorrectionRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'draft_id' }) draftId: string;
  @Column({ type: 'uuid', name: 'provision_id' }) provisionId: string;
  @Column({ type: 'text' }) stands: string;
  @Column({ type: 'text', name: 'should_be' }) shouldBe: string;
  @Column({ type: 'text' }) reason: string;
  @Column({ type: 'date', name: 'corrected_on' }) correctedOn: Day;
  @Column({ type: 'uuid', name: 'by_account' }) byAccount: string;
  @Column({ type: 'timestamptz' }) at: Date;
}
