/** 采纳情况 becomes public after a recorded event only: here, that a later draft is published (product §2). */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IsNull, MoreThan } from 'typeorm';
import { DRAFT_PUBLISHED, type DraftRow, DraftsQueries, LINEAGE_CHANGED } from '../../authoring/index.js';
import {
  COMMENT_FILED,
  CommentOpinionRow,
  CommentRow,
  COMMENTS_REPORTED,
  CommentStatusRow,
  CommentStepsService,
} from '../../comments/index.js';
import { ConsultationRow } from '../../consultation/index.js';
import { Refusal } from '../../platform/base/refusal.js';
import { Jobs } from '../../platform/database/jobs/jobs.js';
import { inBatches, inBatchesOf } from '../../platform/database/batches.js';
import { oneOf } from '../../platform/database/one-of.js';
import { type Scope, type Transaction, UnitOfWork } from '../../platform/database/scope.js';
import { CarryOverService } from '../carry-over/carry-over.service.js';
import { EvidenceService } from '../evidence/evidence.service.js';
import { DecisionSheetLineRow } from '../handling/handling.entities.js';
import { DECISIONS_SIGNED } from '../handling/sheets.service.js';
import { OutcomeReleaseRow } from './outcomes.entities.js';
import { OutcomesQueries } from './outcomes.queries.js';

@Injectable()
export class OutcomesService implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly drafts: DraftsQueries,
    private readonly comments: CommentStepsService,
    private readonly queries: OutcomesQueries,
    private readonly evidence: EvidenceService,
    private readonly carryOver: CarryOverService,
  ) {}

  onModuleInit(): void {
    this.jobs.on(DRAFT_PUBLISHED, 'release', (scope, p) => this.releaseFor(scope, p.regulationId as string));
    this.jobs.on(DECISIONS_SIGNED, 'release', (scope, p) =>
      this.afterSigning(scope, p.consultationId as string, (p.sheetId as string | undefined) ?? null),
    );
    this.jobs.on(COMMENTS_REPORTED, 'carry', (scope, p) =>
      this.carryLate(scope, p.consultationId as string, p.commentIds as string[] | undefined),
    );
    this.jobs.on(COMMENT_FILED, 'follow', (scope, p) =>
      this.followFiled(scope, p.consultationId as string, p.commentIds as string[] | undefined),
    );
    this.jobs.on(LINEAGE_CHANGED, 'follow', async (scope, p) => {
      const [oldDraftId, newDraftId] = [p.oldDraftId as string, p.newDraftId as string];
      await this.carryOver.carry(scope, oldDraftId, newDraftId);
      await this.evidence.propose(scope, oldDraftId, newDraftId);
    });
  }

  /** `sheetId`: null where an older program signed it and did not say which; then all of the round is looked at */
  private async afterSigning(scope: Scope, consultationId: string, sheetId: string | null): Promise<void> {
    const reader = this.work.read(scope);
    const consultation = await reader.get(ConsultationRow, consultationId);
    const next = consultation && (await this.drafts.nextPublished(reader, consultation.draftId));
    if (!next) return;
    const signed =
      sheetId === null
        ? undefined
        : (await reader.find(DecisionSheetLineRow, { sheetId, state: 'SIGNED' })).map((l) => l.commentId);
    if (signed) await inBatchesOf(signed, (ids) => this.release(scope, ids, next));
    else await this.releaseRound(scope, consultation.id, next);
    await this.evidence.propose(scope, consultation.draftId, next.id, signed);
  }

  /** A comment that comes after the next draft follows its article too, through every draft published since. */
  private async carryLate(scope: Scope, consultationId: string, commentIds?: readonly string[]): Promise<void> {
    const reader = this.work.read(scope);
    const consultation = await reader.get(ConsultationRow, consultationId);
    if (!consultation) return;
    let from = consultation.draftId;
    for (const next of await this.drafts.publishedAfter(reader, from)) {
      await this.carryOver.carry(scope, from, next.id, commentIds);
      from = next.id;
    }
  }

  /** A comment that is filed under an article follows it, and is shown by what changed there. */
  private async followFiled(scope: Scope, consultationId: string, commentIds?: readonly string[]): Promise<void> {
    await this.carryLate(scope, consultationId, commentIds);
    const reader = this.work.read(scope);
    const consultation = await reader.get(ConsultationRow, consultationId);
    const next = consultation && (await this.drafts.nextPublished(reader, consultation.draftId));
    if (next) await this.evidence.propose(scope, consultation.draftId, next.id, commentIds);
  }

  /** Releases every signed decision of the regulation whose next draft is published; each once. */
  async releaseFor(scope: Scope, regulationId: string): Promise<void> {
    const reader = this.work.read(scope);
    for (const consultation of await reader.find(ConsultationRow, { regulationId })) {
      const next = await this.drafts.nextPublished(reader, consultation.draftId);
      if (next) await this.releaseRound(scope, consultation.id, next);
    }
  }

  private async releaseRound(scope: Scope, consultationId: string, next: DraftRow): Promise<void> {
    const reader = this.work.read(scope);
    await inBatches(
      async (after, take) =>
        (
          await reader.find(
            CommentStatusRow,
            { consultationId, state: 'SIGNED', id: MoreThan(after) },
            { id: 'ASC' },
            take,
          )
        ).map((s) => s.id),
      (ids) => this.release(scope, ids, next),
    );
  }

  /** Releases those of these comments that are signed once they are locked; the others are left alone. */
  private async release(scope: Scope, commentIds: readonly string[], next: DraftRow): Promise<void> {
    await this.work.run('releaseOutcomes', scope, async (tx) => {
      const signed = (await this.comments.lock(tx, commentIds)).filter((s) => s.state === 'SIGNED').map((s) => s.id);
      const decisions = await this.queries.decisions(tx, signed);
      const due = signed.flatMap((id) => decisions.get(id) ?? []);
      if (due.length === 0) return;
      const detail = { draft: next.sequence };
      const released = await this.comments.step(
        tx,
        due.map(({ commentId }) => ({ commentId, detail })),
        'release',
      );
      if (released instanceof Refusal) throw new Error(`a signed comment cannot be released: ${released.code}`);
      await tx.insertAll(
        OutcomeReleaseRow,
        due.map((d) => ({
          commentId: d.commentId,
          decisionId: d.id,
          cause: 'DRAFT_PUBLISHED' as const,
          draftId: next.id,
        })),
      );
      await this.answerResidents(
        tx,
        due.map((d) => d.commentId),
      );
      tx.record('releaseOutcomes', 'Regulation', next.regulationId, { released: due.length });
    });
  }

  /**
   * No letter goes to a resident whose voice is behind a comment: the released outcome under the receipt code is the
   * answer. Whoever else wrote to the office has no such code, and is answered by a person.
   */
  private async answerResidents(tx: Transaction, released: readonly string[]): Promise<void> {
    const direct = await tx.find(CommentRow, {
      id: oneOf(released),
      contactPointId: IsNull(),
      sourceKind: 'RESIDENT',
    });
    const trail = await tx.find(CommentOpinionRow, { commentId: oneOf(direct.map((c) => c.id)) });
    const spoken = new Set(trail.map((t) => t.commentId));
    const steps = [...spoken].map((commentId) => ({ commentId, detail: { by: 'receipt' } }));
    if (steps.length === 0) return;
    const answered = await this.comments.step(tx, steps, 'answer');
    if (answered instanceof Refusal) throw new Error(`a released comment cannot be answered: ${answered.code}`);
  }
}
