/** Comments follow their articles into the next draft, each with a row that says how. */
import { Injectable } from '@nestjs/common';
import { reanchor } from '../../articles/index.js';
import { type ArticleLinkRow, DraftReaders, LineageQueries, ProvisionRow } from '../../authoring/index.js';
import { placeOfComment } from '../../comments/comment.rules.js';
import { CommentRow, CommentsQueries, type CommentStatusRow, CommentStepsService } from '../../comments/index.js';
import type { Actor } from '../../platform/base/actor.js';
import { inBatches, inBatchesOf } from '../../platform/database/batches.js';
import { oneOf } from '../../platform/database/one-of.js';
import { type Reader, type Scope, scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { CarryOverRow } from './carry-over.entities.js';
import { carry, type Heir } from './carry-over.rules.js';

@Injectable()
export class CarryOverService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly steps: CommentStepsService,
    private readonly lineage: LineageQueries,
    private readonly comments: CommentsQueries,
    private readonly readers: DraftReaders,
  ) {}

  /**
   * Carries the comments that stand in the older draft, or only those of `commentIds` that do. Run again after a
   * correction of the lineage it adds a next round where something changed, and nothing else.
   */
  async carry(scope: Scope, oldDraftId: string, newDraftId: string, commentIds?: readonly string[]): Promise<void> {
    const reader = this.work.read(scope);
    const texts = { before: await byId(reader, oldDraftId), after: await byId(reader, newDraftId) };
    const some = (ids: readonly string[]): Promise<void> => this.carrySome(scope, oldDraftId, newDraftId, texts, ids);
    if (commentIds) return inBatchesOf(commentIds, some);
    await inBatches((after, take) => this.comments.idsMadeOn(reader, oldDraftId, after, take), some);
    await inBatches((after, take) => this.idsCarriedTo(reader, oldDraftId, after, take), some);
  }

  private async carrySome(
    scope: Scope,
    oldDraftId: string,
    newDraftId: string,
    { before, after }: Texts,
    commentIds: readonly string[],
  ): Promise<void> {
    await this.work.run('carryOver', scope, async (tx) => {
      // a signal may come twice, and two workers may take it at once: the second waits here and finds what is known
      const statuses = await this.steps.lock(tx, commentIds);
      // under the lock, so that whoever comes last goes by the last word about the articles
      const links = await this.lineage.links(tx, oldDraftId, newDraftId);
      // before the lineage is there nothing can be said; its own signal comes
      if (links.length === 0) return;
      const earlier = await tx.find(
        CarryOverRow,
        { toDraftId: newDraftId, commentId: oneOf(commentIds) },
        { round: 'ASC' },
      );
      const last = new Map(earlier.map((r) => [r.commentId, r]));
      const heirs = heirsBy(links, before, after);
      const deleted = new Set(links.flatMap((l) => (l.relation === 'deleted' ? [l.oldProvisionId] : [])));
      const rows: Omit<CarryOverRow, 'id' | 'legislatureId'>[] = [];
      for (const { comment, provisionId } of await this.standingIn(tx, oldDraftId, statuses)) {
        const found = carry(
          { provisionId, quoteExact: comment.quoteExact },
          (heirs.get(provisionId ?? '') ?? []).map((h) => withQuote(h, comment)),
          deleted.has(provisionId),
        );
        const known = last.get(comment.id);
        if (
          known &&
          known.result === found.result &&
          known.reason === found.reason &&
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

  /** Which of these comments have their place in this draft: made on it, or carried to it from an earlier one */
  private async standingIn(
    reader: Reader,
    draftId: string,
    statuses: readonly CommentStatusRow[],
  ): Promise<{ comment: CommentRow; provisionId: string | null }[]> {
    const filed = new Map(statuses.map((s) => [s.id, s.filedUnder]));
    const comments = await reader.find(CommentRow, { id: oneOf(filed.keys()) }, { id: 'ASC' });
    const elsewhere = comments.filter((c) => c.draftId !== draftId).map((c) => c.id);
    const carried = new Map(
      (await reader.find(CarryOverRow, { toDraftId: draftId, commentId: oneOf(elsewhere) }, { round: 'ASC' })).map(
        (r) => [r.commentId, r],
      ),
    );
    return comments.flatMap((comment) => {
      const { provisionId } = placeOfComment(comment, filed.get(comment.id) ?? null);
      if (comment.draftId === draftId) return [{ comment, provisionId }];
      const row = carried.get(comment.id);
      return row && row.result !== 'ORPHANED' ? [{ comment, provisionId: row.provisionId }] : [];
    });
  }

  /** At most `take` ids beyond `after` of the comments that were carried to a draft */
  private async idsCarriedTo(reader: Reader, draftId: string, after: string, take: number): Promise<string[]> {
    const rows = await reader.manager
      .createQueryBuilder(CarryOverRow, 'k')
      .select('k.comment_id', 'id')
      .where('k.legislature_id = :legislature and k.to_draft_id = :draftId and k.comment_id > :after', {
        legislature: reader.legislatureId,
        draftId,
        after,
      })
      .groupBy('k.comment_id')
      .orderBy('k.comment_id')
      .limit(take)
      .getRawMany<{ id: string }>();
    return rows.map((r) => r.id);
  }

  /** Where each comment stands in later drafts that the actor may read, by the last word about each, in their order */
  async of(actor: Actor, commentIds: readonly string[]): Promise<CarryOverRow[][]> {
    const reader = this.work.read(scopeOf(actor));
    const rows = await reader.find(CarryOverRow, { commentId: oneOf(commentIds) }, { round: 'ASC' });
    const closed = await this.readers.closedTo(actor, [...new Set(rows.map((r) => r.toDraftId))]);
    const shown = rows.filter((r) => !closed.has(r.toDraftId));
    const last = new Map(shown.map((r) => [`${r.commentId} ${r.toDraftId}`, r]));
    return commentIds.map((id) => [...last.values()].filter((r) => r.commentId === id));
  }
}

async function byId(reader: Reader, draftId: string): Promise<Map<string, ProvisionRow>> {
  return new Map((await reader.find(ProvisionRow, { draftId })).map((p) => [p.id, p]));
}

interface Texts {
  before: ReadonlyMap<string, ProvisionRow>;
  after: ReadonlyMap<string, ProvisionRow>;
}

type HeirText = Omit<Heir, 'quote'> & { text: string };

/** The heirs of each article of the older text, likeliest first */
function heirsBy(
  links: readonly ArticleLinkRow[],
  before: ReadonlyMap<string, ProvisionRow>,
  after: ReadonlyMap<string, ProvisionRow>,
): Map<string, HeirText[]> {
  const by = new Map<string, HeirText[]>();
  for (const l of [...links].sort((a, b) => b.score - a.score)) {
    const [old, heir] = [before.get(l.oldProvisionId ?? ''), after.get(l.newProvisionId ?? '')];
    if (!old || !heir) continue;
    const numberChanged = old.number !== heir.number || old.sub !== heir.sub;
    const found = { provisionId: heir.id, relation: l.relation, score: l.score, numberChanged, text: heir.text };
    by.set(old.id, [...(by.get(old.id) ?? []), found]);
  }
  return by;
}

function withQuote({ text, ...heir }: HeirText, { quoteExact, quotePrefix, quoteSuffix }: CommentRow): Heir {
  const quote =
    quoteExact === null
      ? undefined
      : reanchor({ exact: quoteExact, prefix: quotePrefix ?? '', suffix: quoteSuffix ?? '' }, text);
  return { ...heir, quote };
}
