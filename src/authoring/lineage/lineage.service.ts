/** 条文沿革: proposed when a draft is published; what people say of it is in `lineage-acts.service.ts`. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Alignment, AlignOptions } from '../../articles/index.js';
import type { Actor } from '../../platform/base/actor.js';
import { Refusal } from '../../platform/base/refusal.js';
import { Jobs, NotAgain } from '../../platform/database/jobs/jobs.js';
import { type Scope, scopeOf, type Transaction, UnitOfWork } from '../../platform/database/scope.js';
import { AmendingDecisionRow } from '../amending/amending.entities.js';
import { statedLinks } from '../amending/amending.rules.js';
import { DraftRow } from '../drafts/draft.entities.js';
import { DraftsQueries } from '../drafts/drafts.queries.js';
import { isOut } from '../drafts/draft.rules.js';
import { DRAFT_PUBLISHED } from '../drafts/drafts.service.js';
import { Engine, GivenUp } from '../engine/engine.js';
import { RegulationsService } from '../regulations/regulations.service.js';
import { answeredOf, asProvision } from './lineage.alignment.js';
import { ArticleLinkRow } from './lineage.entities.js';
import { LineageQueries } from './lineage.queries.js';
import { changedProposals, confirmedLinks, MACHINE, NOT_FOUND, together } from './lineage.rules.js';

/** Signals that the links of a pair of drafts are there, or were changed by a person. */
export const LINEAGE_CHANGED = 'lineage.changed';
/** The job that proposes the links of a draft that was published */
export const LINEAGE_JOBS = { names: [`${DRAFT_PUBLISHED}/lineage`], idName: 'draftId' } as const;
const BY_DECISION = 'amending-decision';

type NewLink = Omit<ArticleLinkRow, 'id' | 'legislatureId' | 'at'>;

export interface LineageReproposed {
  /** articles of which the machine now says something else */
  changed: number;
  /** articles left as a person or a decision has them */
  kept: number;
}

@Injectable()
export class LineageService implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly regulations: RegulationsService,
    private readonly drafts: DraftsQueries,
    private readonly jobs: Jobs,
    private readonly queries: LineageQueries,
    private readonly engine: Engine,
  ) {}

  onModuleInit(): void {
    this.jobs.on(DRAFT_PUBLISHED, 'lineage', async (scope, payload) => {
      try {
        await this.proposeFor(scope, payload.draftId as string, payload.previousDraftId as string | null);
      } catch (fault) {
        // the same two texts take as long the next time
        throw fault instanceof GivenUp && fault.why !== 'CLOSED' && fault.why !== 'BUSY'
          ? new NotAgain(fault.message, { cause: fault })
          : fault;
      }
    });
  }

  /**
   * The pairs that a publication makes: with the text before, with the law that it amends, and, for a law in force,
   * with the draft after.
   */
  private async proposeFor(scope: Scope, draftId: string, previousDraftId: string | null): Promise<void> {
    const reader = this.work.read(scope);
    const draft = await reader.get(DraftRow, draftId);
    if (!draft) return;
    const decision = await reader.get(AmendingDecisionRow, draftId);
    for (const oldDraftId of new Set([previousDraftId, decision?.baseDraftId ?? null])) {
      if (oldDraftId !== null) await this.propose(scope, draftId, oldDraftId);
    }
    if (draft.kind !== 'IN_FORCE') return;
    const next = (await reader.find(DraftRow, { regulationId: draft.regulationId }, { sequence: 'ASC' })).find(
      (d) => d.sequence > draft.sequence && isOut(d),
    );
    if (next) await this.propose(scope, next.id, draft.id);
  }

  /** Machine's proposal, once per pair; run again it finds its rows and adds nothing. */
  private async propose(scope: Scope, newDraftId: string, oldDraftId: string): Promise<void> {
    await this.work.run('proposeLineage', scope, async (tx) => {
      const draft = await tx.get(DraftRow, newDraftId);
      if (!draft || !(await this.regulations.lock(tx, draft.regulationId))) return;
      if ((await tx.count(ArticleLinkRow, { newDraftId, oldDraftId })) === 0) {
        const { rows, found } = await this.proposal(tx, draft, oldDraftId, {});
        await tx.insertAll(ArticleLinkRow, rows);
        tx.record('proposeLineage', 'Draft', newDraftId, {
          links: found.links.length,
          new: found.new.length,
          unplaced: found.unplaced.length,
          deleted: found.deleted.length,
        });
      }
      await tx.enqueue(LINEAGE_CHANGED, { newDraftId, oldDraftId });
    });
  }

  /**
   * The links of a pair as the machine finds them around what a person fixed; where the newer text is a decision that
   * amends the older one, its own word comes first, and what it states is confirmed by it.
   */
  private async proposal(
    tx: Transaction,
    draft: DraftRow,
    oldDraftId: string,
    person: AlignOptions,
  ): Promise<{ rows: NewLink[]; found: Alignment }> {
    const [before, after] = [await this.drafts.provisions(tx, oldDraftId), await this.drafts.provisions(tx, draft.id)];
    const decision = await tx.get(AmendingDecisionRow, draft.id);
    const stated = decision?.baseDraftId === oldDraftId ? statedLinks(decision.links, before, after) : null;
    const found = await this.engine.run('alignTexts', {
      before: before.map(asProvision),
      after: after.map(asProvision),
      options: together(person, stated),
    });
    const common = { regulationId: draft.regulationId, oldDraftId, newDraftId: draft.id, round: 1, byAccount: null };
    const by = (stated: boolean | undefined, known: boolean): Pick<NewLink, 'method' | 'status'> => ({
      method: known ? BY_DECISION : MACHINE,
      status: stated === true ? 'CONFIRMED' : 'PROPOSED',
    });
    const known = new Set(stated?.fixed.map((f) => f.new));
    const rows: NewLink[] = [
      ...found.links.map((l) => ({
        ...common,
        ...by(stated?.stated.has(l.new), known.has(l.new)),
        oldProvisionId: before[l.old]?.id ?? null,
        newProvisionId: after[l.new]?.id ?? null,
        relation: l.relation,
        score: l.score,
        reason: stated?.stated.has(l.new)
          ? `修改决定写明，${l.reason}`
          : known.has(l.new)
            ? `按修改决定顺延，${l.reason}`
            : l.reason,
      })),
      ...found.new.map((at) => ({
        ...common,
        ...by(stated?.stated.has(at), known.has(at)),
        oldProvisionId: null,
        newProvisionId: after[at]?.id ?? null,
        relation: 'new' as const,
        score: 0,
        reason: stated?.stated.has(at) ? '修改决定写明增加' : '上一稿没有相近的条文',
      })),
      ...found.deleted.map((at) => ({
        ...common,
        ...by(stated?.statedDeleted.has(at), stated?.deleted.includes(at) ?? false),
        oldProvisionId: before[at]?.id ?? null,
        newProvisionId: null,
        relation: 'deleted' as const,
        score: 0,
        reason: stated?.statedDeleted.has(at)
          ? '修改决定写明删去'
          : stated?.deleted.includes(at)
            ? '按修改决定删去'
            : '人工确认删去',
      })),
      ...found.unplaced.map((at) => ({
        ...common,
        ...by(false, false),
        oldProvisionId: before[at]?.id ?? null,
        newProvisionId: null,
        relation: 'unplaced' as const,
        score: 0,
        reason: NOT_FOUND,
      })),
    ];
    return { rows, found };
  }

  /**
   * Aligns a pair again, by today's method. What a person confirmed or corrected, or a decision states, stays as it is;
   * rows are added only for articles of which the machine now says something else. Where the publication's own job gave
   * the pair up it is tried again, and both figures are 0.
   */
  reproposeLineage(
    actor: Actor,
    input: { oldDraftId: string; newDraftId: string },
  ): Promise<LineageReproposed | Refusal> {
    return this.work.run('reproposeLineage', scopeOf(actor), async (tx) => {
      const draft = await tx.get(DraftRow, input.newDraftId);
      if (!draft || !(await this.regulations.lock(tx, draft.regulationId))) return Refusal.notFound('这一稿');
      const now = await this.queries.links(tx, input.oldDraftId, draft.id);
      if (now.length === 0) {
        const again = await this.jobs.retry(tx.manager, LINEAGE_JOBS.names, LINEAGE_JOBS.idName, draft.id);
        return again ? { changed: 0, kept: 0 } : new Refusal('NOT_A_SUCCESSOR');
      }
      const [before, after] = [
        await this.drafts.provisions(tx, input.oldDraftId),
        await this.drafts.provisions(tx, draft.id),
      ];
      const refused = await this.queries.refused(tx, input.oldDraftId, draft.id);
      const { rows } = await this.proposal(tx, draft, input.oldDraftId, {
        ...confirmedLinks(now, before, after),
        refused: answeredOf(now, refused, before, after).refused,
      });
      const added = changedProposals(now, rows);
      await tx.insertAll(ArticleLinkRow, added);
      const changed = new Set(added.map((l) => l.newProvisionId ?? l.oldProvisionId)).size;
      tx.record('reproposeLineage', 'Draft', draft.id, { changed });
      if (changed > 0) await tx.enqueue(LINEAGE_CHANGED, { newDraftId: draft.id, oldDraftId: input.oldDraftId });
      return {
        changed,
        kept: new Set(
          now.filter((l) => l.newProvisionId !== null && l.status !== 'PROPOSED').map((l) => l.newProvisionId),
        ).size,
      };
    });
  }
}
