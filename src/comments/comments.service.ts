/** 报送意见: one opinion as it stands, or several merged, reported by the contact point. */
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { z } from 'zod';
import { pathsOf } from '../articles/index.js';
import { asProvision, ProvisionRow } from '../authoring/index.js';
import { ConsultationRow, ConsultationsService, SolicitationRow } from '../consultation/index.js';
import { ContactPointsService } from '../network/index.js';
import { type OpinionRow, OpinionsService, OpinionStatusRow } from '../opinions/index.js';
import { acts, anchorTarget, type AnchoredTarget, targetKinds } from '../opinions/opinion.rules.js';
import type { Actor } from '../platform/base/actor.js';
import { scopeOf } from '../platform/database/scope.js';
import { isOffice } from '../platform/access/permissions.js';
import { type Reader, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { checkInput, Refusal } from '../platform/base/refusal.js';
import { commentStateWords, isVerbatim, nextCommentState } from './comment.rules.js';
import { CommentOpinionRow, CommentRow, CommentStatusRow, CommentWordingRow } from './comments.entities.js';

const text = (what: string): z.ZodType<string | null | undefined> =>
  z.string().trim().min(1, `${what}不能是空的`).max(10_000, `${what}不超过 10000 字`).nullish();

const NewWords = z.object({
  opinionIds: z
    .array(z.uuid('意见编号不对'))
    .min(1, '请至少选一条群众原话')
    .max(500, '一次最多归并 500 条')
    .refine((ids) => new Set(ids).size === ids.length, '同一条原话选了两次'),
  text: text('意见'),
  proposedWording: text('修改建议'),
  reason: text('修改理由'),
  act: z.enum(acts).nullish(),
  target: z
    .object({
      kind: z.enum(targetKinds),
      provisionId: z.uuid('条文编号不对').nullish(),
      path: z.string().max(40, '位置不对').nullish(),
      quote: z.string().max(2000, '引用不超过 2000 字').nullish(),
    })
    .nullish(),
});

export const NewComment = NewWords.extend({ solicitationId: z.uuid('任务编号不对') });
export const TakenUp = NewWords.extend({ consultationId: z.uuid('征求意见编号不对') });

export const RevisedComment = z.object({
  commentId: z.uuid('意见编号不对'),
  expectedVersion: z.number().int(),
  text: z.string().trim().min(1, '意见不能是空的').max(10_000, '意见不超过 10000 字'),
  proposedWording: text('修改建议'),
  reason: text('修改理由'),
});

export interface Comment {
  row: CommentRow;
  status: CommentStatusRow;
  wording: CommentWordingRow;
}

/** Signals that a return or a supplement came in; later rooms listen. */
export const COMMENTS_REPORTED = 'comments.reported';

@Injectable()
export class CommentsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly opinions: OpinionsService,
    private readonly consultations: ConsultationsService,
    private readonly points: ContactPointsService,
  ) {}

  /** Makes a comment of one or more opinions. Each opinion belongs to one comment at most; the trail is kept. */
  async draftComment(actor: Actor, input: unknown): Promise<Comment | Refusal> {
    const given = checkInput(NewComment, input);
    if (given instanceof Refusal) return given;
    return this.work.run('draftComment', scopeOf(actor), async (tx) => {
      const task = await tx.share(SolicitationRow, given.solicitationId);
      if (!task || !(await this.points.mayActFor(actor, task.contactPointId, tx))) return Refusal.notFound('这项任务');
      const consultation = await tx.get(ConsultationRow, task.consultationId);
      if (!consultation) return Refusal.notFound('这次征求意见');
      // what went straight to the legislature stays out of the contact point's sight, also by way of the office
      return this.make(
        tx,
        actor,
        given,
        consultation,
        task,
        (o) => o.contactPointId === task.contactPointId && !o.direct,
      );
    });
  }

  /**
   * 法工委直接受理: what residents sent straight to the legislature, or said under the regulation's own code, has no
   * contact point to report it; the office takes it up itself and it is decided like any other (同等办理).
   */
  async takeUpOpinions(actor: Actor, input: unknown): Promise<Comment | Refusal> {
    const given = checkInput(TakenUp, input);
    if (given instanceof Refusal) return given;
    return this.work.run('takeUpOpinions', scopeOf(actor), async (tx) => {
      const consultation = await tx.lock(ConsultationRow, given.consultationId);
      if (!consultation) return Refusal.notFound('这次征求意见');
      const made = await this.make(tx, actor, given, consultation, null, (o) => o.direct || o.contactPointId === null);
      if (made instanceof Refusal) return made;
      const state = nextCommentState(made.status.state, 'report');
      if (state === null) return refuseStep(made.status, '受理');
      await tx.change(CommentStatusRow, made.status, {
        state,
        reportedNumber: (await this.lastNumber(tx, consultation.id)) + 1,
        reportedAt: await tx.time(),
      });
      await this.stepOpinions(tx, [made.row.id], 'report');
      await tx.enqueue(COMMENTS_REPORTED, { consultationId: consultation.id });
      return made;
    });
  }

  private async make(
    tx: Transaction,
    actor: Actor,
    given: z.output<typeof NewWords>,
    consultation: ConsultationRow,
    task: SolicitationRow | null,
    belongs: (opinion: OpinionRow) => boolean,
  ): Promise<Comment | Refusal> {
    const chosen = await this.opinions.load(tx, actor, given.opinionIds);
    const usable = chosen.filter(
      (o) =>
        o.row.consultationId === consultation.id &&
        belongs(o.row) &&
        o.status.state === 'RECEIVED' &&
        o.status.commentId === null,
    );
    if (usable.length !== given.opinionIds.length)
      return new Refusal('OPINION_NOT_OPEN', { count: given.opinionIds.length - usable.length });
    const own = {
      text: given.text ?? null,
      proposedWording: given.proposedWording ?? null,
      reason: given.reason ?? null,
    };
    const verbatim = isVerbatim(usable.length, own) && !given.target;
    const first = usable.find((o) => o.row.id === given.opinionIds[0])?.row;
    if (!first) return new Refusal('NO_OPINIONS');
    if (own.text === null && !verbatim)
      return Refusal.field('text', 'REQUIRED', '归并或者改写的意见，请写明意见内容。');
    const target = given.target ? await this.anchor(tx, consultation.draftId, given.target) : anchorOf(first);
    if (target instanceof Refusal) return target;
    const row = await tx.insert(CommentRow, {
      regulationId: consultation.regulationId,
      consultationId: consultation.id,
      draftId: consultation.draftId,
      solicitationId: task?.id ?? null,
      contactPointId: task?.contactPointId ?? null,
      sourceKind: task ? 'CONTACT_POINT' : 'RESIDENT',
      verbatim,
      ...target,
      act: given.act ?? first.act,
      createdBy: actor.accountId,
    });
    const words = verbatim
      ? { text: first.text, proposedWording: first.proposedWording, reason: first.reason }
      : { ...own, text: own.text ?? '' };
    const wording = await tx.insert(CommentWordingRow, {
      commentId: row.id,
      revision: 1,
      ...words,
      byAccount: actor.accountId,
    });
    const status = await tx.insert(CommentStatusRow, {
      id: row.id,
      consultationId: consultation.id,
      state: 'DRAFTED',
      revision: 1,
      reportedNumber: null,
      reportedAt: null,
      outcome: null,
      sheetId: null,
      version: 1,
    });
    await tx.insertAll(
      CommentOpinionRow,
      usable.map((o) => ({ commentId: row.id, opinionId: o.row.id })),
    );
    for (const o of usable) await tx.change(OpinionStatusRow, o.status, { commentId: row.id });
    tx.record('draftComment', 'Comment', row.id, { opinions: usable.length, verbatim });
    return { row, status, wording };
  }

  /** The last number given in a consultation; its lock is held */
  private async lastNumber(tx: Transaction, consultationId: string): Promise<number> {
    return Math.max(0, ...(await tx.find(CommentStatusRow, { consultationId })).map((s) => s.reportedNumber ?? 0));
  }

  private async anchor(
    tx: Transaction,
    draftId: string,
    target: NonNullable<z.output<typeof NewWords>['target']>,
  ): Promise<AnchoredTarget | Refusal> {
    const provision = target.provisionId ? await tx.one(ProvisionRow, { id: target.provisionId, draftId }) : null;
    const anchored = anchorTarget(
      {
        kind: target.kind,
        provisionId: target.provisionId ?? null,
        path: target.path || null,
        quote: target.quote || null,
      },
      provision && {
        id: provision.id,
        text: provision.text,
        paths: new Map(pathsOf(asProvision(provision)).map((p) => [p.path, p.text])),
      },
    );
    return 'code' in anchored ? new Refusal(anchored.code) : anchored;
  }

  /** Until it is reported, and again when it was returned; every revision is kept. */
  async reviseComment(actor: Actor, input: unknown): Promise<Comment | Refusal> {
    const given = checkInput(RevisedComment, input);
    if (given instanceof Refusal) return given;
    return this.work.run('reviseComment', scopeOf(actor), async (tx) => {
      const comment = await this.lockOne(tx, actor, given.commentId);
      if (!comment) return Refusal.notFound('这条意见');
      if (comment.status.version !== given.expectedVersion) return Refusal.stale(comment.status.version);
      const state = nextCommentState(comment.status.state, 'revise');
      if (state === null) return refuseStep(comment.status, '修改');
      const revision = comment.status.revision + 1;
      const wording = await tx.insert(CommentWordingRow, {
        commentId: comment.row.id,
        revision,
        text: given.text,
        proposedWording: given.proposedWording ?? null,
        reason: given.reason ?? null,
        byAccount: actor.accountId,
      });
      await tx.change(CommentStatusRow, comment.status, { revision, state });
      tx.record('reviseComment', 'Comment', comment.row.id, { revision });
      return { ...comment, wording };
    });
  }

  /**
   * The return 意见汇总: numbers the comments in the order given and reports them, with every opinion they were made
   * from.
   */
  async reportComments(
    actor: Actor,
    input: { solicitationId: string; commentIds: readonly string[] },
  ): Promise<{ solicitation: SolicitationRow; reported: number } | Refusal> {
    return this.work.run('reportComments', scopeOf(actor), async (tx) => {
      const known = await tx.get(SolicitationRow, input.solicitationId);
      // the consultation first: its numbers are given under its lock
      const consultation = known && (await tx.lock(ConsultationRow, known.consultationId));
      const task = known && (await tx.lock(SolicitationRow, known.id));
      if (!task || !consultation || !(await this.points.mayActFor(actor, task.contactPointId, tx)))
        return Refusal.notFound('这项任务');
      if (input.commentIds.length === 0 || input.commentIds.length > 2000)
        return Refusal.field('commentIds', 'LENGTH', '请选 1 至 2000 条意见。');
      const advanced = await this.consultations.advance(tx, task, 'report');
      if (advanced) return advanced;
      const statuses = new Map((await tx.lockAll(CommentStatusRow, input.commentIds)).map((s) => [s.id, s]));
      const rows = new Map((await tx.find(CommentRow, { id: In([...statuses.keys()]) })).map((r) => [r.id, r]));
      const at = await tx.time();
      let number = await this.lastNumber(tx, consultation.id);
      for (const id of input.commentIds) {
        const [row, status] = [rows.get(id), statuses.get(id)];
        if (!row || !status || row.solicitationId !== task.id) return Refusal.notFound('这条意见');
        const state = nextCommentState(status.state, 'report');
        if (state === null) return refuseStep(status, '报送');
        await tx.change(CommentStatusRow, status, {
          state,
          reportedNumber: status.reportedNumber ?? ++number,
          reportedAt: at,
        });
      }
      await this.stepOpinions(tx, input.commentIds, 'report');
      await tx.enqueue(COMMENTS_REPORTED, { consultationId: consultation.id });
      tx.record('reportComments', 'Solicitation', task.id, { comments: input.commentIds.length });
      return { solicitation: task, reported: input.commentIds.length };
    });
  }

  /** Moves the voices behind comments on; those that are there already are left alone. */
  async stepOpinions(tx: Transaction, commentIds: readonly string[], command: 'report' | 'answer'): Promise<void> {
    const trail = await tx.find(CommentOpinionRow, { commentId: In([...commentIds]) });
    if (trail.length === 0) return;
    for (const status of await tx.lockAll(
      OpinionStatusRow,
      trail.map((t) => t.opinionId),
    ))
      await this.opinions.step(tx, status, command, {});
  }

  async lockOne(tx: Transaction, actor: Actor, id: string): Promise<Comment | null> {
    const row = await tx.get(CommentRow, id);
    if (!row || !(await this.points.mayActFor(actor, row.contactPointId, tx))) return null;
    const status = await tx.lock(CommentStatusRow, id);
    const wording = status && (await tx.one(CommentWordingRow, { commentId: id, revision: status.revision }));
    return status && wording ? { row, status, wording } : null;
  }

  /**
   * Comments with the wording that counts, by number in the return; an officer sees those of the own unit and below.
   */
  async visible(
    actor: Actor,
    consultationId: string,
    filter: { contactPointId: string | null; states?: readonly string[] },
    first: number,
    skip: number,
  ): Promise<Comment[]> {
    const reader = this.work.read(scopeOf(actor));
    if (!(await reader.get(ConsultationRow, consultationId))) return [];
    const mine = isOffice(actor.roles) ? null : await this.points.within(actor.unitIds);
    const all = await this.ofConsultation(reader, consultationId);
    return all
      .filter(
        (c) =>
          (mine === null
            ? c.status.state !== 'DRAFTED'
            : c.row.contactPointId !== null && mine.has(c.row.contactPointId)) &&
          (filter.contactPointId === null || c.row.contactPointId === filter.contactPointId) &&
          (filter.states === undefined || filter.states.includes(c.status.state)),
      )
      .slice(skip, skip + first);
  }

  async ofConsultation(reader: Reader, consultationId: string, ids?: readonly string[]): Promise<Comment[]> {
    const rows = (await reader.manager
      .createQueryBuilder(CommentRow, 'c')
      .innerJoinAndMapOne('c.status', CommentStatusRow, 's', 's.id = c.id')
      .innerJoinAndMapOne('c.wording', CommentWordingRow, 'w', 'w.comment_id = c.id and w.revision = s.revision')
      .where('c.legislature_id = :legislature and c.consultation_id = :consultation', {
        legislature: reader.legislatureId,
        consultation: consultationId,
      })
      .andWhere(ids ? 'c.id in (:...ids)' : '1 = 1', ids ? { ids: [...ids] } : {})
      .orderBy('s.reported_number', 'ASC', 'NULLS LAST')
      .addOrderBy('c.id')
      .getMany()) as (CommentRow & { status: CommentStatusRow; wording: CommentWordingRow })[];
    return rows.map((row) => ({ row, status: row.status, wording: row.wording }));
  }

  /** The comment an opinion went into, if any */
  async ofOpinion(reader: Reader, opinionId: string): Promise<Comment | null> {
    const link = await reader.one(CommentOpinionRow, { opinionId });
    const row = link && (await reader.get(CommentRow, link.commentId));
    return row ? ((await this.ofConsultation(reader, row.consultationId, [row.id]))[0] ?? null) : null;
  }
}

/** One step of a locked comment in the words of its life cycle */
export function refuseStep(status: CommentStatusRow, act: string): Refusal {
  return new Refusal('WRONG_STATE', { what: '这条意见', state: commentStateWords[status.state], act });
}

const anchorOf = (o: AnchoredTarget): AnchoredTarget => ({
  targetKind: o.targetKind,
  provisionId: o.provisionId,
  path: o.path,
  quoteExact: o.quoteExact,
  quotePrefix: o.quotePrefix,
  quoteSuffix: o.quoteSuffix,
});
