/** 拟处理意见: what the office means to do with a comment, before anybody signs it. */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type CommentStatusRow, CommentStepsService } from '../../comments/index.js';
import { takingBack } from '../../comments/comment.rules.js';
import { type BulkOutcome, refusedItem } from '../../platform/api/bulk.js';
import type { Actor } from '../../platform/base/actor.js';
import { checkInput, Refusal } from '../../platform/base/refusal.js';
import { scopeOf, type Transaction, UnitOfWork } from '../../platform/database/scope.js';
import { wordsOfLetters } from '../reasons.inputs.js';
import { HandlingWithdrawalRow } from './handling.entities.js';
import { HandlingQueries } from './handling.queries.js';
import { type Handling, judgeHandling, outcomes, reasonClasses } from './handling.rules.js';
import { insertRevisions } from './handling.sql.js';

export const NewHandling = z.object({
  commentId: z.uuid('意见编号不对'),
  expectedVersion: z.number().int(),
  outcome: z.enum(outcomes),
  reasonClass: z.enum(reasonClasses).nullish(),
  words: wordsOfLetters({ most: [4000, '理由不超过 4000 字'] }).default(''),
});

/** Comments of one bulk act */
const COMMENTS_AT_ONCE = 500;

const Chosen = z
  .array(z.object({ commentId: z.uuid('意见编号不对'), expectedVersion: z.number().int() }))
  .min(1, '请至少选一条意见')
  .max(COMMENTS_AT_ONCE, `一次最多 ${COMMENTS_AT_ONCE} 条`)
  .refine((all) => new Set(all.map((c) => c.commentId)).size === all.length, '同一条意见选了两次');

export const NewHandlings = NewHandling.omit({ commentId: true, expectedVersion: true }).extend({ comments: Chosen });
export const WithdrawnHandlings = z.object({ comments: Chosen });

const CHANGE = '改拟处理意见';
const TAKE_BACK = '撤回拟处理意见';

const onSheet = (act: string): Refusal =>
  new Refusal('WRONG_STATE', { what: '这条意见', state: '已列入采纳情况表', act });

@Injectable()
export class HandlingService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly comments: CommentStepsService,
    private readonly queries: HandlingQueries,
  ) {}

  /**
   * A new revision of the proposal; the last one counts, none is lost. 部分采纳 and 未采纳 need words
   * (REASON_REQUIRED); a comment that is on a sheet keeps what is on it (WRONG_STATE); a second officer's stale save is
   * refused.
   * @returns where the comment stands now
   */
  async proposeHandling(actor: Actor, input: unknown): Promise<CommentStatusRow | Refusal> {
    const given = checkInput(NewHandling, input);
    if (given instanceof Refusal) return given;
    const handling = { outcome: given.outcome, reasonClass: given.reasonClass ?? null, words: given.words };
    const judged = judgeHandling(handling);
    if (judged) return Refusal.by(judged);
    return this.work.run('proposeHandling', scopeOf(actor), async (tx) => {
      const { commentId, expectedVersion } = given;
      const held = await this.comments.lock(tx, [commentId]);
      if (held.length === 0) return Refusal.notFound('这条意见');
      const moved = await this.revise(tx, actor, held, handling, expectedVersion);
      if (moved instanceof Refusal) return moved;
      const [status] = moved;
      if (!status) return Refusal.notFound('这条意见');
      return status.sheetId === null ? status : onSheet(CHANGE);
    });
  }

  /**
   * The same proposal for each of 1 to 500 comments, as `proposeHandling` makes it for one. Outcome, reason class and
   * words are judged once for all (REASON_REQUIRED); then each comment on its own: NOT_FOUND, STALE_VERSION or
   * WRONG_STATE stand beside what was done, and hold nothing else up.
   */
  async proposeHandlings(actor: Actor, input: unknown): Promise<BulkOutcome | Refusal> {
    const given = checkInput(NewHandlings, input);
    if (given instanceof Refusal) return given;
    const handling = { outcome: given.outcome, reasonClass: given.reasonClass ?? null, words: given.words };
    const judged = judgeHandling(handling);
    if (judged) return Refusal.by(judged);
    return this.work.run('proposeHandlings', scopeOf(actor), async (tx) => {
      const { open, refused } = await this.offSheets(tx, given.comments, 'propose', CHANGE);
      const moved = await this.revise(tx, actor, open, handling);
      return moved instanceof Refusal ? moved : { done: open.map((s) => s.id), refused };
    });
  }

  /**
   * Takes the proposals that count back 撤回拟处理意见, of 1 to 500 comments that are on no sheet. The proposal before
   * counts again where there is one; else the comment is reported or taken up again, as it was. What was taken back
   * stays in the history and says so. Each on its own: NOT_FOUND, STALE_VERSION, WRONG_STATE.
   */
  async withdrawHandlings(actor: Actor, input: unknown): Promise<BulkOutcome | Refusal> {
    const given = checkInput(WithdrawnHandlings, input);
    if (given instanceof Refusal) return given;
    return this.work.run('withdrawHandlings', scopeOf(actor), async (tx) => {
      const { open, refused } = await this.offSheets(tx, given.comments, 'unpropose', TAKE_BACK);
      const ids = open.map((s) => s.id);
      const last = [...(await this.queries.lastHandlings(tx, ids)).values()];
      const before = await this.comments.beforeProposals(tx, last);
      for (const command of ['unpropose', 'unproposeAgain', 'unproposeReopened'] as const) {
        const steps = last
          .filter((h) => takingBack(before.get(h.commentId) ?? 'REPORTED') === command)
          .map(({ commentId, revision }) => ({ commentId, detail: { revision } }));
        const moved = steps.length === 0 ? [] : await this.comments.step(tx, steps, command);
        if (moved instanceof Refusal) return moved;
      }
      await tx.insertAll(
        HandlingWithdrawalRow,
        last.map(({ id, commentId }) => ({ id, commentId, byAccount: actor.accountId })),
      );
      return { done: ids, refused };
    });
  }

  /** The next revision of each of these comments, which this transaction has locked; all of them or none */
  private async revise(
    tx: Transaction,
    actor: Actor,
    held: readonly CommentStatusRow[],
    handling: Handling,
    expectedVersion?: number,
  ): Promise<CommentStatusRow[] | Refusal> {
    const ids = held.map((s) => s.id);
    const revisions = await insertRevisions(tx, ids, handling, actor.accountId);
    const steps = ids.map((commentId) => ({
      commentId,
      ...(expectedVersion !== undefined && { expectedVersion }),
      detail: { revision: revisions.get(commentId) ?? 0 },
    }));
    return this.comments.step(tx, steps, 'propose', held);
  }

  /** Which of them may take the step and are on no sheet, locked, and why the others may not */
  private async offSheets(
    tx: Transaction,
    asked: readonly { commentId: string; expectedVersion: number }[],
    command: 'propose' | 'unpropose',
    act: string,
  ): Promise<{ open: CommentStatusRow[]; refused: BulkOutcome['refused'] }> {
    const { open, refused } = await this.comments.whichMay(tx, asked, command);
    const listed = open.filter((s) => s.sheetId !== null);
    return {
      open: open.filter((s) => s.sheetId === null),
      refused: [...refused, ...listed.map((s) => refusedItem(s.id, onSheet(act)))],
    };
  }
}
