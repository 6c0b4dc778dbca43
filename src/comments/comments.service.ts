/** 报送意见: one opinion as it stands, or several merged, reported by the contact point. */
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { pathsOf } from '../articles/index.js';
import { asProvision, ProvisionRow } from '../authoring/index.js';
import { ConsultationRow, ConsultationsService } from '../consultation/index.js';
import { ContactPointsService } from '../network/index.js';
import { type Opinion, type OpinionRow, OpinionsService } from '../opinions/index.js';
import { type AnchoredTarget, anchorTarget } from '../opinions/opinion.rules.js';
import type { Actor } from '../platform/base/actor.js';
import { checkInput, Refusal } from '../platform/base/refusal.js';
import { scopeOf, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { SolicitationRow, SolicitationsService } from '../solicitation/index.js';
import { CommentStepsService } from './comment-steps.service.js';
import { isVerbatim } from './comment.rules.js';
import { CommentOpinionRow, CommentRow, CommentStatusRow, CommentWordingRow } from './comments.entities.js';
import { NewComment, RevisedComment, TakenUp, Words } from './comments.inputs.js';
import { type Comment, CommentsQueries } from './comments.queries.js';

/** Signals that a return or a supplement came in; later rooms listen. */
export const COMMENTS_REPORTED = 'comments.reported';

/** Comments of one return */
const COMMENTS_PER_RETURN = 2000;

/** Whose comment it is, and which opinions it may be made of */
interface Origin {
  consultation: ConsultationRow;
  task: SolicitationRow | null;
  takes: (opinion: OpinionRow) => boolean;
}

@Injectable()
export class CommentsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly opinions: OpinionsService,
    private readonly consultations: ConsultationsService,
    private readonly solicitations: SolicitationsService,
    private readonly points: ContactPointsService,
    private readonly queries: CommentsQueries,
    private readonly steps: CommentStepsService,
  ) {}

  /**
   * Makes a comment of one or more opinions. Each opinion belongs to one comment at most (OPINION_NOT_OPEN); the trail
   * is kept. One opinion without words of one's own goes as it stands 原文报送.
   */
  async draftComment(actor: Actor, input: unknown): Promise<Comment | Refusal> {
    const given = checkInput(NewComment, input);
    if (given instanceof Refusal) return given;
    return this.work.run('draftComment', scopeOf(actor), async (tx) => {
      const task = await tx.share(SolicitationRow, given.solicitationId);
      if (!task || !(await this.points.mayActFor(actor, task.contactPointId, tx))) return Refusal.notFound('这项任务');
      const consultation = await tx.get(ConsultationRow, task.consultationId);
      if (!consultation) return Refusal.notFound('这次征求意见');
      // what went straight to the legislature stays out of the contact point's sight, also by way of the office
      const takes = (o: OpinionRow): boolean => o.contactPointId === task.contactPointId && !o.direct;
      return this.make(tx, actor, given, { consultation, task, takes });
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
      const consultation = await this.consultations.lock(tx, given.consultationId);
      if (!consultation) return Refusal.notFound('这次征求意见');
      const takes = (o: OpinionRow): boolean => o.direct || o.contactPointId === null;
      const made = await this.make(tx, actor, given, { consultation, task: null, takes });
      if (made instanceof Refusal) return made;
      const number = (await this.queries.lastNumber(tx, consultation.id)) + 1;
      const reported = await this.report(tx, [made.row.id], () => number);
      if (reported instanceof Refusal) return reported;
      await tx.enqueue(COMMENTS_REPORTED, { consultationId: consultation.id });
      return { ...made, status: reported[0] ?? made.status };
    });
  }

  private async make(tx: Transaction, actor: Actor, given: Words, origin: Origin): Promise<Comment | Refusal> {
    const chosen = await this.choose(tx, actor, given.opinionIds, origin);
    if (chosen instanceof Refusal) return chosen;
    const [first] = chosen;
    if (!first) return new Refusal('NO_OPINIONS');
    const own = {
      text: given.text ?? null,
      proposedWording: given.proposedWording ?? null,
      reason: given.reason ?? null,
    };
    const verbatim = isVerbatim(chosen.length, own) && !given.target;
    if (own.text === null && !verbatim)
      return Refusal.field('text', 'REQUIRED', '归并或者改写的意见，请写明意见内容。');
    const { consultation } = origin;
    const target = given.target ? await this.anchor(tx, consultation.draftId, given.target) : anchorOf(first.row);
    if (target instanceof Refusal) return target;
    const act = given.act ?? first.row.act;
    const words = verbatim
      ? { text: first.row.text, proposedWording: first.row.proposedWording, reason: first.row.reason }
      : { ...own, text: own.text ?? '' };
    const made = await this.store(tx, origin, { ...target, act, verbatim, createdBy: actor.accountId }, words);
    await this.keepTrail(tx, made, chosen, verbatim);
    return made;
  }

  /** The opinions in the order chosen, locked; OPINION_NOT_OPEN with how many of them cannot be taken */
  private async choose(
    tx: Transaction,
    actor: Actor,
    opinionIds: readonly string[],
    { consultation, takes }: Origin,
  ): Promise<Opinion[] | Refusal> {
    const open = (o: Opinion): boolean =>
      o.row.consultationId === consultation.id &&
      takes(o.row) &&
      o.status.state === 'RECEIVED' &&
      o.status.commentId === null;
    const usable = new Map((await this.opinions.load(tx, actor, opinionIds)).filter(open).map((o) => [o.row.id, o]));
    if (usable.size !== opinionIds.length)
      return new Refusal('OPINION_NOT_OPEN', { count: opinionIds.length - usable.size });
    return opinionIds.flatMap((id) => usable.get(id) ?? []);
  }

  private async store(
    tx: Transaction,
    { consultation, task }: Origin,
    about: AnchoredTarget & Pick<CommentRow, 'act' | 'verbatim' | 'createdBy'>,
    words: Pick<CommentWordingRow, 'text' | 'proposedWording' | 'reason'>,
  ): Promise<Comment> {
    const row = await tx.insert(CommentRow, {
      regulationId: consultation.regulationId,
      consultationId: consultation.id,
      draftId: consultation.draftId,
      solicitationId: task?.id ?? null,
      contactPointId: task?.contactPointId ?? null,
      sourceKind: task ? 'CONTACT_POINT' : 'RESIDENT',
      ...about,
    });
    const wording = await tx.insert(CommentWordingRow, {
      commentId: row.id,
      revision: 1,
      ...words,
      byAccount: about.createdBy,
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
    return { row, status, wording };
  }

  /** Which voices a comment was made from, said on both sides, and the first step of its chain */
  private async keepTrail(
    tx: Transaction,
    made: Comment,
    chosen: readonly Opinion[],
    verbatim: boolean,
  ): Promise<void> {
    const commentId = made.row.id;
    await tx.insertAll(
      CommentOpinionRow,
      chosen.map((o) => ({ commentId, opinionId: o.row.id })),
    );
    await this.opinions.compileInto(
      tx,
      commentId,
      chosen.map((o) => o.status),
    );
    await this.steps.begin(tx, made.status, { opinions: chosen.length, verbatim });
  }

  private async anchor(
    tx: Transaction,
    draftId: string,
    target: NonNullable<Words['target']>,
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

  /** Until it is reported, and again when it was returned; every revision is kept. A stale save is refused. */
  async reviseComment(actor: Actor, input: unknown): Promise<Comment | Refusal> {
    const given = checkInput(RevisedComment, input);
    if (given instanceof Refusal) return given;
    return this.work.run('reviseComment', scopeOf(actor), async (tx) => {
      const row = await tx.get(CommentRow, given.commentId);
      if (!row || !(await this.points.mayActFor(actor, row.contactPointId, tx))) return Refusal.notFound('这条意见');
      const revision = ((await this.steps.lock(tx, [row.id]))[0]?.revision ?? 0) + 1;
      const moved = await this.steps.step(
        tx,
        [
          {
            commentId: row.id,
            expectedVersion: given.expectedVersion,
            columns: { revision },
            detail: { revision },
          },
        ],
        'revise',
      );
      if (moved instanceof Refusal) return moved;
      const wording = await tx.insert(CommentWordingRow, {
        commentId: row.id,
        revision,
        text: given.text,
        proposedWording: given.proposedWording ?? null,
        reason: given.reason ?? null,
        byAccount: actor.accountId,
      });
      const [status] = moved;
      return status ? { row, status, wording } : Refusal.notFound('这条意见');
    });
  }

  /**
   * The return 意见汇总: numbers the comments in the order given and reports them, with every opinion they were made
   * from. All of them or none: one that may not be reported refuses the return.
   */
  async reportComments(
    actor: Actor,
    input: { solicitationId: string; commentIds: readonly string[] },
  ): Promise<{ solicitation: SolicitationRow; reported: number } | Refusal> {
    return this.work.run('reportComments', scopeOf(actor), async (tx) => {
      const asked = await tx.get(SolicitationRow, input.solicitationId);
      // the consultation first: its numbers are given under its lock
      const consultation = asked && (await this.consultations.lock(tx, asked.consultationId));
      const task = asked && (await this.solicitations.lock(tx, actor, asked.id));
      if (!task || !consultation) return Refusal.notFound('这项任务');
      const ids = input.commentIds;
      if (ids.length === 0 || ids.length > COMMENTS_PER_RETURN || new Set(ids).size !== ids.length)
        return Refusal.field('commentIds', 'LENGTH', `请选 1 至 ${COMMENTS_PER_RETURN} 条意见，每条一次。`);
      const advanced = await this.solicitations.advance(tx, task, 'report');
      if (advanced) return advanced;
      const known = (await this.steps.lock(tx, ids)).map((c) => c.id);
      const mine = await tx.find(CommentRow, { id: In(known), solicitationId: task.id });
      if (mine.length !== ids.length) return Refusal.notFound('这条意见');
      let number = await this.queries.lastNumber(tx, consultation.id);
      const reported = await this.report(tx, ids, () => ++number);
      if (reported instanceof Refusal) return reported;
      await tx.enqueue(COMMENTS_REPORTED, { consultationId: consultation.id });
      tx.record('reportComments', 'Solicitation', task.id, { comments: ids.length });
      return { solicitation: task, reported: ids.length };
    });
  }

  /** Reports comments in the order given; one that was returned keeps the number it had. */
  private async report(
    tx: Transaction,
    commentIds: readonly string[],
    nextNumber: () => number,
  ): Promise<CommentStatusRow[] | Refusal> {
    const numbers = new Map((await this.steps.lock(tx, commentIds)).map((s) => [s.id, s.reportedNumber]));
    const reportedAt = await tx.time();
    const steps = commentIds.map((commentId) => {
      const reportedNumber = numbers.get(commentId) ?? nextNumber();
      return { commentId, columns: { reportedNumber, reportedAt }, detail: { number: reportedNumber } };
    });
    return this.steps.step(tx, steps, 'report');
  }
}

const anchorOf = (o: AnchoredTarget): AnchoredTarget => ({
  targetKind: o.targetKind,
  provisionId: o.provisionId,
  path: o.path,
  quoteExact: o.quoteExact,
  quotePrefix: o.quotePrefix,
  quoteSuffix: o.quoteSuffix,
});
