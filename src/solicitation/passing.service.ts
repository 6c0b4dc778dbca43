/** 转发: a county congress passes a round that it was asked in on to contact points below it. */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type ConsultationRow, ConsultationsService, ensureCodes } from '../consultation/index.js';
import { consultationStateWords } from '../consultation/consultation.words.js';
import { ContactPointsService } from '../network/index.js';
import { AccessService } from '../platform/access/access.service.js';
import { type BulkOutcome, refusedItem } from '../platform/api/bulk.js';
import type { Actor } from '../platform/base/actor.js';
import { type Day, dayIn } from '../platform/base/clock.js';
import { dayInput, words } from '../platform/base/inputs.js';
import { checkInput, Refusal } from '../platform/base/refusal.js';
import { scopeOf, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { judgePassing } from './passing.rules.js';
import { ReminderRow, SolicitationRow } from './solicitation.entities.js';
import { refuseDueDay, shareRounds, SolicitationsService } from './solicitations.service.js';

const POINTS_PER_REQUEST = 500;
const Passed = z.object({
  solicitationId: z.uuid('任务编号不对'),
  contactPointIds: z
    .array(z.uuid('联系点编号不对'))
    .min(1, '请至少选一个联系点')
    .max(POINTS_PER_REQUEST, `一次最多 ${POINTS_PER_REQUEST} 个联系点`)
    .refine((ids) => new Set(ids).size === ids.length, '名单里有重复的联系点'),
  dueOn: dayInput('反馈期限').nullish(),
  words: words({ most: [500, '转发的话不超过 500 字'] }).nullish(),
});

@Injectable()
export class PassingService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessService,
    private readonly consultations: ConsultationsService,
    private readonly tasks: SolicitationsService,
    private readonly points: ContactPointsService,
  ) {}

  /**
   * Makes a task of the same round for contact points below the congress whose task this is, due no later than its own,
   * each with its code. Each is answered for by the contact point's id: NOT_BELOW, NOT_ENGAGED, ALREADY_ASKED. All are
   * refused with NOT_FOUND for a task of another body, NOT_A_CONGRESS for a body that is none, WRONG_STATE for a round
   * that is not out, and where the round may ask no more (WINDOW_OVER, DRAFT_TAKEN_DOWN, ROUND_OPEN).
   */
  async passOnSolicitation(actor: Actor, input: unknown): Promise<BulkOutcome | Refusal> {
    const given = checkInput(Passed, input);
    if (given instanceof Refusal) return given;
    const zone = await this.access.zone(actor.legislatureId);
    return this.work.run<BulkOutcome | Refusal>('passOnSolicitation', scopeOf(actor), async (tx) => {
      const round = [...(await shareRounds(tx, [given.solicitationId])).values()][0];
      const own = await tx.get(SolicitationRow, given.solicitationId);
      if (!round || !own || !(await this.points.mayActFor(actor, own.contactPointId, tx)))
        return Refusal.notFound('这项任务');
      const at = await tx.time();
      const dueOn = given.dueOn ?? own.dueOn;
      const refused = await this.refusePassing(tx, round, own, dueOn, dayIn(zone, at));
      if (refused) return refused;
      const task = await this.tasks.lock(tx, actor, own.id);
      return task ? this.pass(tx, round, task, { ...given, dueOn }, at) : Refusal.notFound('这项任务');
    });
  }

  /** The regulation is locked by this: two who pass a round on at once do so one after the other. */
  private async refusePassing(
    tx: Transaction,
    round: ConsultationRow,
    own: SolicitationRow,
    dueOn: Day,
    today: Day,
  ): Promise<Refusal | null> {
    const congress = (await this.points.byIds(tx, [own.contactPointId])).get(own.contactPointId);
    if (congress?.kind !== 'COUNTY_CONGRESS')
      return new Refusal('NOT_A_CONGRESS', { name: congress?.name ?? '这个联系点' });
    if (round.state !== 'ISSUED')
      return new Refusal('WRONG_STATE', {
        what: '这次征求意见',
        state: consultationStateWords[round.state],
        act: '转发',
      });
    if (dueOn > own.dueOn) return Refusal.field('dueOn', 'LATE', `不能晚于本单位的反馈期限 ${own.dueOn}。`);
    return (
      (await this.consultations.refuseAsking(tx, round, '转发', today)) ?? refuseDueDay(dueOn, round.opensOn, today)
    );
  }

  private async pass(
    tx: Transaction,
    round: ConsultationRow,
    own: SolicitationRow,
    {
      contactPointIds,
      dueOn,
      words,
    }: { contactPointIds: readonly string[]; dueOn: Day; words?: string | null | undefined },
    at: Date,
  ): Promise<BulkOutcome> {
    const engaged = await this.points.byIds(tx, contactPointIds);
    const facts = {
      below: new Set(
        [...(await this.points.within([own.contactPointId], tx))].filter((id) => id !== own.contactPointId),
      ),
      asked: new Set((await tx.find(SolicitationRow, { consultationId: round.id })).map((s) => s.contactPointId)),
      engaged: new Map([...engaged].map(([id, p]) => [id, p.name])),
    };
    const outcome: BulkOutcome = { done: [], refused: [] };
    for (const id of contactPointIds) {
      const wrong = judgePassing(id, facts);
      if (wrong) outcome.refused.push(refusedItem(id, Refusal.by(wrong)));
      else outcome.done.push(id);
    }
    const tasks = await tx.insertAll(
      SolicitationRow,
      outcome.done.map((contactPointId) => ({
        id: randomUUID(),
        consultationId: round.id,
        contactPointId,
        dueOn,
        state: 'ISSUED' as const,
        issuedAt: at,
        receivedAt: null,
        answeredAt: null,
        passedOnBy: own.contactPointId,
        version: 1,
      })),
    );
    const codes = outcome.done.map((id) => ({
      contactPointId: id,
      place: null,
      label: engaged.get(id)?.shortName ?? '',
    }));
    await ensureCodes(tx, round.regulationId, codes, at);
    await this.say(tx, tasks, words ?? '', at);
    for (const { id } of tasks) tx.record('passOnSolicitation', 'Solicitation', id);
    return outcome;
  }

  /** What the congress says beside the task is a row of its own, as what it says when it urges. */
  private async say(tx: Transaction, tasks: readonly SolicitationRow[], words: string, at: Date): Promise<void> {
    if (words === '') return;
    const said = { way: 'PASSED_ON' as const, words, byAccount: tx.scope.accountId ?? '', at };
    await tx.insertAll(
      ReminderRow,
      tasks.map(({ id }) => ({ solicitationId: id, ...said })),
    );
  }
}
