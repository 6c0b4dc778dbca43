/** 送审核: a prepared round goes to a checker, who passes it or sends it back with a note, before it is sent out. */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { judgeDueDay } from '../../consultation/consultation.rules.js';
import { consultationStateWords } from '../../consultation/consultation.words.js';
import { type ConsultationRow, ConsultationsService } from '../../consultation/index.js';
import { ContactPointsService } from '../../network/index.js';
import { AccessService } from '../../platform/access/access.service.js';
import type { Actor } from '../../platform/base/actor.js';
import { dayIn } from '../../platform/base/clock.js';
import { dayInput, words } from '../../platform/base/inputs.js';
import { checkInput, Refusal } from '../../platform/base/refusal.js';
import { scopeOf, type Transaction, UnitOfWork } from '../../platform/database/scope.js';
import { type Kind, moveOn } from '../../platform/ledger/move.js';
import { Edits } from '../papers/paper-preview.service.js';
import { runKindWords } from '../papers/paper.words.js';
import type { RunKind } from '../papers/paper-run.rules.js';
import { RoundReviewRow } from './review.entities.js';
import { judgeReviewed, judgeReviewHands, reviewLife, type ReviewCommand, type ReviewState } from './review.rules.js';

const Sent = z.object({
  consultationId: z.uuid('征求意见编号不对'),
  expectedVersion: z.number().int(),
  contactPointIds: z
    .array(z.uuid('联系点编号不对'))
    .max(2000, '一次最多 2000 个联系点')
    .refine((ids) => new Set(ids).size === ids.length, '名单里有重复的联系点'),
  dueOn: dayInput('反馈期限').nullish(),
  papers: z
    .array(z.object({ kind: z.enum(Object.keys(runKindWords) as RunKind[]), edits: Edits }))
    .max(Object.keys(runKindWords).length, '同一种函件写了两次')
    .default([]),
});
const Passed = z.object({ reviewId: z.uuid('送审编号不对'), expectedVersion: z.number().int() });
const Returned = Passed.extend({
  note: words({ least: [2, '请写明退回的理由，送审的人看得到'], most: [500, '理由不超过 500 字'] }),
});

const reviews: Kind<RoundReviewRow, ReviewState, ReviewCommand> = {
  name: 'RoundReview',
  row: RoundReviewRow,
  life: reviewLife,
};

@Injectable()
export class ReviewsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessService,
    private readonly consultations: ConsultationsService,
    private readonly points: ContactPointsService,
  ) {}

  /**
   * 送审 of a round that is prepared, with whom it asks, until when and the words that were changed in its papers; an
   * earlier one that was not returned is withdrawn. STALE_VERSION, WRONG_STATE once it was sent out or cancelled,
   * NOT_ENGAGED for a body that is not of this legislature, INVALID_INPUT for a due day that is over.
   */
  async sendRoundToReview(actor: Actor, input: unknown): Promise<ConsultationRow | Refusal> {
    const given = checkInput(Sent, input);
    if (given instanceof Refusal) return given;
    const zone = await this.access.zone(actor.legislatureId);
    return this.work.run('sendRoundToReview', scopeOf(actor), async (tx) => {
      const round = await this.consultations.lock(tx, given.consultationId);
      if (!round) return Refusal.notFound('这次征求意见');
      const at = await tx.time();
      const refused =
        refuseRound(round, given.expectedVersion, '送审核') ??
        (await this.refuseWhom(tx, given.contactPointIds)) ??
        refuseDue(given.dueOn ?? round.closesOn, round.opensOn, dayIn(zone, at));
      if (refused) return refused;
      await this.withdrawLast(tx, round.id);
      const review = await tx.insert(RoundReviewRow, {
        consultationId: round.id,
        state: 'SENT',
        roundVersion: round.version,
        contactPointIds: given.contactPointIds,
        dueOn: given.dueOn ?? null,
        edits: given.papers.flatMap(({ kind, edits }) => edits.map((e) => ({ ...e, kind }))),
        sentBy: actor.accountId,
        sentAt: at,
        checkedBy: null,
        checkedAt: null,
        note: null,
        version: 1,
      });
      tx.record('sendRoundToReview', 'RoundReview', review.id, { contactPoints: given.contactPointIds.length });
      return round;
    });
  }

  /**
   * 通过: the round may be sent out as it was read. SAME_PERSON for whoever sent it, STALE_VERSION where the round was
   * changed since, WRONG_STATE where it was judged or is out.
   */
  async passRound(actor: Actor, input: unknown): Promise<ConsultationRow | Refusal> {
    const given = checkInput(Passed, input);
    if (given instanceof Refusal) return given;
    return this.judge(actor, 'pass', given, null);
  }

  /** 退回 with a note, which whoever sent it reads. As `passRound`, but for a round that was changed since. */
  async returnRound(actor: Actor, input: unknown): Promise<ConsultationRow | Refusal> {
    const given = checkInput(Returned, input);
    if (given instanceof Refusal) return given;
    return this.judge(actor, 'return', given, given.note);
  }

  private judge(
    actor: Actor,
    command: 'pass' | 'return',
    given: z.output<typeof Passed>,
    note: string | null,
  ): Promise<ConsultationRow | Refusal> {
    return this.work.run(`${command}Round`, scopeOf(actor), async (tx) => {
      const known = await tx.get(RoundReviewRow, given.reviewId);
      // the round first, as where it is sent out
      const round = known && (await this.consultations.lock(tx, known.consultationId));
      const review = round && (await tx.lock(RoundReviewRow, given.reviewId));
      if (!round || !review) return Refusal.notFound('这次送审');
      const hands = judgeReviewHands(actor.accountId, review.sentBy);
      if (hands) return Refusal.by(hands);
      const refused = refuseRound(round, command === 'pass' ? review.roundVersion : round.version, '审核');
      if (refused) return refused;
      const columns = { checkedBy: actor.accountId, checkedAt: await tx.time(), note };
      const { expectedVersion } = given;
      return (await moveOn(tx, reviews, review, command, { expectedVersion, columns })) ?? round;
    });
  }

  /**
   * Why a locked round may not be sent out as given, where the office wants it reviewed first: NOT_REVIEWED in words;
   * null where it may.
   */
  async refuseIssue(
    tx: Transaction,
    round: ConsultationRow,
    given: { version: number; contactPointIds: readonly string[]; dueOn: string | null },
  ): Promise<Refusal | null> {
    const legislature = await this.access.legislature(round.legislatureId);
    if (legislature?.reviewsRounds !== true) return null;
    const judged = judgeReviewed(await this.last(tx, round.id), given);
    return judged && Refusal.by(judged);
  }

  private async last(tx: Transaction, consultationId: string): Promise<RoundReviewRow | null> {
    return (await tx.find(RoundReviewRow, { consultationId }, { sentAt: 'DESC', id: 'DESC' }, 1))[0] ?? null;
  }

  private async withdrawLast(tx: Transaction, consultationId: string): Promise<void> {
    const last = await this.last(tx, consultationId);
    if (last === null || reviewLife.next(last.state, 'withdraw') === null) return;
    const locked = await tx.lock(RoundReviewRow, last.id);
    if (locked) await moveOn(tx, reviews, locked, 'withdraw');
  }

  private async refuseWhom(tx: Transaction, ids: readonly string[]): Promise<Refusal | null> {
    const points = await this.points.byIds(tx, ids);
    const stranger = ids.find((id) => !points.has(id));
    return stranger === undefined ? null : new Refusal('NOT_ENGAGED', { name: stranger });
  }
}

function refuseRound(round: ConsultationRow, version: number, act: string): Refusal | null {
  if (round.version !== version) return Refusal.stale(round.version, { kind: 'Consultation', id: round.id });
  return round.state === 'PREPARED'
    ? null
    : new Refusal('WRONG_STATE', { what: '这次征求意见', state: consultationStateWords[round.state], act });
}

function refuseDue(dueOn: string, opensOn: string, today: string): Refusal | null {
  const wrong = judgeDueDay(dueOn, opensOn, today);
  return wrong === null ? null : Refusal.field('dueOn', dueOn < today ? 'PAST' : 'EARLY', wrong);
}
