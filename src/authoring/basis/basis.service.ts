/** 条文依据: what the articles of a published draft rest on, kept revision by revision. */
import { Injectable } from '@nestjs/common';
import { type FindOptionsWhere, MoreThan, Not } from 'typeorm';
import { z } from 'zod';
import { words } from '../../platform/base/inputs.js';
import { type InOrder, mapPage, type Page, pageFrom } from '../../platform/api/paging.js';
import type { Actor } from '../../platform/base/actor.js';
import { checkInput, Refusal } from '../../platform/base/refusal.js';
import { oneOf } from '../../platform/database/one-of.js';
import { type Reader, scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { DraftRow, ProvisionRow } from '../drafts/draft.entities.js';
import { DraftsQueries } from '../drafts/drafts.queries.js';
import { LineageQueries } from '../lineage/lineage.queries.js';
import { ProvisionBasisRow } from './basis.entities.js';
import { bareTitle, type BasisEntry, basisKinds, mergedEntries } from './basis.rules.js';

const trimmed = (most: number, what: string) => words({ most: [most, `${what}最多 ${most} 字`] });

export const SetBasis = z.object({
  provisionId: z.uuid('条文编号不对'),
  expectedRevision: z.number().int('版本号不对').min(0, '版本号不对'),
  entries: z
    .array(
      z.object({
        kind: z.enum(basisKinds),
        source: trimmed(200, '法规名称').transform(bareTitle).pipe(z.string().min(1, '请写明法规名称')),
        place: trimmed(60, '条款序号'),
        quote: trimmed(5000, '条文'),
        note: trimmed(2000, '说明'),
      }),
    )
    .max(50, '一条最多 50 个依据'),
});

/** An article with what it rests on now; revision 0 where nothing was ever said. */
export interface ArticleBasis {
  provision: ProvisionRow;
  revision: number;
  entries: BasisEntry[];
}

@Injectable()
export class BasisService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly drafts: DraftsQueries,
    private readonly lineage: LineageQueries,
  ) {}

  /** Says anew what one article rests on; what was said before stays as its earlier revision. */
  setBasis(actor: Actor, input: unknown): Promise<ArticleBasis | Refusal> {
    const given = checkInput(SetBasis, input);
    if (given instanceof Refusal) return Promise.resolve(given);
    return this.work.run('setBasis', scopeOf(actor), async (tx) => {
      const provision = await tx.get(ProvisionRow, given.provisionId);
      if (!provision || !(await tx.lock(DraftRow, provision.draftId))) return Refusal.notFound('这一条');
      const last = (await this.current(tx, { provisionId: provision.id })).get(provision.id)?.revision ?? 0;
      if (last !== given.expectedRevision) return Refusal.stale(last, { kind: 'ArticleBasis', id: provision.id });
      const { revision, entries } = await tx.insert(ProvisionBasisRow, {
        draftId: provision.draftId,
        provisionId: provision.id,
        revision: last + 1,
        entries: given.entries,
        byAccount: actor.accountId,
      });
      tx.record('setBasis', 'Provision', provision.id, { revision, entries: entries.length });
      return { provision, revision, entries };
    });
  }

  /**
   * Takes over to a newer draft what its articles rested on in an older one, along the lineage; an article of which
   * something was said in the newer draft keeps it. Refuses drafts between which there is no lineage.
   */
  carryBasis(
    actor: Actor,
    input: { oldDraftId: string; newDraftId: string },
  ): Promise<{ carried: number; kept: number } | Refusal> {
    return this.work.run('carryBasis', scopeOf(actor), async (tx) => {
      const draft = await tx.lock(DraftRow, input.newDraftId);
      if (!draft || !(await tx.get(DraftRow, input.oldDraftId))) return Refusal.notFound('这一稿');
      const links = await this.lineage.links(tx, input.oldDraftId, draft.id);
      if (links.length === 0) return new Refusal('NOT_A_SUCCESSOR');
      const [before, already] = [
        await this.current(tx, { draftId: input.oldDraftId }),
        await this.current(tx, { draftId: draft.id }),
      ];
      const lists = new Map<string, BasisEntry[][]>();
      for (const { oldProvisionId, newProvisionId } of links) {
        const entries = oldProvisionId === null ? undefined : before.get(oldProvisionId)?.entries;
        if (newProvisionId !== null && entries && entries.length > 0)
          lists.set(newProvisionId, [...(lists.get(newProvisionId) ?? []), entries]);
      }
      const missing = [...lists].filter(([id]) => !already.has(id));
      await tx.insertAll(
        ProvisionBasisRow,
        missing.map(([provisionId, found]) => ({
          draftId: draft.id,
          provisionId,
          revision: 1,
          entries: mergedEntries(found),
          byAccount: actor.accountId,
        })),
      );
      tx.record('carryBasis', 'Draft', draft.id, { carried: missing.length });
      return { carried: missing.length, kept: lists.size - missing.length };
    });
  }

  /** Articles by place in the text, annexes left out; empty where there is no such published draft here */
  async basis(actor: Actor, draftId: string): Promise<ArticleBasis[]> {
    const reader = this.work.read(scopeOf(actor));
    if (!(await reader.get(DraftRow, draftId))) return [];
    const articles = (await this.drafts.provisions(reader, draftId)).filter((p) => p.kind !== 'annex');
    return this.basisOf(articles, await this.current(reader, { draftId }));
  }

  /** As `basis`, a page of it */
  async basisPage(actor: Actor, draftId: string, asked: InOrder): Promise<Page<ArticleBasis>> {
    const reader = this.work.read(scopeOf(actor));
    const articles = { draftId, kind: Not('annex' as const) };
    const page = await pageFrom(
      'basis',
      asked,
      (after, take) =>
        reader.find(
          ProvisionRow,
          { ...articles, ...(after !== null && { ordinal: MoreThan(after) }) },
          { ordinal: 'ASC' },
          take,
        ),
      (p) => p.ordinal,
      () => reader.count(ProvisionRow, articles),
    );
    const rows = page.rows.map((r) => r.row);
    const current = await this.current(reader, { draftId, provisionId: oneOf(rows.map((p) => p.id)) });
    return mapPage(page, (provision) => this.basisOf([provision], current)[0] as ArticleBasis);
  }

  /** What articles rest on now, in the order asked for; null where there is no such article here */
  async basisAt(actor: Actor, provisionIds: readonly string[]): Promise<(ArticleBasis | null)[]> {
    const reader = this.work.read(scopeOf(actor));
    const provisions = await reader.byIds(ProvisionRow, provisionIds);
    const current = await this.current(reader, { provisionId: oneOf(provisions.flatMap((p) => p?.id ?? [])) });
    return provisions.map((p) => p && (this.basisOf([p], current)[0] ?? null));
  }

  private basisOf(articles: readonly ProvisionRow[], current: ReadonlyMap<string, ProvisionBasisRow>): ArticleBasis[] {
    return articles.map((provision) => ({
      provision,
      revision: current.get(provision.id)?.revision ?? 0,
      entries: current.get(provision.id)?.entries ?? [],
    }));
  }

  private async current(
    reader: Reader,
    of: FindOptionsWhere<ProvisionBasisRow>,
  ): Promise<Map<string, ProvisionBasisRow>> {
    return new Map(
      (await reader.find(ProvisionBasisRow, of, { revision: 'ASC' })).map((row) => [row.provisionId, row]),
    );
  }
}
