/**
 * Accounts that are held: password and second factor were reset by others, so that whoever signs in now proves nothing
 * of what the owner had. Such an account does nothing that asks for a confirmed identity.
 */
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { dayIn, DEFAULT_ZONE, timeIn } from '../base/clock.js';
import { Refusal } from '../base/refusal.js';
import { type Scope, type Transaction, UnitOfWork } from '../database/scope.js';
import { LegislatureRow } from './access.entities.js';
import { rolesWith } from './permissions.js';
import { judgeVouching, type ResetKind, whatEndsIt } from './resets.rules.js';
import {
  addReset,
  type Candidate,
  candidatesFor,
  findHold,
  hasChosenPassword,
  type Hold,
  insertHold,
  insertReset,
  isBare,
  setEnd,
} from './resets.sql.js';

@Injectable()
export class Holds {
  constructor(private readonly work: UnitOfWork) {}

  /** Who could confirm, and what speaks against each of the others */
  candidates(manager: EntityManager, hold: Pick<Hold, 'id' | 'accountId'>): Promise<Candidate[]> {
    return candidatesFor(manager, hold, rolesWith('reset.confirm'));
  }

  /** ACCOUNT_HELD where the account signs nothing now; null where it does */
  async refusal({ legislatureId }: Scope, accountId: string): Promise<Refusal | null> {
    const { manager } = this.work.read({ legislatureId, accountId });
    const hold = await findHold(manager, accountId);
    if (!hold) return null;
    const legislature = legislatureId && (await manager.findOneBy(LegislatureRow, { id: legislatureId }));
    const able = (await this.candidates(manager, hold)).filter((c) => judgeVouching(c) === null);
    const until = hold.until && momentIn(legislature ? legislature.zone : DEFAULT_ZONE, hold.until);
    const names = able.map((c) => c.name);
    return new Refusal('ACCOUNT_HELD', { then: whatEndsIt(until, names) });
  }

  /**
   * Notes that somebody else reset this; the account is locked, and so are all acts on accounts. It is held once both
   * were, until somebody confirms, or for 24 hours where nobody may; one reset more begins that anew. A one-time
   * password before the owner ever chose one is no reset.
   */
  async note(tx: Transaction, accountId: string, what: ResetKind, at: Date): Promise<void> {
    const { manager } = tx;
    if (what === 'PASSWORD' && !(await hasChosenPassword(manager, accountId))) return;
    const reset = await insertReset(manager, { accountId, what, by: tx.scope.accountId, at });
    const held = await findHold(manager, accountId);
    if (held) await addReset(manager, held.id, reset);
    else if (!(await isBare(manager, accountId))) return;
    const hold = held ?? (await insertHold(manager, accountId, at));
    const able = (await this.candidates(manager, hold)).some((c) => judgeVouching(c) === null);
    await setEnd(manager, hold.id, able ? null : at);
    tx.record('holdAccount', 'Account', accountId, { bySomebody: able });
  }
}

/** 9月3日 10:20, in the zone */
function momentIn(zone: string, at: Date): string {
  const [, month, day] = dayIn(zone, at).split('-').map(Number);
  return `${month ?? ''}月${day ?? ''}日 ${timeIn(zone, at)}`;
}
