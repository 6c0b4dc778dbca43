/** 账号 as administrators see them: who may do what, who is dormant, who was stopped and why. */
import { Inject, Injectable } from '@nestjs/common';
import { Brackets, type EntityManager, In, IsNull, Not, SelectQueryBuilder } from 'typeorm';
import type { Actor } from '../base/actor.js';
import type { Config } from '../base/config.js';
import { CONFIG } from '../base/config.token.js';
import { isId, scopeOf, UnitOfWork } from '../database/scope.js';
import { AccountRow, RoleGrantRow, SecondFactorRow } from './access.entities.js';
import { type AccountState, stateOf } from './accounts.rules.js';
import { timeOf } from './sessions.service.js';

/** An account as the administrators of its domain see it */
export interface ManagedAccount {
  row: AccountRow;
  state: AccountState;
  /** in force in this domain */
  grants: RoleGrantRow[];
  hasSecondFactor: boolean;
  /** why it is stopped; null where it is not */
  disabledReason: string | null;
}

export const inForce = { revokedAt: IsNull() };

@Injectable()
export class AccountsQueries {
  constructor(
    private readonly work: UnitOfWork,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * The accounts of the domain at hand by their user name, `first` of them after the account `after`; none where that
   * one is not there.
   */
  async list(actor: Actor, first: number, after: string | null): Promise<ManagedAccount[]> {
    const { manager } = this.work.read(scopeOf(actor));
    const query = this.belonging(manager, actor.legislatureId)
      .orderBy('a.username')
      .take(Math.min(Math.max(first, 0), 200));
    if (after !== null) {
      const last = isId(after)
        ? await this.belonging(manager, actor.legislatureId).andWhere('a.id = :after', { after }).getOne()
        : null;
      if (!last) return [];
      query.andWhere('a.username > :username', { username: last.username });
    }
    return this.managedOf(manager, actor.legislatureId, await query.getMany());
  }

  async managedOf(
    manager: EntityManager,
    legislatureId: string | null,
    rows: readonly AccountRow[],
  ): Promise<ManagedAccount[]> {
    const ids = rows.map((r) => r.id);
    const grants = await manager.find(RoleGrantRow, {
      where: { accountId: In(ids), legislatureId: legislatureId ?? IsNull(), ...inForce },
      order: { grantedAt: 'ASC', id: 'ASC' },
    });
    const bound = new Set(
      (
        await manager.findBy(SecondFactorRow, { accountId: In(ids), confirmedAt: Not(IsNull()), endedAt: IsNull() })
      ).map((f) => f.accountId),
    );
    const reasons = await this.reasonsOf(
      manager,
      rows.filter((r) => r.disabledAt !== null),
    );
    const now = await timeOf(manager);
    return rows.map((row) => ({
      row,
      state: stateOf(row, now, this.config.accounts.dormantDays),
      grants: grants.filter((g) => g.accountId === row.id),
      hasSecondFactor: bound.has(row.id),
      disabledReason: reasons.get(row.id) ?? null,
    }));
  }

  /** Why each of these was stopped the last time */
  private async reasonsOf(manager: EntityManager, rows: readonly AccountRow[]): Promise<Map<string, string>> {
    if (rows.length === 0) return new Map();
    const events = await manager
      .createQueryBuilder()
      .select('e.account_id', 'account')
      .addSelect('e.reason', 'reason')
      .from('account_change', 'e')
      .where(`e.act = 'DISABLED' and e.account_id in (:...ids)`, { ids: rows.map((r) => r.id) })
      .orderBy('e.at')
      .getRawMany<{ account: string; reason: string }>();
    return new Map(events.map((e) => [e.account, e.reason]));
  }

  /** Whoever holds a role of the domain, or held one and has none elsewhere now */
  belonging(manager: EntityManager, legislatureId: string | null): SelectQueryBuilder<AccountRow> {
    const here = legislatureId === null ? 'g.legislature_id is null' : 'g.legislature_id = :legislatureId';
    const exists = (where: string): string =>
      `exists (select 1 from role_grant g where g.account_id = a.id and ${where})`;
    return manager
      .createQueryBuilder(AccountRow, 'a')
      .where(
        new Brackets((q) =>
          q
            .where(exists(`${here} and g.revoked_at is null`))
            .orWhere(`${exists(here)} and not ${exists('g.revoked_at is null')}`),
        ),
        { legislatureId },
      );
  }
}
