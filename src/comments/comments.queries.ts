/** 报送意见 as they are read: with the wording that counts, by those who may see them. */
import { Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import { ConsultationRow } from '../consultation/index.js';
import { ContactPointsService } from '../network/index.js';
import { OpinionStatusRow } from '../opinions/index.js';
import { allows, isOffice } from '../platform/access/permissions.js';
import type { Actor } from '../platform/base/actor.js';
import { NO_ID, type Reader, scopeOf, UnitOfWork } from '../platform/database/scope.js';
import type { CommentState } from './comment.rules.js';
import { CommentRow, CommentSourceRow, CommentStatusRow, CommentWordingRow } from './comments.entities.js';

export interface Comment {
  row: CommentRow;
  status: CommentStatusRow;
  wording: CommentWordingRow;
}

export interface CommentFilter {
  contactPointId: string | null;
  states?: readonly CommentState[];
}

@Injectable()
export class CommentsQueries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly points: ContactPointsService,
  ) {}

  /**
   * Comments of a consultation in the order of their arrival, those that did not arrive last: the office sees what was
   * ever reported, an officer what the own unit and those below have, also before it is. Dropped ones only where they
   * are asked for. Empty where there is no such consultation.
   */
  async visible(
    actor: Actor,
    consultationId: string,
    filter: CommentFilter,
    first: number,
    skip: number,
  ): Promise<Comment[]> {
    const reader = this.work.read(scopeOf(actor));
    if (!(await reader.get(ConsultationRow, consultationId))) return [];
    const mine = isOffice(actor.roles) ? null : await this.points.within(actor.unitIds);
    const reaches = (c: Comment): boolean =>
      mine === null ? c.status.reportedAt !== null : c.row.contactPointId !== null && mine.has(c.row.contactPointId);
    const fits = (c: Comment): boolean =>
      (filter.contactPointId === null || c.row.contactPointId === filter.contactPointId) &&
      (filter.states === undefined || filter.states.includes(c.status.state));
    const all = await this.ofConsultation(reader, consultationId, undefined, filter.states?.includes('DROPPED'));
    return all.filter((c) => reaches(c) && fits(c)).slice(skip, skip + first);
  }

  /**
   * Every comment of a consultation that was not dropped, or those of `ids` whatever became of them, in the order of
   * arrival, which is that of their numbers in each body's return
   */
  async ofConsultation(
    reader: Reader,
    consultationId: string,
    ids?: readonly string[],
    withDropped = false,
  ): Promise<Comment[]> {
    const query = reader.manager
      .createQueryBuilder(CommentRow, 'c')
      .innerJoinAndMapOne('c.status', CommentStatusRow, 's', 's.id = c.id')
      .innerJoinAndMapOne('c.wording', CommentWordingRow, 'w', 'w.comment_id = c.id and w.revision = s.revision')
      .where('c.legislature_id = :legislature and c.consultation_id = :consultation', {
        legislature: reader.legislatureId,
        consultation: consultationId,
      });
    if (ids) query.andWhere('c.id in (:...ids)', { ids: [...ids, NO_ID] });
    else if (!withDropped) query.andWhere('s.state <> :dropped', { dropped: 'DROPPED' });
    const rows = (await query
      .orderBy('s.reported_number', 'ASC', 'NULLS LAST')
      .addOrderBy('c.id')
      .getMany()) as (CommentRow & { status: CommentStatusRow; wording: CommentWordingRow })[];
    return rows.map((row) => ({ row, status: row.status, wording: row.wording }));
  }

  /** The comment an opinion is in now, if any: what it was taken out of is in its events */
  async ofOpinion(reader: Reader, opinionId: string): Promise<Comment | null> {
    const status = await reader.get(OpinionStatusRow, opinionId);
    const row = status?.commentId ? await reader.get(CommentRow, status.commentId) : null;
    return row ? ((await this.ofConsultation(reader, row.consultationId, [row.id]))[0] ?? null) : null;
  }

  /** Whether the office made it itself: took it up, or registered it from paper */
  async isMadeByOffice(reader: Reader, row: CommentRow): Promise<boolean> {
    return row.contactPointId === null || (await reader.get(CommentSourceRow, row.id)) !== null;
  }

  /** The one row, if the caller may read it: as `visible` says it */
  async readable(reader: Reader, actor: Actor, commentId: string): Promise<CommentRow | null> {
    const [row, status] = [await reader.get(CommentRow, commentId), await reader.get(CommentStatusRow, commentId)];
    if (!row || !status || !allows('comment.read', actor.roles)) return null;
    if (isOffice(actor.roles)) return status.reportedAt === null ? null : row;
    const mine = await this.points.within(actor.unitIds, reader);
    return row.contactPointId !== null && mine.has(row.contactPointId) ? row : null;
  }

  /** The last number of arrival in a consultation, 0 where there is none yet; asked under the consultation's lock */
  async lastNumber(reader: Reader, consultationId: string): Promise<number> {
    const numbered = { consultationId, reportedNumber: Not(IsNull()) };
    const [last] = await reader.find(CommentStatusRow, numbered, { reportedNumber: 'DESC' }, 1);
    return last?.reportedNumber ?? 0;
  }
}
