/** The account that an act of 账号管理 is on, with what the rules ask of it; locked where the act is done. */
import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, Not } from 'typeorm';
import type { Actor } from '../base/actor.js';
import type { Config } from '../base/config.js';
import { CONFIG } from '../base/config.token.js';
import { Refusal } from '../base/refusal.js';
import type { Role } from '../base/roles.rules.js';
import { oneOf } from '../database/one-of.js';
import { isId, type Reader, type Transaction } from '../database/scope.js';
import { AccountRow, RoleGrantRow } from './access.entities.js';
import { AccountsQueries } from './accounts.queries.js';
import { administratorOf, type Domain, type OnAccount, stateOf } from './accounts.rules.js';
import { endSessions, timeOf } from './sessions.service.js';
import { inForce } from './grants.sql.js';

/** The account an act is on, with what the rules ask of it */
export interface Found extends OnAccount {
  row: AccountRow;
  here: RoleGrantRow[];
  /** in force, wherever */
  grants: RoleGrantRow[];
  at: Date;
}

export const domainOf = (actor: Actor): Domain => (actor.legislatureId === null ? 'INSTALLATION' : 'LEGISLATURE');

/** What counts together in a domain, each once: a role of the installation counts in every legislature */
export const heldTogether = (grants: readonly RoleGrantRow[], legislatureId: string | null): Role[] => [
  ...new Set(grants.filter((g) => g.legislatureId === null || g.legislatureId === legislatureId).map((g) => g.role)),
];

/** Roles of one account in one legislature, each contact point of a liaison officer counted */
const ROLES_PER_ACCOUNT = 200;

/** INVALID_INPUT at `path` where so many roles are more than one account may hold in a domain */
export const refuseNumber = (path: string, roles: number): Refusal | null =>
  roles > ROLES_PER_ACCOUNT
    ? Refusal.field(path, 'LENGTH', `一个账号在本机关最多 ${ROLES_PER_ACCOUNT} 个角色，请先收回用不着的。`)
    : null;

const administrators: readonly Role[] = Object.values(administratorOf);

@Injectable()
export class FoundAccounts {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly queries: AccountsQueries,
  ) {}

  /** null: no such account, or none of this domain; they are not told apart */
  async find(tx: Transaction, actor: Actor, accountId: string): Promise<Found | null> {
    if (!(await this.belonging(tx, actor, accountId))) return null;
    const row = await tx.manager.findOneOrFail(AccountRow, {
      where: { id: accountId },
      lock: { mode: 'pessimistic_write' },
    });
    return this.withGrants(tx, actor, row);
  }

  /** As `find`, of an account that is only looked at */
  async look(reader: Reader, actor: Actor, accountId: string): Promise<Found | null> {
    const row = await this.belonging(reader, actor, accountId);
    return row && this.withGrants(reader, actor, row);
  }

  private async belonging({ manager }: Reader, actor: Actor, accountId: string): Promise<AccountRow | null> {
    if (!isId(accountId)) return null;
    const query = this.queries.belonging(manager, actor.legislatureId);
    return query.andWhere('a.id = :accountId', { accountId }).getOne();
  }

  private async withGrants({ manager }: Reader, actor: Actor, row: AccountRow): Promise<Found> {
    const grants = await manager.findBy(RoleGrantRow, { accountId: row.id, ...inForce });
    const at = await timeOf(manager);
    return {
      row,
      at,
      domain: domainOf(actor),
      isOwn: row.id === actor.accountId,
      state: stateOf(row, at, this.config.accounts.dormantDays),
      grants,
      here: grants.filter((g) => g.legislatureId === actor.legislatureId),
      isShared: grants.some((g) => g.legislatureId !== actor.legislatureId),
    };
  }

  /** Is there a domain among those that these grants administer where nobody else could sign in, or is signed in now */
  async leavesNobody(
    manager: EntityManager,
    grants: readonly RoleGrantRow[],
    actor: Actor,
    at: Date,
  ): Promise<boolean> {
    for (const grant of grants.filter((g) => administrators.includes(g.role))) {
      const others = await manager.findBy(RoleGrantRow, {
        role: grant.role,
        legislatureId: grant.legislatureId ?? IsNull(),
        accountId: Not(grant.accountId),
        // who stands in for a while is not who stays
        revokedAt: IsNull(),
      });
      const accounts = await manager.findBy(AccountRow, { id: oneOf(others.map((g) => g.accountId)) });
      if (
        !accounts.some(
          (a) =>
            stateOf(a, at, this.config.accounts.dormantDays) === 'ACTIVE' ||
            (a.id === actor.accountId && a.disabledAt === null),
        )
      )
        return true;
    }
    return false;
  }
}

/** Nothing opens with it any more, neither its password nor a session; gives how many sessions ended */
export async function disableAccount(tx: Transaction, row: AccountRow, reason: string, at: Date): Promise<number> {
  await tx.manager.update(
    AccountRow,
    { id: row.id },
    { disabledAt: at, passwordHash: null, passwordExpiresAt: at, version: row.version + 1 },
  );
  const sessions = await endSessions(tx.manager, row.id, null);
  await noteChange(tx, row.id, 'DISABLED', reason);
  return sessions;
}

export async function noteChange(
  tx: Transaction,
  accountId: string,
  act: 'DISABLED' | 'ENABLED',
  reason: string | null,
): Promise<void> {
  await tx.manager.query(
    'insert into account_change (id, account_id, act, reason, by_account) values ($1, $2, $3, $4, $5)',
    [randomUUID(), accountId, act, reason, tx.scope.accountId],
  );
}
