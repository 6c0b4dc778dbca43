/** Comments follow their articles into the next draft, each with a row that says how. */
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { reanchor } from '../../articles/index.js';
import {
  type ArticleLinkRow,
  DraftRow,
  LineageQueries,
  ProvisionRow,
  RegulationsService,
} from '../../authoring/index.js';
import { placeOfComment } from '../../comments/comment.rules.js';
import { CommentRow, CommentsQueries } from '../../comments/index.js';
import type { Actor } from '../../platform/base/actor.js';
import { type Reader, type Scope, scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { CarryOverRow } from './carry-over.entities.js';
import { carry, type Heir } from './carry-over.rules.js';

@Injectable()
export class CarryOverService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly regulations: RegulationsService,
    private readonly lineage: LineageQueries,
    private readonly comments: CommentsQueries,
  ) {}

  /** Run again after a correction of the lineage it adds a next round where something changed, and nothing else. */
  async carryAll(scope: Scope, oldDraftId: string, newDraftId: string): Promise<void> {
    await this.work.run('carryOver', scope, async (tx) => {
      // a signal may come twice, and two workers may take it at once: the second waits and finds what is known
      const draft = await tx.get(DraftRow, newDraftId);
      if (!draft || !(await this.regulations.lock(tx, draft.regulationId))) return;
      const [links, before, after] = [
        await this.lineage.links(tx, oldDraftId, newDraftId),
        await byId(tx, oldDraftId),
        await byId(tx, newDraftId),
      ];
      // before the lineage is there nothing can be said; its own signal comes
      if (links.length === 0) return;
      const earlier = await tx.find(CarryOverRow, { toDraftId: newDraftId }, { round: 'ASC' });
      const last = new Map(earlier.map((r) => [r.commentId, r]));
      const rows: Omit<CarryOverRow, 'id' | 'legislatureId'>[] = [];
      for (const { comment, provisionId } of await this.standingIn(tx, oldDraftId)) {
        const heirs = heirsOf(links, provisionId, comment, before, after);
        const found = carry({ provisionId, quoteExact: comment.quoteExact }, heirs);
        const known = last.get(comment.id);
        if (
          known &&
          known.result === found.result &&
          known.provisionId === found.provisionId &&
          known.quoteStart === found.quoteStart
        )
          continue;
        rows.push({
          commentId: comment.id,
          fromDraftId: oldDraftId,
          toDraftId: newDraftId,
          ...found,
          round: (known?.round ?? 0) + 1,
        });
      }
      await tx.insertAll(CarryOverRow, rows);
      if (rows.length > 0) tx.record('carryOver', 'Draft', newDraftId, { comments: rows.length });
    });
  }

  /** Comments whose place is in this draft: made on it, or carried to it from an earlier one. */
  private async standingIn(
    reader: Reader,
    draftId: string,
  ): Promise<{ comment: CommentRow; provisionId: string | null }[]> {
    const here = await reader.find(CommentRow, { draftId });
    const filed = await this.comments.filedUnder(
      reader,
      here.map((c) => c.id),
    );
    const made = here.map((comment) => ({
      comment,
      provisionId: placeOfComment(comment, filed.get(comment.id) ?? null).provisionId,
    }));
    const carried = new Map(
      (await reader.find(CarryOverRow, { toDraftId: draftId }, { round: 'ASC' })).map((r) => [r.commentId, r]),
    );
    const alive = [...carried.values()].filter((r) => r.result !== 'ORPHANED');
    const comments = alive.length === 0 ? [] : await reader.find(CommentRow, { id: In(alive.map((r) => r.commentId)) });
    return [
      ...made,
      ...comments.map((comment) => ({ comment, provisionId: carried.get(comment.id)?.provisionId ?? null })),
    ];
  }

  /** Where each comment stands in later drafts, by the last word about each, in the order asked for */
  async of(actor: Actor, commentIds: readonly string[]): Promise<CarryOverRow[][]> {
    const reader = this.work.read(scopeOf(actor));
    const rows = await reader.find(CarryOverRow, { commentId: In([...commentIds]) }, { round: 'ASC' });
    const last = new Map(rows.map((r) => [`${r.commentId} ${r.toDraftId}`, r]));
    return commentIds.map((id) => [...last.values()].filter((r) => r.commentId === id));
  }
}

async function byId(reader: Reader, draftId: string): Promise<Map<string, ProvisionRow>> {
  return new Map((await reader.find(ProvisionRow, { draftId })).map((p) => [p.id, p]));
}

function heirsOf(
  links: readonly ArticleLinkRow[],
  provisionId: string | null,
  comment: CommentRow,
  before: ReadonlyMap<string, ProvisionRow>,
  after: ReadonlyMap<string, ProvisionRow>,
): Heir[] {
  const old = provisionId === null ? undefined : before.get(provisionId);
  return links
    .flatMap((l): Heir[] => {
      const heir =
        l.oldProvisionId === provisionId && l.newProvisionId !== null ? after.get(l.newProvisionId) : undefined;
      if (!old || !heir) return [];
      const quote =
        comment.quoteExact === null
          ? undefined
          : reanchor(
              { exact: comment.quoteExact, prefix: comment.quotePrefix ?? '', suffix: comment.quoteSuffix ?? '' },
              heir.text,
            );
      return [
        {
          provisionId: heir.id,
          relation: l.relation,
          score: l.score,
          numberChanged: old.number !== heir.number || old.sub !== heir.sub,
          quote,
        },
      ];
    })
    .sort((a, b) => b.score - a.score);
}
