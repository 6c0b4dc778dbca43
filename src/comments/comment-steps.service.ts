/** Where a comment moves: every room that decides about comments comes through here, and none writes their rows. */
import { Injectable } from '@nestjs/common';
import { OpinionsService } from '../opinions/index.js';
import type { OpinionCommand } from '../opinions/opinion.rules.js';
import { type BulkOutcome, refusedItem } from '../platform/api/bulk.js';
import { Refusal } from '../platform/base/refusal.js';
import { oneOf } from '../platform/database/one-of.js';
import type { AuditEntry, Transaction } from '../platform/database/scope.js';
import { appendToChain } from '../platform/ledger/chain.js';
import { refuseStep } from '../platform/ledger/move.js';
import { type CommentCommand, commentLife, type CommentState } from './comment.rules.js';
import { CommentEventRow, CommentStatusRow } from './comments.entities.js';

export interface CommentStep {
  commentId: string;
  /** the version its caller read; not asked where the caller holds the row locked */
  expectedVersion?: number;
  /** what the step says of the comment beside its state */
  columns?: Partial<
    Pick<
      CommentStatusRow,
      'revision' | 'reportedNumber' | 'returnNumber' | 'body' | 'reportedAt' | 'outcome' | 'sheetId' | 'filedUnder'
    >
  >;
  /** kept in the chain; ids, numbers and outcomes, never words of people */
  detail?: AuditEntry['detail'];
}

/** What the voices behind a comment do when it is moved so */
const FOLLOWED: { readonly [C in CommentCommand]?: OpinionCommand } = {
  report: 'report',
  return: 'unreport',
  answer: 'answer',
};

@Injectable()
export class CommentStepsService {
  constructor(private readonly opinions: OpinionsService) {}

  /** The locked rows that say where these comments stand, in id order; those of another legislature are not there */
  lock(tx: Transaction, commentIds: readonly string[]): Promise<CommentStatusRow[]> {
    return tx.lockAll(CommentStatusRow, commentIds);
  }

  /**
   * Moves comments on, all of them or none: locks them in id order, checks version and state, changes the rows, appends
   * the step to the chain of each (`docs/security.md`: each step of a comment is kept), moves the voices behind them
   * along and writes one line of the ledger. A comment may stand in the list once.
   * `held` are rows that the caller has locked, all of them: they are not locked once more.
   * @returns the rows in the order asked for, or NOT_FOUND, STALE_VERSION or WRONG_STATE of the first that may not move
   */
  async step(
    tx: Transaction,
    steps: readonly CommentStep[],
    command: CommentCommand,
    held?: readonly CommentStatusRow[],
  ): Promise<CommentStatusRow[] | Refusal> {
    const ids = steps.map((s) => s.commentId);
    const locked = new Map((held ?? (await this.lock(tx, ids))).map((s) => [s.id, s]));
    const rows: CommentStatusRow[] = [];
    for (const { commentId, expectedVersion } of steps) {
      const row = locked.get(commentId);
      if (!row) return Refusal.notFound(steps.length === 1 ? '这条意见' : '其中一条意见');
      const refused = refuseStep({ name: 'Comment', life: commentLife }, row, command, expectedVersion);
      if (refused) return refused;
      rows.push(row);
    }
    await tx.changeAll(CommentStatusRow, rows, (row, at) => ({
      ...steps[at]?.columns,
      state: commentLife.next(row.state, command) ?? row.state,
    }));
    await this.append(tx, rows, command, steps);
    const followed = FOLLOWED[command];
    if (followed) await this.opinions.follow(tx, ids, followed);
    const [first] = rows;
    if (first)
      tx.record(`${command}Comment`, 'Comment', rows.length === 1 ? first.id : null, { comments: rows.length });
    return rows;
  }

  /**
   * Which of these comments may take a step now, locked and in the order asked for, and why the others may not: each on
   * its own, NOT_FOUND, STALE_VERSION or WRONG_STATE
   */
  async whichMay(
    tx: Transaction,
    asked: readonly { commentId: string; expectedVersion: number }[],
    command: CommentCommand,
  ): Promise<{ open: CommentStatusRow[]; refused: BulkOutcome['refused'] }> {
    const ids = asked.map((c) => c.commentId);
    const locked = new Map((await this.lock(tx, ids)).map((s) => [s.id, s]));
    const open: CommentStatusRow[] = [];
    const refused: BulkOutcome['refused'] = [];
    for (const { commentId: id, expectedVersion } of asked) {
      const status = locked.get(id);
      const refusal = status
        ? refuseStep({ name: 'Comment', life: commentLife }, status, command, expectedVersion)
        : Refusal.notFound('这条意见');
      if (refusal) refused.push(refusedItem(id, refusal));
      else if (status) open.push(status);
    }
    return { open, refused };
  }

  /**
   * Where each of these comments stood before the proposal of that revision, as its chain says; REPORTED where the
   * chain does not say
   */
  async beforeProposals(
    tx: Transaction,
    proposals: readonly { commentId: string; revision: number }[],
  ): Promise<Map<string, CommentState>> {
    const commentIds = proposals.map((p) => p.commentId);
    const chains = await tx.find(CommentEventRow, { commentId: oneOf(commentIds) }, { sequence: 'ASC' });
    const revisions = new Map(proposals.map((p) => [p.commentId, p.revision]));
    const [last, before] = [new Map<string, CommentState>(), new Map<string, CommentState>()];
    for (const { commentId, command, state, detail } of chains) {
      if (command === 'propose' && detail?.revision === revisions.get(commentId))
        before.set(commentId, last.get(commentId) ?? 'REPORTED');
      last.set(commentId, state as CommentState);
    }
    return new Map(commentIds.map((id) => [id, before.get(id) ?? 'REPORTED']));
  }

  /** The first step of a comment's chain: it was drafted */
  async begin(tx: Transaction, row: CommentStatusRow, detail: NonNullable<CommentStep['detail']>): Promise<void> {
    await this.append(tx, [row], 'draft', [{ commentId: row.id, detail }]);
    tx.record('draftComment', 'Comment', row.id, detail);
  }

  private append(
    tx: Transaction,
    rows: readonly CommentStatusRow[],
    command: CommentCommand | 'draft',
    steps: readonly CommentStep[],
  ): Promise<void> {
    const events = rows.map((r, at) => ({ ownerId: r.id, command, state: r.state, detail: steps[at]?.detail ?? null }));
    return appendToChain(tx, CommentEventRow, 'commentId', events);
  }
}
