/** A legislature 立法机关 is founded, with whoever administers it first. */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../base/actor.js';
import { DEFAULT_ZONE } from '../base/clock.js';
import { checkInput, Refusal } from '../base/refusal.js';
import { type Transaction, UnitOfWork } from '../database/scope.js';
import { AccountRow, LegislatureRow } from './access.entities.js';
import { NewAccount, NewLegislature } from './access.inputs.js';
import { type AccountCreated, grantRole, lockAccounts, newAccount, withPassword } from './access.service.js';
import { judgeTogether } from './accounts.rules.js';
import { hashPassword, oneTimePassword } from './password.js';

const Founded = NewLegislature.extend({
  administrator: NewAccount.pick({ username: true, displayName: true }).nullish(),
  administeredByMe: z.boolean(),
}).refine((f) => f.administeredByMe || f.administrator != null, {
  path: ['administrator'],
  message: '请写明第一位管理员：没有管理员，谁也进不了这个机关',
});
type Given = z.infer<typeof NewLegislature>;

export interface LegislatureFounded {
  legislature: LegislatureRow;
  /** null where the founder alone administers it */
  administrator: AccountCreated | null;
}

@Injectable()
export class FoundingService {
  constructor(private readonly work: UnitOfWork) {}

  /** The founder becomes the administrator (管理员) of the new legislature. ROLES_APART in 严格: see `found`. */
  async createLegislature(actor: Actor, input: unknown): Promise<LegislatureRow | Refusal> {
    const done = await this.founded('createLegislature', actor, {
      ...(input as object),
      administrator: null,
      administeredByMe: true,
    });
    return done instanceof Refusal ? done : done.legislature;
  }

  /**
   * Founds a legislature together with the account of its first administrator. In 严格 the founder, who runs the
   * installation, cannot administer it as well.
   */
  found(actor: Actor, input: unknown): Promise<LegislatureFounded | Refusal> {
    return this.founded('foundLegislature', actor, input);
  }

  private async founded(act: string, actor: Actor, input: unknown): Promise<LegislatureFounded | Refusal> {
    const given = checkInput(Founded, input);
    if (given instanceof Refusal) return given;
    const { administrator, administeredByMe, ...settings } = given;
    const activationPassword = oneTimePassword();
    const passwordHash = administrator ? await hashPassword(activationPassword) : '';
    const scope = { legislatureId: null, accountId: actor.accountId };
    return this.work.run<LegislatureFounded | Refusal>(
      act,
      scope,
      async (tx) => {
        await lockAccounts(tx);
        const apart = judgeTogether(['SYSTEM_ADMINISTRATOR', 'ADMINISTRATOR'], given.profile);
        if (administeredByMe && apart) return Refusal.by(apart);
        const at = await tx.time();
        const legislature = await this.insert(tx, settings, at);
        if (administeredByMe) await administers(tx, actor.accountId, legislature, at);
        if (!administrator) return { legislature, administrator: null };
        const account = newAccount(administrator.username, administrator.displayName, passwordHash, at);
        await tx.manager.insert(AccountRow, account);
        await administers(tx, account.id, legislature, at);
        tx.record('createAccount', 'Account', account.id, { grants: 1 });
        return { legislature, administrator: withPassword(account, activationPassword) };
      },
      (constraint) =>
        constraint === 'legislature_code_unique'
          ? new Refusal('NAME_TAKEN', { name: given.code })
          : constraint === 'account_username_unique'
            ? new Refusal('NAME_TAKEN', { name: administrator?.username ?? '' })
            : undefined,
    );
  }

  private async insert(tx: Transaction, given: Given, at: Date): Promise<LegislatureRow> {
    const row = tx.manager.create(LegislatureRow, {
      ...given,
      id: randomUUID(),
      zone: DEFAULT_ZONE,
      contactName: given.contactName || null,
      contactPhone: given.contactPhone || null,
      version: 1,
      createdAt: at,
    });
    await tx.manager.insert(LegislatureRow, row);
    tx.record('createLegislature', 'Legislature', row.id);
    return row;
  }
}

const administers = (tx: Transaction, accountId: string, { id }: LegislatureRow, at: Date): Promise<void> =>
  grantRole(tx.manager, {
    accountId,
    legislatureId: id,
    role: 'ADMINISTRATOR',
    unitId: null,
    grantedBy: tx.scope.accountId,
    grantedAt: at,
  });
