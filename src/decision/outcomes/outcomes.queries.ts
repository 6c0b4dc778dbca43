/** 采纳情况 as it may be told, and to whom. */
import { Injectable } from '@nestjs/common';
import type { Change } from '../../articles/index.js';
import { ProvisionRow } from '../../authoring/index.js';
import type { CommentState } from '../../comments/comment.rules.js';
import { CommentsQueries } from '../../comments/index.js';
import { ContactPointsService } from '../../network/index.js';
import { OpinionRow, OpinionsQueries } from '../../opinions/index.js';
import type { Actor } from '../../platform/base/actor.js';
import { oneOf } from '../../platform/database/one-of.js';
import { type Reader, type Scope, scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { articlesOf, EvidenceQueries, type Proof, shownBy } from '../evidence/evidence.queries.js';
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
    return (await this.forOpinions(scope, [opinionId])).get(opinionId) ?? NOTHING;
  }

  /** As `forOpinion` of each of these, in a fixed number of queries */
  async forOpinions(scope: Scope, opinionIds: readonly string[]): Promise<Map<string, PublicOutcome>> {
    const reader = this.work.read(scope);
    const opinions = await reader.find(OpinionRow, { id: oneOf(opinionIds) });
    const statuses = await this.opinions.statuses(reader, opinionIds);
    const points = await this.points.byIds(
      reader,
      opinions.flatMap((o) => o.contactPointId ?? []),
    );
    const comments = await this.comments.ofOpinions(reader, opinionIds);
    const commentIds = [...new Set([...comments.values()].map((c) => c.row.id))];
    const reopened = await this.reopenings.reopenings(reader, commentIds);
    const decisions = await this.decisions(reader, commentIds);
    const proofs = await this.evidence.proofs(reader, commentIds);
    const articles = await reader.byIds(ProvisionRow, [
      ...new Set(commentIds.flatMap((id) => articlesOf(proofs.get(id)))),
    ]);
    const labels = new Map(articles.flatMap((p) => (p ? [[p.id, p.label] as const] : [])));
    const told = new Map<string, PublicOutcome>();
    for (const opinion of opinions) {
      const status = statuses.get(opinion.id);
      if (!status) continue;
      const comment = comments.get(opinion.id);
      const id = comment?.row.id ?? '';
      told.set(
        opinion.id,
        outcomeOf({
          contactPoint: opinion.direct ? null : (points.get(opinion.contactPointId ?? '')?.shortName ?? null),
          setAsideReason: status.setAsideReason,
          state: comment?.status.state ?? null,
          again: reopened.has(id),
          decision: decisions.get(id),
          proof: proofs.get(id),
          labels,
        }),
      );
    }
    return told;
  }
}

const NOTHING: PublicOutcome = {
  ...{ stage: 'RECEIVED', again: false, setAsideReason: null, contactPoint: null, outcome: null, reasonClass: null },
  ...{ words: null, changes: [] },
};

/** Nothing of a decision is in it before its comment is released */
function outcomeOf(of: {
  contactPoint: string | null;
  setAsideReason: string | null;
  /** of the comment that holds the opinion; null where none does */
  state: CommentState | null;
  again: boolean;
  decision: DecisionRow | undefined;
  proof: Proof | undefined;
  labels: ReadonlyMap<string, string>;
}): PublicOutcome {
  const { contactPoint, setAsideReason, state, again, decision, proof, labels } = of;
  const known = { ...NOTHING, contactPoint, setAsideReason };
  if (state === null || state === 'DRAFTED' || state === 'RETURNED') return known;
  if (state !== 'RELEASED' && state !== 'ANSWERED')
    // what is decided again is studied, also where a line of it was struck
    return { ...known, again, stage: state === 'REPORTED' && !again ? 'REPORTED' : 'STUDIED' };
  if (!decision) return { ...known, stage: 'STUDIED' };
  return {
    ...known,
    stage: 'RESULT',
    outcome: decision.outcome,
    reasonClass: decision.reasonClass,
    words: [decision.words, proof?.explanation].filter(Boolean).join('\n') || null,
    changes: shownBy(proof, labels),
  };
}
