/** 稿 as it is read: heads, texts and articles, by those who may. */
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { isOffice } from '../../platform/access/permissions.js';
import type { Actor } from '../../platform/base/actor.js';
import { type Reader, scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { DraftChangeRow, DraftCorrectionRow, DraftRow, DraftTextRow, ProvisionRow } from './draft.entities.js';
import { isOut } from './draft.rules.js';
import { countArticles } from './draft.sql.js';

@Injectable()
export class DraftsQueries {
  constructor(private readonly work: UnitOfWork) {}

  /** null also where the actor is of a contact point and the text is not out, or was taken down (security §1.17) */
  async draft(actor: Actor, id: string): Promise<DraftRow | null> {
    return mayRead(actor, await this.work.read(scopeOf(actor)).get(DraftRow, id));
  }

  /** The draft with its text; null as `draft` */
  async withText(actor: Actor, id: string): Promise<DraftTextRow | null> {
    return mayRead(actor, await this.work.read(scopeOf(actor)).get(DraftTextRow, id));
  }

  /** Texts of drafts the caller has read the heads of, in the order asked for */
  async texts(actor: Actor, ids: readonly string[]): Promise<(DraftTextRow | null)[]> {
    const rows = await this.work.read(scopeOf(actor)).find(DraftTextRow, { id: In([...ids]) });
    const by = new Map(rows.map((r) => [r.id, r]));
    return ids.map((id) => by.get(id) ?? null);
  }

  /** How many articles each has, in the order asked for; 0 where there is no such draft */
  async articleCounts(actor: Actor, ids: readonly string[]): Promise<number[]> {
    const reader = this.work.read(scopeOf(actor));
    const counts = await countArticles(reader.manager, reader.legislatureId, ids);
    return ids.map((id) => counts.get(id) ?? 0);
  }

  /**
   * The drafts of the same regulation that were published after this one in the order of its texts, whether they still
   * stand or were superseded since, without those that were taken down; empty where there is no such draft
   */
  async publishedAfter(reader: Reader, draftId: string): Promise<DraftRow[]> {
    const asked = await reader.get(DraftRow, draftId);
    if (!asked) return [];
    const drafts = await reader.find(DraftRow, { regulationId: asked.regulationId }, { sequence: 'ASC' });
    return drafts.filter((d) => d.sequence > asked.sequence && isOut(d));
  }

  /** The next published text 下一稿: with it outcomes may be told. null while there is none */
  async nextPublished(reader: Reader, draftId: string): Promise<DraftRow | null> {
    return (await this.publishedAfter(reader, draftId))[0] ?? null;
  }

  async draftsOf(actor: Actor, regulationId: string): Promise<DraftRow[]> {
    return (await this.work.read(scopeOf(actor)).find(DraftRow, { regulationId }, { sequence: 'ASC' })).filter(
      (d) => mayRead(actor, d) !== null,
    );
  }

  /** Published provisions by place in the text, from `after` (an ordinal) on */
  async provisions(reader: Reader, draftId: string, first?: number, after = -1): Promise<ProvisionRow[]> {
    const all = await reader.find(ProvisionRow, { draftId }, { ordinal: 'ASC' });
    const from = all.filter((p) => p.ordinal > after);
    return first === undefined ? from : from.slice(0, first);
  }

  /** 更正 of a text, oldest first; as many as NOTED_OF_A_DRAFT can be recorded */
  corrections(reader: Reader, draftId: string): Promise<DraftCorrectionRow[]> {
    return reader.find(DraftCorrectionRow, { draftId }, { at: 'ASC', id: 'ASC' });
  }

  /** 更正 of each of these texts, oldest first, in the order asked for */
  async correctionsFor(actor: Actor, draftIds: readonly string[]): Promise<DraftCorrectionRow[][]> {
    const rows = await this.work
      .read(scopeOf(actor))
      .find(DraftCorrectionRow, { draftId: In([...draftIds]) }, { at: 'ASC', id: 'ASC' });
    return draftIds.map((id) => rows.filter((r) => r.draftId === id));
  }

  /** When and why each of these texts was taken down and restored, newest first, in the order asked for */
  async changesFor(actor: Actor, draftIds: readonly string[]): Promise<DraftChangeRow[][]> {
    const rows = await this.work
      .read(scopeOf(actor))
      .find(DraftChangeRow, { draftId: In([...draftIds]) }, { at: 'DESC', id: 'ASC' });
    return draftIds.map((id) => rows.filter((r) => r.draftId === id));
  }

  provisionsFor(actor: Actor, draftId: string, first: number, after: number): Promise<ProvisionRow[]> {
    return this.provisions(this.work.read(scopeOf(actor)), draftId, first, after);
  }

  async provisionsByIds(actor: Actor, ids: readonly string[]): Promise<(ProvisionRow | null)[]> {
    const rows = await this.work
      .read(scopeOf(actor))
      .manager.createQueryBuilder(ProvisionRow, 'p')
      .where('p.legislature_id = :legislature and p.id in (:...ids)', {
        legislature: actor.legislatureId,
        ids: [...ids],
      })
      .getMany();
    const by = new Map(rows.map((r) => [r.id, r]));
    return ids.map((id) => by.get(id) ?? null);
  }
}

/** The office works on texts before they are out and after; a contact point reads what everybody may. */
export const mayRead = <D extends DraftRow>(actor: Actor, draft: D | null): D | null =>
  draft !== null && (isOut(draft) || isOffice(actor.roles)) ? draft : null;
