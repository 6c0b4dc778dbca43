/** 采纳情况 becomes public after a recorded event only: here, that a later draft is published (product §2). */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { DRAFT_PUBLISHED, DraftRow, LINEAGE_CHANGED, ProvisionRow } from '../authoring/index.js';
import { nextCommentState } from '../comments/comment.rules.js';
import { COMMENTS_REPORTED, CommentRow, CommentsService, CommentStatusRow } from '../comments/index.js';
import { ConsultationRow } from '../consultation/index.js';
import { ContactPointsService } from '../network/index.js';
import { OpinionsService, OpinionRow } from '../opinions/index.js';
import type { Change } from '../articles/index.js';
import { type Reader, type Scope, UnitOfWork } from '../platform/database/scope.js';
import { Jobs } from '../platform/database/jobs/jobs.js';
import { CarryOverService } from './carry-over.service.js';
import { DecisionRow, OutcomeReleaseRow } from './decision.entities.js';
import { appendEvent } from './events.js';
import { confirmedOf, EvidenceService } from './evidence.service.js';
import { DECISIONS_SIGNED } from './handling.service.js';

/** What a resident may see of one opinion; the outcome stays null until it is released. */
export interface PublicOutcome {
  /** 已收到 · 已转报 · 已研究 · 有结果 */
  stage: 'RECEIVED' | 'REPORTED' | 'STUDIED' | 'RESULT';
  setAsideReason: string | null;
  contactPoint: string | null;
  outcome: 'ADOPTED' | 'PARTIALLY_ADOPTED' | 'NOT_ADOPTED' | null;
  reasonClass: string | null;
  words: string | null;
  changes: { oldLabel: string | null; newLabel: string | null; changes: Change[] }[];
}

@Injectable()
export class OutcomesService implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly comments: CommentsService,
    private readonly opinions: OpinionsService,
    private readonly points: ContactPointsService,
    private readonly evidence: EvidenceService,
    private readonly carryOver: CarryOverService,
  ) {}

  onModuleInit(): void {
    this.jobs.on(DRAFT_PUBLISHED, 'release', (scope, p) => this.releaseFor(scope, p.regulationId as string));
    this.jobs.on(DECISIONS_SIGNED, 'release', (scope, p) => this.afterSigning(scope, p.consultationId as string));
    this.jobs.on(COMMENTS_REPORTED, 'carry', (scope, p) => this.carryLate(scope, p.consultationId as string));
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
    const next = await this.nextPublished(reader, consultation);
    if (next) await this.evidence.proposeAll(scope, consultation.draftId, next.id);
  }

  /** A comment that comes after the next draft follows its article too, through every draft published since. */
  private async carryLate(scope: Scope, consultationId: string): Promise<void> {
    const reader = this.work.read(scope);
    const consultation = await reader.get(ConsultationRow, consultationId);
    if (!consultation) return;
    const published = (
      await reader.find(DraftRow, { regulationId: consultation.regulationId }, { sequence: 'ASC' })
    ).filter((d) => d.publishedAt !== null);
    const since = published.slice(published.findIndex((d) => d.id === consultation.draftId));
    for (const [at, next] of since.slice(1).entries())
      await this.carryOver.carryAll(scope, since[at]?.id ?? '', next.id);
  }

  /** The first later draft that was published, whether it still stands or was superseded since */
  private async nextPublished(reader: Reader, consultation: ConsultationRow): Promise<DraftRow | null> {
    const drafts = await reader.find(DraftRow, { regulationId: consultation.regulationId }, { sequence: 'ASC' });
    const asked = drafts.find((d) => d.id === consultation.draftId);
    return drafts.find((d) => asked && d.sequence > asked.sequence && d.publishedAt !== null) ?? null;
  }

  /** Releases every signed decision of the regulation whose next draft is published; each once. */
  async releaseFor(scope: Scope, regulationId: string): Promise<void> {
    await this.work.run('releaseOutcomes', scope, async (tx) => {
      let released = 0;
      for (const consultation of await tx.find(ConsultationRow, { regulationId })) {
        const next = await this.nextPublished(tx, consultation);
        if (!next) continue;
        const signed = await tx.find(CommentStatusRow, { consultationId: consultation.id, state: 'SIGNED' });
        if (signed.length === 0) continue;
        const decisions = new Map(
          (await tx.find(DecisionRow, { commentId: In(signed.map((s) => s.id)) }, { sequence: 'ASC' })).map((d) => [
            d.commentId,
            d,
          ]),
        );
        const direct = new Set(
          (await tx.find(CommentRow, { id: In(signed.map((s) => s.id)) }))
            .filter((c) => c.contactPointId === null)
            .map((c) => c.id),
        );
        for (const status of await tx.lockAll(
          CommentStatusRow,
          signed.map((s) => s.id),
        )) {
          const [decision, state] = [decisions.get(status.id), nextCommentState(status.state, 'release')];
          if (!decision || state === null) continue;
          await tx.change(CommentStatusRow, status, { state });
          await tx.insert(OutcomeReleaseRow, {
            commentId: status.id,
            decisionId: decision.id,
            cause: 'DRAFT_PUBLISHED',
            draftId: next.id,
          });
          await appendEvent(tx, status, 'release', { draft: next.sequence });
          released++;
          // no letter goes to a resident: the released outcome under the receipt code is the answer
          const answered = direct.has(status.id) ? nextCommentState(status.state, 'answer') : null;
          if (answered === null) continue;
          await tx.change(CommentStatusRow, status, { state: answered });
          await appendEvent(tx, status, 'answer', { by: 'receipt' });
        }
        await this.comments.stepOpinions(tx, [...direct], 'answer');
      }
      if (released > 0) tx.record('releaseOutcomes', 'Regulation', regulationId, { released });
    });
  }

  /** The last decision of each comment; nothing of it may leave before its release */
  async decisions(reader: Reader, commentIds: readonly string[]): Promise<Map<string, DecisionRow>> {
    const rows =
      commentIds.length === 0
        ? []
        : await reader.find(DecisionRow, { commentId: In([...commentIds]) }, { sequence: 'ASC' });
    return new Map(rows.map((d) => [d.commentId, d]));
  }

  async forOpinion(scope: Scope, opinionId: string): Promise<PublicOutcome> {
    const reader = this.work.read(scope);
    const nothing: PublicOutcome = {
      stage: 'RECEIVED',
      setAsideReason: null,
      contactPoint: null,
      outcome: null,
      reasonClass: null,
      words: null,
      changes: [],
    };
    const [opinion, status] = [await reader.get(OpinionRow, opinionId), await this.opinions.status(reader, opinionId)];
    if (!opinion || !status) return nothing;
    const point =
      opinion.contactPointId === null
        ? undefined
        : (await this.points.byIds(reader, [opinion.contactPointId])).get(opinion.contactPointId);
    const known = {
      ...nothing,
      contactPoint: opinion.direct ? null : (point?.shortName ?? null),
      setAsideReason: status.setAsideReason,
    };
    const comment = await this.comments.ofOpinion(reader, opinionId);
    if (!comment || comment.status.state === 'DRAFTED' || comment.status.state === 'RETURNED') return known;
    if (comment.status.state !== 'RELEASED' && comment.status.state !== 'ANSWERED') {
      return { ...known, stage: comment.status.state === 'REPORTED' ? 'REPORTED' : 'STUDIED' };
    }
    const decision = (await this.decisions(reader, [comment.row.id])).get(comment.row.id);
    if (!decision) return { ...known, stage: 'STUDIED' };
    const proof = (await this.evidence.proofs(reader, [comment.row.id])).get(comment.row.id);
    const label = async (id: string | null): Promise<string | null> =>
      id === null ? null : ((await reader.get(ProvisionRow, id))?.label ?? null);
    const changes = await Promise.all(
      confirmedOf(proof).map(async (e) => ({
        oldLabel: await label(e.oldProvisionId),
        newLabel: await label(e.newProvisionId),
        changes: e.changes,
      })),
    );
    return {
      ...known,
      stage: 'RESULT',
      outcome: decision.outcome,
      reasonClass: decision.reasonClass,
      words: [decision.words, proof?.explanation].filter(Boolean).join('\n') || null,
      changes,
    };
  }
}
