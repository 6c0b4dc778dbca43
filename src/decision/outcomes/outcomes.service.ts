/** 采纳情况 becomes public after a recorded event only: here, that a later draft is published (product §2). */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
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
import { type Scope, type Transaction, UnitOfWork } from '../../platform/database/scope.js';
import { CarryOverService } from '../carry-over/carry-over.service.js';
import { EvidenceService } from '../evidence/evidence.service.js';
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
    this.jobs.on(DECISIONS_SIGNED, 'release', (scope, p) => this.afterSigning(scope, p.consultationId as string));
    this.jobs.on(COMMENTS_REPORTED, 'carry', (scope, p) => this.carryLate(scope, p.consultationId as string));
    this.jobs.on(COMMENT_FILED, 'follow', (scope, p) => this.followFiled(scope, p.consultationId as string));
    this.jobs.on(LINEAGE_CHANGED, 'follow', async (scope, p) => {
      const [oldDraftId, newDraftId] = [p.oldDraftId as string, p.newDraftId as string];
      await this.carryOver.carryAll(scope, oldDraftId, newDraftId);
      await this.evidence.proposeAll(scope, oldDraftId, newDraftId);
    });
  }

  private async afterSigning(scope: Scope, consultationId: string): Promise<void> {
    const reader = this.work.read(scope);
    const consultation = await reader.get(ConsultationRow, consultationId);
    if (!consultation) return;
    await this.releaseFor(scope, consultation.regulationId);
    const next = await this.drafts.nextPublished(reader, consultation.draftId);
    if (next) await this.evidence.proposeAll(scope, consultation.draftId, next.id);
  }

  /** A comment that comes after the next draft follows its article too, through every draft published since. */
  private async carryLate(scope: Scope, consultationId: string): Promise<void> {
    const reader = this.work.read(scope);
    const consultation = await reader.get(ConsultationRow, consultationId);
    if (!consultation) return;
    let from = consultation.draftId;
    for (const next of await this.drafts.publishedAfter(reader, from)) {
      await this.carryOver.carryAll(scope, from, next.id);
      from = next.id;
    }
  }

  /** A comment that is filed under an article follows it, and is shown by what changed there. */
  private async followFiled(scope: Scope, consultationId: string): Promise<void> {
    await this.carryLate(scope, consultationId);
    const reader = this.work.read(scope);
    const consultation = await reader.get(ConsultationRow, consultationId);
    const next = consultation && (await this.drafts.nextPublished(reader, consultation.draftId));
    if (next) await this.evidence.proposeAll(scope, consultation.draftId, next.id);
  }

  /** Releases every signed decision of the regulation whose next draft is published; each once. */
  async releaseFor(scope: Scope, regulationId: string): Promise<void> {
    await this.work.run('releaseOutcomes', scope, async (tx) => {
      let released = 0;
      for (const consultation of await tx.find(ConsultationRow, { regulationId })) {
        const next = await this.drafts.nextPublished(tx, consultation.draftId);
        if (next) released += await this.release(tx, consultation.id, next);
      }
      if (released > 0) tx.record('releaseOutcomes', 'Regulation', regulationId, { released });
    });
  }

  /**
   * Gives how many it released of one consultation; a comment that is no longer signed when it is locked is left alone.
   */
  private async release(tx: Transaction, consultationId: string, next: DraftRow): Promise<number> {
    const known = await tx.find(CommentStatusRow, { consultationId, state: 'SIGNED' });
    if (known.length === 0) return 0;
    const locked = await this.comments.lock(
      tx,
      known.map((s) => s.id),
    );
    const decisions = await this.queries.decisions(
      tx,
      known.map((s) => s.id),
    );
    const due = locked.flatMap((s) => (s.state === 'SIGNED' ? (decisions.get(s.id) ?? []) : []));
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
    return due.length;
  }

  /**
   * No letter goes to a resident whose voice is behind a comment: the released outcome under the receipt code is the
   * answer. Whoever else wrote to the office has no such code, and is answered by a person.
   */
  private async answerResidents(tx: Transaction, released: readonly string[]): Promise<void> {
    const direct = await tx.find(CommentRow, {
      id: In([...released]),
      contactPointId: IsNull(),
      sourceKind: 'RESIDENT',
    });
    const trail = await tx.find(CommentOpinionRow, { commentId: In(direct.map((c) => c.id)) });
    const spoken = new Set(trail.map((t) => t.commentId));
    const steps = [...spoken].map((commentId) => ({ commentId, detail: { by: 'receipt' } }));
    const answered = await this.comments.step(tx, steps, 'answer');
    if (answered instanceof Refusal) throw new Error(`a released comment cannot be answered: ${answered.code}`);
  }
}
