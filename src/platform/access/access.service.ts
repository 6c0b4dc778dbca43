/** Legislatures, accounts, grants: who may come in. */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { Actor } from '../base/actor.js';
import { DEFAULT_ZONE } from '../base/clock.js';
import { checkInput, Refusal } from '../base/refusal.js';
import { roles } from '../base/roles.rules.js';
import { type Reader, scopeOf, UnitOfWork } from '../database/scope.js';
import { AccountRow, LegislatureRow, RoleGrantRow } from './access.entities.js';
import { type Domain, judgeTogether, type Profile, rolesOf } from './accounts.rules.js';
import { hashPassword, oneTimePassword } from './password.js';
import { giveOneTimePassword, oneTime } from './passwords.js';
import { SecondFactors } from './second-factors.js';
import { endSessions, timeOf } from './sessions.service.js';
import { Units } from './units.js';

export const UNIT_WORDS = '联络员要指明联系点，其他角色不用';

export const NewLegislature = z.object({
  code: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/, '代码用小写字母、数字和连字符，2 至 31 位，以字母开头'),
  name: z.string().trim().min(2, '请填写机关全称').max(80, '机关全称不超过 80 字'),
  organName: z.string().trim().min(2, '请填写发文机关名称').max(80, '发文机关名称不超过 80 字'),
  documentWord: z.string().trim().min(1, '请填写机关代字').max(20, '机关代字不超过 20 字'),
  profile: z.enum(['SIMPLE', 'STANDARD', 'STRICT']),
  minimumDays: z.number().int().min(1, '最少天数不小于 1').max(365, '最少天数不大于 365'),
  minimumDaysSource: z.string().trim().min(1, '请写明依据').max(60, '依据不超过 60 字'),
  contactName: z.string().trim().max(40, '联系人不超过 40 字').nullish(),
  contactPhone: z.string().trim().max(40, '电话不超过 40 字').nullish(),
});

export const displayName = z.string().trim().min(1, '请填写姓名').max(40, '姓名不超过 40 字');

export const NewAccount = z.object({
  username: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,62}$/, '用户名用小写字母、数字、点、横线，2 至 63 位'),
  displayName,
  grants: z
    .array(
      z.object({
        role: z.enum(roles, '没有这种角色'),
        unitId: z.uuid('联系点编号不对').toLowerCase().nullish(),
      }),
    )
    .min(1, '至少给一个角色')
    .max(10, '角色太多')
    .refine((gs) => gs.every((g) => (g.role === 'LIAISON_OFFICER') === (g.unitId != null)), UNIT_WORDS)
    .refine((gs) => new Set(gs.map((g) => `${g.role} ${g.unitId ?? ''}`)).size === gs.length, '同一个角色给了两次'),
});

export interface AccountCreated {
  account: AccountRow;
  /** shown once; dies after 24 hours or at its first use */
  activationPassword: string;
}

@Injectable()
export class AccessService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly units: Units,
    private readonly factors: SecondFactors,
  ) {}

  /** The founder becomes the administrator (管理员) of the new legislature. */
  async createLegislature(actor: Actor, input: unknown): Promise<LegislatureRow | Refusal> {
    const given = checkInput(NewLegislature, input);
    if (given instanceof Refusal) return given;
    return this.work.run<LegislatureRow | Refusal>(
      'createLegislature',
      { legislatureId: null, accountId: actor.accountId },
      async (tx) => {
        const at = await tx.time();
        const row = tx.manager.create(LegislatureRow, {
          ...given,
          id: randomUUID(),
          zone: DEFAULT_ZONE,
          contactName: given.contactName ?? null,
          contactPhone: given.contactPhone ?? null,
          version: 1,
          createdAt: at,
        });
        await tx.manager.insert(LegislatureRow, row);
        await grantRole(tx.manager, {
          accountId: actor.accountId,
          legislatureId: row.id,
          role: 'ADMINISTRATOR',
          unitId: null,
          grantedBy: actor.accountId,
          grantedAt: at,
        });
        tx.record('createLegislature', 'Legislature', row.id);
        return row;
      },
      (constraint) =>
        constraint === 'legislature_code_unique' ? new Refusal('NAME_TAKEN', { name: given.code }) : undefined,
    );
  }

  /** The zone whose civil days count in a legislature; the default where there is none at hand */
  async zone(legislatureId: string | null): Promise<string> {
    return (legislatureId === null ? null : await this.legislature(legislatureId))?.zone ?? DEFAULT_ZONE;
  }

  async legislature(id: string): Promise<LegislatureRow | null> {
    return this.work.read({ legislatureId: id, accountId: null }).manager.findOneBy(LegislatureRow, { id });
  }

  /**
   * Makes an account with a one-time password and grants in the actor's own legislature, or a 系统管理员 where none is
   * at hand; never elsewhere.
   */
  async createAccount(actor: Actor, input: unknown): Promise<AccountCreated | Refusal> {
    const given = checkInput(NewAccount, input);
    if (given instanceof Refusal) return given;
    const domain: Domain = actor.legislatureId === null ? 'INSTALLATION' : 'LEGISLATURE';
    const misplaced = given.grants.findIndex((g) => !rolesOf(domain).includes(g.role));
    if (misplaced >= 0) return Refusal.field(`grants.${misplaced}.role`, 'UNKNOWN', '没有这种角色');
    const activationPassword = oneTimePassword();
    const passwordHash = await hashPassword(activationPassword);
    return this.work.run<AccountCreated | Refusal>(
      'createAccount',
      scopeOf(actor),
      async (tx) => {
        const apart = judgeTogether(
          given.grants.map((g) => g.role),
          await profileOf(tx),
        );
        if (apart) return Refusal.by(apart);
        for (const [at, g] of given.grants.entries()) {
          if (g.unitId != null && !(await this.units.belongs(tx, g.unitId)))
            return Refusal.field(`grants.${at}.unitId`, 'UNKNOWN', '没有找到这个联系点。');
        }
        const at = await tx.time();
        const account = newAccount(given.username, given.displayName, passwordHash, at);
        await tx.manager.insert(AccountRow, account);
        for (const g of given.grants)
          await grantRole(tx.manager, {
            accountId: account.id,
            legislatureId: actor.legislatureId,
            role: g.role,
            unitId: g.unitId ?? null,
            grantedBy: actor.accountId,
            grantedAt: at,
          });
        tx.record('createAccount', 'Account', account.id, { grants: given.grants.length });
        return { account, activationPassword };
      },
      (constraint) =>
        constraint === 'account_username_unique' ? new Refusal('NAME_TAKEN', { name: given.username }) : undefined,
    );
  }

  /** The first administrator of an installation, made where there is no account yet; null where there is one. */
  async createFirstAdministrator(username = 'admin'): Promise<AccountCreated | null> {
    const activationPassword = oneTimePassword();
    const passwordHash = await hashPassword(activationPassword);
    return this.work.run('createFirstAdministrator', { legislatureId: null, accountId: null }, async (tx) => {
      await tx.manager.query('select singleton from installation for update');
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
      return { account, activationPassword };
    });
  }

  /**
   * By the operator of the machine: a fresh one-time password for somebody who lost theirs, and with `secondFactor`
   * their second factor taken away too; ends every session. null: no such account.
   */
  async resetPassword(username: string, secondFactor = false): Promise<string | null> {
    const activationPassword = oneTimePassword();
    const passwordHash = await hashPassword(activationPassword);
    return this.work.run('resetPassword', { legislatureId: null, accountId: null }, async (tx) => {
      const account = await tx.manager.findOne(AccountRow, {
        where: { username },
        lock: { mode: 'pessimistic_write' },
      });
      if (!account) return null;
      await giveOneTimePassword(tx.manager, account, passwordHash, await tx.time());
      await endSessions(tx.manager, account.id, null);
      if (secondFactor) await this.factors.remove(tx, account.id);
      tx.record('resetPassword', 'Account', account.id);
      return activationPassword;
    });
  }

  now(): Promise<Date> {
    return timeOf(this.work.read({ legislatureId: null, accountId: null }).manager);
  }
}

const newAccount = (username: string, displayName: string, passwordHash: string, at: Date): AccountRow =>
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

export async function grantRole(
  manager: EntityManager,
  grant: Omit<RoleGrantRow, 'id' | 'revokedAt' | 'revokedBy'>,
): Promise<void> {
  await manager.insert(RoleGrantRow, { ...grant, id: randomUUID(), revokedAt: null, revokedBy: null });
}

/** How much ceremony the domain at hand wants; of the installation the strictest of its legislatures */
export async function profileOf(reader: Reader): Promise<Profile> {
  const { legislatureId } = reader.scope;
  if (legislatureId !== null)
    return (await reader.manager.findOneByOrFail(LegislatureRow, { id: legislatureId })).profile;
  return (await reader.manager.existsBy(LegislatureRow, { profile: 'STRICT' })) ? 'STRICT' : 'SIMPLE';
}
