/** 征求意见: asking the public and the contact points about a published draft. */
import { randomInt, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { z } from 'zod';
import { DraftRow, RegulationsService } from '../authoring/index.js';
import { AccessService } from '../platform/access/access.service.js';
import type { Actor } from '../platform/base/actor.js';
import { type Day, dayIn } from '../platform/base/clock.js';
import { dayInput, words } from '../platform/base/inputs.js';
import { checkInput, clauseOf, Refusal } from '../platform/base/refusal.js';
import { insertIfNew } from '../platform/database/insert-if-new.sql.js';
import { scopeOf, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { appendEvent, type Kind, moveOn, type Step } from '../platform/ledger/move.js';
import { ConsultationEventRow, ConsultationRow, LawCodeRow } from './consultation.entities.js';
import {
  type ConsultationCommand,
  consultationLife,
  type ConsultationMethod,
  type ConsultationState,
  judgeWindow,
  stillAsks,
} from './consultation.rules.js';
import { consultationMethodWords } from './consultation.words.js';
import { newLawCode } from './law-code.rules.js';
import { methodRules } from './method.rules.js';

export const methods = Object.keys(consultationMethodWords) as ConsultationMethod[];

export const NewConsultation = z
  .object({
    draftId: z.uuid('稿的编号不对'),
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
   * Prepares a round on a published draft (NOT_PUBLISHED). One that the minimum of days binds and that is shorter needs
   * a reason (WINDOW_TOO_SHORT; 立法法第四十条 says 一般不少于三十日). Refused too: a method that asks about no draft
   * (METHOD_WITHOUT_DRAFT), a window that is over, an approval to come (INVALID_INPUT), and a second public round while
   * another of the same draft still asks (ROUND_OPEN). Nothing is sent by this.
   */
  async createConsultation(actor: Actor, input: unknown): Promise<ConsultationRow | Refusal> {
    const given = checkInput(NewConsultation, input);
    if (given instanceof Refusal) return given;
    const rule = methodRules[given.method];
    if (!rule.needsDraft) return new Refusal('METHOD_WITHOUT_DRAFT', { method: consultationMethodWords[given.method] });
    const legislature = await this.access.legislature(actor.legislatureId ?? '');
    if (!legislature) return Refusal.notFound('立法机关');
    const short = rule.minimumDaysBind
      ? judgeWindow({ ...legislature, ...given, shortReason: given.shortReason ?? null })
      : null;
    if (short) return Refusal.by(short);
    return this.work.run('createConsultation', scopeOf(actor), async (tx) => {
      const known = await tx.get(DraftRow, given.draftId);
      // the regulation first: of two rounds of one draft, prepared at once, the second finds the first
      if (!known || !(await this.regulations.lock(tx, known.regulationId))) return Refusal.notFound('这一稿');
      const draft = await tx.share(DraftRow, known.id);
      if (draft?.state !== 'PUBLISHED') return new Refusal('NOT_PUBLISHED');
      const at = await tx.time();
      const today = dayIn(legislature.zone, at);
      const late = refuseDays(given, today) ?? (await this.refuseSecond(tx, { ...given, id: null }, today));
      if (late) return late;
      const row = await tx.insert(ConsultationRow, {
        regulationId: draft.regulationId,
        draftId: draft.id,
        method: given.method,
        title: given.title,
        opensOn: given.opensOn,
        closesOn: given.closesOn,
        state: 'PREPARED',
        shortReason: given.shortReason ?? null,
        approvedByBody: given.approvedByBody ?? null,
        approvedOn: given.approvedOn ?? null,
        origin: given.origin || null,
        askedRange: given.askedRange || null,
        nextStep: given.nextStep || null,
        focus: given.focus.map((f) => ({ question: f.question, provision: f.provision || null })),
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
   * (WINDOW_OVER), its draft was not taken down (DRAFT_TAKEN_DOWN), no other one asks (ROUND_OPEN).
   */
  async refuseAsking(tx: Transaction, round: ConsultationRow, act: string, today: Day): Promise<Refusal | null> {
    if (!(await this.regulations.lock(tx, round.regulationId))) return Refusal.notFound('法规项目');
    if (round.closesOn < today) return new Refusal('WINDOW_OVER', { closesOn: round.closesOn, act });
    const draft = await tx.share(DraftRow, round.draftId);
    if (draft?.state === 'TAKEN_DOWN')
      return new Refusal('DRAFT_TAKEN_DOWN', { reason: clauseOf(draft.takenDownReason ?? '') });
    return this.refuseSecond(tx, round, today);
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

  /**
   * The codes of a regulation, its own (null) and the variants of contact points. They are kept for life: only the
   * missing ones are made, under the lock on the regulation, also where the only one was revoked. A drawn number that
   * exists is drawn again.
   */
  async ensureCodes(
    tx: Transaction,
    regulationId: string,
    wanted: readonly (string | null)[],
    points: ReadonlyMap<string, { shortName: string }>,
    at: Date,
  ): Promise<void> {
    const inUse = await tx.find(LawCodeRow, { regulationId, revokedAt: IsNull() });
    const known = new Set(inUse.map((c) => c.contactPointId));
    let missing = wanted.filter((id) => !known.has(id));
    while (missing.length > 0) {
      const rows = missing.map((id) => ({
        contactPointId: id,
        columns: [
          randomUUID(),
          tx.legislatureId,
          regulationId,
          id,
          newLawCode(randomInt),
          id === null ? '法规码' : (points.get(id)?.shortName ?? ''),
          'CODE',
          at,
        ],
      }));
      const stored = await insertIfNew(
        tx.manager,
        'law_code',
        'law_code_unique',
        {
          id: 'uuid',
          legislature_id: 'uuid',
          regulation_id: 'uuid',
          contact_point_id: 'uuid',
          code: 'text',
          label: 'text',
          channel: 'text',
          created_at: 'timestamptz',
        },
        rows.map((r) => r.columns),
      );
      missing = rows.filter((r) => !stored.has(r.columns[0] as string)).map((r) => r.contactPointId);
    }
  }
}

/** A window that is over before it begins, an approval that is still to come */
function refuseDays(given: { closesOn: Day; approvedOn?: Day | null | undefined }, today: Day): Refusal | null {
  if (given.closesOn < today)
    return Refusal.field('closesOn', 'PAST', `截止日期 ${given.closesOn} 已经过了，请看一看年份对不对。`);
  return given.approvedOn && given.approvedOn > today
    ? Refusal.field('approvedOn', 'FUTURE', `批准日期 ${given.approvedOn} 还没有到，请批准以后再填。`)
    : null;
}
