/** 答复 of comments that no letter to a contact point answers: of departments, committees, deputies, experts. */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { commentLife } from '../comments/comment.rules.js';
import { CommentRow, CommentStepsService } from '../comments/index.js';
import { type DecisionRow, OutcomesQueries } from '../decision/index.js';
import { type BulkOutcome, refusedItem } from '../platform/api/bulk.js';
import type { Actor } from '../platform/base/actor.js';
import { type Day, dayIn } from '../platform/base/clock.js';
import { dayInput, words } from '../platform/base/inputs.js';
import { checkInput, Refusal } from '../platform/base/refusal.js';
import { oneOf } from '../platform/database/one-of.js';
import { scopeOf, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { refuseStep } from '../platform/ledger/move.js';
import { CommentAnswerRow } from './feedback.entities.js';
import { answerWayWords } from './feedback.words.js';
import { LetterSnapshots } from './letter-snapshots.service.js';

const COMMENTS_AT_ONCE = 500;
const ways = Object.keys(answerWayWords) as (keyof typeof answerWayWords)[];

export const RecordedAnswers = z.object({
  comments: z
    .array(z.object({ commentId: z.uuid('意见编号不对'), expectedVersion: z.number().int() }))
    .min(1, '请至少选一条意见')
    .max(COMMENTS_AT_ONCE, `一次最多 ${COMMENTS_AT_ONCE} 条`)
    .refine((all) => new Set(all.map((c) => c.commentId)).size === all.length, '同一条意见选了两次'),
  way: z.enum(ways),
  answeredOn: dayInput('答复日期'),
  words: words({ most: [500, '说明不超过 500 字'] }).nullish(),
});
type Asked = z.output<typeof RecordedAnswers>['comments'];

@Injectable()
export class CommentAnswersService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly comments: CommentStepsService,
    private readonly outcomes: OutcomesQueries,
    private readonly snapshots: LetterSnapshots,
  ) {}

  /**
   * Says how and on which day released comments were answered 复函、当面、电话, each on its own: NOT_FOUND,
   * STALE_VERSION or WRONG_STATE beside those that may not be; ANSWERED_BY_LETTER for what a contact point reported,
   * ANSWERED_BEFORE_RELEASE where the day is before the outcome was public. INVALID_INPUT for a day that is still to
   * come. What is recorded is kept as it was said.
   */
  async recordAnswers(actor: Actor, input: unknown): Promise<BulkOutcome | Refusal> {
    const given = checkInput(RecordedAnswers, input);
    if (given instanceof Refusal) return given;
    return this.work.run('recordAnswers', scopeOf(actor), async (tx) => {
      const zone = (await this.snapshots.legislature(tx))?.zone;
      if (zone === undefined) return Refusal.notFound('立法机关');
      if (given.answeredOn > dayIn(zone, await tx.time()))
        return Refusal.field('answeredOn', 'FUTURE', '答复的日子不能在今天以后。');
      const { open, refused } = await this.sort(tx, given.comments, { zone, answeredOn: given.answeredOn });
      const steps = open.map(({ commentId }) => ({ commentId, detail: { by: given.way } }));
      const answered = await this.comments.step(tx, steps, 'answer');
      if (answered instanceof Refusal) return answered;
      await tx.insertAll(
        CommentAnswerRow,
        open.map(({ commentId, id }) => ({
          commentId,
          decisionId: id,
          way: given.way,
          answeredOn: given.answeredOn,
          words: given.words || null,
          byAccount: actor.accountId,
        })),
      );
      return { done: open.map((d) => d.commentId), refused };
    });
  }

  /** The decisions that are answered by this, their comments locked, and why the others are not */
  private async sort(
    tx: Transaction,
    asked: Asked,
    day: { zone: string; answeredOn: Day },
  ): Promise<{ open: DecisionRow[]; refused: BulkOutcome['refused'] }> {
    const ids = asked.map((c) => c.commentId);
    const locked = new Map((await this.comments.lock(tx, ids)).map((s) => [s.id, s]));
    const rows = new Map((await tx.find(CommentRow, { id: oneOf(ids) })).map((r) => [r.id, r]));
    const decisions = await this.outcomes.decisions(tx, ids);
    const releases = await this.outcomes.releases(
      tx,
      [...decisions.values()].map((d) => d.id),
    );
    const refusalOf = ({ commentId, expectedVersion }: Asked[number]): Refusal | null => {
      const [row, status] = [rows.get(commentId), locked.get(commentId)];
      if (!row || !status) return Refusal.notFound('这条意见');
      if (row.contactPointId !== null) return new Refusal('ANSWERED_BY_LETTER');
      const refused = refuseStep({ name: 'Comment', life: commentLife }, status, 'answer', expectedVersion);
      if (refused) return refused;
      const at = releases.get(decisions.get(commentId)?.id ?? '');
      const releasedOn = at && dayIn(day.zone, at);
      return releasedOn === undefined || day.answeredOn < releasedOn
        ? new Refusal('ANSWERED_BEFORE_RELEASE', { releasedOn: releasedOn ?? '' })
        : null;
    };
    const open: DecisionRow[] = [];
    const refused: BulkOutcome['refused'] = [];
    for (const one of asked) {
      const [refusal, decision] = [refusalOf(one), decisions.get(one.commentId)];
      if (refusal) refused.push(refusedItem(one.commentId, refusal));
      else if (decision) open.push(decision);
    }
    return { open, refused };
  }
}
