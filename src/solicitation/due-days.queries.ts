/** 反馈期限 as they moved. */
import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/base/actor.js';
import { oneOf } from '../platform/database/one-of.js';
import { scopeOf, UnitOfWork } from '../platform/database/scope.js';
import { DueDayChangeRow } from './solicitation.entities.js';

@Injectable()
export class DueDaysQueries {
  constructor(private readonly work: UnitOfWork) {}

  /** The last move of the due day of each of these tasks, in the order asked for; null where it never moved */
  async lastChanges(actor: Actor, solicitationIds: readonly string[]): Promise<(DueDayChangeRow | null)[]> {
    const rows = await this.work
      .read(scopeOf(actor))
      .find(DueDayChangeRow, { solicitationId: oneOf(solicitationIds) }, { at: 'ASC', id: 'ASC' });
    const last = new Map(rows.map((r) => [r.solicitationId, r]));
    return solicitationIds.map((id) => last.get(id) ?? null);
  }
}
