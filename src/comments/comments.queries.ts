/** 报送意见 as they are read: with the wording that counts, by those who may see them. */
import { Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import { ConsultationRow } from '../consultation/index.js';
import { ContactPointsService } from '../network/index.js';
import { isOffice } from '../platform/access/permissions.js';
import type { Actor } from '../platform/base/actor.js';
import { type Reader, scopeOf, UnitOfWork } from '../platform/database/scope.js';
import type { CommentState } from './comment.rules.js';
import { CommentOpinionRow, CommentRow, CommentStatusRow, CommentWordingRow } from './comments.entities.js';

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
   * Comments of a consultation by number in the return, those without a number last: the office sees what is reported,
   * an officer what the own unit and those below have, also before it is. Empty where there is no such consultation.
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
      mine === null ? c.status.state !== 'DRAFTED' : c.row.contactPointId !== null && mine.has(c.row.contactPointId);
    const fits = (c: Comment): boolean =>
      (filter.contactPointId === null || c.row.contactPointId === filter.contactPointId) &&
      (filter.states === undefined || filter.states.includes(c.status.state));
    const all = await this.ofConsultation(reader, consultationId);
    return all.filter((c) => reaches(c) && fits(c)).slice(skip, skip + first);
  }

  /** Every comment of a consultation, or those of `ids`, by number in the return */
  async ofConsultation(reader: Reader, consultationId: string, ids?: readonly string[]): Promise<Comment[]> {
    const query = reader.manager
      .createQueryBuilder(CommentRow, 'c')
      .innerJoinAndMapOne('c.status', CommentStatusRow, 's', 's.id = c.id')
      .innerJoinAndMapOne('c.wording', CommentWordingRow, 'w', 'w.comment_id = c.id and w.revision = s.revision')
      .where('c.legislature_id = :legislature and c.consultation_id = :consultation', {
        legislature: reader.legislatureId,
        consultation: consultationId,
      });
    if (ids) query.andWhere('c.id in (:...ids)', { ids: [...ids] });
    const rows = (await query
      .orderBy('s.reported_number', 'ASC', 'NULLS LAST')
      .addOrderBy('c.id')
      .getMany()) as (CommentRow & { status: CommentStatusRow; wording: CommentWordingRow })[];
    return rows.map((row) => ({ row, status: row.status, wording: row.wording }));
  }

  /** The comment an opinion went into, if any */
  async ofOpinion(reader: Reader, opinionId: string): Promise<Comment | null> {
    const link = await reader.one(CommentOpinionRow, { opinionId });
    const row = link && (await reader.get(CommentRow, link.commentId));
    return row ? ((await this.ofConsultation(reader, row.consultationId, [row.id]))[0] ?? null) : null;
  }

  /** The last 序号 given in a consultation, 0 where there is none yet; asked under the consultation's lock */
  async lastNumber(reader: Reader, consultationId: string): Promise<number> {
    const numbered = { consultationId, reportedNumber: Not(IsNull()) };
    const [last] = await reader.find(CommentStatusRow, numbered, { reportedNumber: 'DESC' }, 1);
    return last?.reportedNumber ?? 0;
  }
}
