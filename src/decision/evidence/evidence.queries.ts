/** What stands behind an outcome, and what is missing behind one. */
import { Injectable } from '@nestjs/common';
import { type Comment, CommentsQueries } from '../../comments/index.js';
import { type InOrder, mapPage, type Page, readPage } from '../../platform/api/paging.js';
import type { Actor } from '../../platform/base/actor.js';
import { oneOf } from '../../platform/database/one-of.js';
import { type Reader, scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { ReopeningQueries } from '../handling/reopening.queries.js';
import { AdoptionExplanationRow, EvidenceReviewRow, EvidenceRow } from './evidence.entities.js';
import { heldBackQuery } from './evidence.sql.js';

export interface Evidence {
  row: EvidenceRow;
  status: 'PROPOSED' | 'CONFIRMED' | 'REJECTED';
}

/** What stands behind the outcome of one comment */
export interface Proof {
  evidence: Evidence[];
  explanation: string | null;
}

const NOTHING: Proof = { evidence: [], explanation: null };

/** The rows of a proof that a person confirmed */
export const confirmedOf = (proof: Proof | undefined): EvidenceRow[] =>
  proof?.evidence.filter((e) => e.status === 'CONFIRMED').map((e) => e.row) ?? [];

/** The articles that a person confirmed in a proof */
export const articlesOf = (proof: Proof | undefined): string[] =>
  confirmedOf(proof).flatMap((e) => [e.oldProvisionId, e.newProvisionId].filter((id) => id !== null));
/** What a person confirmed in a proof, by the numbers of its articles */
export const shownBy = (
  proof: Proof | undefined,
  labels: ReadonlyMap<string, string>,
): { oldLabel: string | null; newLabel: string | null; changes: EvidenceRow['changes'] }[] => {
  const label = (id: string | null): string | null => labels.get(id ?? '') ?? null;
  return confirmedOf(proof).map((e) => ({
    oldLabel: label(e.oldProvisionId),
    newLabel: label(e.newProvisionId),
    changes: e.changes,
  }));
};

@Injectable()
export class EvidenceQueries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly comments: CommentsQueries,
    private readonly reopenings: ReopeningQueries,
  ) {}

  /**
   * Evidence and explanation of what counts now; the last review and the last explanation count. What stood behind a
   * decision that was taken up again is not in it.
   */
  async proofs(reader: Reader, commentIds: readonly string[]): Promise<Map<string, Proof>> {
    const rounds = await this.rounds(reader, commentIds);
    return new Map([...rounds].map(([id, proofs]) => [id, proofs.at(-1) ?? NOTHING]));
  }

  /** As `proofs`, one for each time a comment was decided, the present one last: each reopening begins another */
  async rounds(reader: Reader, commentIds: readonly string[]): Promise<Map<string, Proof[]>> {
    const begun = await this.reopenings.reopenings(reader, commentIds);
    const proofs = new Map<string, Proof[]>(
      commentIds.map((id) => [id, [NOTHING, ...(begun.get(id) ?? [])].map(() => ({ ...NOTHING, evidence: [] }))]),
    );
    if (commentIds.length === 0) return proofs;
    const roundOf = (commentId: string, at: Date): Proof | undefined =>
      proofs.get(commentId)?.[begun.get(commentId)?.filter((r) => r.at < at).length ?? 0];
    const rows = await reader.find(
      EvidenceRow,
      { commentId: oneOf(commentIds) },
      { at: 'ASC', score: 'DESC', id: 'ASC' },
    );
    const reviews =
      rows.length === 0
        ? []
        : await reader.find(EvidenceReviewRow, { evidenceId: oneOf(rows.map((r) => r.id)) }, { at: 'ASC' });
    const last = new Map(reviews.map((r) => [r.evidenceId, r.status]));
    for (const row of rows)
      roundOf(row.commentId, row.at)?.evidence.push({ row, status: last.get(row.id) ?? 'PROPOSED' });
    for (const e of await reader.find(AdoptionExplanationRow, { commentId: oneOf(commentIds) }, { at: 'ASC' })) {
      const proof = roundOf(e.commentId, e.at);
      if (proof) proof.explanation = e.words;
    }
    return proofs;
  }

  /** As `proofs`, for the fields of one request */
  proofsFor(actor: Actor, commentIds: readonly string[]): Promise<Map<string, Proof>> {
    return this.proofs(this.work.read(scopeOf(actor)), commentIds);
  }

  /**
   * Adopted, but nothing shows it (product §2: 采纳但未见修改): no confirmed evidence, no explanation in words. As they
   * came in.
   */
  async heldBackPage(actor: Actor, consultationId: string, asked: InOrder): Promise<Page<Comment>> {
    const reader = this.work.read(scopeOf(actor));
    const list = { list: 'held', column: 'h.reported_number' };
    const page = await readPage(reader, heldBackQuery(reader, consultationId), list, {
      ...asked,
      order: 'OLDEST_FIRST',
    });
    const found = await this.comments.byIds(
      actor,
      page.rows.map((r) => r.row.id),
    );
    const by = new Map(found.flatMap((c) => (c ? [[c.row.id, c]] : [])));
    return mapPage(page, (s) => by.get(s.id) as Comment);
  }
}
