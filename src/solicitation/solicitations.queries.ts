/** 征求意见任务 as the office and the bodies asked read them, and the consultations by whom they ask. */
import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import {
  type ConsultationFilter,
  type ConsultationRow,
  ConsultationsQueries,
  phaseOfRow,
} from '../consultation/index.js';
import { consultationMethodWords, consultationPhaseWords } from '../consultation/consultation.words.js';
import { contactPointKindWords, ContactPointRow, ContactPointsService } from '../network/index.js';
import { AccessService } from '../platform/access/access.service.js';
import { isOffice } from '../platform/access/permissions.js';
import { countFacets, type OldestFirst, type Page, readPage } from '../platform/api/paging.js';
import type { Actor } from '../platform/base/actor.js';
import { type Day, dayIn } from '../platform/base/clock.js';
import { oneOf } from '../platform/database/one-of.js';
import { isId, scopeOf, UnitOfWork } from '../platform/database/scope.js';
import { SolicitationRow } from './solicitation.entities.js';
import type { SolicitationState } from './solicitation.rules.js';
import { solicitationStateWords } from './solicitation.words.js';

export interface SolicitationFilter {
  states?: readonly SolicitationState[] | null;
  contactPointIds?: readonly string[] | null;
  /** of bodies of these kinds, and in these regions */
  kinds?: readonly ContactPointRow['kind'][] | null;
  regions?: readonly string[] | null;
  /** the due day is over and there is no answer */
  overdue?: boolean | null;
}

@Injectable()
export class SolicitationsQueries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly points: ContactPointsService,
    private readonly consultations: ConsultationsQueries,
    private readonly access: AccessService,
  ) {}

  /** The office sees all tasks of a consultation, an officer those of the own unit and below. */
  async solicitations(actor: Actor, consultationId: string): Promise<SolicitationRow[]> {
    const mine = await this.mine(actor);
    return this.work
      .read(scopeOf(actor))
      .find(SolicitationRow, { consultationId, ...(mine && { contactPointId: oneOf(mine) }) }, { id: 'ASC' });
  }

  /** As `solicitations`, by page, in the order they were issued */
  ofConsultation(
    actor: Actor,
    consultationId: string,
    filter: SolicitationFilter,
    asked: OldestFirst,
  ): Promise<Page<SolicitationRow>> {
    return this.list(actor, { consultationId }, filter, asked);
  }

  /** The tasks of an officer over all consultations of the legislature at hand, in the order they were issued */
  async myTasks(actor: Actor, filter: SolicitationFilter, asked: OldestFirst): Promise<Page<SolicitationRow>> {
    return this.list(actor, { mine: [...(await this.points.within(actor.unitIds))] }, filter, asked);
  }

  /** In the order asked for; null for one that the actor may not see */
  async byIds(actor: Actor, ids: readonly string[]): Promise<(SolicitationRow | null)[]> {
    const mine = await this.mine(actor);
    const rows = await this.work.read(scopeOf(actor)).byIds(SolicitationRow, ids);
    return rows.map((s) => (s && mine && !mine.includes(s.contactPointId) ? null : s));
  }

  /** The day each of these was answered first: that its paper was received, or by the legislature's clock; in order */
  async daysAnswered(tasks: readonly SolicitationRow[]): Promise<(Day | null)[]> {
    const zone = await this.access.zone(tasks[0]?.legislatureId ?? null);
    return tasks.map((t) => t.answeredOn ?? (t.answeredAt === null ? null : dayIn(zone, t.answeredAt)));
  }

  /** The consultations that the actor may see, in the order they were prepared, also by the bodies they ask */
  async consultationList(
    actor: Actor,
    filter: ConsultationFilter & { contactPointIds?: readonly string[] | null },
    asked: OldestFirst,
  ): Promise<Page<ConsultationRow>> {
    const reader = this.work.read(scopeOf(actor));
    const select = await this.consultations.select(actor, filter);
    const { contactPointIds: points } = filter;
    const build = (without?: string): SelectQueryBuilder<ConsultationRow> => {
      const query = select(without);
      if (!points) return query;
      const tasks = query.subQuery().select('1').from(SolicitationRow, 's');
      tasks.where('s.consultation_id = c.id and s.contact_point_id = any(:points)');
      return query.andWhere(`exists ${tasks.getQuery()}`, { points: points.filter(isId) });
    };
    const facets = [
      { name: 'phases', column: phaseOfRow('c'), words: consultationPhaseWords },
      { name: 'methods', column: 'c.method', words: consultationMethodWords },
    ];
    const list = { list: 'consultation', ownerId: reader.legislatureId };
    return readPage(reader, build(), list, asked, () => countFacets(facets, build));
  }

  private async list(
    actor: Actor,
    of: { consultationId: string } | { mine: readonly string[] },
    filter: SolicitationFilter,
    asked: OldestFirst,
  ): Promise<Page<SolicitationRow>> {
    const reader = this.work.read(scopeOf(actor));
    const mine = 'mine' in of ? of.mine : await this.mine(actor);
    const today = await this.consultations.today(reader.legislatureId);
    const build = (without?: string): SelectQueryBuilder<SolicitationRow> => {
      const query = reader.manager
        .createQueryBuilder(SolicitationRow, 's')
        .innerJoin(ContactPointRow, 'p', 'p.id = s.contact_point_id')
        .where('s.legislature_id = :legislature', { legislature: reader.legislatureId });
      const { states, contactPointIds: points, kinds, regions, overdue } = filter;
      if ('consultationId' in of)
        query.andWhere('s.consultation_id = :consultation', { consultation: of.consultationId });
      if (mine) query.andWhere('s.contact_point_id = any(:mine)', { mine });
      if (points) query.andWhere('s.contact_point_id = any(:points)', { points: points.filter(isId) });
      if (states && without !== 'states') query.andWhere('s.state = any(:states)', { states });
      if (kinds && without !== 'kinds') query.andWhere('p.kind = any(:kinds)', { kinds });
      if (regions) query.andWhere('p.region = any(:regions)', { regions });
      if (overdue) query.andWhere(`s.due_on < :today and s.state in ('ISSUED', 'RECEIVED')`, { today });
      return query;
    };
    const facets = [
      { name: 'states', column: 's.state', words: solicitationStateWords },
      { name: 'kinds', column: 'p.kind', words: contactPointKindWords },
    ];
    const list = { list: 'solicitation', ownerId: reader.legislatureId };
    return readPage(reader, build(), list, asked, () => countFacets(facets, build));
  }

  /** The contact points whose tasks the actor sees; null for the office, which sees all */
  private async mine(actor: Actor): Promise<string[] | null> {
    return isOffice(actor.roles) ? null : [...(await this.points.within(actor.unitIds))];
  }
}
