/** 征求意见: asking the public and the contact points about a published draft. */
import { randomInt, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { DraftRow } from '../authoring/index.js';
import { AccessService } from '../platform/access/access.service.js';
import type { Actor } from '../platform/base/actor.js';
import { type Day, isDay } from '../platform/base/clock.js';
import { checkInput, Refusal } from '../platform/base/refusal.js';
import { insertIfNew } from '../platform/database/insert-if-new.sql.js';
import { scopeOf, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { type Kind, moveOn, type Step } from '../platform/ledger/move.js';
import { ConsultationRow, LawCodeRow } from './consultation.entities.js';
import {
  type ConsultationCommand,
  consultationLife,
  type ConsultationMethod,
  type ConsultationState,
  judgeWindow,
} from './consultation.rules.js';
import { consultationMethodWords } from './consultation.words.js';
import { newLawCode } from './law-code.rules.js';

export const methods = Object.keys(consultationMethodWords) as ConsultationMethod[];
const day = (what: string): z.ZodType<Day> => z.string().refine(isDay, `${what}写成 2026-01-31 的样子`);

export const NewConsultation = z
  .object({
    draftId: z.uuid('稿的编号不对'),
    method: z.enum(methods),
    title: z.string().trim().min(4, '请填写标题').max(120, '标题不超过 120 字'),
    opensOn: day('开始日期'),
    closesOn: day('截止日期'),
    shortReason: z.string().trim().max(500, '理由不超过 500 字').nullish(),
    approvedByBody: z.string().trim().max(80, '批准机关不超过 80 字').nullish(),
    approvedOn: day('批准日期').nullish(),
  })
  .refine((c) => c.closesOn >= c.opensOn, { path: ['closesOn'], message: '截止日期不能早于开始日期' });

const consultations: Kind<ConsultationRow, ConsultationState, ConsultationCommand> = {
  name: 'Consultation',
  row: ConsultationRow,
  life: consultationLife,
};

@Injectable()
export class ConsultationsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessService,
  ) {}

  /**
   * Prepares a round on a published draft (NOT_PUBLISHED). A public one shorter than the legislature's minimum needs a
   * reason (WINDOW_TOO_SHORT; 立法法第四十条 says 一般不少于三十日). Nothing is sent by this.
   */
  async createConsultation(actor: Actor, input: unknown): Promise<ConsultationRow | Refusal> {
    const given = checkInput(NewConsultation, input);
    if (given instanceof Refusal) return given;
    const legislature = await this.access.legislature(actor.legislatureId ?? '');
    if (!legislature) return Refusal.notFound('立法机关');
    const short =
      given.method === 'PUBLIC'
        ? judgeWindow({
            ...given,
            shortReason: given.shortReason ?? null,
            minimumDays: legislature.minimumDays,
            minimumDaysSource: legislature.minimumDaysSource,
          })
        : null;
    if (short) return Refusal.by(short);
    return this.work.run('createConsultation', scopeOf(actor), async (tx) => {
      const draft = await tx.share(DraftRow, given.draftId);
      if (!draft) return Refusal.notFound('这一稿');
      if (draft.state !== 'PUBLISHED') return new Refusal('NOT_PUBLISHED');
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
        issuedAt: null,
        createdAt: await tx.time(),
        version: 1,
      });
      tx.record('createConsultation', 'Consultation', row.id);
      return row;
    });
  }

  /** The locked row; null where there is none here */
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
   * missing ones are made, under the lock on the regulation. A drawn number that exists is drawn again.
   */
  async ensureCodes(
    tx: Transaction,
    regulationId: string,
    wanted: readonly (string | null)[],
    points: ReadonlyMap<string, { shortName: string }>,
    at: Date,
  ): Promise<void> {
    const known = new Set((await tx.find(LawCodeRow, { regulationId })).map((c) => c.contactPointId));
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
        ['id', 'legislature_id', 'regulation_id', 'contact_point_id', 'code', 'label', 'channel', 'created_at'],
        rows.map((r) => r.columns),
      );
      missing = rows.filter((r) => !stored.has(r.columns[0] as string)).map((r) => r.contactPointId);
    }
  }
}
