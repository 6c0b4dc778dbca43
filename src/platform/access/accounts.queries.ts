/** 账号 as administrators see them: who may do what, who is dormant, who was stopped and why. */
import { Inject, Injectable } from '@nestjs/common';
import { Brackets, type EntityManager, IsNull, Not, SelectQueryBuilder } from 'typeorm';
import type { Actor } from '../base/actor.js';
import type { Role } from '../base/roles.rules.js';
import type { Config } from '../base/config.js';
import { CONFIG } from '../base/config.token.js';
import { oneOf } from '../database/one-of.js';
import { isId, type Reader, scopeOf, UnitOfWork } from '../database/scope.js';
import { AccountRow, RoleGrantRow, SecondFactorRow } from './access.entities.js';
import { type AccountState, rolesOf, stateOf } from './accounts.rules.js';
import { holdsOf } from './resets.sql.js';
import { timeOf } from './sessions.service.js';
import { countsNow, inForce } from './grants.sql.js';

/** Which accounts; every part that is given must hold */
export interface AccountFilter {
  words?: string | null;
  roles?: readonly Role[] | null;
  states?: readonly AccountState[] | null;
  /** liaison officers of this contact point */
  unitId?: string | null;
}

/** An account as the administrators of its domain see it */
export interface ManagedAccount {
  row: AccountRow;
  state: AccountState;
  /** in force in this domain */
  grants: RoleGrantRow[];
  hasSecondFactor: boolean;
  /** signs nothing since, and until when at the latest; null where it is not held */
  held: { at: Date; until: Date | null } | null;
  /** why it is stopped; null where it is not */
  disabledReason: string | null;
}

/** Somebody who signs in, by the name colleagues see */
export type Officer = Pick<AccountRow, 'id' | 'displayName'>;

@Injectable()
export class AccountsQueries {
  constructor(
    private readonly work: UnitOfWork,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * The query of the accounts of the domain at hand, `a`; `words` of the user name or the name. `without`: as if this
   * part of the filter were not given.
   */
  select(actor: Actor, filter: AccountFilter, without?: keyof AccountFilter): SelectQueryBuilder<AccountRow> {
    const query = this.belonging(this.work.read(scopeOf(actor)).manager, actor.legislatureId);
    const { words, roles, states, unitId } = filter;
    if (words)
      query.andWhere('(position(:words in a.username) > 0 or position(:words in a.display_name) > 0)', { words });
    if (states && without !== 'states') query.andWhere(`${this.stateColumn} = any(:states)`, { states });
    const held = `h.account_id = a.id and ${countsNow('h')} and h.legislature_id is not distinct from :legislatureId`;
    const holds = (what: string): string => `exists (select 1 from role_grant h where ${held} and ${what})`;
    if (roles && without !== 'roles') query.andWhere(holds('h.role = any(:roles)'), { roles });
    if (unitId) query.andWhere(holds('h.unit_id = any(:unitIds)'), { unitIds: [unitId].filter(isId) });
    return query;
  }

  /** SQL of `stateOf`, of an account `a`; `accounts.db.spec` compares the two */
  get stateColumn(): string {
    const days = Number(this.config.accounts.dormantDays);
    const slept = `clock_timestamp() - greatest(a.last_signed_in_at, a.password_set_at) > interval '${days} days'`;
    return `case when a.disabled_at is not null then 'DISABLED' when a.must_change_password then 'AWAITING_PASSWORD'
      when ${days > 0 ? slept : 'false'} then 'DORMANT' else 'ACTIVE' end`;
  }

  /** How many accounts hold each role, under the filter without its part of roles */
  async countByRole(actor: Actor, filter: AccountFilter): Promise<ReadonlyMap<string, number>> {
    const counts = new Map<string, number>();
    for (const role of rolesOf(actor.legislatureId === null ? 'INSTALLATION' : 'LEGISLATURE'))
      counts.set(role, await this.select(actor, { ...filter, roles: [role] }).getCount());
    return counts;
  }

  /** Accounts of the domain at hand with what there is to know of each */
  managed(actor: Actor, rows: readonly AccountRow[]): Promise<ManagedAccount[]> {
    return this.managedOf(this.work.read(scopeOf(actor)).manager, actor.legislatureId, rows);
  }

  /** The names of accounts as the office calls them, in the order asked for; null for one that is not there */
  async displayNames(ids: readonly string[]): Promise<(string | null)[]> {
    const { manager } = this.work.read({ legislatureId: null, accountId: null });
    const rows = await manager.find(AccountRow, {
      where: { id: oneOf(ids.filter(isId)) },
      select: { id: true, displayName: true },
    });
    const by = new Map(rows.map((r) => [r.id, r.displayName]));
    return ids.map((id) => by.get(id) ?? null);
  }

  /** Who holds a role in the legislature at hand and signs in, by name */
  async holdersOf(reader: Reader, role: Role): Promise<Officer[]> {
    const grants = await reader.manager.find(RoleGrantRow, {
      where: { role, legislatureId: reader.legislatureId, ...inForce },
    });
    return reader.manager.find(AccountRow, {
      where: { id: oneOf([...new Set(grants.map((g) => g.accountId))]), disabledAt: IsNull() },
      order: { displayName: 'ASC', id: 'ASC' },
    });
  }

  /** Liaison officers 联络员 who sign in for these contact points, by contact point and name */
  async officersOf(reader: Reader, unitIds: readonly string[]): Promise<Map<string, Officer[]>> {
    const grants = await reader.manager.find(RoleGrantRow, {
      where: { role: 'LIAISON_OFFICER', legislatureId: reader.legislatureId, unitId: oneOf(unitIds), ...inForce },
    });
    const accounts = await reader.manager.find(AccountRow, {
      where: { id: oneOf([...new Set(grants.map((g) => g.accountId))]), disabledAt: IsNull() },
      order: { displayName: 'ASC', id: 'ASC' },
    });
    const held = new Map<string, Officer[]>();
    for (const { id, displayName } of accounts)
      for (const unitId of new Set(grants.flatMap((g) => (g.accountId === id && g.unitId ? [g.unitId] : []))))
        held.set(unitId, [...(held.get(unitId) ?? []), { id, displayName }]);
    return held;
  }

  async managedOf(
    manager: EntityManager,
    legislatureId: string | null,
    rows: readonly AccountRow[],
  ): Promise<ManagedAccount[]> {
    const ids = rows.map((r) => r.id);
    const grants = await manager.find(RoleGrantRow, {
      where: { accountId: oneOf(ids), legislatureId: legislatureId ?? IsNull(), ...inForce },
      order: { grantedAt: 'ASC', id: 'ASC' },
    });
    const bound = new Set(
      (
        await manager.findBy(SecondFactorRow, { accountId: oneOf(ids), confirmedAt: Not(IsNull()), endedAt: IsNull() })
      ).map((f) => f.accountId),
    );
    const reasons = await this.reasonsOf(
      manager,
      rows.filter((r) => r.disabledAt !== null),
    );
    const holds = await holdsOf(manager, ids);
    const now = await timeOf(manager);
    return rows.map((row) => ({
      row,
      state: stateOf(row, now, this.config.accounts.dormantDays),
      grants: grants.filter((g) => g.accountId === row.id),
      hasSecondFactor: bound.has(row.id),
      held: holds.get(row.id) ?? null,
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
      .where(`e.act = 'DISABLED' and e.account_id = any(:ids)`, { ids: rows.map((r) => r.id) })
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
          q.where(exists(`${here} and ${countsNow('g')}`)).orWhere(`${exists(here)} and not ${exists(countsNow('g'))}`),
        ),
        { legislatureId },
      );
  }
}
