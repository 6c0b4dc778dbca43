/** 征求意见: asking the public and the contact points about a published draft. */
import { randomInt, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { z } from 'zod';
import { DraftRow, RegulationRow } from '../authoring/index.js';
import { ContactPointsService } from '../network/index.js';
import { isOffice } from '../platform/access/permissions.js';
import { AccessService } from '../platform/access/access.service.js';
import type { Actor } from '../platform/base/actor.js';
import { scopeOf } from '../platform/database/scope.js';
import { type Day, dayIn, isDay } from '../platform/base/clock.js';
import { type Reader, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { insertIfNew } from '../platform/database/insert-if-new.sql.js';
import { checkInput, Refusal } from '../platform/base/refusal.js';
import { ConsultationRow, LawCodeRow, SolicitationRow } from './consultation.entities.js';
import {
  judgeWindow,
  nextConsultationState,
  nextSolicitationState,
  type SolicitationCommand,
} from './consultation.rules.js';
import { newLawCode } from './law-code.rules.js';

export const methods = [
  'PUBLIC',
  'SOLICITATION_LETTER',
  'READ_THROUGH',
  'TRIAL_RUN',
  'ARGUMENTATION',
  'EVALUATION',
  'PROJECT_CALL',
] as const;
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

export const IssueConsultation = z.object({
  consultationId: z.uuid('征求意见编号不对'),
  expectedVersion: z.number().int(),
  contactPointIds: z
    .array(z.uuid('联系点编号不对'))
    .max(2000, '一次最多 2000 个联系点')
    .refine((ids) => new Set(ids).size === ids.length, '名单里有重复的联系点'),
  dueOn: day('反馈期限').nullish(),
});

const stateWords = { PREPARED: '准备中', ISSUED: '已发出', ANSWERED: '已反馈', CANCELLED: '已取消' };

@Injectable()
export class ConsultationsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessService,
    private readonly points: ContactPointsService,
  ) {}

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

  /**
   * Sends it out: a task for every invited contact point, the regulation's code and a variant of it for each of them.
   */
  async issueConsultation(actor: Actor, input: unknown): Promise<ConsultationRow | Refusal> {
    const given = checkInput(IssueConsultation, input);
    if (given instanceof Refusal) return given;
    return this.work.run('issueConsultation', scopeOf(actor), async (tx) => {
      const consultation = await tx.lock(ConsultationRow, given.consultationId);
      if (!consultation) return Refusal.notFound('这次征求意见');
      if (consultation.version !== given.expectedVersion) return Refusal.stale(consultation.version);
      const state = nextConsultationState(consultation.state, 'issue');
      if (state === null)
        return new Refusal('WRONG_STATE', { what: '这次征求意见', state: stateWords[consultation.state], act: '发出' });
      const points = await this.points.byIds(tx, given.contactPointIds);
      const stranger = given.contactPointIds.find((id) => !points.has(id));
      if (stranger !== undefined) return new Refusal('NOT_ENGAGED', { name: stranger });
      const regulation = await tx.lock(RegulationRow, consultation.regulationId);
      if (!regulation) return Refusal.notFound('法规项目');
      const at = await tx.time();
      await tx.change(ConsultationRow, consultation, { state, issuedAt: at });
      await tx.insertAll(
        SolicitationRow,
        given.contactPointIds.map((contactPointId) => ({
          consultationId: consultation.id,
          contactPointId,
          dueOn: given.dueOn ?? consultation.closesOn,
          state: 'ISSUED' as const,
          issuedAt: at,
          receivedAt: null,
          answeredAt: null,
          version: 1,
        })),
      );
      await this.ensureCodes(tx, regulation.id, [null, ...given.contactPointIds], points, at);
      tx.record('issueConsultation', 'Consultation', consultation.id, { contactPoints: points.size });
      return consultation;
    });
  }

  /**
   * The regulation keeps its codes for life: only the missing ones are made. A drawn number that exists is drawn again.
   */
  private async ensureCodes(
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

  consultation(actor: Actor, id: string): Promise<ConsultationRow | null> {
    return this.work.read(scopeOf(actor)).get(ConsultationRow, id);
  }

  consultationsOf(actor: Actor, regulationId: string): Promise<ConsultationRow[]> {
    return this.work.read(scopeOf(actor)).find(ConsultationRow, { regulationId }, { createdAt: 'ASC' });
  }

  /** The office sees all tasks of a consultation, an officer those of the own unit and below. */
  async solicitations(actor: Actor, consultationId: string): Promise<SolicitationRow[]> {
    const reader = this.work.read(scopeOf(actor));
    const all = await reader.find(SolicitationRow, { consultationId }, { id: 'ASC' });
    if (isOffice(actor.roles)) return all;
    const mine = await this.points.within(actor.unitIds);
    return all.filter((s) => mine.has(s.contactPointId));
  }

  /** The tasks of an officer over all consultations, nearest due date first */
  async myTasks(actor: Actor, first: number): Promise<SolicitationRow[]> {
    const mine = [...(await this.points.within(actor.unitIds))];
    return mine.length === 0
      ? []
      : this.work
          .read(scopeOf(actor))
          .find(SolicitationRow, { contactPointId: In(mine) }, { dueOn: 'ASC', id: 'ASC' }, first);
  }

  receiveSolicitation(actor: Actor, solicitationId: string): Promise<SolicitationRow | Refusal> {
    return this.step(actor, solicitationId, 'receive');
  }

  /** 无意见 is an answer. */
  sayNoOpinion(actor: Actor, solicitationId: string): Promise<SolicitationRow | Refusal> {
    return this.step(actor, solicitationId, 'sayNoOpinion');
  }

  private step(actor: Actor, solicitationId: string, command: SolicitationCommand): Promise<SolicitationRow | Refusal> {
    return this.work.run(`${command}Solicitation`, scopeOf(actor), async (tx) => {
      const row = await tx.lock(SolicitationRow, solicitationId);
      if (!row || !(await this.points.mayActFor(actor, row.contactPointId, tx))) return Refusal.notFound('这项任务');
      const done = await this.advance(tx, row, command);
      return done ?? row;
    });
  }

  /** Moves a locked task on; null when it went, a Refusal when its life cycle does not know the step. */
  async advance(tx: Transaction, row: SolicitationRow, command: SolicitationCommand): Promise<Refusal | null> {
    const state = nextSolicitationState(row.state, command);
    const words = { ISSUED: '待签收', RECEIVED: '待报送', REPORTED: '已报送', NO_OPINION: '无意见' };
    if (state === null)
      return new Refusal('WRONG_STATE', {
        what: '这项任务',
        state: words[row.state],
        act: { receive: '签收', report: '报送', sayNoOpinion: '报无意见' }[command],
      });
    const at = await tx.time();
    await tx.change(SolicitationRow, row, {
      state,
      receivedAt: row.receivedAt ?? at,
      ...(command !== 'receive' && { answeredAt: row.answeredAt ?? at }),
    });
    tx.record(`${command}Solicitation`, 'Solicitation', row.id);
    return null;
  }

  codesOf(actor: Actor, regulationId: string): Promise<LawCodeRow[]> {
    return this.work.read(scopeOf(actor)).find(LawCodeRow, { regulationId }, { createdAt: 'ASC', code: 'ASC' });
  }

  /** Whose code this is; the code names its own legislature, so this look-up alone is not scoped. */
  async findCode(code: string): Promise<LawCodeRow | null> {
    return this.work.read({ legislatureId: null, accountId: null }).manager.findOneBy(LawCodeRow, { code });
  }

  /** The public round of a regulation that counts now: the one that is open, else the newest issued one */
  async publicRound(reader: Reader, regulationId: string, today: Day): Promise<ConsultationRow | null> {
    const rounds = await reader.find(
      ConsultationRow,
      { regulationId, method: 'PUBLIC', state: In(['ISSUED', 'ANSWERED']) },
      { createdAt: 'DESC' },
    );
    return rounds.find((c) => c.state === 'ISSUED' && c.opensOn <= today && today <= c.closesOn) ?? rounds[0] ?? null;
  }

  /** The civil day of the legislature by database time */
  async today(legislatureId: string): Promise<Day> {
    const legislature = await this.access.legislature(legislatureId);
    return dayIn(legislature?.zone ?? 'Asia/Shanghai', await this.access.now());
  }
}
