/** 催办: several bodies at once, each once a day; and the note of a call 电话 to one of them. */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { words } from '../platform/base/inputs.js';
import { ContactPointsService } from '../network/index.js';
import { AccessService } from '../platform/access/access.service.js';
import { type BulkOutcome, refusedItem } from '../platform/api/bulk.js';
import type { Actor } from '../platform/base/actor.js';
import { dayIn, timeIn } from '../platform/base/clock.js';
import { checkInput, Refusal } from '../platform/base/refusal.js';
import { scopeOf, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { judgeUrge } from './reminder.rules.js';
import { RemindersQueries } from './reminders.queries.js';
import { ReminderRow, SolicitationRow } from './solicitation.entities.js';
import { shareRounds } from './solicitations.service.js';

/** Tasks of one act, as many as one round can have */
const TASKS_PER_REQUEST = 2000;

const Urged = z.object({
  solicitationIds: z
    .array(z.uuid('任务编号不对'))
    .min(1, '请至少选一项任务')
    .max(TASKS_PER_REQUEST, `一次最多 ${TASKS_PER_REQUEST} 项任务`)
    .refine((ids) => new Set(ids).size === ids.length, '名单里有重复的任务'),
  words: words({ least: [1, '请写明催办的话，联络员看得到'], most: [500, '催办的话不超过 500 字'] }),
});
const Called = z.object({
  solicitationId: z.uuid('任务编号不对'),
  words: words({ least: [1, '请写明打给谁、怎么说的'], most: [500, '电话记录不超过 500 字'] }),
});

@Injectable()
export class RemindersService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessService,
    private readonly reminders: RemindersQueries,
    private readonly points: ContactPointsService,
  ) {}

  /**
   * 催办 of several tasks in the same words, which their bodies read; each is answered for: NOT_FOUND, WRONG_STATE for
   * a body that has answered or a round that is not out, URGED_TODAY for one that was urged on this day.
   */
  urgeSolicitations(actor: Actor, input: unknown): Promise<BulkOutcome | Refusal> {
    return this.urge('urgeSolicitations', actor, input, () => true);
  }

  /** As `urgeSolicitations`, for a county congress: of those tasks alone that it, or one below it, passed on 转发 */
  async urgePassedOn(actor: Actor, input: unknown): Promise<BulkOutcome | Refusal> {
    const mine = await this.points.within(actor.unitIds);
    return this.urge('urgePassedOn', actor, input, ({ passedOnBy }) => passedOnBy !== null && mine.has(passedOnBy));
  }

  private async urge(
    act: string,
    actor: Actor,
    input: unknown,
    mayUrge: (task: SolicitationRow) => boolean,
  ): Promise<BulkOutcome | Refusal> {
    const given = checkInput(Urged, input);
    if (given instanceof Refusal) return given;
    const zone = await this.access.zone(actor.legislatureId);
    return this.work.run<BulkOutcome | Refusal>(act, scopeOf(actor), async (tx) => {
      const rounds = await shareRounds(tx, given.solicitationIds);
      const tasks = new Map((await tx.lockAll(SolicitationRow, given.solicitationIds)).map((t) => [t.id, t]));
      const urged = await this.reminders.lastUrged(tx, given.solicitationIds);
      const at = await tx.time();
      const outcome: BulkOutcome = { done: [], refused: [] };
      for (const id of given.solicitationIds) {
        const found = tasks.get(id);
        const task = found && mayUrge(found) ? found : undefined;
        const round = rounds.get(task?.consultationId ?? '');
        const last = urged.get(id);
        const lastUrged = last ? { day: dayIn(zone, last), time: timeIn(zone, last) } : null;
        const wrong = task && round ? judgeUrge(task, round, lastUrged, dayIn(zone, at)) : null;
        if (!task || !round) outcome.refused.push(refusedItem(id, Refusal.notFound('这项任务')));
        else if (wrong) outcome.refused.push(refusedItem(id, Refusal.by(wrong)));
        else outcome.done.push(id);
      }
      await this.note(tx, outcome.done, 'URGED', given.words, at);
      for (const id of outcome.done) tx.record('urgeSolicitation', 'Solicitation', id);
      return outcome;
    });
  }

  /** 电话已登记: what was said on the telephone about a task, for the office alone. NOT_FOUND for no such task. */
  async noteCall(actor: Actor, input: unknown): Promise<SolicitationRow | Refusal> {
    const given = checkInput(Called, input);
    if (given instanceof Refusal) return given;
    return this.work.run('noteCall', scopeOf(actor), async (tx) => {
      const task = await tx.share(SolicitationRow, given.solicitationId);
      if (!task) return Refusal.notFound('这项任务');
      await this.note(tx, [task.id], 'CALLED', given.words, await tx.time());
      tx.record('noteCall', 'Solicitation', task.id);
      return task;
    });
  }

  private async note(
    tx: Transaction,
    solicitationIds: readonly string[],
    way: ReminderRow['way'],
    words: string,
    at: Date,
  ): Promise<void> {
    const byAccount = tx.scope.accountId ?? '';
    await tx.insertAll(
      ReminderRow,
      solicitationIds.map((solicitationId) => ({ solicitationId, way, words, byAccount, at })),
    );
  }
}
