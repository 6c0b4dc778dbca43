/** 活动台账 and its photographed forms, as a contact point and the office read them. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { ContactPointsService } from '../../network/index.js';
import { isOffice } from '../../platform/access/permissions.js';
import { noRows, type OldestFirst, type Page, readPage } from '../../platform/api/paging.js';
import { Subjects } from '../../platform/api/subjects.js';
import type { Actor } from '../../platform/base/actor.js';
import { oneOf } from '../../platform/database/one-of.js';
import { isId, scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { ActivityConsultationRow, ActivityRow, FormCardRow, OpinionHearingRow } from './hearing.entities.js';
import { cardsWaiting, voicesHeard } from './hearing.sql.js';

@Injectable()
export class HearingQueries implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly points: ContactPointsService,
    private readonly subjects: Subjects,
  ) {}

  onModuleInit(): void {
    this.subjects.register('Activity', (actor, ids) => this.byIds(actor, ids));
  }

  /** The activities of a contact point, in the order they were recorded; none where the actor may not see it */
  async activities(actor: Actor, contactPointId: string, asked: OldestFirst): Promise<Page<ActivityRow>> {
    const reader = this.work.read(scopeOf(actor));
    if (!isId(contactPointId) || !(await this.points.mayActFor(actor, contactPointId, reader))) return noRows();
    const build = (): SelectQueryBuilder<ActivityRow> =>
      reader.manager
        .createQueryBuilder(ActivityRow, 'a')
        .where('a.legislature_id = :legislature and a.contact_point_id = :point', {
          legislature: reader.legislatureId,
          point: contactPointId,
        });
    return readPage(reader, build(), { list: 'activity', ownerId: contactPointId }, asked, () => Promise.resolve([]));
  }

  /** In the order asked for; null for one that the actor may not see */
  async byIds(actor: Actor, ids: readonly string[]): Promise<(ActivityRow | null)[]> {
    const rows = await this.work.read(scopeOf(actor)).byIds(ActivityRow, ids);
    if (isOffice(actor.roles)) return rows;
    const mine = await this.points.within(actor.unitIds);
    return rows.map((r) => (r && mine.has(r.contactPointId) ? r : null));
  }

  /** About which rounds each of these heard people, in order; for activities that the caller was given */
  async roundsOf(actor: Actor, activityIds: readonly string[]): Promise<string[][]> {
    const rows = await this.work
      .read(scopeOf(actor))
      .find(ActivityConsultationRow, { activityId: oneOf(activityIds) }, { id: 'ASC' });
    return activityIds.map((id) => rows.filter((r) => r.activityId === id).map((r) => r.consultationId));
  }

  /** The photographed forms of an activity, as they were taken, for the officers of its contact point; else none */
  async cardsOf(actor: Actor, activityId: string): Promise<FormCardRow[]> {
    const mine = await this.points.within(actor.unitIds);
    const cards = this.work.read(scopeOf(actor)).find(FormCardRow, { activityId }, { ordinal: 'ASC', keptAt: 'ASC' });
    return (await cards).filter((c) => mine.has(c.contactPointId));
  }

  /** How many voices each of these brought, and how many of its forms are not typed yet; in order */
  async figuresOf(actor: Actor, activityIds: readonly string[]): Promise<{ voices: number; waiting: number }[]> {
    const reader = this.work.read(scopeOf(actor));
    const [voices, waiting] = [await voicesHeard(reader, activityIds), await cardsWaiting(reader, activityIds)];
    return activityIds.map((id) => ({ voices: voices.get(id) ?? 0, waiting: waiting.get(id) ?? 0 }));
  }

  /** Where each of these opinions was heard; null where nothing is known. For opinions that the caller was given */
  async ofOpinions(actor: Actor, opinionIds: readonly string[]): Promise<(OpinionHearingRow | null)[]> {
    const rows = await this.work.read(scopeOf(actor)).find(OpinionHearingRow, { id: oneOf(opinionIds) });
    const by = new Map(rows.map((r) => [r.id, r]));
    return opinionIds.map((id) => by.get(id) ?? null);
  }
}
