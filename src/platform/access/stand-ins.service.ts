/** 代理: somebody does the work of another until a day, and no longer; the other keeps the own roles. */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../base/actor.js';
import { addDays, type Day, dayIn } from '../base/clock.js';
import { dayInput } from '../base/inputs.js';
import { checkInput, Refusal } from '../base/refusal.js';
import { oneOf } from '../database/one-of.js';
import { scopeOf, type Transaction, UnitOfWork } from '../database/scope.js';
import { RoleGrantRow } from './access.entities.js';
import { AccessService, grantRole, profileOf } from './access.service.js';
import { AccountPairs, keepHandover, type Pair, split } from './account-pairs.js';
import type { ManagedAccount } from './accounts.queries.js';
import { judgeStandIn } from './accounts.rules.js';
import { heldTogether, refuseNumber } from './found-accounts.js';
import { endOfDay } from './handover.sql.js';
import { noteInput } from './handover.service.js';

/** Who stands in for longer has taken over */
export const MOST_DAYS = 184;

const StandingIn = z
  .object({ absentAccountId: z.string(), standInAccountId: z.string(), until: dayInput('代理到哪天'), note: noteInput })
  .refine((h) => h.absentAccountId !== h.standInAccountId, {
    path: ['standInAccountId'],
    message: '代理的要是另一个账号',
  });

export interface StandIn {
  absent: ManagedAccount;
  standIn: ManagedAccount;
  /** what the one who stands in has now and had not before, or not for so long */
  lent: RoleGrantRow[];
  /** what the one who stands in has anyway */
  heldAlready: RoleGrantRow[];
  until: Date;
}

@Injectable()
export class StandInsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessService,
    private readonly pairs: AccountPairs,
  ) {}

  /**
   * Gives one account the lasting roles of another until the end of a day, at most 184 days on; asked again it moves
   * the end to a later day. Nothing is taken from the absent one. INVALID_INPUT at `until` for a day that is over or
   * too far; refused whole where one of the roles may not be held by the one who stands in.
   */
  async appoint(actor: Actor, input: unknown): Promise<StandIn | Refusal> {
    const given = checkInput(StandingIn, input);
    if (given instanceof Refusal) return given;
    const zone = await this.access.zone(actor.legislatureId);
    const leftOpen = await this.pairs.leftOpen(actor, given.absentAccountId, given.standInAccountId);
    return this.work.run<StandIn | Refusal>('appointStandIn', scopeOf(actor), async (tx) => {
      const pair = await this.pairs.lock(tx, actor, given.absentAccountId, given.standInAccountId);
      if (pair instanceof Refusal) return pair;
      const refusal = refuseDay(given.until, dayIn(zone, pair.from.at)) ?? (await judge(tx, actor, pair));
      if (refusal) return refusal;
      const until = await endOfDay(tx.manager, given.until, zone);
      const lasting = pair.from.here.filter((g) => g.revokedAt === null).map((g) => ({ ...g, revokedAt: until }));
      const { moves: lent, heldAlready } = split(lasting, pair.to.here);
      await lend(tx, pair, lent, until);
      await keepHandover(tx, pair, { until, note: given.note, leftOpen, workingCopies: 0 });
      tx.record('appointStandIn', 'Account', pair.from.row.id, {
        to: pair.to.row.id,
        roles: lent.length + heldAlready.length,
        until: given.until,
      });
      const [absent, standIn] = await this.pairs.shown(tx, pair);
      return { absent, standIn, lent, heldAlready, until };
    });
  }
}

function refuseDay(until: Day, today: Day): Refusal | null {
  if (until < today) return Refusal.field('until', 'RANGE', '代理到哪天，要是今天或者以后的日子。');
  return until > addDays(today, MOST_DAYS)
    ? Refusal.field('until', 'RANGE', `代理最多 ${MOST_DAYS} 天；时间更长的，请办移交。`)
    : null;
}

async function judge(tx: Transaction, actor: Actor, { from, to }: Pair): Promise<Refusal | null> {
  const judged = judgeStandIn({
    absent: from.row.displayName,
    lasting: from.here.filter((g) => g.revokedAt === null).length,
    standIn: { ...to, name: to.row.displayName },
    heldThen: heldTogether([...to.grants, ...from.here], actor.legislatureId),
    profile: await profileOf(tx.manager, actor.legislatureId),
  });
  return judged ? Refusal.by(judged) : refuseNumber('standInAccountId', to.here.length + from.here.length);
}

/** What was lent for a shorter while ends now, so that each role is held once */
async function lend(tx: Transaction, { from, to }: Pair, lent: readonly RoleGrantRow[], until: Date): Promise<void> {
  const { legislatureId, accountId } = tx.scope;
  const shorter = to.here.filter((h) => lent.some((l) => l.role === h.role && l.unitId === h.unitId));
  if (shorter.length > 0)
    await tx.manager.update(
      RoleGrantRow,
      { id: oneOf(shorter.map((g) => g.id)) },
      { revokedAt: from.at, revokedBy: accountId },
    );
  for (const { role, unitId } of lent)
    await grantRole(
      tx.manager,
      { accountId: to.row.id, legislatureId, role, unitId, grantedBy: accountId, grantedAt: from.at },
      until,
    );
}
