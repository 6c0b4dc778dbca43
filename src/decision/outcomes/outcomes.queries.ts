/** 采纳情况 as it may be told, and to whom. */
import { Injectable } from '@nestjs/common';
import type { Change } from '../../articles/index.js';
import { ProvisionRow } from '../../authoring/index.js';
import { CommentsQueries } from '../../comments/index.js';
import { ContactPointsService } from '../../network/index.js';
import { OpinionRow, OpinionsQueries } from '../../opinions/index.js';
import type { Actor } from '../../platform/base/actor.js';
import { oneOf } from '../../platform/database/one-of.js';
import { type Reader, type Scope, scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { articlesOf, EvidenceQueries, shownBy } from '../evidence/evidence.queries.js';
import { DecisionRow } from '../handling/handling.entities.js';
import type { Outcome, ReasonClass } from '../handling/handling.rules.js';
import { ReopeningQueries } from '../handling/reopening.queries.js';
import { OutcomeReleaseRow } from './outcomes.entities.js';

/** What a resident may see of one opinion; the outcome stays null until it is released. */
export interface PublicOutcome {
  /** 已收到 · 已转报 · 已研究 · 有结果 */
  stage: 'RECEIVED' | 'REPORTED' | 'STUDIED' | 'RESULT';
  /** it was decided and is being studied again 复议 */
  again: boolean;
  setAsideReason: string | null;
  contactPoint: string | null;
  outcome: Outcome | null;
  reasonClass: ReasonClass | null;
  words: string | null;
  changes: { oldLabel: string | null; newLabel: string | null; changes: Change[] }[];
}

@Injectable()
export class OutcomesQueries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly comments: CommentsQueries,
    private readonly opinions: OpinionsQueries,
    private readonly points: ContactPointsService,
    private readonly evidence: EvidenceQueries,
    private readonly reopenings: ReopeningQueries,
  ) {}

  /** The last decision of each comment; nothing of it may leave before its release */
  async decisions(reader: Reader, commentIds: readonly string[]): Promise<Map<string, DecisionRow>> {
    const rows =
      commentIds.length === 0
        ? []
        : await reader.find(DecisionRow, { commentId: oneOf(commentIds) }, { sequence: 'ASC' });
    return new Map(rows.map((d) => [d.commentId, d]));
  }

  /** Decisions by their ids, also former ones */
  async byIds(reader: Reader, ids: readonly string[]): Promise<Map<string, DecisionRow>> {
    return new Map((await reader.find(DecisionRow, { id: oneOf(ids) })).map((d) => [d.id, d]));
  }

  /** When the outcome of each decision was released; one that is not is not in it */
  async releases(reader: Reader, decisionIds: readonly string[]): Promise<Map<string, Date>> {
    const rows = await reader.find(OutcomeReleaseRow, { decisionId: oneOf(decisionIds) });
    return new Map(rows.map((r) => [r.decisionId, r.at]));
  }

  /** As `decisions`, for the fields of one request */
  decisionsFor(actor: Actor, commentIds: readonly string[]): Promise<Map<string, DecisionRow>> {
    return this.decisions(this.work.read(scopeOf(actor)), commentIds);
  }

  /**
   * What whoever holds the receipt code may know of one opinion: how far it came and, once the outcome is released
   * (product §2), the outcome with its reason and the changed words. RECEIVED with nothing else where there is no such
   * opinion in the scope.
   */
  async forOpinion(scope: Scope, opinionId: string): Promise<PublicOutcome> {
    const reader = this.work.read(scope);
    const nothing: PublicOutcome = {
      stage: 'RECEIVED',
      again: false,
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
      const again = (await this.reopenings.reopenings(reader, [comment.row.id])).size > 0;
      // what is decided again is studied, also where a line of it was struck
      return { ...known, again, stage: comment.status.state === 'REPORTED' && !again ? 'REPORTED' : 'STUDIED' };
    }
    const decision = (await this.decisions(reader, [comment.row.id])).get(comment.row.id);
    if (!decision) return { ...known, stage: 'STUDIED' };
    const proof = (await this.evidence.proofs(reader, [comment.row.id])).get(comment.row.id);
    const articles = await reader.byIds(ProvisionRow, articlesOf(proof));
    const labels = new Map(articles.flatMap((p) => (p ? [[p.id, p.label] as const] : [])));
    return {
      ...known,
      stage: 'RESULT',
      outcome: decision.outcome,
      reasonClass: decision.reasonClass,
      words: [decision.words, proof?.explanation].filter(Boolean).join('\n') || null,
      changes: shownBy(proof, labels),
    };
  }
}
