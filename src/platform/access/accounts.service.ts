/** 账号管理: roles given and taken back, accounts stopped and started again, passwords reset; history is kept. */
import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull, Not } from 'typeorm';
import { z } from 'zod';
import type { Actor } from '../base/actor.js';
import type { Config } from '../base/config.js';
import { CONFIG } from '../base/config.token.js';
import { checkInput, Refusal } from '../base/refusal.js';
import { type Role, roles } from '../base/roles.rules.js';
import { isId, scopeOf, type Transaction, UnitOfWork } from '../database/scope.js';
import { AccountRow, RoleGrantRow } from './access.entities.js';
import { type AccountCreated, displayName, grantRole, profileOf, UNIT_WORDS } from './access.service.js';
import { AccountsQueries, inForce, type ManagedAccount } from './accounts.queries.js';
import {
  type AccountAct,
  administratorOf,
  type Domain,
  judgeAct,
  judgeGrant,
  judgeRename,
  judgeRevoke,
  type OnAccount,
  rolesOf,
  stateOf,
} from './accounts.rules.js';
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
  reason: z.string().trim().min(2, '请写明停用的原因').max(200, '原因不超过 200 字'),
});

const Renaming = z.object({ accountId: z.string(), displayName });

/** The account an act is on, locked, with what the rules ask of it */
interface Found extends OnAccount {
  row: AccountRow;
  here: RoleGrantRow[];
  /** in force, wherever */
  grants: RoleGrantRow[];
  at: Date;
}

const domainOf = (actor: Actor): Domain => (actor.legislatureId === null ? 'INSTALLATION' : 'LEGISLATURE');
const administrators: readonly Role[] = Object.values(administratorOf);

/** Roles of one account in one legislature, each contact point of a liaison officer counted */
const ROLES_PER_ACCOUNT = 200;

@Injectable()
export class AccountsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly units: Units,
    private readonly factors: SecondFactors,
    @Inject(CONFIG) private readonly config: Config,
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
      const hasIt = found.here.some((g) => g.role === given.role && g.unitId === unitId);
      if (!hasIt && found.here.length >= ROLES_PER_ACCOUNT)
        return Refusal.field('role', 'LENGTH', `一个账号在本机关最多 ${ROLES_PER_ACCOUNT} 个角色，请先收回用不着的。`);
      // a role of the installation counts in every legislature
      const held = found.grants.filter((g) => g.legislatureId === null || g.legislatureId === actor.legislatureId);
      const judged = judgeGrant({
        ...found,
        role: given.role,
        hasIt,
        held: held.map((g) => g.role),
        profile: await profileOf(tx),
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
      const grant = found.here.find((g) => g.role === given.role && g.unitId === (given.unitId ?? null));
      const judged = judgeRevoke({
        ...found,
        role: given.role,
        hasIt: grant !== undefined,
        leavesNobody: grant !== undefined && (await this.leavesNobody(tx.manager, [grant], actor, found.at)),
      });
      if (judged) return Refusal.by(judged);
      await tx.manager.update(
        RoleGrantRow,
        { id: grant?.id ?? '' },
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
      await tx.manager.update(
        AccountRow,
        { id: row.id },
        { disabledAt: at, passwordHash: null, passwordExpiresAt: at, version: row.version + 1 },
      );
      const sessions = await endSessions(tx.manager, row.id, null);
      await this.note(tx, row.id, 'DISABLED', given.reason, actor.accountId);
      tx.record('disableAccount', 'Account', row.id, { sessions });
      return { ...row, disabledAt: at };
    });
  }

  /**
   * 启用, also of one that nobody signed in to for long: with a one-time password, since nobody knows who has the old
   * one by now.
   */
  async enable(actor: Actor, input: { accountId: string }): Promise<AccountCreated | Refusal> {
    return this.withOneTimePassword('enableAccount', 'enable', actor, input.accountId, async (tx, { row }) => {
      if (row.disabledAt === null) return;
      await tx.manager.update(AccountRow, { id: row.id }, { disabledAt: null });
      row.disabledAt = null;
      await this.note(tx, row.id, 'ENABLED', null, actor.accountId);
    });
  }

  /** For somebody who lost the password; a second factor stays. */
  resetPassword(actor: Actor, input: { accountId: string }): Promise<AccountCreated | Refusal> {
    return this.withOneTimePassword('resetPassword', 'resetPassword', actor, input.accountId, () => Promise.resolve());
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
      async (tx, { row }) => {
        await this.factors.remove(tx, row.id);
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
    before: (tx: Transaction, found: Found) => Promise<void>,
  ): Promise<AccountCreated | Refusal> {
    const activationPassword = oneTimePassword();
    const passwordHash = await hashPassword(activationPassword);
    const done = await this.judged(act, kind, actor, accountId, async (tx, found) => {
      await before(tx, found);
      await giveOneTimePassword(tx.manager, found.row, passwordHash, found.at);
      const sessions = await endSessions(tx.manager, found.row.id, null);
      tx.record(act, 'Account', found.row.id, { sessions });
      return found.row;
    });
    return done instanceof Refusal ? done : { account: done.row, activationPassword };
  }

  private judged(
    act: string,
    kind: AccountAct,
    actor: Actor,
    accountId: string,
    body: (tx: Transaction, found: Found) => Promise<AccountRow>,
  ): Promise<ManagedAccount | Refusal> {
    return this.onAccount(act, actor, accountId, async (tx, found) => {
      const judged = judgeAct(kind, {
        ...found,
        leavesNobody: await this.leavesNobody(tx.manager, found.grants, actor, found.at),
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
      // one at a time in the whole installation, and rare: of two administrators who take each other's role the second
      // finds out
      await tx.manager.query('select singleton from installation for update');
      const found = await this.find(tx, actor, accountId);
      if (!found) return Refusal.notFound('这个账号');
      const done = await body(tx, found);
      if (done instanceof Refusal) return done;
      const [managed] = await this.queries.managedOf(tx.manager, actor.legislatureId, [done]);
      return managed ?? Refusal.notFound('这个账号');
    });
  }

  /** null: no such account, or none of this domain; they are not told apart */
  private async find(tx: Transaction, actor: Actor, accountId: string): Promise<Found | null> {
    if (
      !isId(accountId) ||
      !(await this.queries
        .belonging(tx.manager, actor.legislatureId)
        .andWhere('a.id = :accountId', { accountId })
        .getOne())
    )
      return null;
    const row = await tx.manager.findOneOrFail(AccountRow, {
      where: { id: accountId },
      lock: { mode: 'pessimistic_write' },
    });
    const grants = await tx.manager.findBy(RoleGrantRow, { accountId, ...inForce });
    const at = await tx.time();
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
  private async leavesNobody(
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
        ...inForce,
      });
      const accounts = await manager.findBy(AccountRow, { id: In(others.map((g) => g.accountId)) });
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

  private async note(
    tx: Transaction,
    accountId: string,
    act: 'DISABLED' | 'ENABLED',
    reason: string | null,
    by: string,
  ): Promise<void> {
    await tx.manager.query(
      'insert into account_change (id, account_id, act, reason, by_account) values ($1, $2, $3, $4, $5)',
      [randomUUID(), accountId, act, reason, by],
    );
  }
}
