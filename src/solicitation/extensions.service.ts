/** 延长: the last day of a round with the due days of its bodies, and due days alone. Days move to later ones only. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { stillAsks } from '../consultation/consultation.rules.js';
import { consultationStateWords } from '../consultation/consultation.words.js';
import { type ConsultationRow, ConsultationsService, RoundActsService } from '../consultation/index.js';
import { AccessService } from '../platform/access/access.service.js';
import { type BulkOutcome, refusedItem } from '../platform/api/bulk.js';
import type { Actor } from '../platform/base/actor.js';
import { type Day, dayIn } from '../platform/base/clock.js';
import { dayInput, reasonInput } from '../platform/base/inputs.js';
import { checkInput, Refusal } from '../platform/base/refusal.js';
import { scopeOf, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { moveOn } from '../platform/ledger/move.js';
import { DueDayChangeRow, SolicitationRow } from './solicitation.entities.js';
import { solicitationLife } from './solicitation.rules.js';
import { refuseDueDay, shareRounds, solicitations } from './solicitations.service.js';

/** Tasks of one act, as many as one round can have */
const TASKS_PER_REQUEST = 2000;

const dueDay = dayInput('反馈期限');
const Extension = z.object({
  consultationId: z.uuid('征求意见编号不对'),
  expectedVersion: z.number().int(),
  closesOn: dayInput('截止日期'),
  dueOn: dueDay.nullish(),
  reason: reasonInput,
});
const DueDays = z.object({
  solicitationIds: z
    .array(z.uuid('任务编号不对'))
    .min(1, '请至少选一项任务')
    .max(TASKS_PER_REQUEST, `一次最多 ${TASKS_PER_REQUEST} 项任务`)
    .refine((ids) => new Set(ids).size === ids.length, '名单里有重复的任务'),
  dueOn: dueDay,
  reason: reasonInput,
});

export interface Extended {
  consultation: ConsultationRow;
  /** tasks whose due day moved along, and those that kept theirs: answered, or due on another day */
  tasksMoved: number;
  tasksKept: number;
}

const open = (task: SolicitationRow): boolean => solicitationLife.next(task.state, 'extend') !== null;

@Injectable()
export class ExtensionsService implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessService,
    private readonly consultations: ConsultationsService,
    private readonly rounds: RoundActsService,
  ) {}

  onModuleInit(): void {
    this.rounds.registerOpeningCheck((tx, round, opensOn) => this.refuseOpening(tx, round, opensOn));
  }

  /**
   * 延长征求意见: another last day, later than the one it has and not over (INVALID_INPUT). Tasks that are not answered
   * and were due on the old last day move along, to `dueOn` where one is given. ROUND_OPEN where the round had ended
   * and another one asks about its draft meanwhile; WRONG_STATE once concluded or cancelled.
   */
  async extendConsultation(actor: Actor, input: unknown): Promise<Extended | Refusal> {
    const given = checkInput(Extension, input);
    if (given instanceof Refusal) return given;
    const zone = await this.access.zone(actor.legislatureId);
    return this.work.run('extendConsultation', scopeOf(actor), async (tx) => {
      let before: Day = given.closesOn;
      const round = await this.rounds.change(tx, 'extend', given, zone, async (found, today) => {
        before = found.closesOn;
        const wrong = refuseDays(found, given, today) ?? (await this.refuseSecond(tx, found, given.closesOn, today));
        return wrong ?? { columns: { closesOn: given.closesOn }, oldDay: before, newDay: given.closesOn };
      });
      if (round instanceof Refusal) return round;
      const all = await tx.find(SolicitationRow, { consultationId: round.id });
      const tasks = await tx.lockAll(
        SolicitationRow,
        all.map((t) => t.id),
      );
      const along = tasks.filter((t) => open(t) && t.dueOn === before);
      const refused = await this.move(tx, along, given.dueOn ?? given.closesOn, given.reason);
      if (refused) return refused;
      return { consultation: round, tasksMoved: along.length, tasksKept: tasks.length - along.length };
    });
  }

  /**
   * 延长反馈期限 of several tasks to one later day; each is answered for: NOT_FOUND, WRONG_STATE for a task that is
   * answered or whose round is neither out nor suspended, INVALID_INPUT for a day that is not later or before the round
   * begins. A day that is over refuses them all.
   */
  async extendDueDays(actor: Actor, input: unknown): Promise<BulkOutcome | Refusal> {
    const given = checkInput(DueDays, input);
    if (given instanceof Refusal) return given;
    const zone = await this.access.zone(actor.legislatureId);
    return this.work.run('extendDueDays', scopeOf(actor), async (tx) => {
      const today = dayIn(zone, await tx.time());
      const over = refuseDueDay(given.dueOn, today, today);
      if (over) return over;
      const rounds = await shareRounds(tx, given.solicitationIds);
      const tasks = new Map((await tx.lockAll(SolicitationRow, given.solicitationIds)).map((t) => [t.id, t]));
      const outcome: BulkOutcome = { done: [], refused: [] };
      for (const id of given.solicitationIds) {
        const task = tasks.get(id);
        const refusal =
          refuseTask(task, rounds.get(task?.consultationId ?? ''), given.dueOn, today) ??
          (await this.move(tx, task ? [task] : [], given.dueOn, given.reason));
        if (refusal) outcome.refused.push(refusedItem(id, refusal));
        else outcome.done.push(id);
      }
      tx.record('extendDueDays', 'Solicitation', null, {
        done: outcome.done.length,
        refused: outcome.refused.length,
      });
      return outcome;
    });
  }

  /** Moves the due days of locked tasks, and notes why; the first step that its life does not know stops it. */
  private async move(
    tx: Transaction,
    tasks: readonly SolicitationRow[],
    newDay: Day,
    reason: string,
  ): Promise<Refusal | null> {
    const changes = tasks.map((t) => ({ solicitationId: t.id, oldDay: t.dueOn, newDay }));
    for (const task of tasks) {
      const detail = { oldDay: task.dueOn, newDay };
      const refused = await moveOn(tx, solicitations, task, 'extend', { columns: { dueOn: newDay }, detail });
      if (refused) return refused;
    }
    const at = await tx.time();
    await tx.insertAll(
      DueDayChangeRow,
      changes.map((c) => ({ ...c, reason, byAccount: tx.scope.accountId ?? '', at })),
    );
    return null;
  }

  private async refuseSecond(
    tx: Transaction,
    round: ConsultationRow,
    closesOn: Day,
    today: Day,
  ): Promise<Refusal | null> {
    return stillAsks({ ...round, closesOn }, today) ? this.consultations.refuseReopening(tx, round, today) : null;
  }

  private async refuseOpening(tx: Transaction, round: ConsultationRow, opensOn: Day): Promise<Refusal | null> {
    const tasks = await tx.find(SolicitationRow, { consultationId: round.id }, { dueOn: 'ASC', id: 'ASC' });
    const early = tasks.find((t) => t.dueOn < opensOn);
    return early
      ? Refusal.field('opensOn', 'LATE', `有任务的反馈期限是 ${early.dueOn}，早于新的开始日期：请先延长反馈期限。`)
      : null;
  }
}

function refuseDays(
  round: ConsultationRow,
  given: { closesOn: Day; dueOn?: Day | null | undefined },
  today: Day,
): Refusal | null {
  if (given.closesOn <= round.closesOn)
    return Refusal.field('closesOn', 'NOT_LATER', `现在的截止日期是 ${round.closesOn}，只能往后延。`);
  if (given.closesOn < today)
    return Refusal.field('closesOn', 'PAST', `截止日期 ${given.closesOn} 已经过了，请改成今天或者以后的一天。`);
  if (!given.dueOn) return null;
  return given.dueOn <= round.closesOn
    ? Refusal.field('dueOn', 'NOT_LATER', `反馈期限原来是 ${round.closesOn}，只能往后延。`)
    : refuseDueDay(given.dueOn, round.opensOn, today);
}

function refuseTask(
  task: SolicitationRow | undefined,
  round: ConsultationRow | undefined,
  dueOn: Day,
  today: Day,
): Refusal | null {
  if (!task || !round) return Refusal.notFound('这项任务');
  if (round.state !== 'ISSUED' && round.state !== 'SUSPENDED') {
    const state = consultationStateWords[round.state];
    return new Refusal('WRONG_STATE', { what: '这次征求意见', state, act: '延长反馈期限' });
  }
  if (!open(task)) return Refusal.by(solicitationLife.refusal(task.state, 'extend'));
  return dueOn <= task.dueOn
    ? Refusal.field('dueOn', 'NOT_LATER', `这项任务的反馈期限是 ${task.dueOn}，只能往后延。`)
    : refuseDueDay(dueOn, round.opensOn, today);
}
