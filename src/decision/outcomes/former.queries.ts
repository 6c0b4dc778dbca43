/** Decisions that were taken up again 复议, with what had been found for each. */
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/base/actor.js';
import { scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { type Evidence, EvidenceQueries } from '../evidence/evidence.queries.js';
import type { Outcome } from '../handling/handling.rules.js';
import { ReopeningQueries } from '../handling/reopening.queries.js';
import { OutcomesQueries } from './outcomes.queries.js';

export interface FormerDecision {
  at: Date;
  reason: string;
  outcome: Outcome;
  sequence: number;
  evidence: Evidence[];
}

@Injectable()
export class FormerDecisions {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reopenings: ReopeningQueries,
    private readonly outcomes: OutcomesQueries,
    private readonly evidence: EvidenceQueries,
  ) {}

  /**
   * What was decided before on each comment, the last first, at most 50; whether the caller may read it is theirs to
   * ask
   */
  async of(actor: Actor, commentIds: readonly string[]): Promise<Map<string, FormerDecision[]>> {
    const reader = this.work.read(scopeOf(actor));
    const reopenings = await this.reopenings.reopenings(reader, commentIds);
    const decisions = await this.outcomes.byIds(
      reader,
      [...reopenings.values()].flat().map((r) => r.decisionId),
    );
    const rounds = await this.evidence.rounds(reader, [...reopenings.keys()]);
    return new Map(
      [...reopenings].map(([commentId, rows]) => [
        commentId,
        rows
          .flatMap(({ at, reason, decisionId }, round): FormerDecision[] => {
            const decision = decisions.get(decisionId);
            if (!decision) return [];
            const { outcome, sequence } = decision;
            return [{ at, reason, outcome, sequence, evidence: rounds.get(commentId)?.[round]?.evidence ?? [] }];
          })
          .reverse(),
      ]),
    );
  }
}
