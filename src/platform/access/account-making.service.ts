/** Accounts 账号 are made, one or a list of them, each with a password that opens once. */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../base/actor.js';
import { checkInput, Refusal } from '../base/refusal.js';
import { oneOf } from '../database/one-of.js';
import { type Reader, scopeOf, type Transaction, UnitOfWork } from '../database/scope.js';
import { AccountRow } from './access.entities.js';
import { NewAccount } from './access.inputs.js';
import { type AccountCreated, grantRole, lockAccounts, newAccount, profileOf, withPassword } from './access.service.js';
import { judgeTogether, rolesOf } from './accounts.rules.js';
import { domainOf } from './found-accounts.js';
import { hashPassword, oneTimePassword } from './password.js';
import { Units } from './units.js';

/** Their passwords are hashed one after the other: 100 take a few seconds */
export const ACCOUNTS_PER_REQUEST = 100;

const NewAccounts = z.object({
  accounts: z
    .array(z.unknown())
    .min(1, '请至少填写一个账号')
    .max(ACCOUNTS_PER_REQUEST, `一次最多开通 ${ACCOUNTS_PER_REQUEST} 个账号`),
});

type Given = z.infer<typeof NewAccount>;

/** What became of a list of accounts; rows count from 1, in the order they were handed in */
export interface AccountsCreated {
  created: (AccountCreated & { row: number })[];
  refused: { row: number; refusal: Refusal }[];
}

@Injectable()
export class AccountMakingService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly units: Units,
  ) {}

  /**
   * Makes an account with a one-time password and grants in the actor's own legislature, or a 系统管理员 where none is
   * at hand; never elsewhere.
   */
  async createAccount(actor: Actor, input: unknown): Promise<AccountCreated | Refusal> {
    const given = checkAccount(actor, input);
    if (given instanceof Refusal) return given;
    const activationPassword = oneTimePassword();
    const passwordHash = await hashPassword(activationPassword);
    return this.work.run<AccountCreated | Refusal>('createAccount', scopeOf(actor), async (tx) => {
      await lockAccounts(tx);
      const refused = (await this.refuseGrants(tx, given)) ?? (await refuseNames(tx, [given])).get(given.username);
      if (refused) return refused;
      return withPassword(await this.make(tx, actor, given, passwordHash), activationPassword);
    });
  }

  /** As `createAccount`, of a list: each of them is made, or left out with its reason. */
  async createAccounts(actor: Actor, input: unknown): Promise<AccountsCreated | Refusal> {
    const list = checkInput(NewAccounts, input);
    if (list instanceof Refusal) return list;
    const outcome: AccountsCreated = { created: [], refused: [] };
    const rows: { row: number; given: Given; password: string; hash: string }[] = [];
    for (const [at, one] of list.accounts.entries()) {
      const given = checkAccount(actor, one);
      const password = oneTimePassword();
      if (given instanceof Refusal) outcome.refused.push({ row: at + 1, refusal: given });
      else rows.push({ row: at + 1, given, password, hash: await hashPassword(password) });
    }
    return this.work.run<AccountsCreated | Refusal>('createAccounts', scopeOf(actor), async (tx) => {
      await lockAccounts(tx);
      const taken = await refuseNames(
        tx,
        rows.map((r) => r.given),
      );
      for (const { row, given, password, hash } of rows) {
        const refusal = taken.get(given.username) ?? (await this.refuseGrants(tx, given));
        if (refusal) outcome.refused.push({ row, refusal });
        else {
          const account = await this.make(tx, actor, given, hash);
          outcome.created.push({ row, ...withPassword(account, password) });
          taken.set(given.username, new Refusal('NAME_TAKEN', { name: given.username }));
        }
      }
      outcome.refused.sort((a, b) => a.row - b.row);
      return outcome;
    });
  }

  /** Roles that do not go together, a contact point that is none of this legislature */
  private async refuseGrants(reader: Reader, { grants }: Given): Promise<Refusal | null> {
    const apart = judgeTogether(
      grants.map((g) => g.role),
      await profileOf(reader.manager, reader.scope.legislatureId),
    );
    if (apart) return Refusal.by(apart);
    for (const [at, g] of grants.entries())
      if (g.unitId != null && !(await this.units.belongs(reader, g.unitId)))
        return Refusal.field(`grants.${at}.unitId`, 'UNKNOWN', '没有找到这个联系点。');
    return null;
  }

  private async make(tx: Transaction, actor: Actor, given: Given, passwordHash: string): Promise<AccountRow> {
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
    return account;
  }
}

function checkAccount(actor: Actor, input: unknown): Given | Refusal {
  const given = checkInput(NewAccount, input);
  if (given instanceof Refusal) return given;
  const misplaced = given.grants.findIndex((g) => !rolesOf(domainOf(actor)).includes(g.role));
  return misplaced < 0 ? given : Refusal.field(`grants.${misplaced}.role`, 'UNKNOWN', '没有这种角色');
}

/** User names of these that somebody has already; asked under the lock on accounts, under which alone they are made */
async function refuseNames(tx: Transaction, accounts: readonly Given[]): Promise<Map<string, Refusal>> {
  const known = await tx.manager.findBy(AccountRow, { username: oneOf(accounts.map((a) => a.username)) });
  return new Map(known.map(({ username }) => [username, new Refusal('NAME_TAKEN', { name: username })]));
}
