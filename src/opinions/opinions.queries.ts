/** 群众原话 as those read them who work with them, and the counts that are public. */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { ConsultationRow } from '../consultation/index.js';
import { ContactPointsService } from '../network/index.js';
import { isOffice } from '../platform/access/permissions.js';
import type { Actor } from '../platform/base/actor.js';
import { NO_ID, type Reader, scopeOf, UnitOfWork } from '../platform/database/scope.js';
import { isSettled, opinionLife, type OpinionState } from './opinion.rules.js';
import { OpinionContactRow, OpinionRow, OpinionStatusRow } from './opinions.entities.js';

export interface Opinion {
  row: OpinionRow;
  status: OpinionStatusRow;
}

@Injectable()
export class OpinionsQueries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly points: ContactPointsService,
  ) {}

  /**
   * The office sees all; an officer what came to the own unit and below, never what went straight to the legislature.
   */
  async visible(
    actor: Actor,
    consultationId: string,
    filter: { state: OpinionState | null; contactPointId: string | null; withContact: boolean },
    first: number,
    after: string | null,
  ): Promise<Opinion[]> {
    const reader = this.work.read(scopeOf(actor));
    if (
      ![filter.contactPointId, after].every((id) => id === null || z.uuid().safeParse(id).success) ||
      !(await reader.get(ConsultationRow, consultationId))
    )
      return [];
    const query = reader.manager
      .createQueryBuilder(OpinionRow, 'o')
      .innerJoinAndMapOne('o.status', OpinionStatusRow, 's', 's.id = o.id')
      .where('o.legislature_id = :legislature and o.consultation_id = :consultation', {
        legislature: reader.legislatureId,
        consultation: consultationId,
      });
    if (!isOffice(actor.roles))
      query.andWhere('not o.direct and o.contact_point_id in (:...units)', {
        units: [...(await this.points.within(actor.unitIds)), NO_ID],
      });
    if (filter.contactPointId !== null) query.andWhere('o.contact_point_id = :point', { point: filter.contactPointId });
    if (filter.state !== null) query.andWhere('s.state = :state', { state: filter.state });
    if (filter.withContact) query.innerJoin(OpinionContactRow, 'c', 'c.id = o.id');
    if (after !== null) query.andWhere('o.id > :after', { after });
    const rows = (await query.orderBy('o.id').limit(first).getMany()) as (OpinionRow & { status: OpinionStatusRow })[];
    return rows.map((row) => ({ row, status: row.status }));
  }

  /** How many opinions of a consultation still owe somebody an answer (条条有回音), of those that the actor may see */
  async openCount(actor: Actor, consultationId: string): Promise<number> {
    const reader = this.work.read(scopeOf(actor));
    const query = reader.manager
      .createQueryBuilder(OpinionRow, 'o')
      .innerJoin(OpinionStatusRow, 's', 's.id = o.id')
      .where('o.legislature_id = :legislature and o.consultation_id = :consultation', {
        legislature: reader.legislatureId,
        consultation: consultationId,
      })
      .andWhere('s.state not in (:...settled)', { settled: opinionLife.states.filter(isSettled) });
    if (isOffice(actor.roles)) return query.getCount();
    const mine = [...(await this.points.within(actor.unitIds, reader))];
    return mine.length === 0
      ? 0
      : query.andWhere('not o.direct and o.contact_point_id in (:...mine)', { mine }).getCount();
  }

  /** Where an opinion stands; null where there is no such opinion in the scope */
  status(reader: Reader, opinionId: string): Promise<OpinionStatusRow | null> {
    return reader.get(OpinionStatusRow, opinionId);
  }

  /** For a public page: how many voices a consultation has heard, nothing else */
  async heard(reader: Reader, consultationId: string): Promise<number> {
    return (await reader.get(ConsultationRow, consultationId)) ? reader.count(OpinionRow, { consultationId }) : 0;
  }
}
