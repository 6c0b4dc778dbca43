/** What many rows of a list of contact points say beside their names: one statement for a whole list each. */
import { Injectable } from '@nestjs/common';
import { isOffice } from '../../platform/access/permissions.js';
import type { Actor } from '../../platform/base/actor.js';
import type { Day } from '../../platform/base/clock.js';
import { oneOf } from '../../platform/database/one-of.js';
import { scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { type Establishment, establishmentsOf } from './details.js';
import { EngagementRow } from './points.entities.js';
import { countBelow, sharersOf } from './points.sql.js';

@Injectable()
export class DetailsQueries {
  constructor(private readonly work: UnitOfWork) {}

  /** In the order asked for */
  async establishments(actor: Actor, ids: readonly string[]): Promise<Establishment[][]> {
    const by = await establishmentsOf(this.work.read(scopeOf(actor)), ids);
    return ids.map((id) => by.get(id) ?? []);
  }

  /** In the order asked for; null for one that is not engaged now */
  async engagedSince(actor: Actor, ids: readonly string[]): Promise<(Day | null)[]> {
    const rows = await this.work.read(scopeOf(actor)).find(EngagementRow, { contactPointId: oneOf(ids) });
    const by = new Map(rows.filter((e) => e.until === null).map((e) => [e.contactPointId, e.since]));
    return ids.map((id) => by.get(id) ?? null);
  }

  /** In the order asked for; nothing for an officer */
  async alsoEngagedBy(actor: Actor, ids: readonly string[]): Promise<string[][]> {
    if (!isOffice(actor.roles)) return ids.map(() => []);
    const reader = this.work.read(scopeOf(actor));
    const by = await sharersOf(reader.manager, reader.legislatureId, ids);
    return ids.map((id) => by.get(id) ?? []);
  }

  /** In the order asked for */
  async below(actor: Actor, ids: readonly string[]): Promise<{ direct: number; all: number }[]> {
    const reader = this.work.read(scopeOf(actor));
    const by = await countBelow(reader.manager, reader.legislatureId, ids);
    return ids.map((id) => by.get(id) ?? { direct: 0, all: 0 });
  }
}
