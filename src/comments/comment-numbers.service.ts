/** 序号: reports comments, each with its number in the return of its body, which it keeps for ever. */
import { Injectable } from '@nestjs/common';
import { sha256 } from '../platform/base/canonical.js';
import type { Refusal } from '../platform/base/refusal.js';
import type { Transaction } from '../platform/database/scope.js';
import { nextArrival, nextInReturn, placeInReturn } from './comment-numbers.sql.js';
import { CommentStepsService } from './comment-steps.service.js';
import type { SourceKind } from './comment.rules.js';
import type { CommentStatusRow } from './comments.entities.js';

/**
 * Whose return a comment is numbered in: the contact point's by its id; of everything else by its kind, and by its
 * name where there is one. The name may be a person's, so that its digest stands for it; blanks and width make no
 * other body.
 */
export function bodyOf(from: { contactPointId: string | null; sourceKind: SourceKind; name?: string | null }): string {
  if (from.contactPointId !== null) return from.contactPointId;
  const name = (from.name ?? '').normalize('NFKC').replace(/\s+/gu, '');
  return name === '' ? from.sourceKind : `${from.sourceKind} ${sha256(name).toString('hex')}`;
}

@Injectable()
export class CommentNumbersService {
  constructor(private readonly steps: CommentStepsService) {}

  /**
   * Reports comments of one body in the order given; the caller shares the consultation. One that was returned
   * keeps the numbers it had, the others get the next ones: of arrival in the round, and in the return of the body.
   * @returns where they stand, or the refusal of `CommentStepsService.step`, and then no number is used
   */
  async report(
    tx: Transaction,
    consultationId: string,
    body: string,
    commentIds: readonly string[],
  ): Promise<CommentStatusRow[] | Refusal> {
    const known = new Map((await this.steps.lock(tx, commentIds)).map((s) => [s.id, s]));
    let number = await nextInReturn(tx.manager, consultationId, body);
    let arrival = await nextArrival(tx.manager, consultationId);
    const reportedAt = await tx.time();
    const steps = [];
    for (const commentId of commentIds) {
      const before = known.get(commentId);
      const reportedNumber = before?.reportedNumber ?? arrival++;
      const returnNumber =
        before?.returnNumber ??
        (before && before.reportedNumber !== null
          ? await placeInReturn(tx.manager, consultationId, body, before.reportedNumber)
          : number++);
      const columns = { reportedNumber, returnNumber, body: before?.body ?? body, reportedAt };
      steps.push({ commentId, columns, detail: { number: returnNumber } });
    }
    return this.steps.step(tx, steps, 'report');
  }
}
