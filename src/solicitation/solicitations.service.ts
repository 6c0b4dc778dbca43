/** 征求意见任务: whom a consultation goes to, and what each body answers. */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { judgeDueDay } from '../consultation/consultation.rules.js';
import { ConsultationRow, ConsultationsService, ensureCodes, type WantedCode } from '../consultation/index.js';
import { ContactPointsService } from '../network/index.js';
import { AccessService } from '../platform/access/access.service.js';
import type { Actor } from '../platform/base/actor.js';
import { type Day, dayIn } from '../platform/base/clock.js';
import { dayInput } from '../platform/base/inputs.js';
import { checkInput, Refusal } from '../platform/base/refusal.js';
import { oneOf } from '../platform/database/one-of.js';
import { scopeOf, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { type Kind, moveOn } from '../platform/ledger/move.js';
import { ReviewsService } from './review/reviews.service.js';
import { SolicitationRow } from './solicitation.entities.js';
import { type SolicitationCommand, solicitationLife, type SolicitationState } from './solicitation.rules.js';
import type { NoOpinionReason } from './solicitation.words.js';

export const IssueConsultation = z.object({
  consultationId: z.uuid('征求意见编号不对'),
  expectedVersion: z.number().int(),
  contactPointIds: z
    .array(z.uuid('联系点编号不对'))
    .max(2000, '一次最多 2000 个联系点')
    .refine((ids) => new Set(ids).size === ids.length, '名单里有重复的联系点'),
  dueOn: dayInput('反馈期限').nullish(),
});

/** A task as what is moved on */
export const solicitations: Kind<SolicitationRow, SolicitationState, SolicitationCommand> = {
  name: 'Solicitation',
  row: SolicitationRow,
  life: solicitationLife,
};

@Injectable()
export class SolicitationsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessService,
    private readonly consultations: ConsultationsService,
    private readonly points: ContactPointsService,
    private readonly reviews: ReviewsService,
  ) {}

  /**
   * Sends a consultation out: a task for every invited contact point, the regulation's code and a variant of it for
   * each of them. All or nothing: one contact point that is not engaged here (NOT_ENGAGED) stops it. So does a window
   * that is over (WINDOW_OVER), a draft taken down meanwhile (DRAFT_TAKEN_DOWN), another public round that still asks
   * about it (ROUND_OPEN), a due day that is over or before the first day (INVALID_INPUT), and
   * what no checker passed as it is, where the office wants rounds reviewed (NOT_REVIEWED).
   */
  async issueConsultation(actor: Actor, input: unknown): Promise<ConsultationRow | Refusal> {
    const given = checkInput(IssueConsultation, input);
    if (given instanceof Refusal) return given;
    const zone = await this.access.zone(actor.legislatureId);
    return this.work.run('issueConsultation', scopeOf(actor), async (tx) => {
      const consultation = await this.consultations.lock(tx, given.consultationId);
      if (!consultation) return Refusal.notFound('这次征求意见');
      const at = await tx.time();
      const { version } = consultation;
      const refused = await this.consultations.step(tx, consultation, 'issue', {
        expectedVersion: given.expectedVersion,
        columns: { issuedAt: at },
        detail: { contactPoints: given.contactPointIds.length },
      });
      if (refused) return refused;
      const points = await this.points.byIds(tx, given.contactPointIds);
      const stranger = given.contactPointIds.find((id) => !points.has(id));
      if (stranger !== undefined) return new Refusal('NOT_ENGAGED', { name: stranger });
      const today = dayIn(zone, at);
      const dueOn = given.dueOn ?? consultation.closesOn;
      const whom = { version, contactPointIds: given.contactPointIds, dueOn: given.dueOn ?? null };
      const wrong =
        (await this.reviews.refuseIssue(tx, consultation, whom)) ??
        (await this.consultations.refuseAsking(tx, consultation, '发出', today)) ??
        refuseDueDay(dueOn, consultation.opensOn, today);
      if (wrong) return wrong;
      await this.ask(tx, consultation, given.contactPointIds, dueOn, at);
      await ensureCodes(tx, consultation.regulationId, codesFor(given.contactPointIds, points), at);
      return consultation;
    });
  }

  private async ask(
    tx: Transaction,
    consultation: ConsultationRow,
    contactPointIds: readonly string[],
    dueOn: string,
    issuedAt: Date,
  ): Promise<void> {
    const task = { consultationId: consultation.id, dueOn, state: 'ISSUED' as const, issuedAt, version: 1 };
    await tx.insertAll(
      SolicitationRow,
      contactPointIds.map((contactPointId) => ({ ...task, contactPointId, receivedAt: null, answeredAt: null })),
    );
  }

  /** 签收: the body has the task. NOT_FOUND for another body's, WRONG_STATE where it was signed for before. */
  receiveSolicitation(actor: Actor, solicitationId: string): Promise<SolicitationRow | Refusal> {
    return this.step(actor, solicitationId, 'receive');
  }

  /** 无意见 is an answer; why is kept with it, where the body says so. */
  sayNoOpinion(
    actor: Actor,
    solicitationId: string,
    noOpinionReason: NoOpinionReason | null,
  ): Promise<SolicitationRow | Refusal> {
    return this.step(actor, solicitationId, 'sayNoOpinion', { noOpinionReason });
  }

  private step(
    actor: Actor,
    solicitationId: string,
    command: SolicitationCommand,
    more: AnswerColumns = {},
  ): Promise<SolicitationRow | Refusal> {
    return this.work.run(`${command}Solicitation`, scopeOf(actor), async (tx) => {
      const row = await this.lock(tx, actor, solicitationId);
      if (!row) return Refusal.notFound('这项任务');
      return (await this.advance(tx, row, command, more)) ?? row;
    });
  }

  /** The locked task of a body that the actor may act for; null where there is none */
  async lock(tx: Transaction, actor: Actor, solicitationId: string): Promise<SolicitationRow | null> {
    const row = await tx.lock(SolicitationRow, solicitationId);
    return row && (await this.points.mayActFor(actor, row.contactPointId, tx)) ? row : null;
  }

  /**
   * Moves a locked task on; null when it went, WRONG_STATE when its life cycle does not know the step. `more`: why it
   * has no opinion; and of a first answer that is registered for it, when it came and its scan.
   */
  async advance(
    tx: Transaction,
    row: SolicitationRow,
    command: SolicitationCommand,
    { noOpinionReason, ...paper }: AnswerColumns = {},
  ): Promise<Refusal | null> {
    const at = await tx.time();
    const answered = command === 'receive' ? {} : { answeredAt: row.answeredAt ?? at };
    const onPaper = row.answeredAt === null ? paper : undefined;
    const why = noOpinionReason === undefined ? {} : { noOpinionReason };
    return moveOn(tx, solicitations, row, command, {
      columns: { receivedAt: row.receivedAt ?? at, ...answered, ...onPaper, ...why },
    });
  }
}

/** What an answer says of itself beside what it is */
interface AnswerColumns {
  answeredOn?: Day;
  scanFileId?: string;
  noOpinionReason?: NoOpinionReason | null;
}

/** The regulation's own code, and a variant of it for each that is asked */
const codesFor = (ids: readonly string[], points: ReadonlyMap<string, { shortName: string }>): WantedCode[] => [
  { contactPointId: null, place: null, label: '法规码' },
  ...ids.map((id) => ({ contactPointId: id, place: null, label: points.get(id)?.shortName ?? '' })),
];

/** A due day that is over, or before the round begins, as a fault of its field; null for one that may be */
export function refuseDueDay(dueOn: Day, opensOn: Day, today: Day): Refusal | null {
  const wrong = judgeDueDay(dueOn, opensOn, today);
  return wrong === null ? null : Refusal.field('dueOn', dueOn < today ? 'PAST' : 'EARLY', wrong);
}

/**
 * The rounds of these tasks, shared in the order of their ids before any task is locked: none is stopped until the act
 * is done.
 */
export async function shareRounds(
  tx: Transaction,
  solicitationIds: readonly string[],
): Promise<Map<string, ConsultationRow>> {
  const tasks = await tx.find(SolicitationRow, { id: oneOf(solicitationIds) });
  const rounds = new Map<string, ConsultationRow>();
  for (const id of [...new Set(tasks.map((t) => t.consultationId))].sort()) {
    const round = await tx.share(ConsultationRow, id);
    if (round) rounds.set(id, round);
  }
  return rounds;
}
