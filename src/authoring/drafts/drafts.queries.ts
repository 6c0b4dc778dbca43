/** 稿 as it is read: heads, texts and articles, by those who may. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MoreThan, type SelectQueryBuilder } from 'typeorm';
import { headingText } from '../../articles/index.js';
import { isOffice } from '../../platform/access/permissions.js';
import {
  countFacets,
  type InOrder,
  type OldestFirst,
  type Page,
  pageFrom,
  pageOf,
  readPage,
} from '../../platform/api/paging.js';
import { LedgerNames, namesBy } from '../../platform/api/ledger/ledger-names.js';
import { Subjects } from '../../platform/api/subjects.js';
import type { Actor } from '../../platform/base/actor.js';
import { FilesService } from '../../platform/database/files/files.service.js';
import { oneOf } from '../../platform/database/one-of.js';
import { type Reader, scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { DraftChangeRow, DraftCorrectionRow, DraftRow, DraftTextRow, ProvisionRow } from './draft.entities.js';
import { DraftReaders } from './draft-readers.js';
import { bearsReadersName, type DraftKind, type DraftScope, type DraftState, isOut } from './draft.rules.js';
import { countArticles } from './draft.sql.js';
import { draftKindWords, draftScopeWords, draftStateWords } from './draft.words.js';

export interface DraftFilter {
  states?: readonly DraftState[] | null;
  kinds?: readonly DraftKind[] | null;
  scopes?: readonly DraftScope[] | null;
  /** first and last moment of publishing */
  publishedFrom?: Date | null;
  publishedTo?: Date | null;
}

@Injectable()
export class DraftsQueries implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly subjects: Subjects,
    private readonly names: LedgerNames,
    private readonly readers: DraftReaders,
    private readonly files: FilesService,
  ) {}

  onModuleInit(): void {
    this.subjects.register('Draft', (actor, ids) => this.byIds(actor, ids));
    this.files.registerOwner('Draft', async (_, actor, draftId) => (await this.forExport(actor, draftId)) !== null);
    const load = (actor: Actor, ids: readonly string[]): Promise<(DraftRow | null)[]> => this.byIds(actor, ids);
    this.names.register(
      'Draft',
      'regulation.read',
      namesBy(load, (d) => d.title),
    );
  }

  /**
   * null also where the actor is of a contact point and the text is not out, was taken down (security §1.17), or is not
   * public and the point was not asked about it
   */
  async draft(actor: Actor, id: string): Promise<DraftRow | null> {
    return this.readable(actor, await this.work.read(scopeOf(actor)).get(DraftRow, id));
  }

  /**
   * The draft with its text, to be taken away as a file, which bears nobody's name; null as `draft`, and of an internal
   * text for whoever is not of the office
   */
  async forExport(actor: Actor, id: string): Promise<DraftTextRow | null> {
    const draft = await this.readable(actor, await this.work.read(scopeOf(actor)).get(DraftTextRow, id));
    return draft && (isOffice(actor.roles) || !bearsReadersName(draft.scope)) ? draft : null;
  }

  private async readable<D extends DraftRow>(actor: Actor, draft: D | null): Promise<D | null> {
    return (await this.readers.readable(actor, [draft]))[0] ?? null;
  }

  /** Texts of drafts the caller has read the heads of, in the order asked for */
  async texts(actor: Actor, ids: readonly string[]): Promise<(DraftTextRow | null)[]> {
    const rows = await this.work.read(scopeOf(actor)).find(DraftTextRow, { id: oneOf(ids) });
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
   * The public drafts of the same regulation that were published after this one in the order of its texts, whether they
   * still stand or were superseded since, without those that were taken down; empty where there is no such draft. With
   * a text that is not public nothing is told to anybody.
   */
  async publishedAfter(reader: Reader, draftId: string): Promise<DraftRow[]> {
    const asked = await reader.get(DraftRow, draftId);
    if (!asked) return [];
    const drafts = await reader.find(DraftRow, { regulationId: asked.regulationId }, { sequence: 'ASC' });
    return drafts.filter((d) => d.sequence > asked.sequence && isOut(d) && d.scope === 'PUBLIC');
  }

  /** The next published text 下一稿: with it outcomes may be told. null while there is none */
  async nextPublished(reader: Reader, draftId: string): Promise<DraftRow | null> {
    return (await this.publishedAfter(reader, draftId))[0] ?? null;
  }

  /** Every text of these regulations in the order of the texts, for the office */
  ofRegulations(reader: Reader, regulationIds: readonly string[]): Promise<DraftRow[]> {
    return reader.find(DraftRow, { regulationId: oneOf(regulationIds) }, { sequence: 'ASC' });
  }

  /** Heads in the order asked for; null as `draft` */
  async byIds(actor: Actor, ids: readonly string[]): Promise<(DraftRow | null)[]> {
    return this.readers.readable(actor, await this.work.read(scopeOf(actor)).byIds(DraftRow, ids));
  }

  /** The texts of a regulation that the actor may read, in the order they were imported */
  async draftsOf(actor: Actor, regulationId: string, filter: DraftFilter, asked: OldestFirst): Promise<Page<DraftRow>> {
    const reader = this.work.read(scopeOf(actor));
    const outside = isOffice(actor.roles) ? null : await this.readers.askedAbout(actor);
    const build = (without?: string): SelectQueryBuilder<DraftRow> => {
      const query = reader.manager
        .createQueryBuilder(DraftRow, 'd')
        .where('d.legislature_id = :legislature and d.regulation_id = :regulation', {
          legislature: reader.legislatureId,
          regulation: regulationId,
        });
      const { states, kinds, scopes, publishedFrom: from, publishedTo: to } = filter;
      if (outside !== null)
        query.andWhere(`d.published_at is not null and (d.scope = 'PUBLIC' or d.id = any(:outside))`, { outside });
      if (scopes && without !== 'scopes') query.andWhere('d.scope = any(:scopes)', { scopes });
      if (states && without !== 'states') query.andWhere('d.state = any(:states)', { states });
      if (kinds && without !== 'kinds') query.andWhere('d.kind = any(:kinds)', { kinds });
      if (from) query.andWhere('d.published_at >= :from', { from });
      if (to) query.andWhere('d.published_at <= :to', { to });
      return query;
    };
    const facets = [
      { name: 'states', column: 'd.state', words: draftStateWords },
      { name: 'kinds', column: 'd.kind', words: draftKindWords },
      { name: 'scopes', column: 'd.scope', words: draftScopeWords },
    ];
    return readPage(reader, build(), { list: 'draft', ownerId: regulationId }, asked, () => countFacets(facets, build));
  }

  /** Published provisions in the order of the text */
  provisions(reader: Reader, draftId: string): Promise<ProvisionRow[]> {
    return reader.find(ProvisionRow, { draftId }, { ordinal: 'ASC' });
  }

  /** Of one draft whose head the actor was given, all its articles or those of one chapter */
  async provisionsFor(
    actor: Actor,
    draftId: string,
    chapter: string | null,
    asked: InOrder,
  ): Promise<Page<ProvisionRow>> {
    const reader = this.work.read(scopeOf(actor));
    const at = (p: ProvisionRow): number => p.ordinal;
    if (chapter !== null) return pageOf('provision', await this.inChapter(reader, draftId, chapter), asked, at);
    const read = (after: number | null, take: number): Promise<ProvisionRow[]> =>
      reader.find(
        ProvisionRow,
        { draftId, ...(after !== null && { ordinal: MoreThan(after) }) },
        { ordinal: 'ASC' },
        take,
      );
    return pageFrom('provision', asked, read, at, () => reader.count(ProvisionRow, { draftId }));
  }

  /** The articles of a text in its order, without their words: what they are called, and the headings above them */
  async outline(
    reader: Reader,
    draftId: string,
  ): Promise<{ id: string; label: string; caption: string | null; headings: string[] }[]> {
    const rows = await reader.manager.find(ProvisionRow, {
      where: { draftId, legislatureId: reader.legislatureId },
      select: { id: true, label: true, caption: true, headings: true },
      order: { ordinal: 'ASC' },
    });
    return rows.map(({ id, label, caption, headings }) => ({
      id,
      label,
      caption,
      headings: headings.map((h) => headingText(h)),
    }));
  }

  /** The articles under a heading 编 章 节 as it is printed: 第二章　使用管理, with or without the blank */
  async inChapter(reader: Reader, draftId: string, chapter: string): Promise<ProvisionRow[]> {
    const plain = (heading: string): string => heading.replace(/\s/gu, '');
    const wanted = plain(chapter);
    return (await this.provisions(reader, draftId)).filter((p) =>
      p.headings.some((h) => plain(headingText(h)) === wanted),
    );
  }

  /** 更正 of a text, oldest first; as many as NOTED_OF_A_DRAFT can be recorded */
  corrections(reader: Reader, draftId: string): Promise<DraftCorrectionRow[]> {
    return reader.find(DraftCorrectionRow, { draftId }, { at: 'ASC', id: 'ASC' });
  }

  /** 更正 of each of these texts, oldest first, in the order asked for */
  async correctionsFor(actor: Actor, draftIds: readonly string[]): Promise<DraftCorrectionRow[][]> {
    const rows = await this.work
      .read(scopeOf(actor))
      .find(DraftCorrectionRow, { draftId: oneOf(draftIds) }, { at: 'ASC', id: 'ASC' });
    return draftIds.map((id) => rows.filter((r) => r.draftId === id));
  }

  /** When and why each of these texts was taken down and restored, newest first, in the order asked for */
  async changesFor(actor: Actor, draftIds: readonly string[]): Promise<DraftChangeRow[][]> {
    const rows = await this.work
      .read(scopeOf(actor))
      .find(DraftChangeRow, { draftId: oneOf(draftIds) }, { at: 'DESC', id: 'ASC' });
    return draftIds.map((id) => rows.filter((r) => r.draftId === id));
  }

  /** In the order asked for; null also for an article of a text that is not public, where the actor may not read it */
  async provisionsByIds(actor: Actor, ids: readonly string[]): Promise<(ProvisionRow | null)[]> {
    const reader = this.work.read(scopeOf(actor));
    const rows = await reader.byIds(ProvisionRow, ids);
    if (isOffice(actor.roles)) return rows;
    const closed = await this.readers.closedTo(actor, [...new Set(rows.flatMap((p) => p?.draftId ?? []))]);
    return rows.map((p) => (p && closed.has(p.draftId) ? null : p));
  }
}
