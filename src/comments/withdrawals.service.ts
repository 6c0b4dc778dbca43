/** 撤回我的意见: whoever holds the receipt code takes back what was said; what that does depends on how far it went. */
import { Injectable } from '@nestjs/common';
import { OpinionsService, OpinionStatusRow, ReceiptsService, WithdrawalNotes } from '../opinions/index.js';
import { Refusal } from '../platform/base/refusal.js';
import { type Scope, type Transaction, UnitOfWork } from '../platform/database/scope.js';
import { CommentStepsService } from './comment-steps.service.js';

/** WITHDRAWN: it goes no further · NOTED: it was reported before, the wish is kept and nothing erased */
export type Withdrawal = 'WITHDRAWN' | 'NOTED';

@Injectable()
export class WithdrawalsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly receipts: ReceiptsService,
    private readonly opinions: OpinionsService,
    private readonly notes: WithdrawalNotes,
    private readonly steps: CommentStepsService,
  ) {}

  /**
   * Until its return is sent the opinion is withdrawn: a comment made of it alone is dropped, of several it leaves.
   * Afterwards the wish is noted. Asked again it answers the same. UNKNOWN_RECEIPT for unknown and mistyped codes
   * alike, TOO_MANY_ATTEMPTS after several failures from one address.
   */
  async byReceipt(typed: string, address: string): Promise<Withdrawal | Refusal> {
    const found = await this.receipts.byReceipt(typed, address);
    if (!(found instanceof Refusal)) return this.withdraw(found.scope, found.opinion.id);
    return found.code === 'UNKNOWN_CODE' ? new Refusal('UNKNOWN_RECEIPT') : found;
  }

  /** As `byReceipt`, of an opinion whose receipt code was shown */
  async withdraw(scope: Scope, opinionId: string): Promise<Withdrawal | Refusal> {
    for (;;) {
      const done = await this.work.run('withdrawOpinion', scope, (tx) => this.attempt(tx, opinionId));
      // somebody put it into a comment, or took it out, between looking and locking: then there is a new one to lock
      if (done !== 'MOVED') return done;
    }
  }

  private async attempt(tx: Transaction, opinionId: string): Promise<Withdrawal | 'MOVED' | Refusal> {
    // a comment is locked before its voices, as everywhere
    const commentId = (await tx.get(OpinionStatusRow, opinionId))?.commentId ?? null;
    if (commentId !== null) await this.steps.lock(tx, [commentId]);
    const status = await this.opinions.lock(tx, opinionId);
    if (!status) return Refusal.notFound('这条意见');
    if (status.commentId !== commentId) return 'MOVED';
    if (status.state === 'WITHDRAWN') return 'WITHDRAWN';
    if (status.state === 'REPORTED' || status.state === 'ANSWERED') {
      if (await this.notes.note(tx, opinionId)) tx.record('noteWithdrawal', 'Opinion', opinionId);
      return 'NOTED';
    }
    const refused =
      (commentId === null ? null : await this.leave(tx, commentId)) ?? (await this.opinions.withdraw(tx, status));
    if (refused) return refused;
    tx.record('withdrawOpinion', 'Opinion', opinionId, { comment: commentId });
    return 'WITHDRAWN';
  }

  /** The officer sees it: the comment has another version, and the step stands in its chain and beside its voices. */
  private async leave(tx: Transaction, commentId: string): Promise<Refusal | null> {
    const alone = (await this.opinions.inComments(tx, [commentId])).length === 1;
    const step = { commentId, detail: { opinions: 1, withdrawn: true } };
    const moved = await this.steps.step(tx, [step], alone ? 'drop' : 'takeApart');
    return moved instanceof Refusal ? moved : null;
  }
}
