/**
 * 回访: who of those that left contact data was told what became of their words. A note has outcome and day, never a
 * name, a number or a word; each look at the contact data themselves stands in the ledger, and is shown beside it.
 */
import { Injectable } from '@nestjs/common';
import { ContactPointsService } from '../../network/index.js';
import { AccessService } from '../../platform/access/access.service.js';
import { allows } from '../../platform/access/permissions.js';
import type { Actor } from '../../platform/base/actor.js';
import { dayIn } from '../../platform/base/clock.js';
import { checkInput, Refusal } from '../../platform/base/refusal.js';
import { oneOf } from '../../platform/database/one-of.js';
import { scopeOf, type Transaction, UnitOfWork } from '../../platform/database/scope.js';
import { Disclosures, type Look } from '../../platform/ledger/disclosures.js';
import { reachesPoint } from '../opinion.rules.js';
import { OpinionContactRow, OpinionRow } from '../opinions.entities.js';
import { ContactCallRow } from './hearing.entities.js';
import { NotedCall } from './hearing.inputs.js';

/** Of one opinion, as they are shown */
export const CALLS_SHOWN = 50;

@Injectable()
export class ContactCallsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessService,
    private readonly points: ContactPointsService,
    private readonly disclosures: Disclosures,
  ) {}

  /**
   * Notes how a call ended; a later note takes its place, and both stay. NOT_FOUND for an opinion that is not the
   * caller's or has no contact data; INVALID_INPUT for a day that is not yet, or before the words came.
   */
  async noteContactCall(actor: Actor, input: unknown): Promise<ContactCallRow | Refusal> {
    const given = checkInput(NotedCall, input);
    if (given instanceof Refusal) return given;
    const zone = await this.access.zone(actor.legislatureId);
    return this.work.run('noteContactCall', scopeOf(actor), async (tx) => {
      const opinion = await this.called(tx, actor, given.opinionId);
      if (!opinion) return Refusal.notFound('这条意见的联系方式');
      const at = await tx.time();
      if (given.calledOn > dayIn(zone, at))
        return Refusal.field('calledOn', 'FUTURE', '回访日期还没有到，请填实际联系的那一天。');
      if (given.calledOn < (opinion.saidOn ?? dayIn(zone, opinion.receivedAt)))
        return Refusal.field('calledOn', 'TOO_EARLY', '回访日期早于这条意见，请再看一眼。');
      const { outcome, calledOn } = given;
      tx.record('noteContactCall', 'Opinion', opinion.id, { outcome });
      const row = { opinionId: opinion.id, outcome, calledOn, byAccount: actor.accountId, at };
      return tx.insert(ContactCallRow, row);
    });
  }

  /** The opinion of an own contact point beside which contact data are kept; null for any other */
  private async called(tx: Transaction, actor: Actor, opinionId: string): Promise<OpinionRow | null> {
    const contact = await tx.get(OpinionContactRow, opinionId);
    const opinion = contact && (await tx.get(OpinionRow, opinionId));
    if (!opinion) return null;
    if (actor.roles.has('PREPARER')) return opinion;
    return reachesPoint(opinion, await this.points.within(actor.unitIds, tx)) ? opinion : null;
  }

  /** The calls of each opinion that the caller was given, the newest first, at most 50 */
  async ofOpinions(actor: Actor, opinionIds: readonly string[]): Promise<ContactCallRow[][]> {
    if (!allows('contact.read', actor.roles)) return opinionIds.map(() => []);
    const rows = await this.work
      .read(scopeOf(actor))
      .find(ContactCallRow, { opinionId: oneOf(opinionIds) }, { at: 'DESC', id: 'ASC' });
    return opinionIds.map((id) => rows.filter((r) => r.opinionId === id).slice(0, CALLS_SHOWN));
  }

  /** Who looked at the contact data of each opinion that the caller was given, the newest first, at most 50 */
  async looksAt(actor: Actor, opinionIds: readonly string[]): Promise<Look[][]> {
    if (!allows('contact.read', actor.roles)) return opinionIds.map(() => []);
    const looks = await this.disclosures.looksAt(scopeOf(actor), 'Opinion', opinionIds);
    return opinionIds.map((id) => (looks.get(id) ?? []).slice(0, CALLS_SHOWN));
  }
}
