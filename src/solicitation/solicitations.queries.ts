/** 征求意见任务 as the office and the bodies asked read them. */
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { ContactPointsService } from '../network/index.js';
import { isOffice } from '../platform/access/permissions.js';
import type { Actor } from '../platform/base/actor.js';
import { scopeOf, UnitOfWork } from '../platform/database/scope.js';
import { SolicitationRow } from './solicitation.entities.js';

@Injectable()
export class SolicitationsQueries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly points: ContactPointsService,
  ) {}

  /** The office sees all tasks of a consultation, an officer those of the own unit and below. */
  async solicitations(actor: Actor, consultationId: string): Promise<SolicitationRow[]> {
    const reader = this.work.read(scopeOf(actor));
    const all = await reader.find(SolicitationRow, { consultationId }, { id: 'ASC' });
    if (isOffice(actor.roles)) return all;
    const mine = await this.points.within(actor.unitIds);
    return all.filter((s) => mine.has(s.contactPointId));
  }

  /** The tasks of an officer over all consultations, nearest due date first */
  async myTasks(actor: Actor, first: number): Promise<SolicitationRow[]> {
    const mine = [...(await this.points.within(actor.unitIds))];
    return mine.length === 0
      ? []
      : this.work
          .read(scopeOf(actor))
          .find(SolicitationRow, { contactPointId: In(mine) }, { dueOn: 'ASC', id: 'ASC' }, first);
  }
}
