/** 聘用 and 解聘: which legislatures ask a contact point. */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../platform/base/actor.js';
import { AccessService } from '../../platform/access/access.service.js';
import { dayIn } from '../../platform/base/clock.js';
import { dayInput } from '../../platform/base/inputs.js';
import { checkInput, Refusal } from '../../platform/base/refusal.js';
import { scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { type ContactPointRow, EngagementRow } from '../points/points.entities.js';
import { name } from '../points/points.inputs.js';
import { ContactPointsService } from '../points/points.service.js';
import { lockNames, namedAnywhere } from '../points/points.sql.js';

const Engaged = z.object({ name, since: dayInput('聘用日期').nullish() });
const Ended = z.object({ contactPointId: z.uuid('联系点编号不对'), on: dayInput('解聘日期') });

@Injectable()
export class EngagementsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessService,
    private readonly points: ContactPointsService,
  ) {}

  /**
   * Engages a contact point that another legislature made, or one whose engagement here had ended, by its full name
   * exactly: the lists of other legislatures are not open here, and their contact points are public bodies with a plate
   * at the door. NAME_TAKEN for one that is engaged here already, NOT_FOUND where nobody engages one of that name.
   */
  async engageContactPoint(actor: Actor, input: unknown): Promise<ContactPointRow | Refusal> {
    const given = checkInput(Engaged, input);
    if (given instanceof Refusal) return given;
    const zone = await this.access.zone(actor.legislatureId);
    return this.work.run('engageContactPoint', scopeOf(actor), async (tx) => {
      await lockNames(tx.manager, tx.legislatureId);
      if ((await this.points.engaged(tx)).some((p) => p.name === given.name))
        return new Refusal('NAME_TAKEN', { name: given.name });
      const found = await namedAnywhere(tx.manager, given.name);
      if (found.length > 1)
        return Refusal.field('name', 'AMBIGUOUS', `有 ${found.length} 个联系点叫这个名字：请聘用它的机关先改清楚。`);
      const [point] = found;
      if (!point) return Refusal.notFound(`叫“${given.name}”的联系点`);
      const since = given.since ?? dayIn(zone, await tx.time());
      const before = await tx.one(EngagementRow, { contactPointId: point.id });
      if (before) await tx.change(EngagementRow, before, { since, until: null });
      else
        await tx.insert(EngagementRow, {
          contactPointId: point.id,
          since,
          until: null,
          leaderName: null,
          version: 1,
        });
      tx.record('engageContactPoint', 'ContactPoint', point.id);
      return point;
    });
  }

  /**
   * 解聘 from a day on, which is today or before and not before the engagement began: it is asked no more, and stands
   * in no list; tasks that it has, it may still answer. NOT_FOUND for one that is not engaged here now.
   */
  async endEngagement(actor: Actor, input: unknown): Promise<ContactPointRow | Refusal> {
    const given = checkInput(Ended, input);
    if (given instanceof Refusal) return given;
    const zone = await this.access.zone(actor.legislatureId);
    return this.work.run('endEngagement', scopeOf(actor), async (tx) => {
      await lockNames(tx.manager, tx.legislatureId);
      const [point] = await this.points.engaged(tx, [given.contactPointId]);
      const engagement = point && (await tx.one(EngagementRow, { contactPointId: point.id }));
      if (!point || !engagement) return Refusal.notFound('这个联系点');
      if (given.on > dayIn(zone, await tx.time())) return Refusal.field('on', 'LATE', '解聘日期不能晚于今天。');
      if (given.on < engagement.since)
        return Refusal.field('on', 'EARLY', `解聘日期不能早于聘用日期 ${engagement.since}。`);
      await tx.change(EngagementRow, engagement, { until: given.on });
      tx.record('endEngagement', 'ContactPoint', point.id);
      return point;
    });
  }
}
