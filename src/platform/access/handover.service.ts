/** 移交: all roles of one account in a legislature go to another, with what was open, in one act. */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../base/actor.js';
import { words } from '../base/inputs.js';
import { checkInput, Refusal } from '../base/refusal.js';
import { oneOf } from '../database/one-of.js';
import { type Reader, scopeOf, type Transaction, UnitOfWork } from '../database/scope.js';
import { type LeftOpen, RoleGrantRow } from './access.entities.js';
import { grantRole, profileOf } from './access.service.js';
import { AccountPairs, keepHandover, type Pair, split, WaitingWork } from './account-pairs.js';
import type { ManagedAccount } from './accounts.queries.js';
import { judgeHandOver } from './accounts.rules.js';
import { disableAccount, FoundAccounts, heldTogether, refuseNumber } from './found-accounts.js';
import { moveWorkingCopies } from './handover.sql.js';

/** What the one who goes, or the administrator, tells the one who takes over; nothing is null */
export const noteInput = words({ most: [500, '要交代的话不超过 500 字'] })
  .nullish()
  .transform((note) => note || null);

const HandingOver = z
  .object({ fromAccountId: z.string(), toAccountId: z.string(), disableOld: z.boolean(), note: noteInput })
  .refine((h) => h.fromAccountId !== h.toAccountId, { path: ['toAccountId'], message: '接手的要是另一个账号' });

export interface HandedOver {
  from: ManagedAccount;
  to: ManagedAccount;
  /** what the successor has now and had not before */
  moved: RoleGrantRow[];
  /** what the successor had already; the old account has it no more */
  heldAlready: RoleGrantRow[];
  disabled: boolean;
  /** working copies 草稿 that went along, and those that stayed since the successor has typed about the same */
  workingCopies: { moved: number; stayed: number };
}

/** What would move; as `HandedOver`, with nothing done */
export interface HandoverPreview {
  from: ManagedAccount;
  to: ManagedAccount;
  moves: RoleGrantRow[];
  heldAlready: RoleGrantRow[];
  /** what waits for whoever holds these roles */
  waiting: readonly LeftOpen[];
  /** why it may not be done as it is; null where it may */
  refusal: Refusal | null;
  /** why the old account may not be stopped with it; null where it may */
  refusalToDisable: Refusal | null;
}

@Injectable()
export class HandoverService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly pairs: AccountPairs,
    private readonly found: FoundAccounts,
    private readonly waiting: WaitingWork,
  ) {}

  /**
   * What `handOver` would do, and why it would be refused, by the same rules; nobody waits for it and nothing is noted.
   * null: one of the two is no account of this legislature.
   */
  async preview(actor: Actor, fromAccountId: string, toAccountId: string): Promise<HandoverPreview | null> {
    if (fromAccountId === toAccountId) return null;
    const reader = this.work.read(scopeOf(actor));
    const pair = await this.pairs.look(reader, actor, fromAccountId, toAccountId);
    if (!pair) return null;
    const [old, successor] = await this.pairs.shown(reader, pair);
    return {
      from: old,
      to: successor,
      ...split(pair.from.here, pair.to.here),
      waiting: await this.waiting.account(actor, old),
      refusal: await this.judge(reader, actor, pair, false),
      refusalToDisable: await this.judge(reader, actor, pair, true),
    };
  }

  /**
   * Gives the successor every role that the account has here and what it had typed and not done, takes the roles back
   * from it, stops it where that is asked for, and keeps what was open for the successor's first screen, with a note of
   * at most 500 characters. Refused whole where one of the roles may not be held by the successor, or nobody could
   * administer any more.
   */
  async handOver(actor: Actor, input: unknown): Promise<HandedOver | Refusal> {
    const given = checkInput(HandingOver, input);
    if (given instanceof Refusal) return given;
    const leftOpen = await this.pairs.leftOpen(actor, given.fromAccountId, given.toAccountId);
    return this.work.run<HandedOver | Refusal>('handOverAccount', scopeOf(actor), async (tx) => {
      const pair = await this.pairs.lock(tx, actor, given.fromAccountId, given.toAccountId);
      if (pair instanceof Refusal) return pair;
      const refusal = await this.judge(tx, actor, pair, given.disableOld);
      if (refusal) return refusal;
      const { moves, heldAlready } = split(pair.from.here, pair.to.here);
      await move(tx, pair, moves);
      const workingCopies = await takeAlong(tx, pair);
      await keepHandover(tx, pair, { until: null, note: given.note, leftOpen, workingCopies: workingCopies.moved });
      const { from, to } = pair;
      if (given.disableOld) await disableAccount(tx, from.row, `工作移交给${to.row.displayName}`, from.at);
      tx.record('handOverAccount', 'Account', from.row.id, {
        to: to.row.id,
        roles: moves.length + heldAlready.length,
        disabled: given.disableOld,
      });
      const [old, successor] = await this.pairs.shown(tx, pair, given.disableOld);
      return { from: old, to: successor, moved: moves, heldAlready, disabled: given.disableOld, workingCopies };
    });
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
    const many = refuseNumber('toAccountId', to.here.length + split(from.here, to.here).moves.length);
    if (many) return many;
    // what moves is in good hands where the successor could sign in; what is held elsewhere is lost by stopping
    const moving = to.state === 'ACTIVE' ? [] : from.here;
    const lost = disableOld ? from.grants.filter((g) => !from.here.includes(g)) : [];
    return (await this.found.leavesNobody(reader.manager, [...moving, ...lost], actor, from.at))
      ? new Refusal('LAST_ADMINISTRATOR', { act: '移交' })
      : null;
  }
}

async function move(tx: Transaction, { from, to }: Pair, moves: readonly RoleGrantRow[]): Promise<void> {
  const { legislatureId, accountId } = tx.scope;
  for (const { role, unitId, revokedAt } of moves)
    await grantRole(
      tx.manager,
      { accountId: to.row.id, legislatureId, role, unitId, grantedBy: accountId, grantedAt: from.at },
      revokedAt,
    );
  await tx.manager.update(
    RoleGrantRow,
    { id: oneOf(from.here.map((g) => g.id)) },
    { revokedAt: from.at, revokedBy: accountId },
  );
}

/** What was typed and not done; of the installation itself there is none. */
async function takeAlong(tx: Transaction, { from, to }: Pair): Promise<{ moved: number; stayed: number }> {
  const { legislatureId } = tx.scope;
  return legislatureId === null
    ? { moved: 0, stayed: 0 }
    : moveWorkingCopies(tx.manager, { legislatureId, from: from.row.id, to: to.row.id });
}
