/** 采纳佐证: found through the lineage and the differences, confirmed by a person; or an explanation in words. */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Change, diffTexts, METHOD_VERSION, placedElsewhere } from '../../articles/index.js';
import { DraftRow, LineageQueries, ProvisionRow } from '../../authoring/index.js';
import { placeOfComment } from '../../comments/comment.rules.js';
import {
  type Comment,
  CommentRow,
  CommentsQueries,
  type CommentStatusRow,
  CommentStepsService,
} from '../../comments/index.js';
import type { Actor } from '../../platform/base/actor.js';
import { checkInput, Refusal } from '../../platform/base/refusal.js';
import { inBatches, inBatchesOf } from '../../platform/database/batches.js';
import { oneOf } from '../../platform/database/one-of.js';
import { type Reader, type Scope, scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { HandlingQueries } from '../handling/handling.queries.js';
import type { CommentReopeningRow } from '../handling/reopening.entities.js';
import { ReopeningQueries } from '../handling/reopening.queries.js';
import { AdoptionExplanationRow, EvidenceReviewRow, EvidenceRow } from './evidence.entities.js';
import type { Evidence } from './evidence.queries.js';
import { wordsOfLetters } from '../reasons.inputs.js';
import { type ChangedArticle, proposeEvidence } from './evidence.rules.js';

export const ReviewEvidence = z.object({
  evidenceId: z.uuid('佐证编号不对'),
  status: z.enum(['CONFIRMED', 'REJECTED']),
});
export const AddEvidence = z.object({
  commentId: z.uuid('意见编号不对'),
  draftId: z.uuid('稿的编号不对'),
  provisionId: z.uuid('条文编号不对'),
});
export const ExplainAdoption = z.object({
  commentId: z.uuid('意见编号不对'),
  words: wordsOfLetters({ least: [1, '请写明采纳情况在哪里体现'], most: [4000, '说明不超过 4000 字'] }),
});

@Injectable()
export class EvidenceService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lineage: LineageQueries,
    private readonly commentsQueries: CommentsQueries,
    private readonly comments: CommentStepsService,
    private readonly handlings: HandlingQueries,
    private readonly reopenings: ReopeningQueries,
  ) {}

  /**
   * Proposes for the comments made on the older draft, or for those of `commentIds` that were, whose proposal or
   * decision adopts; what was proposed before is not proposed again.
   */
  async propose(scope: Scope, oldDraftId: string, newDraftId: string, commentIds?: readonly string[]): Promise<void> {
    const reader = this.work.read(scope);
    // what shows an outcome is told to whoever spoke: a text that is not public shows none
    if ((await reader.get(DraftRow, newDraftId))?.scope !== 'PUBLIC') return;
    const texts = await this.textsOf(reader, oldDraftId, newDraftId);
    const some = (ids: readonly string[]): Promise<void> =>
      this.proposeSome(scope, { oldDraftId, newDraftId, texts }, ids);
    if (commentIds) return inBatchesOf(commentIds, some);
    await inBatches((after, take) => this.commentsQueries.idsMadeOn(reader, oldDraftId, after, take), some);
  }

  private async proposeSome(
    scope: Scope,
    { oldDraftId, newDraftId, texts }: { oldDraftId: string; newDraftId: string; texts: Texts },
    commentIds: readonly string[],
  ): Promise<void> {
    await this.work.run('proposeEvidence', scope, async (tx) => {
      // a signal may come twice, and two workers may take it at once: the second waits here and finds what is known
      await this.comments.lock(tx, commentIds);
      const adopted = await this.adoptedOf(tx, oldDraftId, commentIds);
      if (adopted.length === 0) return;
      // under the lock, so that whoever comes last goes by the last word about the articles
      const { changed, ordinalsOfHeirs } = await this.changesBetween(tx, oldDraftId, newDraftId, texts);
      const known = await this.known(
        tx,
        newDraftId,
        adopted.map((c) => c.row.id),
      );
      const rows: Omit<Partial<EvidenceRow>, 'legislatureId'>[] = [];
      for (const comment of adopted) {
        const place = placeOfComment(comment.row, comment.status.filedUnder);
        const heirOrdinals = ordinalsOfHeirs.get(place.provisionId ?? '') ?? [];
        const words = [comment.wording.proposedWording, comment.wording.text].filter(Boolean).join('\n');
        for (const { article, score } of proposeEvidence({ ...place, heirOrdinals, words }, changed)) {
          const row = {
            commentId: comment.row.id,
            toDraftId: newDraftId,
            oldProvisionId: article.oldProvisionId,
            newProvisionId: article.newProvisionId,
            changes: [...article.changes],
            method: METHOD_VERSION,
            score,
            proposedBy: null,
          };
          if (!known.has(pairOf(row))) rows.push(row);
        }
      }
      await tx.insertAll(EvidenceRow, rows);
      if (rows.length > 0) tx.record('proposeEvidence', 'Draft', newDraftId, { evidence: rows.length });
    });
  }

  /** What was found before for what counts now, as pairs; of a decision that was taken up again it is found anew */
  private async known(reader: Reader, newDraftId: string, commentIds: readonly string[]): Promise<Set<string>> {
    const rows = await reader.find(EvidenceRow, { toDraftId: newDraftId, commentId: oneOf(commentIds) });
    const begun = await this.reopenings.reopenings(reader, [...new Set(rows.map((r) => r.commentId))]);
    return new Set(rows.filter((r) => isPresent(r, begun)).map(pairOf));
  }

  private async adoptedOf(reader: Reader, draftId: string, commentIds: readonly string[]): Promise<Comment[]> {
    const comments = (await this.commentsQueries.undroppedOf(reader, commentIds)).filter(
      (c) => c.row.draftId === draftId,
    );
    const handlings = await this.handlings.lastHandlings(
      reader,
      comments.map((c) => c.row.id),
    );
    return comments.filter(
      (c) => (c.status.outcome ?? handlings.get(c.row.id)?.outcome ?? 'NOT_ADOPTED') !== 'NOT_ADOPTED',
    );
  }

  /** The articles of both texts by their ids; they never change */
  private async textsOf(reader: Reader, oldDraftId: string, newDraftId: string): Promise<Texts> {
    const byId = async (draftId: string): Promise<Map<string, ProvisionRow>> =>
      new Map((await reader.find(ProvisionRow, { draftId })).map((p) => [p.id, p]));
    return { before: await byId(oldDraftId), after: await byId(newDraftId), differences: new Map() };
  }

  /**
   * Every article whose words differ, with the stored difference: an article of several old ones is compared with them
   * joined; and where the heirs of each older article stand in the newer text.
   */
  private async changesBetween(
    reader: Reader,
    oldDraftId: string,
    newDraftId: string,
    { before, after, differences }: Texts,
  ): Promise<{ changed: ChangedArticle[]; ordinalsOfHeirs: Map<string, number[]> }> {
    const links = await this.lineage.links(reader, oldDraftId, newDraftId);
    const ordinalsOfHeirs = new Map<string, number[]>();
    const changed: ChangedArticle[] = [];
    const heirsOf = new Map<string, ProvisionRow[]>();
    for (const l of links) {
      const n = after.get(l.newProvisionId ?? '');
      if (l.oldProvisionId !== null && n) heirsOf.set(l.oldProvisionId, [...(heirsOf.get(l.oldProvisionId) ?? []), n]);
    }
    for (const l of links) {
      const [o, n] = [before.get(l.oldProvisionId ?? ''), after.get(l.newProvisionId ?? '')];
      if (o && n) ordinalsOfHeirs.set(o.id, [...(ordinalsOfHeirs.get(o.id) ?? []), n.ordinal]);
      // an article whose successor was not found proves nothing until a person says that it is deleted
      if (l.relation === 'unplaced' || (o?.text ?? '') === (n?.text ?? '')) continue;
      const pair = `${o?.id ?? ''}/${n?.id ?? ''}`;
      const found = differences.get(pair) ?? {
        oldProvisionId: o?.id ?? null,
        newProvisionId: n?.id ?? null,
        ordinal: n?.ordinal ?? null,
        changes: changesOf(o, n, heirsOf.get(o?.id ?? '') ?? []),
      };
      differences.set(pair, found);
      changed.push(found);
    }
    return { changed, ordinalsOfHeirs };
  }

  /**
   * A person says yes or no to what the machine found; the last word counts and none is lost. NOT_FOUND where there is
   * no such evidence here, WRONG_STATE where it stands behind a decision that was taken up again: it stays with it.
   */
  async review(actor: Actor, input: unknown): Promise<Evidence | Refusal> {
    const given = checkInput(ReviewEvidence, input);
    if (given instanceof Refusal) return given;
    return this.work.run('reviewEvidence', scopeOf(actor), async (tx) => {
      const row = await tx.get(EvidenceRow, given.evidenceId);
      if (!row || (await this.comments.lock(tx, [row.commentId])).length === 0) return Refusal.notFound('这条佐证');
      if (!isPresent(row, await this.reopenings.reopenings(tx, [row.commentId])))
        return new Refusal('WRONG_STATE', { what: '这条佐证', state: '复议前的佐证', act: '改动' });
      await tx.insert(EvidenceReviewRow, { evidenceId: row.id, status: given.status, byAccount: actor.accountId });
      tx.record('reviewEvidence', 'Evidence', row.id, { status: given.status });
      return { row, status: given.status };
    });
  }

  /** A person names the changed article where the machine found none, or the wrong one; it is confirmed at once. */
  async add(actor: Actor, input: unknown): Promise<Evidence | Refusal> {
    const given = checkInput(AddEvidence, input);
    if (given instanceof Refusal) return given;
    return this.work.run('addEvidence', scopeOf(actor), async (tx) => {
      const comment = await tx.get(CommentRow, given.commentId);
      if (!comment || (await this.comments.lock(tx, [comment.id])).length === 0) return Refusal.notFound('这条意见');
      const draft = await tx.get(DraftRow, given.draftId);
      const changed =
        draft && draft.regulationId === comment.regulationId && draft.scope === 'PUBLIC'
          ? (
              await this.changesBetween(
                tx,
                comment.draftId,
                draft.id,
                await this.textsOf(tx, comment.draftId, draft.id),
              )
            ).changed
          : [];
      const article =
        changed.find((c) => c.newProvisionId === given.provisionId) ??
        changed.find((c) => c.newProvisionId === null && c.oldProvisionId === given.provisionId);
      if (!draft || !article) return new Refusal('EVIDENCE_MISMATCH');
      const row = await tx.insert(EvidenceRow, {
        commentId: comment.id,
        toDraftId: draft.id,
        oldProvisionId: article.oldProvisionId,
        newProvisionId: article.newProvisionId,
        changes: [...article.changes],
        method: METHOD_VERSION,
        score: 1,
        proposedBy: actor.accountId,
      });
      await tx.insert(EvidenceReviewRow, { evidenceId: row.id, status: 'CONFIRMED', byAccount: actor.accountId });
      tx.record('addEvidence', 'Evidence', row.id);
      return { row, status: 'CONFIRMED' as const };
    });
  }

  /**
   * Says in 1 to 4,000 characters where an adoption shows, if not in the words of the next text; the last explanation
   * counts. With it a letter is no longer held back.
   */
  async explain(actor: Actor, input: unknown): Promise<CommentStatusRow | Refusal> {
    const given = checkInput(ExplainAdoption, input);
    if (given instanceof Refusal) return given;
    return this.work.run('explainAdoption', scopeOf(actor), async (tx) => {
      const [status] = await this.comments.lock(tx, [given.commentId]);
      if (!status) return Refusal.notFound('这条意见');
      await tx.insert(AdoptionExplanationRow, { commentId: status.id, words: given.words, byAccount: actor.accountId });
      tx.record('explainAdoption', 'Comment', status.id);
      return status;
    });
  }
}

interface Texts {
  before: ReadonlyMap<string, ProvisionRow>;
  after: ReadonlyMap<string, ProvisionRow>;
  /** what was compared before, by the pair */
  differences: Map<string, ChangedArticle>;
}

/** Was it found since its comment was taken up again, or was that never? */
const isPresent = (row: EvidenceRow, reopenings: ReadonlyMap<string, readonly CommentReopeningRow[]>): boolean =>
  (reopenings.get(row.commentId) ?? []).every((r) => r.at < row.at);

const pairOf = (r: { commentId: string; oldProvisionId: string | null; newProvisionId: string | null }): string =>
  `${r.commentId}/${r.oldProvisionId ?? ''}/${r.newProvisionId ?? ''}`;

/** The words of an article that stand on in another one of a split are not told as deleted. */
function changesOf(
  old: ProvisionRow | undefined,
  next: ProvisionRow | undefined,
  heirs: readonly ProvisionRow[],
): Change[] {
  const others = heirs.filter((heir) => heir !== next).map((heir) => heir.text);
  const out: Change[] = [];
  for (const { type, text, elsewhere } of placedElsewhere(diffTexts(old?.text ?? '', next?.text ?? ''), others)) {
    const as = elsewhere ? 'same' : type;
    const last = out.at(-1);
    if (last?.type === as) last.text += text;
    else out.push({ type: as, text });
  }
  return out;
}
