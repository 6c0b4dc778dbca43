/** 活动: when a contact point heard people, about what, where. Day and subject, and nobody who came 基层减负. */
import { Injectable } from '@nestjs/common';
import { ConsultationsQueries } from '../../consultation/index.js';
import { ContactPointsService } from '../../network/index.js';
import { AccessService } from '../../platform/access/access.service.js';
import type { Actor } from '../../platform/base/actor.js';
import { addDays, type Day, dayIn } from '../../platform/base/clock.js';
import { checkInput, Refusal } from '../../platform/base/refusal.js';
import { scopeOf, type Transaction, UnitOfWork } from '../../platform/database/scope.js';
import { ActivityConsultationRow, ActivityRow } from './hearing.entities.js';
import { ChangedActivity, NewActivity } from './hearing.inputs.js';

@Injectable()
export class ActivitiesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessService,
    private readonly points: ContactPointsService,
    private readonly rounds: ConsultationsQueries,
  ) {}

  /**
   * Records an activity of a contact point that the actor acts for, with the rounds it heard people about. The id is
   * made by the sender: the same one again is answered with what is recorded, so that a bad line makes no second.
   * NOT_FOUND for a contact point or a round that the actor may not see, and for an id that is somebody else's;
   * INVALID_INPUT for a day more than 60 days ahead.
   */
  async recordActivity(actor: Actor, input: unknown): Promise<ActivityRow | Refusal> {
    const given = checkInput(NewActivity, input);
    if (given instanceof Refusal) return given;
    const zone = await this.access.zone(actor.legislatureId);
    return this.work.run('recordActivity', scopeOf(actor), async (tx) => {
      const known = await tx.lock(ActivityRow, given.id);
      if (known) return (await this.isOwn(actor, known, tx)) ? known : Refusal.notFound('这次活动');
      const now = await tx.time();
      const refused =
        (await this.refusePlace(actor, given.contactPointId, given.consultationIds, tx)) ??
        refuseDay(given.heldOn, dayIn(zone, now));
      if (refused) return refused;
      const { id, contactPointId, heldOn, subject, place } = given;
      const row = {
        id,
        contactPointId,
        heldOn,
        subject,
        place,
        enteredBy: actor.accountId,
        enteredAt: now,
        version: 1,
      };
      const activity = await tx.insert(ActivityRow, row);
      await this.hearAbout(tx, id, given.consultationIds);
      tx.record('recordActivity', 'Activity', id, { drafts: given.consultationIds.length });
      return activity;
    });
  }

  /**
   * Changes day, subject and place, and adds rounds; what was heard about stays. NOT_FOUND, STALE_VERSION, and
   * INVALID_INPUT as `recordActivity`.
   */
  async changeActivity(actor: Actor, input: unknown): Promise<ActivityRow | Refusal> {
    const given = checkInput(ChangedActivity, input);
    if (given instanceof Refusal) return given;
    const zone = await this.access.zone(actor.legislatureId);
    return this.work.run('changeActivity', scopeOf(actor), async (tx) => {
      const activity = await this.lock(tx, actor, given.activityId);
      if (!activity) return Refusal.notFound('这次活动');
      if (activity.version !== given.expectedVersion)
        return Refusal.stale(activity.version, { kind: 'Activity', id: activity.id });
      const refused =
        (await this.refusePlace(actor, activity.contactPointId, given.consultationIds, tx)) ??
        refuseDay(given.heldOn, dayIn(zone, await tx.time()));
      if (refused) return refused;
      const { heldOn, subject, place } = given;
      await tx.change(ActivityRow, activity, { heldOn, subject, place });
      const known = await tx.find(ActivityConsultationRow, { activityId: activity.id });
      const has = new Set(known.map((k) => k.consultationId));
      await this.hearAbout(
        tx,
        activity.id,
        given.consultationIds.filter((id) => !has.has(id)),
      );
      tx.record('changeActivity', 'Activity', activity.id);
      return activity;
    });
  }

  /** The locked activity of a contact point that the actor acts for; null where there is none */
  async lock(tx: Transaction, actor: Actor, id: string): Promise<ActivityRow | null> {
    const activity = await tx.lock(ActivityRow, id);
    return activity && (await this.isOwn(actor, activity, tx)) ? activity : null;
  }

  private isOwn(actor: Actor, activity: ActivityRow, tx: Transaction): Promise<boolean> {
    return this.points.mayActFor(actor, activity.contactPointId, tx);
  }

  private async refusePlace(
    actor: Actor,
    contactPointId: string,
    consultationIds: readonly string[],
    tx: Transaction,
  ): Promise<Refusal | null> {
    if (!(await this.points.mayActFor(actor, contactPointId, tx))) return Refusal.notFound('联系点');
    const rounds = await this.rounds.byIds(actor, consultationIds);
    return rounds.includes(null) ? Refusal.notFound('这次征求意见') : null;
  }

  private async hearAbout(tx: Transaction, activityId: string, consultationIds: readonly string[]): Promise<void> {
    await tx.insertAll(
      ActivityConsultationRow,
      consultationIds.map((consultationId) => ({ activityId, consultationId })),
    );
  }
}

/** Days ahead that an activity may be written down, so that its code hangs there when it begins */
const DAYS_AHEAD = 60;
const refuseDay = (heldOn: Day, today: Day): Refusal | null =>
  heldOn > addDays(today, DAYS_AHEAD)
    ? Refusal.field('heldOn', 'FUTURE', `活动日期在 ${DAYS_AHEAD} 天以后：近了再记。`)
    : null;
