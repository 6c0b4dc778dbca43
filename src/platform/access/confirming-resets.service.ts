/** 确认重置: a second person says that it was the owner who asked for both resets, and the account signs again. */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../base/actor.js';
import { checkInput, Refusal } from '../base/refusal.js';
import { type Reader, scopeOf, UnitOfWork } from '../database/scope.js';
import { lockAccounts } from './access.service.js';
import { FoundAccounts } from './found-accounts.js';
import { Holds } from './holds.js';
import { rolesWith } from './permissions.js';
import { judgeVouching } from './resets.rules.js';
import { endHold, findHold, type Hold, type Reset, resetsUnder, toldHolds } from './resets.sql.js';

const Confirming = z.object({ accountId: z.string(), expectedVersion: z.number().int() });

/** What is told of one account that was reset, to everybody of its legislature */
export interface ResetNotice extends Hold {
  name: string;
  resets: Omit<Reset, 'holdId'>[];
  /** who confirmed, by name */
  confirmer: string | null;
  /** who may confirm, by name; none once it is over */
  confirmers: string[];
  mayConfirm: boolean;
}

/** More than an office resets in a week */
export const NOTICES = 50;

@Injectable()
export class ConfirmingResets {
  constructor(
    private readonly work: UnitOfWork,
    private readonly found: FoundAccounts,
    private readonly holds: Holds,
  ) {}

  /** Of the legislature at hand, or of the installation: those that stand first, then the newest */
  notices(actor: Actor): Promise<ResetNotice[]> {
    return this.told(this.work.read(scopeOf(actor)), actor);
  }

  /**
   * NOT_HELD where nothing is to be confirmed any more; CANNOT_VOUCH for whoever did one of the resets, or whose own
   * role or password is too new; STALE_VERSION where it was reset once more since
   * it was read. Two at once: one confirms, the other is told that it is done.
   */
  confirm(actor: Actor, input: unknown): Promise<ResetNotice | Refusal> {
    const given = checkInput(Confirming, input);
    if (given instanceof Refusal) return Promise.resolve(given);
    return this.work.run<ResetNotice | Refusal>('confirmReset', scopeOf(actor), async (tx) => {
      await lockAccounts(tx);
      const found = await this.found.find(tx, actor, given.accountId);
      if (!found) return Refusal.notFound('这个账号');
      const hold = await findHold(tx.manager, found.row.id);
      if (!hold) return new Refusal('NOT_HELD');
      const me = (await this.holds.candidates(tx.manager, hold)).find((c) => c.id === actor.accountId);
      const judged = me ? judgeVouching(me) : null;
      if (!me) return Refusal.notFound('这个账号');
      if (judged) return Refusal.by(judged);
      if (hold.version !== given.expectedVersion)
        return Refusal.stale(hold.version, { kind: 'ResetNotice', id: hold.id });
      await endHold(tx.manager, hold.id, found.at, actor.accountId);
      tx.record('confirmReset', 'Account', found.row.id);
      const notice = (await this.told(tx, actor)).find((n) => n.id === hold.id);
      return notice ?? Refusal.notFound('这个账号');
    });
  }

  private async told({ manager, scope }: Reader, actor: Actor): Promise<ResetNotice[]> {
    const holds = await toldHolds(manager, scope.legislatureId, NOTICES);
    const resets = await resetsUnder(
      manager,
      holds.map((h) => h.id),
    );
    const told: ResetNotice[] = [];
    for (const hold of holds) {
      const able = hold.isOver
        ? []
        : (await this.holds.candidates(manager, hold)).filter((c) => judgeVouching(c) === null);
      told.push({
        ...hold,
        resets: resets.filter((r) => r.holdId === hold.id),
        confirmers: able.map((c) => c.name),
        mayConfirm: !actor.isHeld && confirmsHere(actor) && able.some((c) => c.id === actor.accountId),
      });
    }
    return told;
  }
}

/** By a role of the domain at hand: who runs the installation vouches for nobody of a legislature by that. */
const confirmsHere = ({ roles, legislatureId }: Actor): boolean =>
  rolesWith('reset.confirm').some((r) => roles.has(r) && (r === 'SYSTEM_ADMINISTRATOR') === (legislatureId === null));
