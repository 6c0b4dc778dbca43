/** 账号管理: roles given and taken back, accounts stopped and started again, passwords reset; history is kept. */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { words } from '../base/inputs.js';
import type { Actor } from '../base/actor.js';
import { checkInput, Refusal } from '../base/refusal.js';
import { roles } from '../base/roles.rules.js';
import { oneOf } from '../database/one-of.js';
import { scopeOf, type Transaction, UnitOfWork } from '../database/scope.js';
import { AccountRow, RoleGrantRow } from './access.entities.js';
import { displayName, UNIT_WORDS } from './access.inputs.js';
import { type AccountCreated, grantRole, lockAccounts, profileOf, withPassword } from './access.service.js';
import { AccountsQueries, type ManagedAccount } from './accounts.queries.js';
import {
  type AccountAct,
  judgeAct,
  judgeGrant,
  judgeRename,
  judgeRevoke,
  judgeTogether,
  rolesOf,
} from './accounts.rules.js';
import {
  disableAccount,
  domainOf,
  type Found,
  FoundAccounts,
  heldTogether,
  noteChange,
  refuseNumber,
} from './found-accounts.js';
import { Holds } from './holds.js';
import { hashPassword, oneTimePassword } from './password.js';
import { giveOneTimePassword } from './passwords.js';
import { SecondFactors } from './second-factors.js';
import { endSessions } from './sessions.service.js';
import { Units } from './units.js';

const RoleChange = z
  .object({
    accountId: z.string(),
    role: z.enum(roles, '没有这种角色'),
    unitId: z.uuid('联系点编号不对').toLowerCase().nullish(),
  })
  .refine((g) => (g.role === 'LIAISON_OFFICER') === (g.unitId != null), { path: ['unitId'], message: UNIT_WORDS });
const Disabling = z.object({
  accountId: z.string(),
  reason: words({ least: [2, '请写明停用的原因'], most: [200, '原因不超过 200 字'] }),
});

const Renaming = z.object({ accountId: z.string(), displayName });

@Injectable()
export class AccountsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly units: Units,
    private readonly factors: SecondFactors,
    private readonly holds: Holds,
    private readonly found: FoundAccounts,
    private readonly queries: AccountsQueries,
  ) {}

  async grantRole(actor: Actor, input: unknown): Promise<ManagedAccount | Refusal> {
    const given = checkInput(RoleChange, input);
    if (given instanceof Refusal) return given;
    if (!rolesOf(domainOf(actor)).includes(given.role)) return Refusal.field('role', 'UNKNOWN', '没有这种角色');
    return this.onAccount('grantRole', actor, given.accountId, async (tx, found) => {
      const unitId = given.unitId ?? null;
      if (unitId !== null && !(await this.units.belongs(tx, unitId)))
        return Refusal.field('unitId', 'UNKNOWN', '没有找到这个联系点。');
      const hasIt = found.here.some((g) => g.role === given.role && g.unitId === unitId && g.revokedAt === null);
      const many = hasIt ? null : refuseNumber('role', found.here.length + 1);
      if (many) return many;
      const judged = judgeGrant({
        ...found,
        role: given.role,
        hasIt,
        held: heldTogether(found.grants, actor.legislatureId),
        profile: await profileOf(tx.manager, actor.legislatureId),
      });
      if (judged) return Refusal.by(judged);
      await grantRole(tx.manager, {
        accountId: found.row.id,
        legislatureId: actor.legislatureId,
        role: given.role,
        unitId,
        grantedBy: actor.accountId,
        grantedAt: found.at,
      });
      tx.record('grantRole', 'Account', found.row.id, { role: given.role, unitId });
      return found.row;
    });
  }

  /**
   * 更正姓名, as colleagues see it; papers bear no name of an account. ACCOUNT_SHARED where the
   * account holds roles elsewhere too.
   */
  async rename(actor: Actor, input: unknown): Promise<ManagedAccount | Refusal> {
    const given = checkInput(Renaming, input);
    if (given instanceof Refusal) return given;
    return this.onAccount('renameAccount', actor, given.accountId, async (tx, found) => {
      const judged = judgeRename(found);
      if (judged) return Refusal.by(judged);
      const { row } = found;
      const columns = { displayName: given.displayName, version: row.version + 1 };
      await tx.manager.update(AccountRow, { id: row.id }, columns);
      tx.record('renameAccount', 'Account', row.id);
      return { ...row, ...columns };
    });
  }

  /** What the role allowed is over at the next request, and with the next look for open streams. */
  async revokeRole(actor: Actor, input: unknown): Promise<ManagedAccount | Refusal> {
    const given = checkInput(RoleChange, input);
    if (given instanceof Refusal) return given;
    return this.onAccount('revokeRole', actor, given.accountId, async (tx, found) => {
      const held = found.here.filter((g) => g.role === given.role && g.unitId === (given.unitId ?? null));
      const lasting = held.filter((g) => g.revokedAt === null);
      const judged = judgeRevoke({
        ...found,
        role: given.role,
        hasIt: held.length > 0,
        leavesNobody: await this.found.leavesNobody(tx.manager, lasting, actor, found.at),
      });
      if (judged) return Refusal.by(judged);
      await tx.manager.update(
        RoleGrantRow,
        { id: oneOf(held.map((g) => g.id)) },
        { revokedAt: found.at, revokedBy: actor.accountId },
      );
      tx.record('revokeRole', 'Account', found.row.id, { role: given.role, unitId: given.unitId ?? null });
      return found.row;
    });
  }

  /**
   * 停用: nothing opens with it any more, neither its password, nor a one-time one that waits, nor a session or stream
   * that is open.
   */
  async disable(actor: Actor, input: unknown): Promise<ManagedAccount | Refusal> {
    const given = checkInput(Disabling, input);
    if (given instanceof Refusal) return given;
    return this.judged('disableAccount', 'disable', actor, given.accountId, async (tx, { row, at }) => {
      const sessions = await disableAccount(tx, row, given.reason, at);
      tx.record('disableAccount', 'Account', row.id, { sessions });
      return { ...row, disabledAt: at };
    });
  }

  /**
   * 启用, also of one that nobody signed in to for long: with a one-time password, since nobody knows who has the old
   * one by now. ROLES_APART where an organ became 严格 meanwhile, for which whoever is stopped does not count.
   */
  async enable(actor: Actor, input: { accountId: string }): Promise<AccountCreated | Refusal> {
    return this.withOneTimePassword('enableAccount', 'enable', actor, input.accountId, async (tx, { row, grants }) => {
      const apart = await refuseTogether(tx, grants);
      if (apart || row.disabledAt === null) return apart;
      await tx.manager.update(AccountRow, { id: row.id }, { disabledAt: null });
      row.disabledAt = null;
      await noteChange(tx, row.id, 'ENABLED', null);
      return null;
    });
  }

  /** For somebody who lost the password; a second factor stays. */
  resetPassword(actor: Actor, input: { accountId: string }): Promise<AccountCreated | Refusal> {
    return this.withOneTimePassword('resetPassword', 'resetPassword', actor, input.accountId, () =>
      Promise.resolve(null),
    );
  }

  /**
   * For somebody who lost phone and recovery codes: the account signs in by its password alone again, and binds anew
   * where the profile asks for it.
   */
  async resetSecondFactor(actor: Actor, username: string): Promise<AccountRow | Refusal> {
    const account = await this.work.read(scopeOf(actor)).manager.findOneBy(AccountRow, { username });
    const done = await this.judged(
      'resetSecondFactor',
      'resetSecondFactor',
      actor,
      account?.id ?? '',
      async (tx, { row, at }) => {
        if (await this.factors.remove(tx, row.id)) await this.holds.note(tx, row.id, 'SECOND_FACTOR', at);
        return row;
      },
    );
    return done instanceof Refusal ? done : done.row;
  }

  private async withOneTimePassword(
    act: string,
    kind: AccountAct,
    actor: Actor,
    accountId: string,
    before: (tx: Transaction, found: Found) => Promise<Refusal | null>,
  ): Promise<AccountCreated | Refusal> {
    const activationPassword = oneTimePassword();
    const passwordHash = await hashPassword(activationPassword);
    const done = await this.judged(act, kind, actor, accountId, async (tx, found) => {
      const refusal = await before(tx, found);
      if (refusal) return refusal;
      await giveOneTimePassword(tx.manager, found.row, passwordHash, found.at);
      const sessions = await endSessions(tx.manager, found.row.id, null);
      await this.holds.note(tx, found.row.id, 'PASSWORD', found.at);
      tx.record(act, 'Account', found.row.id, { sessions });
      return found.row;
    });
    return done instanceof Refusal ? done : withPassword(done.row, activationPassword);
  }

  private judged(
    act: string,
    kind: AccountAct,
    actor: Actor,
    accountId: string,
    body: (tx: Transaction, found: Found) => Promise<AccountRow | Refusal>,
  ): Promise<ManagedAccount | Refusal> {
    return this.onAccount(act, actor, accountId, async (tx, found) => {
      const judged = judgeAct(kind, {
        ...found,
        leavesNobody: await this.found.leavesNobody(tx.manager, found.grants, actor, found.at),
      });
      return judged ? Refusal.by(judged) : body(tx, found);
    });
  }

  private onAccount(
    act: string,
    actor: Actor,
    accountId: string,
    body: (tx: Transaction, found: Found) => Promise<AccountRow | Refusal>,
  ): Promise<ManagedAccount | Refusal> {
    return this.work.run<ManagedAccount | Refusal>(act, scopeOf(actor), async (tx) => {
      await lockAccounts(tx);
      const found = await this.found.find(tx, actor, accountId);
      if (!found) return Refusal.notFound('这个账号');
      const done = await body(tx, found);
      if (done instanceof Refusal) return done;
      const [managed] = await this.queries.managedOf(tx.manager, actor.legislatureId, [done]);
      return managed ?? Refusal.notFound('这个账号');
    });
  }
}

/** Roles that an organ keeps apart in which all of these are held, whichever it is of those that they are held in */
async function refuseTogether(tx: Transaction, grants: readonly RoleGrantRow[]): Promise<Refusal | null> {
  for (const legislatureId of new Set(grants.map((g) => g.legislatureId))) {
    const apart = judgeTogether(heldTogether(grants, legislatureId), await profileOf(tx.manager, legislatureId));
    if (apart) return Refusal.by(apart);
  }
  return null;
}
