/** Two accounts between which roles pass, for good 移交 or for a while 代理: found, locked, shown as they stand. */
import { Injectable } from '@nestjs/common';
import type { Actor } from '../base/actor.js';
import { Refusal } from '../base/refusal.js';
import { type Reader, scopeOf, type Transaction, UnitOfWork } from '../database/scope.js';
import { type AccountRow, HandoverRow, type LeftOpen, type RoleGrantRow } from './access.entities.js';
import { lockAccounts } from './access.service.js';
import { AccountsQueries, type ManagedAccount } from './accounts.queries.js';
import { type Found, FoundAccounts } from './found-accounts.js';

export interface Pair {
  from: Found;
  to: Found;
}

/** What waits for whoever holds the roles of an account, all of a kind together; the rooms' todos answer it */
export abstract class WaitingWork {
  abstract account(actor: Actor, of: ManagedAccount): Promise<LeftOpen[]>;
}

@Injectable()
export class AccountPairs {
  constructor(
    private readonly work: UnitOfWork,
    private readonly found: FoundAccounts,
    private readonly queries: AccountsQueries,
    private readonly waiting: WaitingWork,
  ) {}

  /** What is open of the first one's work, read before the act; nothing where the act will say that there is no pair */
  async leftOpen(actor: Actor, fromId: string, toId: string): Promise<LeftOpen[]> {
    const reader = this.work.read(scopeOf(actor));
    const pair = await this.look(reader, actor, fromId, toId);
    return pair ? this.waiting.account(actor, (await this.shown(reader, pair))[0]) : [];
  }

  /** Both locked. NOT_FOUND where one of them is none of this domain. */
  async lock(tx: Transaction, actor: Actor, fromId: string, toId: string): Promise<Pair | Refusal> {
    await lockAccounts(tx);
    const from = await this.found.find(tx, actor, fromId);
    if (!from) return Refusal.notFound('原来的账号');
    const to = await this.found.find(tx, actor, toId);
    return to ? { from, to } : Refusal.notFound('接手的账号');
  }

  /** As `lock`, of accounts that are only looked at */
  async look(reader: Reader, actor: Actor, fromId: string, toId: string): Promise<Pair | null> {
    const from = await this.found.look(reader, actor, fromId);
    const to = from && (await this.found.look(reader, actor, toId));
    return to && { from, to };
  }

  /** As they stand now; `disabled`: the first was stopped in this transaction */
  async shown(
    reader: Reader,
    { from, to }: Pair,
    disabled = false,
  ): Promise<[from: ManagedAccount, to: ManagedAccount]> {
    const old: AccountRow = disabled ? { ...from.row, disabledAt: from.at } : from.row;
    const shown = await this.queries.managedOf(reader.manager, reader.scope.legislatureId, [old, to.row]);
    return shown as [ManagedAccount, ManagedAccount];
  }
}

/**
 * Keeps what passed, for the first screen of whoever takes it over. Of the installation itself nothing is kept: nobody
 * has a desk there.
 */
export async function keepHandover(
  tx: Transaction,
  { from, to }: Pair,
  told: Pick<HandoverRow, 'until' | 'note' | 'leftOpen' | 'workingCopies'>,
): Promise<void> {
  const { legislatureId, accountId } = tx.scope;
  if (legislatureId === null || accountId === null) return;
  await tx.insert(HandoverRow, {
    ...told,
    fromAccount: from.row.id,
    toAccount: to.row.id,
    byAccount: accountId,
    at: from.at,
    readAt: null,
    version: 1,
  });
}

/** Does one of these count for this role there as long as the other does */
const lastsAsLong = (held: readonly RoleGrantRow[], wanted: RoleGrantRow): boolean =>
  held.some(
    (h) =>
      h.role === wanted.role &&
      h.unitId === wanted.unitId &&
      (h.revokedAt === null || (wanted.revokedAt !== null && h.revokedAt >= wanted.revokedAt)),
  );

/** Which of these the taker has not, and which it has as long already */
export function split(
  given: readonly RoleGrantRow[],
  held: readonly RoleGrantRow[],
): { moves: RoleGrantRow[]; heldAlready: RoleGrantRow[] } {
  return {
    moves: given.filter((g) => !lastsAsLong(held, g)),
    heldAlready: given.filter((g) => lastsAsLong(held, g)),
  };
}
