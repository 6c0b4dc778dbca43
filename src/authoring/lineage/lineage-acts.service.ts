/** What people say of the links between two texts: confirmed, corrected, deleted, taken or refused. */
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../platform/base/actor.js';
import { checkInput, Refusal } from '../../platform/base/refusal.js';
import { scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { DraftRow } from '../drafts/draft.entities.js';
import { DraftsQueries } from '../drafts/drafts.queries.js';
import { RegulationsService } from '../regulations/regulations.service.js';
import { ArticleLinkRow } from './lineage.entities.js';
import { LineageQueries } from './lineage.queries.js';
import { currentLinks, type Link, NOT_FOUND, refusedLink, relations, takenLinks } from './lineage.rules.js';
import { LINEAGE_CHANGED } from './lineage.service.js';

export const ConfirmLineage = z.object({
  oldDraftId: z.uuid('稿的编号不对'),
  newDraftId: z.uuid('稿的编号不对'),
  corrections: z
    .array(
      z.object({
        newProvisionId: z.uuid('条文编号不对'),
        oldProvisionIds: z.array(z.uuid('条文编号不对')).max(50, '来源条文太多'),
        relation: z.enum(relations),
      }),
    )
    .max(2000, '一次最多改正 2000 条'),
  /** whether what nobody corrected is confirmed too */
  others: z.boolean().default(true),
  deletions: z.array(z.uuid('条文编号不对')).max(2000, '一次最多确认删去 2000 条').default([]),
});
export const AnswerDoubtfulLink = z.object({
  oldDraftId: z.uuid('稿的编号不对'),
  newDraftId: z.uuid('稿的编号不对'),
  oldProvisionId: z.uuid('条文编号不对'),
  newProvisionId: z.uuid('条文编号不对'),
  take: z.boolean(),
});

@Injectable()
export class LineageActsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly regulations: RegulationsService,
    private readonly drafts: DraftsQueries,
    private readonly queries: LineageQueries,
  ) {}

  /**
   * Confirms every proposal of the pair but the corrected ones, which get the person's own links; with `others` false
   * only the corrections and deletions count. An old article that
   * nothing continues is confirmed as deleted only where it is named. Rows are added, none is changed; a correction is
   * kept when the machine proposes again.
   */
  async confirmLineage(
    actor: Actor,
    input: unknown,
  ): Promise<{ confirmed: number; corrected: number; deleted: number } | Refusal> {
    const given = checkInput(ConfirmLineage, input);
    if (given instanceof Refusal) return given;
    return this.work.run('confirmLineage', scopeOf(actor), async (tx) => {
      const draft = await tx.get(DraftRow, given.newDraftId);
      if (!draft || !(await this.regulations.lock(tx, draft.regulationId))) return Refusal.notFound('这一稿');
      const now = await this.queries.links(tx, given.oldDraftId, given.newDraftId);
      if (now.length === 0) return new Refusal('NOT_A_SUCCESSOR');
      const known = {
        old: new Set((await this.drafts.provisions(tx, given.oldDraftId)).map((p) => p.id)),
        new: new Set((await this.drafts.provisions(tx, given.newDraftId)).map((p) => p.id)),
      };
      const corrected = new Map(given.corrections.map((c) => [c.newProvisionId, c]));
      for (const [at, c] of given.corrections.entries()) {
        if (!known.new.has(c.newProvisionId) || c.oldProvisionIds.some((id) => !known.old.has(id)))
          return Refusal.field(`corrections.${at}`, 'UNKNOWN', '改正里的条文不属于这两稿。');
        if (
          (c.oldProvisionIds.length === 0) !== (c.relation === 'new') ||
          c.relation === 'deleted' ||
          c.relation === 'unplaced'
        )
          return Refusal.field(
            `corrections.${at}.relation`,
            'RELATION',
            '没有来源的是“新增”，有来源的不能是“新增”或者“删去”。',
          );
      }
      const deletions = new Set(given.deletions);
      const corrections = new Set(given.corrections.flatMap((c) => c.oldProvisionIds));
      const unplaced = new Map(now.flatMap((l) => (l.relation === 'unplaced' ? [[l.oldProvisionId, l]] : [])));
      for (const [at, id] of given.deletions.entries()) {
        if (!unplaced.has(id) || corrections.has(id))
          return Refusal.field(
            `deletions.${at}`,
            'HAS_A_SUCCESSOR',
            '只有没有找到去处的旧条文，才能确认为删去；有去处的，先改正对应。',
          );
      }
      const common = ofPerson(actor, given, draft.regulationId);
      const confirmations = now.filter(
        (l) =>
          given.others &&
          l.status === 'PROPOSED' &&
          l.relation !== 'unplaced' &&
          (l.newProvisionId === null || !corrected.has(l.newProvisionId)),
      );
      const roundOf = new Map(now.map((l) => [l.newProvisionId, l.round]));
      const rows: Omit<ArticleLinkRow, 'id' | 'legislatureId' | 'at'>[] = [
        ...confirmations.map((l) => ({
          ...common,
          oldProvisionId: l.oldProvisionId,
          newProvisionId: l.newProvisionId,
          relation: l.relation,
          score: l.score,
          reason: l.reason,
          status: 'CONFIRMED' as const,
          round: l.round + 1,
        })),
        ...given.corrections.flatMap((c) =>
          (c.oldProvisionIds.length === 0 ? [null] : c.oldProvisionIds).map((oldProvisionId) => ({
            ...common,
            oldProvisionId,
            newProvisionId: c.newProvisionId,
            relation: c.relation,
            score: 1,
            reason: '人工改正',
            status: 'CORRECTED' as const,
            round: (roundOf.get(c.newProvisionId) ?? 0) + 1,
          })),
        ),
        ...[...deletions].map((oldProvisionId) => ({
          ...common,
          oldProvisionId,
          newProvisionId: null,
          relation: 'deleted' as const,
          score: 0,
          reason: '人工确认删去',
          status: 'CONFIRMED' as const,
          round: (unplaced.get(oldProvisionId)?.round ?? 0) + 1,
        })),
      ];
      // an old article that a correction leaves without a successor must not vanish from the lineage; that it is
      // deleted nobody has said
      const kept = new Set(currentLinks<Link>([...now, ...rows]).map((l) => l.oldProvisionId));
      const left = [...known.old].filter((id) => !kept.has(id));
      await tx.insertAll(ArticleLinkRow, [
        ...rows,
        ...left.map((oldProvisionId) => ({
          ...common,
          oldProvisionId,
          newProvisionId: null,
          relation: 'unplaced' as const,
          score: 0,
          reason: NOT_FOUND,
          status: 'PROPOSED' as const,
          round: 2,
        })),
      ]);
      const done = { confirmed: confirmations.length, corrected: corrected.size, deleted: deletions.size };
      tx.record('confirmLineage', 'Draft', draft.id, done);
      await tx.enqueue(LINEAGE_CHANGED, { newDraftId: given.newDraftId, oldDraftId: given.oldDraftId });
      return done;
    });
  }

  /**
   * A person takes a doubtful link or refuses it. Taken, the new article comes from the old one too, beside what it
   * came from, and counts as corrected; refused, the pair is not offered again. NOT_FOUND where an article is of
   * neither text, NOT_A_SUCCESSOR where the pair of texts has no links, WRONG_STATE where the link is held already.
   */
  async answerDoubtfulLink(actor: Actor, input: unknown): Promise<{ taken: boolean } | Refusal> {
    const given = checkInput(AnswerDoubtfulLink, input);
    if (given instanceof Refusal) return given;
    return this.work.run('answerDoubtfulLink', scopeOf(actor), async (tx) => {
      const draft = await tx.get(DraftRow, given.newDraftId);
      if (!draft || !(await this.regulations.lock(tx, draft.regulationId))) return Refusal.notFound('这一稿');
      const now = await this.queries.links(tx, given.oldDraftId, given.newDraftId);
      if (now.length === 0) return new Refusal('NOT_A_SUCCESSOR');
      const [old, next] = [given.oldProvisionId, given.newProvisionId];
      if (!now.some((l) => l.oldProvisionId === old) || !now.some((l) => l.newProvisionId === next))
        return Refusal.notFound('这一条');
      if (now.some((l) => l.oldProvisionId === old && l.newProvisionId === next))
        return new Refusal('WRONG_STATE', { what: '这处对应', state: '已经对应', act: '再答' });
      const common = ofPerson(actor, given, draft.regulationId);
      await tx.insertAll(
        ArticleLinkRow,
        (given.take ? takenLinks(now, old, next) : [refusedLink(old, next)]).map((row) => ({ ...common, ...row })),
      );
      tx.record('answerDoubtfulLink', 'Draft', draft.id, { old, new: next, taken: given.take });
      if (given.take) await tx.enqueue(LINEAGE_CHANGED, { newDraftId: draft.id, oldDraftId: given.oldDraftId });
      return { taken: given.take };
    });
  }
}

const ofPerson = (
  actor: Actor,
  { oldDraftId, newDraftId }: { oldDraftId: string; newDraftId: string },
  regulationId: string,
): Pick<ArticleLinkRow, 'regulationId' | 'oldDraftId' | 'newDraftId' | 'method' | 'byAccount'> => ({
  regulationId,
  oldDraftId,
  newDraftId,
  method: 'person',
  byAccount: actor.accountId,
});
