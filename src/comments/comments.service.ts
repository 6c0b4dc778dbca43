/** 报送意见: one opinion as it stands, or several merged, reported by the contact point. */
import { Injectable } from '@nestjs/common';
import { ConsultationRow, ConsultationsService } from '../consultation/index.js';
import { ContactPointsService } from '../network/index.js';
import type { OpinionRow } from '../opinions/index.js';
import type { Actor } from '../platform/base/actor.js';
import { checkInput, Refusal } from '../platform/base/refusal.js';
import { oneOf } from '../platform/database/one-of.js';
import { scopeOf, UnitOfWork } from '../platform/database/scope.js';
import { SolicitationRow, SolicitationsService } from '../solicitation/index.js';
import { CommentMakingService } from './comment-making.service.js';
import { bodyOf, CommentNumbersService } from './comment-numbers.service.js';
import { CommentStepsService } from './comment-steps.service.js';
import { commentLife, isWithItsMaker, sourceOfPoint } from './comment.rules.js';
import { CommentRow, CommentWordingRow } from './comments.entities.js';
import { NewComment, RevisedComment, TakenUp } from './comments.inputs.js';
import { type Comment, CommentsQueries } from './comments.queries.js';
import { ReturnsService } from './returns/returns.service.js';

/** Signals that a return or a supplement came in; later rooms listen. */
export const COMMENTS_REPORTED = 'comments.reported';

/** Comments of one return */
const COMMENTS_PER_RETURN = 2000;

@Injectable()
export class CommentsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly consultations: ConsultationsService,
    private readonly solicitations: SolicitationsService,
    private readonly points: ContactPointsService,
    private readonly queries: CommentsQueries,
    private readonly steps: CommentStepsService,
    private readonly making: CommentMakingService,
    private readonly numbers: CommentNumbersService,
    private readonly returns: ReturnsService,
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
      const point = (await this.points.byIds(tx, [task.contactPointId])).get(task.contactPointId);
      const sourceKind = sourceOfPoint(point?.kind ?? '');
      return this.making.make(tx, actor, given, { consultation, task, sourceKind, takes });
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
      const consultation = await this.consultations.share(tx, given.consultationId);
      if (!consultation) return Refusal.notFound('这次征求意见');
      const takes = (o: OpinionRow): boolean => o.direct || o.contactPointId === null;
      const made = await this.making.make(tx, actor, given, {
        consultation,
        task: null,
        sourceKind: 'RESIDENT',
        takes,
      });
      if (made instanceof Refusal) return made;
      const reported = await this.numbers.report(tx, consultation.id, bodyOf(made.row), [made.row.id]);
      if (reported instanceof Refusal) return reported;
      await tx.enqueue(COMMENTS_REPORTED, { consultationId: consultation.id, commentIds: [made.row.id] });
      return { ...made, status: reported[0] ?? made.status };
    });
  }

  /**
   * Until it is reported, and again when it was returned; what the office took up or registered itself also when it is
   * reported. Every revision is kept. A stale save is refused.
   */
  async reviseComment(actor: Actor, input: unknown): Promise<Comment | Refusal> {
    const given = checkInput(RevisedComment, input);
    if (given instanceof Refusal) return given;
    return this.work.run('reviseComment', scopeOf(actor), async (tx) => {
      const row = await tx.get(CommentRow, given.commentId);
      if (!row || !(await this.points.mayActFor(actor, row.contactPointId, tx))) return Refusal.notFound('这条意见');
      const [locked] = await this.steps.lock(tx, [row.id]);
      if (locked && !isWithItsMaker(locked.state, await this.queries.isMadeByOffice(tx, row)))
        return Refusal.by(commentLife.refusal(locked.state, 'revise'));
      const revision = (locked?.revision ?? 0) + 1;
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
   * The return 意见汇总: numbers the comments in the order given, on from what the body reported before, and reports
   * them, with every opinion they were made from, and keeps the return as it
   * was sent. All of them or none: one that may not be reported refuses the return.
   */
  async reportComments(
    actor: Actor,
    input: { solicitationId: string; commentIds: readonly string[] },
  ): Promise<{ solicitation: SolicitationRow; reported: number } | Refusal> {
    return this.work.run('reportComments', scopeOf(actor), async (tx) => {
      const asked = await tx.get(SolicitationRow, input.solicitationId);
      const consultation = asked && (await this.consultations.share(tx, asked.consultationId));
      const task = asked && (await this.solicitations.lock(tx, actor, asked.id));
      if (!task || !consultation) return Refusal.notFound('这项任务');
      const ids = input.commentIds;
      if (ids.length === 0 || ids.length > COMMENTS_PER_RETURN || new Set(ids).size !== ids.length)
        return Refusal.field('commentIds', 'LENGTH', `请选 1 至 ${COMMENTS_PER_RETURN} 条意见，每条一次。`);
      const advanced = await this.solicitations.advance(tx, task, 'report');
      if (advanced) return advanced;
      const known = await this.steps.lock(tx, ids);
      const holdsReturned = known.some((c) => c.returnNumber !== null || c.reportedNumber !== null);
      const mine = await tx.find(CommentRow, { id: oneOf(known.map((c) => c.id)), solicitationId: task.id });
      if (mine.length !== ids.length) return Refusal.notFound('这条意见');
      const reported = await this.numbers.report(tx, consultation.id, task.contactPointId, ids);
      if (reported instanceof Refusal) return reported;
      await this.returns.keep(tx, task, reported, holdsReturned);
      await tx.enqueue(COMMENTS_REPORTED, { consultationId: consultation.id, commentIds: ids });
      tx.record('reportComments', 'Solicitation', task.id, { comments: ids.length });
      return { solicitation: task, reported: ids.length };
    });
  }
}
