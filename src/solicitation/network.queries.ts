/** What tasks say of the network, and the network of tasks: one statement for a whole list each. */
import { Injectable } from '@nestjs/common';
import { ContactPointsService } from '../network/index.js';
import { AccessService } from '../platform/access/access.service.js';
import { isOffice } from '../platform/access/permissions.js';
import type { Actor } from '../platform/base/actor.js';
import { scopeOf, UnitOfWork } from '../platform/database/scope.js';
import { askedThisYear, type AskedThisYear, lastNoOpinions } from './asked.sql.js';
import { SolicitationRow } from './solicitation.entities.js';

@Injectable()
export class TaskNetworkQueries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessService,
    private readonly points: ContactPointsService,
  ) {}

  /** In the order asked for; null for a body that is not of an officer's own unit and below */
  async asked(actor: Actor, contactPointIds: readonly string[]): Promise<(AskedThisYear | null)[]> {
    const reader = this.work.read(scopeOf(actor));
    const zone = await this.access.zone(actor.legislatureId);
    const mine = isOffice(actor.roles) ? null : await this.points.within(actor.unitIds);
    const by = await askedThisYear(reader.manager, reader.legislatureId, contactPointIds, zone);
    return contactPointIds.map((id) => (mine?.has(id) === false ? null : (by.get(id) ?? { asked: 0, answered: 0 })));
  }

  /**
   * What each of these bodies answered last, where that was 无意见 with a reason, in the order asked for; for the
   * office alone, which asks the next time
   */
  async lastNoOpinion(actor: Actor, contactPointIds: readonly string[]): Promise<(SolicitationRow | null)[]> {
    if (!isOffice(actor.roles)) return contactPointIds.map(() => null);
    const reader = this.work.read(scopeOf(actor));
    const by = await lastNoOpinions(reader.manager, reader.legislatureId, contactPointIds);
    const tasks = await reader.byIds(SolicitationRow, [...by.values()]);
    const known = new Map(tasks.flatMap((t) => (t ? [[t.contactPointId, t] as const] : [])));
    return contactPointIds.map((id) => known.get(id) ?? null);
  }

  /** 抄送 of each of these bodies, in the order asked for */
  async copied(actor: Actor, contactPointIds: readonly string[]): Promise<string[][]> {
    const above = await this.points.congressesAbove(this.work.read(scopeOf(actor)), contactPointIds);
    return contactPointIds.map((id) => above.get(id) ?? []);
  }
}
