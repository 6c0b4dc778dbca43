/** 征求意见: asking the public and the contact points about a published draft. */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { DraftRow, RegulationsService } from '../authoring/index.js';
import { draftScopeWords } from '../authoring/drafts/draft.words.js';
import { AccessService } from '../platform/access/access.service.js';
import type { Actor } from '../platform/base/actor.js';
import { type Day, dayIn } from '../platform/base/clock.js';
import { dayInput, words } from '../platform/base/inputs.js';
import { checkInput, clauseOf, Refusal } from '../platform/base/refusal.js';
import { scopeOf, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { appendEvent, type Kind, moveOn, refuseStep, type Step } from '../platform/ledger/move.js';
import { ConsultationEventRow, ConsultationRow } from './consultation.entities.js';
import {
  type ConsultationCommand,
  consultationLife,
  type ConsultationMethod,
  type ConsultationState,
  stillAsks,
} from './consultation.rules.js';
import { consultationMethodWords } from './consultation.words.js';
import { methodRules } from './method.rules.js';

export const methods = Object.keys(consultationMethodWords) as ConsultationMethod[];

/** What stands about a round, as it is made and as it is revised */
const Words = z
  .object({
    method: z.enum(methods),
    title: words({ least: [4, '请填写标题'], most: [120, '标题不超过 120 字'] }),
    opensOn: dayInput('开始日期'),
    closesOn: dayInput('截止日期'),
    shortReason: words({ most: [500, '理由不超过 500 字'] }).nullish(),
    approvedByBody: words({ most: [80, '批准机关不超过 80 字'] }).nullish(),
    approvedOn: dayInput('批准日期').nullish(),
    origin: words({ most: [200, '来由不超过 200 字'] }).nullish(),
    askedRange: words({ most: [80, '听取范围不超过 80 字'] }).nullish(),
    nextStep: words({ most: [40, '下一环节不超过 40 字'] }).nullish(),
    focus: z
      .array(
        z.object({
          question: words({ least: [2, '请写明要问的问题'], most: [120, '一个问题不超过 120 字'] }),
          provision: words({ most: [40, '条款不超过 40 字'] }).nullish(),
        }),
      )
      .max(10, '重点问题最多 10 个')
      .default([]),
  })
  .refine((c) => c.closesOn >= c.opensOn, { path: ['closesOn'], message: '截止日期不能早于开始日期' });
export const NewConsultation = Words.safeExtend({ draftId: z.uuid('稿的编号不对') });
const RevisedConsultation = Words.safeExtend({
  consultationId: z.uuid('征求意见编号不对'),
  expectedVersion: z.number().int(),
});
type Words = z.output<typeof Words>;

/** A consultation as what is moved on */
export const consultations: Kind<ConsultationRow, ConsultationState, ConsultationCommand, ConsultationEventRow> = {
  name: 'Consultation',
  row: ConsultationRow,
  life: consultationLife,
  events: { row: ConsultationEventRow, owner: 'consultationId' },
};

@Injectable()
export class ConsultationsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessService,
    private readonly regulations: RegulationsService,
  ) {}

  /**
   * Prepares a round on a published draft (NOT_PUBLISHED). Refused too: a method that asks about no draft
   * (METHOD_WITHOUT_DRAFT), a window that is over, an approval to come (INVALID_INPUT), and a second public round while
   * another of the same draft still asks (ROUND_OPEN), a public one about a text that is not (NOT_FOR_EVERYBODY).
   * Days that are few are no refusal: `warningsOf` says so. Nothing is sent by this.
   */
  async createConsultation(actor: Actor, input: unknown): Promise<ConsultationRow | Refusal> {
    const given = checkInput(NewConsultation, input);
    if (given instanceof Refusal) return given;
    const zone = await this.access.zone(actor.legislatureId);
    return this.work.run('createConsultation', scopeOf(actor), async (tx) => {
      const known = await tx.get(DraftRow, given.draftId);
      if (!known) return Refusal.notFound('这一稿');
      const at = await tx.time();
      const of = { id: null, draftId: known.id, regulationId: known.regulationId };
      const refused = await this.refuseWords(tx, { ...given, ...of }, dayIn(zone, at));
      if (refused) return refused;
      const row = await tx.insert(ConsultationRow, {
        regulationId: known.regulationId,
        draftId: known.id,
        state: 'PREPARED',
        ...columnsOf(given),
        issuedAt: null,
        createdAt: at,
        version: 1,
      });
      await appendEvent(tx, consultations, row, 'prepare');
      tx.record('createConsultation', 'Consultation', row.id);
      return row;
    });
  }

  /**
   * 修改 of a round that was not sent out: everything about it but the draft. STALE_VERSION, WRONG_STATE once it was
   * sent out or cancelled, and the refusals of its making.
   */
  async updateConsultation(actor: Actor, input: unknown): Promise<ConsultationRow | Refusal> {
    const given = checkInput(RevisedConsultation, input);
    if (given instanceof Refusal) return given;
    const zone = await this.access.zone(actor.legislatureId);
    return this.work.run('updateConsultation', scopeOf(actor), async (tx) => {
      const round = await this.lock(tx, given.consultationId);
      if (!round) return Refusal.notFound('这次征求意见');
      const { expectedVersion } = given;
      const today = dayIn(zone, await tx.time());
      const refused =
        refuseStep(consultations, round, 'revise', expectedVersion) ??
        (await this.refuseWords(tx, { ...given, ...idsOf(round) }, today));
      if (refused) return refused;
      return (await this.step(tx, round, 'revise', { expectedVersion, columns: columnsOf(given) })) ?? round;
    });
  }

  /** What a round may not be like, whether it is made or revised; its regulation is locked by this. */
  private async refuseWords(
    tx: Transaction,
    round: Words & { id: string | null; draftId: string; regulationId: string },
    today: Day,
  ): Promise<Refusal | null> {
    if (!methodRules[round.method].needsDraft)
      return new Refusal('METHOD_WITHOUT_DRAFT', { method: consultationMethodWords[round.method] });
    // the regulation first: of two rounds of one draft, prepared at once, the second finds the first
    if (!(await this.regulations.lock(tx, round.regulationId))) return Refusal.notFound('这一稿');
    const draft = await tx.share(DraftRow, round.draftId);
    if (draft?.state !== 'PUBLISHED') return new Refusal('NOT_PUBLISHED');
    return (
      refuseEverybody(draft, round.method) ?? refuseDays(round, today) ?? (await this.refuseSecond(tx, round, today))
    );
  }

  /**
   * ROUND_OPEN where another round of this draft still asks and its method bears no other beside it; null where it may
   * be. The caller holds the lock on the regulation.
   */
  async refuseSecond(
    tx: Transaction,
    round: { id: string | null; draftId: string; method: ConsultationMethod },
    today: Day,
  ): Promise<Refusal | null> {
    if (methodRules[round.method].severalAtOnce) return null;
    const others = await tx.find(ConsultationRow, { draftId: round.draftId }, { closesOn: 'DESC', id: 'ASC' });
    const open = others.find((c) => c.id !== round.id && !methodRules[c.method].severalAtOnce && stillAsks(c, today));
    return open ? new Refusal('ROUND_OPEN', { title: open.title, closesOn: open.closesOn }) : null;
  }

  /** The same for a locked round that would ask again; the regulation is locked by this. */
  async refuseReopening(tx: Transaction, round: ConsultationRow, today: Day): Promise<Refusal | null> {
    if (!(await this.regulations.lock(tx, round.regulationId))) return Refusal.notFound('法规项目');
    return this.refuseSecond(tx, round, today);
  }

  /**
   * Whether a locked round may ask from today on: its regulation is locked by this, its last day is not over
   * (WINDOW_OVER), its draft was not taken down (DRAFT_TAKEN_DOWN) and is open to whom it asks (NOT_FOR_EVERYBODY), no
   * other one asks (ROUND_OPEN).
   */
  async refuseAsking(tx: Transaction, round: ConsultationRow, act: string, today: Day): Promise<Refusal | null> {
    if (!(await this.regulations.lock(tx, round.regulationId))) return Refusal.notFound('法规项目');
    if (round.closesOn < today) return new Refusal('WINDOW_OVER', { closesOn: round.closesOn, act });
    const draft = await tx.share(DraftRow, round.draftId);
    if (draft?.state === 'TAKEN_DOWN')
      return new Refusal('DRAFT_TAKEN_DOWN', { reason: clauseOf(draft.takenDownReason ?? '') });
    return (draft && refuseEverybody(draft, round.method)) ?? this.refuseSecond(tx, round, today);
  }

  /**
   * The row, shared with every resident who speaks now: nobody moves the round on before this ends. For whatever works
   * over its comments, be they many; null where there is none here.
   */
  share(tx: Transaction, id: string): Promise<ConsultationRow | null> {
    return tx.share(ConsultationRow, id);
  }

  /** The locked row, for a change of the round itself: residents wait for it. null where there is none here */
  lock(tx: Transaction, id: string): Promise<ConsultationRow | null> {
    return tx.lock(ConsultationRow, id);
  }

  /**
   * Moves a consultation on that this transaction has locked.
   * @returns null, or STALE_VERSION or WRONG_STATE, and then nothing is changed
   */
  step(
    tx: Transaction,
    consultation: ConsultationRow,
    command: ConsultationCommand,
    step: Step<ConsultationRow>,
  ): Promise<Refusal | null> {
    return moveOn(tx, consultations, consultation, command, step);
  }
}

const idsOf = ({ id, draftId, regulationId }: ConsultationRow): Record<'id' | 'draftId' | 'regulationId', string> => ({
  id,
  draftId,
  regulationId,
});

/** What a round stores of what was typed about it */
function columnsOf(given: Words) {
  const { method, title, opensOn, closesOn } = given;
  return {
    method,
    title,
    opensOn,
    closesOn,
    shortReason: given.shortReason || null,
    approvedByBody: given.approvedByBody || null,
    approvedOn: given.approvedOn ?? null,
    origin: given.origin || null,
    askedRange: given.askedRange || null,
    nextStep: given.nextStep || null,
    focus: given.focus.map((f) => ({ question: f.question, provision: f.provision || null })),
  };
}

/** A text that is not public is asked about among bodies alone; judged while its row is shared */
const refuseEverybody = (draft: DraftRow, method: ConsultationMethod): Refusal | null =>
  methodRules[method].openByCode && draft.scope !== 'PUBLIC'
    ? new Refusal('NOT_FOR_EVERYBODY', { scope: draftScopeWords[draft.scope] })
    : null;

/** A window that is over before it begins, an approval that is still to come */
function refuseDays(given: { closesOn: Day; approvedOn?: Day | null | undefined }, today: Day): Refusal | null {
  if (given.closesOn < today)
    return Refusal.field('closesOn', 'PAST', `截止日期 ${given.closesOn} 已经过了，请看一看年份对不对。`);
  return given.approvedOn && given.approvedOn > today
    ? Refusal.field('approvedOn', 'FUTURE', `批准日期 ${given.approvedOn} 还没有到，请批准以后再填。`)
    : null;
}
