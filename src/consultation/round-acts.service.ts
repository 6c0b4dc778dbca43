/** 延长, 暂停, 恢复, 更正, 取消: what a person decides about a round that was prepared or sent out. */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AccessService } from '../platform/access/access.service.js';
import type { Actor } from '../platform/base/actor.js';
import { type Day, dayIn } from '../platform/base/clock.js';
import { dayInput, reasonInput, words } from '../platform/base/inputs.js';
import { checkInput, Refusal } from '../platform/base/refusal.js';
import { scopeOf, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { refuseStep } from '../platform/ledger/move.js';
import { ConsultationChangeRow, ConsultationRow, type Corrected } from './consultation.entities.js';
import { type ConsultationChange, hasBegun, judgeChange } from './consultation.rules.js';
import { correctedWords } from './consultation.words.js';
import { consultations, ConsultationsService } from './consultations.service.js';

const Act = z.object({
  consultationId: z.uuid('征求意见编号不对'),
  expectedVersion: z.number().int(),
  reason: reasonInput,
});
const Correction = Act.extend({
  title: words({ least: [4, '请填写标题'], most: [120, '标题不超过 120 字'] }).nullish(),
  approvedByBody: words({ least: [1, '请填写批准机关'], most: [80, '批准机关不超过 80 字'] }).nullish(),
  approvedOn: dayInput('批准日期').nullish(),
  opensOn: dayInput('开始日期').nullish(),
  shortReason: words({ least: [1, '请填写理由'], most: [500, '理由不超过 500 字'] }).nullish(),
});
type CorrectedColumns = Partial<Pick<ConsultationRow, keyof typeof correctedWords>>;

/** What changes with an act: columns of the row, and what is noted of it beside the reason */
export interface Noted {
  columns?: Partial<Pick<ConsultationRow, 'closesOn' | keyof CorrectedColumns>>;
  oldDay?: Day;
  newDay?: Day;
  corrected?: Corrected[];
}

/** A later room that has something against another first day of a round */
export type OpeningCheck = (tx: Transaction, round: ConsultationRow, opensOn: Day) => Promise<Refusal | null>;

@Injectable()
export class RoundActsService {
  private readonly openingChecks: OpeningCheck[] = [];

  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessService,
    private readonly consultations: ConsultationsService,
  ) {}

  /** Whoever hangs days of its own on the first day of a round is asked before that moves. */
  registerOpeningCheck(check: OpeningCheck): void {
    this.openingChecks.push(check);
  }

  /** 暂停: nothing is taken until it is resumed; residents are told why. WRONG_STATE for what was not sent out. */
  suspendConsultation(actor: Actor, input: unknown): Promise<ConsultationRow | Refusal> {
    return this.act(actor, 'suspend', checkInput(Act, input), () => Promise.resolve({}));
  }

  /**
   * 恢复: its days are what they were, so one whose last day went by meanwhile is extended first (WINDOW_OVER); refused
   * too while its draft is taken down (DRAFT_TAKEN_DOWN) or another public round asks about it (ROUND_OPEN).
   */
  resumeConsultation(actor: Actor, input: unknown): Promise<ConsultationRow | Refusal> {
    return this.act(
      actor,
      'resume',
      checkInput(Act, input),
      async (tx, round, today) => (await this.consultations.refuseAsking(tx, round, '恢复', today)) ?? {},
    );
  }

  /** 取消, for good: what was said so far stays, and is owed its answer. WRONG_STATE once it is concluded. */
  cancelConsultation(actor: Actor, input: unknown): Promise<ConsultationRow | Refusal> {
    return this.act(actor, 'cancel', checkInput(Act, input), () => Promise.resolve({}));
  }

  /**
   * 更正 of what stands about the round: title, approval, reason for a short window, and the first day while it has not
   * begun. Fields that are not named stay; INVALID_INPUT where nothing would change, for an approval to come, a first
   * day after the last or, of a round that was sent out, before today.
   */
  correctConsultation(actor: Actor, input: unknown): Promise<ConsultationRow | Refusal> {
    const given = checkInput(Correction, input);
    return this.act(actor, 'correct', given, async (tx, round, today) => {
      if (given instanceof Refusal) return given;
      const wanted = Object.keys(correctedWords) as (keyof typeof correctedWords)[];
      const corrected = wanted.flatMap((field): Corrected[] => {
        const after = given[field] ?? null;
        return after === null || after === round[field] ? [] : [{ field, before: round[field], after }];
      });
      const columns = Object.fromEntries(corrected.map((c) => [c.field, c.after])) as CorrectedColumns;
      if (corrected.length === 0) return Refusal.field('title', 'SAME', '没有要更正的内容：填的和现在的一样。');
      if (columns.approvedOn && columns.approvedOn > today)
        return Refusal.field('approvedOn', 'FUTURE', `批准日期 ${columns.approvedOn} 还没有到，请批准以后再填。`);
      const { opensOn } = columns;
      if (opensOn === undefined) return { columns, corrected };
      const refused = await this.refuseOpening(tx, round, opensOn, today);
      return refused ?? { columns, corrected, oldDay: round.opensOn, newDay: opensOn };
    });
  }

  private async refuseOpening(
    tx: Transaction,
    round: ConsultationRow,
    opensOn: Day,
    today: Day,
  ): Promise<Refusal | null> {
    if (hasBegun(round, today))
      return Refusal.field('opensOn', 'BEGUN', `征求意见 ${round.opensOn} 已经开始，开始日期不能再改。`);
    if (opensOn > round.closesOn)
      return Refusal.field('opensOn', 'LATE', `开始日期不能晚于截止日期（${round.closesOn}）。`);
    if (round.state !== 'PREPARED' && opensOn < today)
      return Refusal.field('opensOn', 'PAST', `开始日期 ${opensOn} 已经过了，请改成今天或者以后的一天。`);
    for (const check of this.openingChecks) {
      const refused = await check(tx, round, opensOn);
      if (refused) return refused;
    }
    return null;
  }

  private async act(
    actor: Actor,
    command: ConsultationChange,
    given: z.infer<typeof Act> | Refusal,
    decide: (tx: Transaction, round: ConsultationRow, today: Day) => Promise<Noted | Refusal>,
  ): Promise<ConsultationRow | Refusal> {
    if (given instanceof Refusal) return given;
    const zone = await this.access.zone(actor.legislatureId);
    return this.work.run(`${command}Consultation`, scopeOf(actor), (tx) =>
      this.change(tx, command, given, zone, (round, today) => decide(tx, round, today)),
    );
  }

  /**
   * One act with a reason, in the transaction at hand: the round locked, at the version that was read, allowed by its
   * life; `decide` says what else changes, or refuses. The reason goes into a row of its own, its chain and the ledger
   * get the days. TOO_MANY_CHANGES where no further one could be shown.
   */
  async change(
    tx: Transaction,
    command: ConsultationChange,
    given: { consultationId: string; expectedVersion: number; reason: string },
    zone: string,
    decide: (round: ConsultationRow, today: Day) => Promise<Noted | Refusal>,
  ): Promise<ConsultationRow | Refusal> {
    const round = await this.consultations.lock(tx, given.consultationId);
    if (!round) return Refusal.notFound('这次征求意见');
    const refused = refuseStep(consultations, round, command, given.expectedVersion);
    if (refused) return refused;
    const full = judgeChange(command, await tx.count(ConsultationChangeRow, { consultationId: round.id }));
    if (full) return Refusal.by(full);
    const at = await tx.time();
    const noted = await decide(round, dayIn(zone, at));
    if (noted instanceof Refusal) return noted;
    const { columns, oldDay = null, newDay = null, corrected = [] } = noted;
    const detail = oldDay === null ? null : { oldDay, newDay };
    const moved = await this.consultations.step(tx, round, command, { ...(columns && { columns }), detail });
    if (moved) return moved;
    await tx.insert(ConsultationChangeRow, {
      consultationId: round.id,
      command,
      reason: given.reason,
      oldDay,
      newDay,
      corrected,
      byAccount: tx.scope.accountId ?? '',
      at,
    });
    return round;
  }
}
