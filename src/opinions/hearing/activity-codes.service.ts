/**
 * 活动的法规码: a code of its own for each draft that an activity hears people about, so that what is said there is
 * counted there. Nobody who came is known by it.
 */
import { Injectable } from '@nestjs/common';
import { DraftRow, RegulationsService } from '../../authoring/index.js';
import { ConsultationRow, ensureCodes, LawCodeRow } from '../../consultation/index.js';
import type { Actor } from '../../platform/base/actor.js';
import { checkInput, Refusal } from '../../platform/base/refusal.js';
import { oneOf } from '../../platform/database/one-of.js';
import { scopeOf, type Transaction, UnitOfWork } from '../../platform/database/scope.js';
import { ActivitiesService } from './activities.service.js';
import { ActivityCodeRow, ActivityConsultationRow, type ActivityRow } from './hearing.entities.js';
import { CodedActivity } from './hearing.inputs.js';

/** A code of an activity with the round it is about */
export interface ActivityCode {
  consultationId: string;
  lawCode: LawCodeRow;
}

@Injectable()
export class ActivityCodesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly activities: ActivitiesService,
    private readonly regulations: RegulationsService,
  ) {}

  /**
   * A code for each draft of the activity that is public and has none of it yet; one that is there stays. NOT_FOUND;
   * WRONG_STATE where none of its drafts is public; INVALID_INPUT where another activity of that day and subject has
   * the code, since nobody could tell the two on a wall.
   */
  async makeActivityCodes(actor: Actor, input: unknown): Promise<ActivityRow | Refusal> {
    const given = checkInput(CodedActivity, input);
    if (given instanceof Refusal) return given;
    return this.work.run('makeActivityCodes', scopeOf(actor), async (tx) => {
      const activity = await this.activities.lock(tx, actor, given.activityId);
      if (!activity) return Refusal.notFound('这次活动');
      const rounds = await this.publicRounds(tx, activity.id);
      if (rounds.length === 0)
        return new Refusal('WRONG_STATE', { what: '这次活动听取的稿', state: '不公开征求意见', act: '做法规码' });
      const has = new Set((await tx.find(ActivityCodeRow, { activityId: activity.id })).map((c) => c.consultationId));
      const fresh = rounds.filter((r) => !has.has(r.id));
      for (const round of fresh) {
        const refused = await this.makeOne(tx, activity, round);
        if (refused) return refused;
      }
      tx.record('makeActivityCodes', 'Activity', activity.id, { made: fresh.length });
      return activity;
    });
  }

  private async makeOne(tx: Transaction, activity: ActivityRow, round: ConsultationRow): Promise<Refusal | null> {
    const { contactPointId, heldOn, subject } = activity;
    await this.regulations.lock(tx, round.regulationId);
    const place = `${heldOn} ${subject}`;
    const wanted = { contactPointId, place, label: place };
    const [made] = await ensureCodes(tx, round.regulationId, [wanted], await tx.time());
    if (!made) throw new Error('a code was asked for and none was made');
    const lawCodeId = made.code.id;
    const other = await tx.one(ActivityCodeRow, { lawCodeId });
    // another round of the same regulation at this very activity: one code leads to both
    if (other?.activityId === activity.id) return null;
    if (other !== null)
      return Refusal.field(
        'activityId',
        'TAKEN',
        `${heldOn} 还有一次“${subject}”，它的码已经在用：请先把这次活动的名称改得不一样，再做码。`,
      );
    await tx.insert(ActivityCodeRow, { activityId: activity.id, consultationId: round.id, lawCodeId });
    return null;
  }

  /** The rounds of the activity whose text everybody may read, in order */
  private async publicRounds(tx: Transaction, activityId: string): Promise<ConsultationRow[]> {
    const asked = await tx.find(ActivityConsultationRow, { activityId }, { id: 'ASC' });
    const rounds = (
      await tx.byIds(
        ConsultationRow,
        asked.map((a) => a.consultationId),
      )
    ).filter((r) => r !== null);
    const drafts = await tx.find(DraftRow, { id: oneOf(rounds.map((r) => r.draftId)), scope: 'PUBLIC' });
    const open = new Set(drafts.map((d) => d.id));
    return rounds.filter((r) => open.has(r.draftId));
  }

  /** The codes of each of these activities; for activities that the caller was given */
  async ofActivities(actor: Actor, activityIds: readonly string[]): Promise<ActivityCode[][]> {
    const reader = this.work.read(scopeOf(actor));
    const rows = await reader.find(ActivityCodeRow, { activityId: oneOf(activityIds) }, { id: 'ASC' });
    const codes = await reader.byIds(
      LawCodeRow,
      rows.map((r) => r.lawCodeId),
    );
    return activityIds.map((id) =>
      rows.flatMap((r, at) => {
        const lawCode = codes[at];
        return r.activityId === id && lawCode ? [{ consultationId: r.consultationId, lawCode }] : [];
      }),
    );
  }
}
