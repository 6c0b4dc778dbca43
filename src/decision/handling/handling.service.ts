/** 拟处理意见: what the office means to do with a comment, before anybody signs it. */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type CommentStatusRow, CommentStepsService } from '../../comments/index.js';
import type { Actor } from '../../platform/base/actor.js';
import { checkInput, Refusal } from '../../platform/base/refusal.js';
import { scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { ProposedHandlingRow } from './handling.entities.js';
import { judgeHandling, outcomes, reasonClasses } from './handling.rules.js';

export const NewHandling = z.object({
  commentId: z.uuid('意见编号不对'),
  expectedVersion: z.number().int(),
  outcome: z.enum(outcomes),
  reasonClass: z.enum(reasonClasses).nullish(),
  words: z.string().trim().max(4000, '理由不超过 4000 字').default(''),
});

@Injectable()
export class HandlingService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly comments: CommentStepsService,
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
      await this.comments.lock(tx, [commentId]);
      const revision = (await tx.count(ProposedHandlingRow, { commentId })) + 1;
      const moved = await this.comments.step(tx, [{ commentId, expectedVersion, detail: { revision } }], 'propose');
      if (moved instanceof Refusal) return moved;
      const [status] = moved;
      if (!status) return Refusal.notFound('这条意见');
      if (status.sheetId !== null)
        return new Refusal('WRONG_STATE', { what: '这条意见', state: '已列入采纳情况表', act: '改拟处理意见' });
      await tx.insert(ProposedHandlingRow, { commentId, revision, ...handling, byAccount: actor.accountId });
      return status;
    });
  }
}
