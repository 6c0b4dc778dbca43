/** 说明, 要点, 条文说明 and 参阅资料 as they stand now, for other rooms and for the fields of a draft. */
import { Injectable } from '@nestjs/common';
import type { EntityTarget } from 'typeorm';
import type { Actor } from '../../platform/base/actor.js';
import { type Reader, scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { DraftTextRow } from '../drafts/draft.entities.js';
import { DraftKeyPointsRow, DraftReferencesRow, DraftStatementRow, ProvisionNoteRow } from './notes.entities.js';
import { pointWords, type Statement, type TextLine, textLinesOf } from './notes.rules.js';

type OfDraft = DraftStatementRow | DraftKeyPointsRow | DraftReferencesRow;

/** The last revision of each of these drafts, by draft; absent where nothing was ever said */
export async function lastOf<E extends OfDraft>(
  reader: Reader,
  row: EntityTarget<E>,
  draftIds: readonly string[],
): Promise<Map<string, E>> {
  const rows = await reader.manager
    .createQueryBuilder(row, 's')
    .distinctOn(['s.draft_id'])
    .where('s.legislature_id = :legislature and s.draft_id = any(:ids)', {
      legislature: reader.legislatureId,
      ids: [...new Set(draftIds)],
    })
    .orderBy('s.draft_id')
    .addOrderBy('s.revision', 'DESC')
    .getMany();
  return new Map(rows.map((r) => [r.draftId, r]));
}

/** The last revision of the note of each article of these drafts, by draft and label; empty ones too */
export async function notesOf(
  reader: Reader,
  draftIds: readonly string[],
): Promise<Map<string, Map<string, ProvisionNoteRow>>> {
  const rows = await reader.manager
    .createQueryBuilder(ProvisionNoteRow, 'n')
    .distinctOn(['n.draft_id', 'n.label'])
    .where('n.legislature_id = :legislature and n.draft_id = any(:ids)', {
      legislature: reader.legislatureId,
      ids: [...new Set(draftIds)],
    })
    .orderBy('n.draft_id')
    .addOrderBy('n.label')
    .addOrderBy('n.revision', 'DESC')
    .getMany();
  const by = new Map(draftIds.map((id) => [id, new Map<string, ProvisionNoteRow>()]));
  for (const row of rows) by.get(row.draftId)?.set(row.label, row);
  return by;
}

/** What is said of texts whose heads the caller may read: whoever calls has asked for that already */
@Injectable()
export class DraftNotesService {
  constructor(private readonly work: UnitOfWork) {}

  /** 说明 of each draft that has one */
  async statementOf(reader: Reader, draftIds: readonly string[]): Promise<Map<string, Statement>> {
    const rows = await lastOf(reader, DraftStatementRow, draftIds);
    return new Map(
      [...rows].flatMap(([id, { title, lines }]): [string, Statement][] =>
        lines.length === 0 ? [] : [[id, { title, lines }]],
      ),
    );
  }

  /** 要点 of each draft that has any, at most 5 of at most 28 characters, question and answer in one line */
  async keyPointsOf(reader: Reader, draftIds: readonly string[]): Promise<Map<string, string[]>> {
    const rows = await lastOf(reader, DraftKeyPointsRow, draftIds);
    return new Map(
      [...rows].flatMap(([id, { points }]): [string, string[]][] =>
        points.length === 0 ? [] : [[id, points.map(pointWords)]],
      ),
    );
  }

  /** 条文说明 of the article with this number; null where there is none */
  async noteOf(reader: Reader, draftId: string, label: string): Promise<string | null> {
    const [last] = await reader.find(ProvisionNoteRow, { draftId, label }, { revision: 'DESC' }, 1);
    return last?.text ? last.text : null;
  }

  /** The text of a draft as it is printed below its title; empty where there is no such draft here */
  async textLinesOf(reader: Reader, draftId: string): Promise<TextLine[]> {
    const draft = await reader.get(DraftTextRow, draftId);
    return draft ? textLinesOf(draft.tree) : [];
  }

  /** The last 说明 of each draft, in the order asked for; null where nothing was ever said */
  statements(actor: Actor, ids: readonly string[]): Promise<(DraftStatementRow | null)[]> {
    return this.inOrder(actor, DraftStatementRow, ids);
  }

  /** The last 一句话 and 要点, as `statements` */
  keyPoints(actor: Actor, ids: readonly string[]): Promise<(DraftKeyPointsRow | null)[]> {
    return this.inOrder(actor, DraftKeyPointsRow, ids);
  }

  /** The last 参阅资料, as `statements` */
  references(actor: Actor, ids: readonly string[]): Promise<(DraftReferencesRow | null)[]> {
    return this.inOrder(actor, DraftReferencesRow, ids);
  }

  /** 条文说明 of each draft by the label of the article, in the order asked for */
  async provisionNotes(actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, ProvisionNoteRow>[]> {
    const found = await notesOf(this.work.read(scopeOf(actor)), ids);
    return ids.map((id) => found.get(id) ?? new Map());
  }

  private async inOrder<E extends OfDraft>(
    actor: Actor,
    row: EntityTarget<E>,
    ids: readonly string[],
  ): Promise<(E | null)[]> {
    const found = await lastOf(this.work.read(scopeOf(actor)), row, ids);
    return ids.map((id) => found.get(id) ?? null);
  }
}
