/** Reviews of rounds 送审 as the office reads them; nobody outside it does. */
import { Injectable } from '@nestjs/common';
import { AccountsQueries } from '../../platform/access/accounts.queries.js';
import { AccessService } from '../../platform/access/access.service.js';
import { isOffice } from '../../platform/access/permissions.js';
import type { Actor } from '../../platform/base/actor.js';
import { oneOf } from '../../platform/database/one-of.js';
import { scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { RoundReviewRow } from './review.entities.js';

/** How rounds are reviewed in a legislature */
export interface RoundReviewing {
  isRequired: boolean;
  /** who may do it beside the caller, by the names colleagues see */
  checkers: string[];
}

@Injectable()
export class ReviewsQueries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessService,
    private readonly accounts: AccountsQueries,
  ) {}

  /** The last review of each round, null where there was none, and outside the office */
  async lastOf(actor: Actor, consultationIds: readonly string[]): Promise<(RoundReviewRow | null)[]> {
    if (!isOffice(actor.roles)) return consultationIds.map(() => null);
    const rows = await this.work
      .read(scopeOf(actor))
      .find(RoundReviewRow, { consultationId: oneOf(consultationIds) }, { sentAt: 'ASC', id: 'ASC' });
    const last = new Map(rows.map((r) => [r.consultationId, r]));
    return consultationIds.map((id) => last.get(id) ?? null);
  }

  /** Whether no round is sent out that was not passed, and who may pass one beside the caller, by name */
  async reviewing(actor: Actor): Promise<RoundReviewing> {
    const reader = this.work.read(scopeOf(actor));
    const legislature = await this.access.legislature(reader.legislatureId);
    const holders = await this.accounts.holdersOf(reader, 'CHECKER');
    return {
      isRequired: legislature?.reviewsRounds ?? false,
      checkers: holders.filter((h) => h.id !== actor.accountId).map((h) => h.displayName),
    };
  }
}
