/** What is done with a comment beside reporting it: taken apart, dropped, sent back to whoever reported it. */
import { Injectable } from '@nestjs/common';
import { ProvisionRow } from '../authoring/index.js';
import { ContactPointsService } from '../network/index.js';
import { OpinionsService } from '../opinions/index.js';
import { type BulkOutcome, refusedItem } from '../platform/api/bulk.js';
import type { Actor } from '../platform/base/actor.js';
import { checkInput, Refusal } from '../platform/base/refusal.js';
import { scopeOf, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { type CommentStep, CommentStepsService } from './comment-steps.service.js';
import { commentLife, isWithItsMaker } from './comment.rules.js';
import { CommentReturnRow, CommentRow } from './comments.entities.js';
import { Dropped, Filed, Returned, TakenApart } from './comments.inputs.js';
import { type Comment, CommentsQueries } from './comments.queries.js';

/** Signals that a comment was filed under an article; later rooms listen. */
export const COMMENT_FILED = 'comment.filed';

@Injectable()
export class CommentActsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly points: ContactPointsService,
    private readonly opinions: OpinionsService,
    private readonly queries: CommentsQueries,
    private readonly steps: CommentStepsService,
  ) {}

  /**
   * Takes voices out of a comment that is not reported or was returned 拆开: they go back to the inbox, the words of
   * the comment stay. At least one voice stays (INVALID_INPUT: dropping is an act of its own). NOT_FOUND for what the
   * caller may not act for and for a voice that is not in it, STALE_VERSION, WRONG_STATE.
   */
  async takeApart(actor: Actor, input: unknown): Promise<Comment | Refusal> {
    const given = checkInput(TakenApart, input);
    if (given instanceof Refusal) return given;
    const { commentId, expectedVersion, opinionIds } = given;
    return this.work.run('takeApartComment', scopeOf(actor), async (tx) => {
      const row = await this.mine(tx, actor, commentId);
      if (row instanceof Refusal) return row;
      const step = { commentId, expectedVersion, detail: { opinions: opinionIds.length } };
      const moved = await this.steps.step(tx, [step], 'takeApart');
      if (moved instanceof Refusal) return moved;
      const inside = await this.opinions.inComments(tx, [commentId]);
      const named = inside.filter((s) => opinionIds.includes(s.id));
      if (named.length < opinionIds.length) return Refusal.notFound('其中一条群众原话');
      if (named.length === inside.length)
        return Refusal.field('opinionIds', 'ONE_STAYS', '至少要留一条群众原话；一条都不留的，请撤销这条意见。');
      await this.opinions.takeOut(tx, named);
      return this.shown(tx, row);
    });
  }

  /**
   * Drops a comment 撤销: all its voices go back to the inbox, and nothing of it is erased; a number that it had is
   * given to no other. Until it is reported and when it was returned; what the office made itself also once it is
   * reported. NOT_FOUND for what the caller may not act for, STALE_VERSION, WRONG_STATE.
   */
  async drop(actor: Actor, input: unknown): Promise<Comment | Refusal> {
    const given = checkInput(Dropped, input);
    if (given instanceof Refusal) return given;
    const { commentId, expectedVersion } = given;
    return this.work.run('dropComment', scopeOf(actor), async (tx) => {
      const row = await this.mine(tx, actor, commentId);
      if (row instanceof Refusal) return row;
      const [locked] = await this.steps.lock(tx, [commentId]);
      if (locked && !isWithItsMaker(locked.state, await this.queries.isMadeByOffice(tx, row)))
        return Refusal.by(commentLife.refusal(locked.state, 'drop'));
      const inside = await this.opinions.inComments(tx, [commentId]);
      const step = { commentId, expectedVersion, detail: { opinions: inside.length } };
      const moved = await this.steps.step(tx, [step], 'drop');
      if (moved instanceof Refusal) return moved;
      await this.opinions.takeOut(tx, inside);
      return this.shown(tx, row);
    });
  }

  /**
   * Sends comments back to the bodies that reported them 退回补充, with a note that these read; the voices are no
   * longer reported, and are again with the comment, which keeps its number. Each on its own, in the order given:
   * NOT_FOUND, STALE_VERSION, and WRONG_STATE also for one on a sheet and for what the office made itself.
   */
  async returnAll(actor: Actor, input: unknown): Promise<BulkOutcome | Refusal> {
    const given = checkInput(Returned, input);
    if (given instanceof Refusal) return given;
    return this.work.run('returnComments', scopeOf(actor), async (tx) => {
      // all of them first and in id order, their voices too, or two such acts would wait for each other
      const ids = given.comments.map((c) => c.commentId);
      await this.steps.lock(tx, ids);
      await this.opinions.inComments(tx, ids);
      const outcome: BulkOutcome = { done: [], refused: [] };
      for (const one of given.comments) {
        const refused = await this.sendBack(tx, one, given.note);
        if (refused) outcome.refused.push(refusedItem(one.commentId, refused));
        else outcome.done.push(one.commentId);
      }
      tx.record('returnComments', 'Comment', null, { done: outcome.done.length, refused: outcome.refused.length });
      return outcome;
    });
  }

  private async sendBack(tx: Transaction, step: CommentStep, note: string): Promise<Refusal | null> {
    const row = await tx.get(CommentRow, step.commentId);
    const [status] = await this.steps.lock(tx, [step.commentId]);
    // what was never reported is not the office's to know of
    if (!row || !status || status.reportedAt === null) return Refusal.notFound('这条意见');
    const refuse = (state: string, instead: string): Refusal =>
      new Refusal('WRONG_STATE', { what: '这条意见', state, act: `退回：${instead}` });
    if (status.version === step.expectedVersion && status.state === 'PROPOSED' && status.sheetId !== null)
      return refuse('已列入采纳情况表', '请先从表上退回');
    if (await this.queries.isMadeByOffice(tx, row)) return refuse('机关自己采录或者登记', '请直接修改或者撤销');
    const moved = await this.steps.step(tx, [step], 'return');
    if (moved instanceof Refusal) return moved;
    await tx.insert(CommentReturnRow, {
      commentId: row.id,
      note,
      byAccount: tx.scope.accountId,
      at: await tx.time(),
    });
    return null;
  }

  /**
   * Files a comment that does not say what it is about under an article of its text 归到哪一条; again under another one
   * while it is on no sheet. What it said stays. NOT_FOUND, TARGET_NOT_FOUND for what is no article of that text,
   * STALE_VERSION, and WRONG_STATE also for one that says itself what it is about.
   */
  async file(actor: Actor, input: unknown): Promise<Comment | Refusal> {
    const given = checkInput(Filed, input);
    if (given instanceof Refusal) return given;
    const { commentId, expectedVersion, provisionId } = given;
    return this.work.run('fileComment', scopeOf(actor), async (tx) => {
      const row = await tx.get(CommentRow, commentId);
      const [status] = await this.steps.lock(tx, [commentId]);
      if (!row || !status || status.reportedAt === null) return Refusal.notFound('这条意见');
      const article = await tx.one(ProvisionRow, { id: provisionId, draftId: row.draftId });
      if (!article) return new Refusal('TARGET_NOT_FOUND');
      const step = {
        commentId,
        expectedVersion,
        columns: { filedUnder: article.id },
        detail: { provision: article.id },
      };
      const moved = await this.steps.step(tx, [step], 'file');
      if (moved instanceof Refusal) return moved;
      const refuse = (state: string): Refusal =>
        new Refusal('WRONG_STATE', { what: '这条意见', state, act: '归到别的条文' });
      if (row.targetKind !== 'UNKNOWN') return refuse('写明了说的是哪里');
      if (status.sheetId !== null) return refuse('已列入采纳情况表');
      await tx.enqueue(COMMENT_FILED, { consultationId: row.consultationId, commentIds: [row.id] });
      return this.shown(tx, row);
    });
  }

  private async mine(tx: Transaction, actor: Actor, commentId: string): Promise<CommentRow | Refusal> {
    const row = await tx.get(CommentRow, commentId);
    return row && (await this.points.mayActFor(actor, row.contactPointId, tx)) ? row : Refusal.notFound('这条意见');
  }

  private async shown(tx: Transaction, row: CommentRow): Promise<Comment | Refusal> {
    return (await this.queries.ofConsultation(tx, row.consultationId, [row.id]))[0] ?? Refusal.notFound('这条意见');
  }
}
