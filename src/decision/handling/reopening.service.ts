/** 复议: what was decided is decided again; the first decision and all that was said of it stay as they are. */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { words } from '../../platform/base/inputs.js';
import { CommentStepsService } from '../../comments/index.js';
import type { BulkOutcome } from '../../platform/api/bulk.js';
import type { Actor } from '../../platform/base/actor.js';
import { checkInput, Refusal } from '../../platform/base/refusal.js';
import { oneOf } from '../../platform/database/one-of.js';
import { scopeOf, type Transaction, UnitOfWork } from '../../platform/database/scope.js';
import { DecisionRow } from './handling.entities.js';
import { CommentReopeningRow } from './reopening.entities.js';

const COMMENTS_AT_ONCE = 500;

export const Reopening = z.object({
  comments: z
    .array(z.object({ commentId: z.uuid('意见编号不对'), expectedVersion: z.number().int() }))
    .min(1, '请至少选一条意见')
    .max(COMMENTS_AT_ONCE, `一次最多 ${COMMENTS_AT_ONCE} 条`)
    .refine((all) => new Set(all.map((c) => c.commentId)).size === all.length, '同一条意见选了两次'),
  reason: words({ least: [1, '请写明为什么复议'], most: [500, '复议的理由不超过 500 字'] }),
});

@Injectable()
export class ReopeningService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly comments: CommentStepsService,
  ) {}

  /**
   * Takes decided comments up again 复议, each on its own: NOT_FOUND, STALE_VERSION or WRONG_STATE beside those that
   * may not be. What is taken up again has no outcome and no sheet, so that the next proposal, sheet and signature make
   * a decision of their own; until that is released nothing of it is public, and letters that tell the former decision
   * and have not left are neither signed nor delivered.
   */
  async reopenComments(actor: Actor, input: unknown): Promise<BulkOutcome | Refusal> {
    const given = checkInput(Reopening, input);
    if (given instanceof Refusal) return given;
    return this.work.run('reopenComments', scopeOf(actor), async (tx) => {
      const { open: statuses, refused } = await this.comments.whichMay(tx, given.comments, 'reopen');
      const open = statuses.map((s) => s.id);
      const decisions = await this.lastDecisions(tx, open);
      const steps = open.map((commentId) => ({
        commentId,
        columns: { outcome: null, sheetId: null },
        detail: { decision: decisions.get(commentId)?.sequence ?? null },
      }));
      const reopened = await this.comments.step(tx, steps, 'reopen');
      if (reopened instanceof Refusal) return reopened;
      await tx.insertAll(
        CommentReopeningRow,
        [...decisions.values()].map(({ id, commentId }) => ({
          commentId,
          decisionId: id,
          reason: given.reason,
          byAccount: actor.accountId,
        })),
      );
      return { done: open, refused };
    });
  }

  private async lastDecisions(tx: Transaction, commentIds: readonly string[]): Promise<Map<string, DecisionRow>> {
    const rows = await tx.find(DecisionRow, { commentId: oneOf(commentIds) }, { sequence: 'ASC' });
    return new Map(rows.map((d) => [d.commentId, d]));
  }
}
