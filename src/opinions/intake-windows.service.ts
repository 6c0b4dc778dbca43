/** Whether a round takes opinions now, and in words why not. */
import { Injectable } from '@nestjs/common';
import type { DraftRow } from '../authoring/index.js';
import { GRACE_MINUTES, windowFor } from '../consultation/consultation.rules.js';
import { type ConsultationRow, RoundChangesQueries } from '../consultation/index.js';
import { dayIn } from '../platform/base/clock.js';
import { clauseOf, Refusal } from '../platform/base/refusal.js';
import type { Transaction } from '../platform/database/scope.js';

@Injectable()
export class IntakeWindows {
  constructor(private readonly changes: RoundChangesQueries) {}

  /**
   * Why nothing is taken now; null where it is. NOT_OPEN_YET or CLOSED by the civil days of the zone, but for a form
   * opened in time that comes within the half hour after the end. What a person decided has no such grace, and is told
   * with its reason: CONSULTATION_SUSPENDED, CONSULTATION_CANCELLED, DRAFT_TAKEN_DOWN. The caller has shared the round
   * and its draft, and gives the time since.
   */
  async refuse(
    tx: Transaction,
    { round, draft, zone, now }: { round: ConsultationRow; draft: DraftRow | null; zone: string; now: Date },
    openedAt: Date | undefined,
  ): Promise<Refusal | null> {
    const justNow = dayIn(zone, new Date(now.getTime() - GRACE_MINUTES * 60_000));
    const window = windowFor(round, dayIn(zone, now), justNow, openedAt ? dayIn(zone, openedAt) : null);
    if (window === 'NOT_YET') return new Refusal('NOT_OPEN_YET', { opensOn: round.opensOn });
    if (window === 'CLOSED') return new Refusal('CLOSED', { closesOn: round.closesOn });
    return this.refuseDecided(tx, round, draft);
  }

  /**
   * Why an officer may type nothing now, in the officer's words; the round itself is judged by the day on which
   * something was said (`judgeSaidOn`)
   */
  refuseTyping(draft: DraftRow | null): Refusal | null {
    if (draft?.state !== 'TAKEN_DOWN') return null;
    return new Refusal('WRONG_STATE', { what: '征求意见的这一稿', state: '已撤下', act: '录入意见' });
  }

  private async refuseDecided(
    tx: Transaction,
    round: ConsultationRow,
    draft: DraftRow | null,
  ): Promise<Refusal | null> {
    if (round.state === 'SUSPENDED')
      return new Refusal('CONSULTATION_SUSPENDED', { reason: await this.reason(tx, round, 'suspend') });
    if (round.state === 'CANCELLED')
      return new Refusal('CONSULTATION_CANCELLED', { reason: await this.reason(tx, round, 'cancel') });
    if (draft?.state !== 'TAKEN_DOWN') return null;
    return new Refusal('DRAFT_TAKEN_DOWN', { reason: clauseOf(draft.takenDownReason ?? '') });
  }

  private async reason(tx: Transaction, round: ConsultationRow, command: 'suspend' | 'cancel'): Promise<string> {
    return clauseOf(await this.changes.reason(tx, round.id, command));
  }
}
