/** Legislatures, accounts, grants: who may come in. */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, Not } from 'typeorm';
import { DEFAULT_ZONE } from '../base/clock.js';
import { type Role, roles } from '../base/roles.rules.js';
import { oneOf } from '../database/one-of.js';
import { type Transaction, UnitOfWork } from '../database/scope.js';
import { AccountRow, LegislatureRow, RoleGrantRow } from './access.entities.js';
import type { Profile } from './accounts.rules.js';
import { Holds } from './holds.js';
import { hashPassword, oneTimePassword } from './password.js';
import { giveOneTimePassword, oneTime } from './passwords.js';
import { SecondFactors } from './second-factors.js';
import { endSessions, timeOf } from './sessions.service.js';
import { inForce } from './grants.sql.js';

export interface AccountCreated {
  account: AccountRow;
  /** shown once; dies after 24 hours or at its first use */
  activationPassword: string;
  expiresAt: Date;
}

/** The account with the one-time password that it was just given */
export const withPassword = (account: AccountRow, activationPassword: string): AccountCreated => ({
  account,
  activationPassword,
  expiresAt: account.passwordExpiresAt ?? account.passwordSetAt,
});

@Injectable()
export class AccessService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly factors: SecondFactors,
    private readonly holds: Holds,
  ) {}

  /** The zone whose civil days count in a legislature; the default where there is none at hand */
  async zone(legislatureId: string | null): Promise<string> {
    return (legislatureId === null ? null : await this.legislature(legislatureId))?.zone ?? DEFAULT_ZONE;
  }

  /** The legislatures in which the account holds a role now, with its roles there, by name */
  async legislaturesOf(accountId: string): Promise<{ row: LegislatureRow; roles: Role[] }[]> {
    const { manager } = this.work.read({ legislatureId: null, accountId });
    const grants = await manager.findBy(RoleGrantRow, {
      accountId,
      legislatureId: Not(IsNull()),
      ...inForce,
    });
    const rows = await manager.find(LegislatureRow, {
      where: { id: oneOf(grants.flatMap((g) => g.legislatureId ?? [])) },
      order: { name: 'ASC', id: 'ASC' },
    });
    return rows.map((row) => {
      const held = new Set(grants.filter((g) => g.legislatureId === row.id).map((g) => g.role));
      return { row, roles: roles.filter((r) => held.has(r)) };
    });
  }

  async legislature(id: string): Promise<LegislatureRow | null> {
    return this.work.read({ legislatureId: id, accountId: null }).manager.findOneBy(LegislatureRow, { id });
  }

  /** The first administrator of an installation, made where there is no account yet; null where there is one. */
  async createFirstAdministrator(username = 'admin'): Promise<AccountCreated | null> {
    const activationPassword = oneTimePassword();
    const passwordHash = await hashPassword(activationPassword);
    return this.work.run('createFirstAdministrator', { legislatureId: null, accountId: null }, async (tx) => {
      await lockAccounts(tx);
      if ((await tx.manager.count(AccountRow)) > 0) return null;
      const at = await tx.time();
      const account = newAccount(username, '系统管理员', passwordHash, at);
      await tx.manager.insert(AccountRow, account);
      await grantRole(tx.manager, {
        accountId: account.id,
        legislatureId: null,
        role: 'SYSTEM_ADMINISTRATOR',
        unitId: null,
        grantedBy: null,
        grantedAt: at,
      });
      tx.record('createFirstAdministrator', 'Account', account.id);
      return withPassword(account, activationPassword);
    });
  }

  /**
   * By the operator of the machine: a fresh one-time password for somebody who lost theirs, and with `secondFactor`
   * their second factor taken away too; ends every session. The account is held as where an administrator does both.
   * null: no such account.
   */
  async resetPassword(username: string, secondFactor = false): Promise<string | null> {
    const activationPassword = oneTimePassword();
    const passwordHash = await hashPassword(activationPassword);
    return this.work.run('resetPassword', { legislatureId: null, accountId: null }, async (tx) => {
      await lockAccounts(tx);
      const account = await tx.manager.findOne(AccountRow, {
        where: { username },
        lock: { mode: 'pessimistic_write' },
      });
      if (!account) return null;
      const at = await tx.time();
      await giveOneTimePassword(tx.manager, account, passwordHash, at);
      await endSessions(tx.manager, account.id, null);
      await this.holds.note(tx, account.id, 'PASSWORD', at);
      if (secondFactor && (await this.factors.remove(tx, account.id)))
        await this.holds.note(tx, account.id, 'SECOND_FACTOR', await tx.time());
      tx.record('resetPassword', 'Account', account.id);
      return activationPassword;
    });
  }

  now(): Promise<Date> {
    return timeOf(this.work.read({ legislatureId: null, accountId: null }).manager);
  }
}

export const newAccount = (username: string, displayName: string, passwordHash: string, at: Date): AccountRow =>
  Object.assign(new AccountRow(), {
    id: randomUUID(),
    username,
    displayName,
    ...oneTime(passwordHash, at),
    disabledAt: null,
    lastSignedInAt: null,
    createdAt: at,
    version: 1,
  });

/**
 * One act on accounts, roles and profiles at a time in the whole installation, and they are rare: of two administrators
 * who take each other's role the second finds out.
 */
export const lockAccounts = (tx: Transaction): Promise<unknown> =>
  tx.manager.query('select singleton from installation for update');

export async function grantRole(
  manager: EntityManager,
  grant: Omit<RoleGrantRow, 'id' | 'revokedAt' | 'revokedBy'>,
  until: Date | null = null,
): Promise<void> {
  const revokedBy = until && grant.grantedBy;
  await manager.insert(RoleGrantRow, { ...grant, id: randomUUID(), revokedAt: until, revokedBy });
}

/** How much ceremony a legislature wants; of the installation the strictest of its legislatures */
export async function profileOf(manager: EntityManager, legislatureId: string | null): Promise<Profile> {
  if (legislatureId !== null) return (await manager.findOneByOrFail(LegislatureRow, { id: legislatureId })).profile;
  return (await manager.existsBy(LegislatureRow, { profile: 'STRICT' })) ? 'STRICT' : 'SIMPLE';
}
