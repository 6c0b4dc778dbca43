import { Column, Entity } from 'typeorm';
import { ScopedRow } from '../../platform/database/scoped-row.js';
import type { KeyPoint, ReferenceEntry, TextLine } from './notes.rules.js';

/** What is said of a draft, as it was at this revision; rows are only added and the last revision counts */
abstract class SaidRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'draft_id' }) draftId: string;
  @Column({ type: 'integer' }) revision: number;
  @Column({ type: 'uuid', name: 'by_account' }) byAccount: string;
  @Column({ type: 'timestamptz', insert: false }) at: Date;
}

/** 说明; without lines: there is none */
@Entity({ name: 'draft_statement' })
export class DraftStatementRow extends SaidRow {
  @Column({ type: 'text' }) title: string;
  @Column({ type: 'jsonb' }) lines: TextLine[];
  /** the file it was read from */
  @Column({ type: 'uuid', name: 'file_id', nullable: true }) fileId: string | null;
}

/** 一句话 and 要点 */
@Entity({ name: 'draft_key_points' })
export class DraftKeyPointsRow extends SaidRow {
  @Column({ type: 'text' }) sentence: string;
  @Column({ type: 'jsonb' }) points: KeyPoint[];
}

/** 参阅资料 */
@Entity({ name: 'draft_references' })
export class DraftReferencesRow extends SaidRow {
  @Column({ type: 'jsonb' }) entries: ReferenceEntry[];
}

/** 条文说明 of the article with this label; empty: there is none */
@Entity({ name: 'provision_note' })
export class ProvisionNoteRow extends SaidRow {
  @Column({ type: 'text' }) label: string;
  @Column({ type: 'text' }) text: string;
}
