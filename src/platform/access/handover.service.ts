/** 移交: all roles of one account in a legislature go to another, in one act. */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../base/actor.js';
import { checkInput, Refusal } from '../base/refusal.js';
import { oneOf } from '../database/one-of.js';
import { type Reader, scopeOf, type Transaction, UnitOfWork } from '../database/scope.js';
import { type AccountRow, RoleGrantRow } from './access.entities.js';
import { grantRole, lockAccounts, profileOf } from './access.service.js';
import { AccountsQueries, type ManagedAccount } from './accounts.queries.js';
import { judgeHandOver } from './accounts.rules.js';
import { disableAccount, type Found, FoundAccounts, heldTogether, refuseNumber } from './found-accounts.js';

const HandingOver = z
  .object({ fromAccountId: z.string(), toAccountId: z.string(), disableOld: z.boolean() })
  .refine((h) => h.fromAccountId !== h.toAccountId, { path: ['toAccountId'], message: '接手的要是另一个账号' });

export interface HandedOver {
  from: ManagedAccount;
  to: ManagedAccount;
  /** what the successor has now and had not before */
  moved: RoleGrantRow[];
  /** what the successor had already; the old account has it no more */
  heldAlready: RoleGrantRow[];
  disabled: boolean;
}

/** What would move; as `HandedOver`, with nothing done */
export interface HandoverPreview {
  from: ManagedAccount;
  to: ManagedAccount;
  moves: RoleGrantRow[];
  heldAlready: RoleGrantRow[];
  /** why it may not be done as it is; null where it may */
  refusal: Refusal | null;
  /** why the old account may not be stopped with it; null where it may */
  refusalToDisable: Refusal | null;
}

@Injectable()
export class HandoverService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly found: FoundAccounts,
    private readonly queries: AccountsQueries,
  ) {}

  /**
   * What `handOver` would do, and why it would be refused, by the same rules; nobody waits for it and nothing is noted.
   * null: one of the two is no account of this legislature.
   */
  async preview(actor: Actor, fromAccountId: string, toAccountId: string): Promise<HandoverPreview | null> {
    if (fromAccountId === toAccountId) return null;
    const reader = this.work.read(scopeOf(actor));
    const from = await this.found.look(reader, actor, fromAccountId);
    const to = from && (await this.found.look(reader, actor, toAccountId));
    if (!to) return null;
    const pair = { from, to };
    const [old, successor] = await this.managed(reader, pair);
    return {
      from: old,
      to: successor,
      ...split(pair),
      refusal: await this.judge(reader, actor, pair, false),
      refusalToDisable: await this.judge(reader, actor, pair, true),
    };
  }

  /**
   * Gives the successor every role that the account has here, takes them back from it, and stops it where that is
   * asked for. Refused whole where one of them may not be held by the successor, or nobody could administer any more.
   */
  async handOver(actor: Actor, input: unknown): Promise<HandedOver | Refusal> {
    const given = checkInput(HandingOver, input);
    if (given instanceof Refusal) return given;
    return this.work.run<HandedOver | Refusal>('handOverAccount', scopeOf(actor), async (tx) => {
      const pair = await this.pair(tx, actor, given);
      if (pair instanceof Refusal) return pair;
      const refusal = await this.judge(tx, actor, pair, given.disableOld);
      if (refusal) return refusal;
      const { moves, heldAlready } = split(pair);
      await move(tx, pair, moves);
      const { from, to } = pair;
      if (given.disableOld) await disableAccount(tx, from.row, `工作移交给${to.row.displayName}`, from.at);
      tx.record('handOverAccount', 'Account', from.row.id, {
        to: to.row.id,
        roles: moves.length + heldAlready.length,
        disabled: given.disableOld,
      });
      const [old, successor] = await this.managed(tx, pair, given.disableOld);
      return { from: old, to: successor, moved: moves, heldAlready, disabled: given.disableOld };
    });
  }

  private async pair(
    tx: Transaction,
    actor: Actor,
    { fromAccountId, toAccountId }: { fromAccountId: string; toAccountId: string },
  ): Promise<Pair | Refusal> {
    await lockAccounts(tx);
    const from = await this.found.find(tx, actor, fromAccountId);
    if (!from) return Refusal.notFound('要移交的账号');
    const to = await this.found.find(tx, actor, toAccountId);
    return to ? { from, to } : Refusal.notFound('接手的账号');
  }

  private async managed(
    reader: Reader,
    { from, to }: Pair,
    disabled = false,
  ): Promise<[ManagedAccount, ManagedAccount]> {
    const old: AccountRow = disabled ? { ...from.row, disabledAt: from.at } : from.row;
    const shown = await this.queries.managedOf(reader.manager, reader.scope.legislatureId, [old, to.row]);
    return shown as [ManagedAccount, ManagedAccount];
  }

  /** What stands against it; with `disableOld` also against stopping the old account */
  private async judge(reader: Reader, actor: Actor, pair: Pair, disableOld: boolean): Promise<Refusal | null> {
    const { from, to } = pair;
    const { legislatureId } = actor;
    const judged = judgeHandOver({
      from: { ...from, name: from.row.displayName },
      to: { ...to, name: to.row.displayName },
      heldThen: heldTogether([...to.grants, ...from.here], legislatureId),
      moving: from.here.length,
      profile: await profileOf(reader.manager, legislatureId),
      disableOld,
    });
    if (judged) return Refusal.by(judged);
    const many = refuseNumber('toAccountId', to.here.length + split(pair).moves.length);
    if (many) return many;
    // what moves is in good hands where the successor could sign in; what is held elsewhere is lost by stopping
    const moving = to.state === 'ACTIVE' ? [] : from.here;
    const lost = disableOld ? from.grants.filter((g) => !from.here.includes(g)) : [];
    return (await this.found.leavesNobody(reader.manager, [...moving, ...lost], actor, from.at))
      ? new Refusal('LAST_ADMINISTRATOR', { act: '移交' })
      : null;
  }
}

interface Pair {
  from: Found;
  to: Found;
}

/** The roles that are new to the successor, and those that are not */
function split({ from, to }: Pair): { moves: RoleGrantRow[]; heldAlready: RoleGrantRow[] } {
  const has = (g: RoleGrantRow): boolean => to.here.some((t) => t.role === g.role && t.unitId === g.unitId);
  return { moves: from.here.filter((g) => !has(g)), heldAlready: from.here.filter(has) };
}

async function move(tx: Transaction, { from, to }: Pair, moves: readonly RoleGrantRow[]): Promise<void> {
  const { legislatureId, accountId } = tx.scope;
  for (const { role, unitId } of moves)
    await grantRole(tx.manager, {
      accountId: to.row.id,
      legislatureId,
      role,
      unitId,
      grantedBy: accountId,
      grantedAt: from.at,
    });
  await tx.manager.update(
    RoleGrantRow,
    { id: oneOf(from.here.map((g) => g.id)) },
    { revokedAt: from.at, revokedBy: accountId },
  );
}
