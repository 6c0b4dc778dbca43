/** 报送意见 as they are read: with the wording that counts, by those who may see them. */
import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { LineageQueries } from '../authoring/index.js';
import { ConsultationRow } from '../consultation/index.js';
import { ContactPointsService } from '../network/index.js';
import { OpinionRow, OpinionStatusRow } from '../opinions/index.js';
import { opinionActWords, targetKindWords } from '../opinions/opinion.words.js';
import { allows, isOffice } from '../platform/access/permissions.js';
import {
  countFacets,
  type FacetOf,
  mapPage,
  noRows,
  type NumberedList,
  type OldestFirst,
  type Page,
  type PlacedList,
  readBeside,
  readPage,
} from '../platform/api/paging.js';
import type { Actor } from '../platform/base/actor.js';
import { oneOf } from '../platform/database/one-of.js';
import { isId, type Reader, scopeOf, UnitOfWork } from '../platform/database/scope.js';
import { type Extent, keptCountsOf } from './comment-counts.queries.js';
import type { CommentFilter } from './comments.filter.js';
import { STRUCK } from './comment-tree.sql.js';
import { commentStateWords, sourceKindWords } from './comment.words.js';
import {
  CommentOpinionRow,
  CommentRow,
  CommentSourceRow,
  CommentStatusRow,
  CommentWordingRow,
} from './comments.entities.js';

export interface Comment {
  row: CommentRow;
  status: CommentStatusRow;
  wording: CommentWordingRow;
}

const FACETS: readonly FacetOf[] = [
  { name: 'states', column: 's.state', words: commentStateWords },
  { name: 'sourceKinds', column: 's.source_kind', words: sourceKindWords },
  { name: 'acts', column: 's.act', words: opinionActWords },
  { name: 'targetKinds', column: 's.place_kind', words: targetKindWords },
];

interface Listed {
  /** the query of the list, but for the property named */
  build: (without?: string) => SelectQueryBuilder<CommentStatusRow>;
  list: PlacedList | NumberedList;
}

const isBoolean = (given: boolean | null | undefined): given is boolean => typeof given === 'boolean';

const commentOf = (status: CommentStatusRow): Comment => {
  const { row, wording } = status as CommentStatusRow & Pick<Comment, 'row' | 'wording'>;
  return { row, status, wording };
};

@Injectable()
export class CommentsQueries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly points: ContactPointsService,
    private readonly lineage: LineageQueries,
  ) {}

  /**
   * The comments of a consultation. The office sees what was ever reported, in the order it came in; an officer what
   * the own unit and those below have, also before it is reported, in the order it was drafted. Dropped ones only where
   * they are asked for. Empty where there is no such consultation here.
   */
  async list(actor: Actor, consultationId: string, filter: CommentFilter, asked: OldestFirst): Promise<Page<Comment>> {
    const reader = this.work.read(scopeOf(actor));
    if (!(await reader.get(ConsultationRow, consultationId))) return noRows();
    const { build, list, ...extent } = await this.select(actor, reader, consultationId, filter);
    const page = await readPage(reader, build(), list, asked, () => countFacets(FACETS, build));
    return mapPage({ ...page, ...keptCountsOf(reader, consultationId, filter, extent) }, commentOf);
  }

  /** null where there is none, or the actor may not see it */
  async comment(actor: Actor, id: string): Promise<Comment | null> {
    return (await this.byIds(actor, [id]))[0] ?? null;
  }

  /** In the order asked for; null as `comment` */
  async byIds(actor: Actor, ids: readonly string[]): Promise<(Comment | null)[]> {
    const reader = this.work.read(scopeOf(actor));
    const mine = await this.mine(actor);
    const found = await this.joined(reader)
      .andWhere('s.id = any(:ids)', { ids: ids.filter(isId) })
      .getMany();
    const by = new Map(found.map((status) => [status.id, commentOf(status)]));
    return ids.map((id) => {
      const comment = by.get(id);
      if (!comment) return null;
      const { row, status } = comment;
      const reaches = mine === null ? status.reportedNumber !== null : mine.includes(row.contactPointId ?? '');
      return reaches ? comment : null;
    });
  }

  /** The comment before this one and the one after it in a list with this filter; null where there is none */
  async neighbours(
    actor: Actor,
    comment: Pick<CommentRow, 'id' | 'consultationId'>,
    filter: CommentFilter,
  ): Promise<{ previous: Comment | null; next: Comment | null }> {
    const reader = this.work.read(scopeOf(actor));
    const status = await reader.get(CommentStatusRow, comment.id);
    const { build, list } = await this.select(actor, reader, comment.consultationId, filter);
    const place = 'column' in list ? { number: status?.reportedNumber ?? 0 } : { id: comment.id };
    const beside = await readBeside(reader, build(), list, place);
    return { previous: beside.previous && commentOf(beside.previous), next: beside.next && commentOf(beside.next) };
  }

  private async select(
    actor: Actor,
    reader: Reader,
    consultationId: string,
    filter: CommentFilter,
  ): Promise<Extent & Listed> {
    const mine = await this.mine(actor);
    const articles = filter.place ? await this.lineage.through(reader, filter.place) : null;
    const build = (without?: string): SelectQueryBuilder<CommentStatusRow> => {
      const { states, contactPointIds: points, sourceKinds, acts, channels, number, sheetId, targetKinds } = filter;
      const query = this.joined(reader).andWhere('s.consultation_id = :consultation', { consultation: consultationId });
      if (mine) query.andWhere('s.contact_point_id = any(:mine)', { mine });
      else query.andWhere('s.reported_number is not null');
      if (points) query.andWhere('s.contact_point_id = any(:points)', { points: points.filter(isId) });
      if (!states?.includes('DROPPED')) query.andWhere(`s.state <> 'DROPPED'`);
      if (states && without !== 'states') query.andWhere('s.state = any(:states)', { states });
      if (sourceKinds && without !== 'sourceKinds')
        query.andWhere('s.source_kind = any(:sourceKinds)', { sourceKinds });
      if (acts && without !== 'acts') query.andWhere('s.act = any(:acts)', { acts });
      if (articles) query.andWhere('s.place_provision = any(:articles)', { articles });
      if (targetKinds && without !== 'targetKinds') query.andWhere('s.place_kind = any(:targetKinds)', { targetKinds });
      // sheets are the office's own: outside it no comment counts as struck
      if (isBoolean(filter.struck))
        query.andWhere(filter.struck ? (mine ? 'false' : STRUCK) : mine ? 'true' : `not ${STRUCK}`);
      if (filter.reportedFrom) query.andWhere('s.reported_at >= :from', { from: filter.reportedFrom });
      if (filter.reportedTo) query.andWhere('s.reported_at <= :to', { to: filter.reportedTo });
      if (number) query.andWhere('s.return_number = :number', { number });
      if (sheetId) query.andWhere('s.sheet_id = any(:sheets)', { sheets: [sheetId].filter(isId) });
      if (channels) {
        const voices = query
          .subQuery()
          .select('1')
          .from(CommentOpinionRow, 't')
          .innerJoin(OpinionRow, 'o', 'o.id = t.opinion_id');
        query.andWhere(`exists ${voices.where('t.comment_id = s.id and o.channel = any(:channels)').getQuery()}`, {
          channels,
        });
      }
      return query;
    };
    const list = mine
      ? { list: 'comment', ownerId: consultationId }
      : { list: 'reported', column: 's.reported_number' };
    return { build, list, mine, articles };
  }

  /** The contact points whose comments the actor sees; null for the office, which sees what is reported */
  private async mine(actor: Actor): Promise<string[] | null> {
    return isOffice(actor.roles) ? null : [...(await this.points.within(actor.unitIds))];
  }

  /**
   * Comments of the legislature, by where they stand: whatever a list is filtered by is there (migration 0025). What
   * they say is joined to the left, though none is without: so a count of them reads nothing but this table.
   */
  private joined(reader: Reader): SelectQueryBuilder<CommentStatusRow> {
    return reader.manager
      .createQueryBuilder(CommentStatusRow, 's')
      .leftJoinAndMapOne('s.row', CommentRow, 'c', 'c.id = s.id')
      .leftJoinAndMapOne('s.wording', CommentWordingRow, 'w', 'w.comment_id = s.id and w.revision = s.revision')
      .where('s.legislature_id = :legislature', { legislature: reader.legislatureId });
  }

  /**
   * Every comment of a consultation that was not dropped, or those of `ids` whatever became of them, in the order of
   * arrival, which is that of their numbers in each body's return
   */
  async ofConsultation(reader: Reader, consultationId: string, ids?: readonly string[]): Promise<Comment[]> {
    const query = this.joined(reader).andWhere('s.consultation_id = :consultation', { consultation: consultationId });
    if (ids) query.andWhere('s.id = any(:ids)', { ids: ids.filter(isId) });
    else query.andWhere(`s.state <> 'DROPPED'`);
    const rows = await query.orderBy('s.reported_number', 'ASC', 'NULLS LAST').addOrderBy('s.id').getMany();
    return rows.map(commentOf);
  }

  /** Those of these comments that were not dropped, by their ids */
  async undroppedOf(reader: Reader, ids: readonly string[]): Promise<Comment[]> {
    const query = this.joined(reader).andWhere(`s.state <> 'DROPPED' and s.id = any(:ids)`, { ids: [...ids] });
    return (await query.orderBy('s.id').getMany()).map(commentOf);
  }

  /** Ids of the comments that a contact point has in a consultation, but for dropped ones */
  async idsOf(reader: Reader, consultationId: string, contactPointId: string): Promise<string[]> {
    const rows = await this.undropped(reader, consultationId)
      .andWhere('s.contact_point_id = :point', { point: contactPointId })
      .select('s.id', 'id')
      .getRawMany<{ id: string }>();
    return rows.map((r) => r.id);
  }

  /** The contact points that reported something in a consultation, each once */
  async reportingPoints(reader: Reader, consultationId: string): Promise<string[]> {
    const rows = await this.undropped(reader, consultationId)
      .andWhere('s.contact_point_id is not null and s.reported_number is not null')
      .select('s.contact_point_id', 'point')
      .distinct()
      .orderBy('point')
      .getRawMany<{ point: string }>();
    return rows.map((r) => r.point);
  }

  private undropped(reader: Reader, consultationId: string): SelectQueryBuilder<CommentStatusRow> {
    return reader.manager
      .createQueryBuilder(CommentStatusRow, 's')
      .where('s.legislature_id = :legislature', { legislature: reader.legislatureId })
      .andWhere(`s.consultation_id = :consultation and s.state <> 'DROPPED'`, { consultation: consultationId });
  }

  /** The comment an opinion is in now, if any: what it was taken out of is in its events */
  async ofOpinion(reader: Reader, opinionId: string): Promise<Comment | null> {
    const status = await reader.get(OpinionStatusRow, opinionId);
    const row = status?.commentId ? await reader.get(CommentRow, status.commentId) : null;
    return row ? ((await this.ofConsultation(reader, row.consultationId, [row.id]))[0] ?? null) : null;
  }

  /** As `ofOpinion` of each of these; one that is in none is not in it */
  async ofOpinions(reader: Reader, opinionIds: readonly string[]): Promise<Map<string, Comment>> {
    const held = (await reader.find(OpinionStatusRow, { id: oneOf(opinionIds) })).filter((s) => s.commentId !== null);
    const ids = [...new Set(held.flatMap((s) => s.commentId ?? []))];
    const rows = await this.joined(reader).andWhere('s.id = any(:ids)', { ids }).getMany();
    const by = new Map(rows.map((status) => [status.id, commentOf(status)]));
    return new Map(
      held.flatMap((s) => {
        const comment = by.get(s.commentId ?? '');
        return comment ? [[s.id, comment] as const] : [];
      }),
    );
  }

  /** At most `take` ids beyond `after` of the comments that were made on a draft, in their order */
  async idsMadeOn(reader: Reader, draftId: string, after: string, take: number): Promise<string[]> {
    const rows = await reader.manager
      .createQueryBuilder(CommentRow, 'c')
      .select('c.id', 'id')
      .where('c.legislature_id = :legislature and c.draft_id = :draftId and c.id > :after', {
        legislature: reader.legislatureId,
        draftId,
        after,
      })
      .orderBy('c.id')
      .limit(take)
      .getRawMany<{ id: string }>();
    return rows.map((r) => r.id);
  }

  /** Whether the office made it itself: took it up, or registered it from paper */
  async isMadeByOffice(reader: Reader, row: CommentRow): Promise<boolean> {
    return row.contactPointId === null || (await reader.get(CommentSourceRow, row.id)) !== null;
  }

  /** The one row, if the caller may read it: as `byIds` says it, in the transaction at hand */
  async readable(reader: Reader, actor: Actor, commentId: string): Promise<CommentRow | null> {
    const [row, status] = [await reader.get(CommentRow, commentId), await reader.get(CommentStatusRow, commentId)];
    if (!row || !status || !allows('comment.read', actor.roles)) return null;
    if (isOffice(actor.roles)) return status.reportedAt === null ? null : row;
    const mine = await this.points.within(actor.unitIds, reader);
    return row.contactPointId !== null && mine.has(row.contactPointId) ? row : null;
  }
}
