/** 条文沿革 as it holds now, and what follows from it. */
import { Injectable } from '@nestjs/common';
import type { Alignment, Provision } from '../../articles/index.js';
import type { Actor } from '../../platform/base/actor.js';
import { type Reader, scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { DraftRow, type DraftTextRow, ProvisionRow } from '../drafts/draft.entities.js';
import { DraftsQueries } from '../drafts/drafts.queries.js';
import { alignmentOf, type Answered, answeredOf } from './lineage.alignment.js';
import { ArticleLinkRow } from './lineage.entities.js';
import { asTold, currentLinks, kinOf, refusedPairs } from './lineage.rules.js';

/** An article, or a chapter of one text: `chapter` is the heading as it is printed */
export type TextPlace = { provisionId: string } | { draftId: string; chapter: string };

@Injectable()
export class LineageQueries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly drafts: DraftsQueries,
  ) {}

  /** What holds between two drafts now */
  async links(reader: Reader, oldDraftId: string, newDraftId: string): Promise<ArticleLinkRow[]> {
    return currentLinks(await this.rows(reader, oldDraftId, newDraftId)).map(asTold);
  }

  /** Pairs of the two texts, as ids, that a person refused */
  async refused(reader: Reader, oldDraftId: string, newDraftId: string): Promise<[old: string, next: string][]> {
    return refusedPairs(await this.rows(reader, oldDraftId, newDraftId));
  }

  private rows(reader: Reader, oldDraftId: string, newDraftId: string): Promise<ArticleLinkRow[]> {
    return reader.find(ArticleLinkRow, { oldDraftId, newDraftId }, { at: 'ASC', id: 'ASC' });
  }

  /** As `links`, in the order of the newer text, the deleted articles behind in that of the older */
  async linksFor(actor: Actor, oldDraftId: string, newDraftId: string): Promise<ArticleLinkRow[]> {
    const reader = this.work.read(scopeOf(actor));
    const [old, next] = [await reader.get(DraftRow, oldDraftId), await reader.get(DraftRow, newDraftId)];
    if (!old || !next) return [];
    const rows = [
      ...(await this.drafts.provisions(reader, next.id)),
      ...(await this.drafts.provisions(reader, old.id)),
    ];
    const place = new Map(rows.map((p, at) => [p.id, at]));
    const at = (id: string | null): number => place.get(id ?? '') ?? Infinity;
    return (await this.links(reader, old.id, next.id)).sort(
      (a, b) =>
        at(a.newProvisionId ?? a.oldProvisionId) - at(b.newProvisionId ?? b.oldProvisionId) ||
        at(a.oldProvisionId) - at(b.oldProvisionId),
    );
  }

  /** Every link that holds between texts of a regulation */
  async linksOf(reader: Reader, regulationId: string): Promise<ArticleLinkRow[]> {
    const pairs = new Map<string, ArticleLinkRow[]>();
    for (const link of await reader.find(ArticleLinkRow, { regulationId }, { at: 'ASC', id: 'ASC' })) {
      const key = `${link.oldDraftId}:${link.newDraftId}`;
      const known = pairs.get(key);
      if (known) known.push(link);
      else pairs.set(key, [link]);
    }
    return [...pairs.values()].flatMap((rows) => currentLinks(rows).map(asTold));
  }

  /**
   * The articles that a place in a text stands for in all texts of its regulation: one article, or all under a heading,
   * with what they came from and what became of them. Empty where there is no such place here.
   */
  async through(reader: Reader, place: TextPlace): Promise<string[]> {
    const from =
      'provisionId' in place
        ? [await reader.get(ProvisionRow, place.provisionId)].filter((p) => p !== null)
        : await this.drafts.inChapter(reader, place.draftId, place.chapter);
    const draft = from[0] && (await reader.get(DraftRow, from[0].draftId));
    if (!draft) return [];
    const links = await this.linksOf(reader, draft.regulationId);
    return [...new Set(from.flatMap((p) => [...kinOf(links, p.id).ids]))];
  }

  /** As `through`, of many articles, by their ids; the links of a regulation are read once */
  async throughEach(reader: Reader, provisionIds: readonly string[]): Promise<Map<string, ReadonlySet<string>>> {
    const articles = (await reader.byIds(ProvisionRow, [...new Set(provisionIds)])).filter((p) => p !== null);
    const drafts = await reader.byIds(DraftRow, [...new Set(articles.map((p) => p.draftId))]);
    const regulationOf = new Map(drafts.flatMap((d) => (d ? [[d.id, d.regulationId]] : [])));
    const links = new Map<string, ArticleLinkRow[]>();
    for (const id of new Set(regulationOf.values())) links.set(id, await this.linksOf(reader, id));
    return new Map(articles.map((p) => [p.id, kinOf(links.get(regulationOf.get(p.draftId) ?? '') ?? [], p.id).ids]));
  }

  /** The stored links as an alignment between `comparable` of both trees; null where there are none */
  async alignment(
    reader: Reader,
    old: DraftTextRow,
    next: DraftTextRow,
    before: readonly Provision[],
    after: readonly Provision[],
  ): Promise<Alignment | null> {
    const links = await this.links(reader, old.id, next.id);
    if (links.length === 0) return null;
    // a published row is the provision of the tree in the same place
    const placed = async (draft: DraftTextRow, of: readonly Provision[]): Promise<ProvisionRow[]> => {
      const rows = await this.drafts.provisions(reader, draft.id);
      return of.flatMap((p) => rows[draft.tree.provisions.indexOf(p)] ?? []);
    };
    return alignmentOf(links, await placed(old, before), await placed(next, after));
  }

  /** Two published drafts with the links as a person left them; null without links. */
  async linked(
    actor: Actor,
    oldDraftId: string,
    newDraftId: string,
  ): Promise<{
    old: DraftRow;
    new: DraftRow;
    before: ProvisionRow[];
    after: ProvisionRow[];
    alignment: Alignment;
    /** what of it is settled or refused, by places in `before` and `after` */
    answered: Answered;
  } | null> {
    const reader = this.work.read(scopeOf(actor));
    const [old, next, links] = [
      await reader.get(DraftRow, oldDraftId),
      await reader.get(DraftRow, newDraftId),
      await this.links(reader, oldDraftId, newDraftId),
    ];
    if (!old || !next || links.length === 0) return null;
    const [before, after] = [
      await this.drafts.provisions(reader, oldDraftId),
      await this.drafts.provisions(reader, newDraftId),
    ];
    const answered = answeredOf(links, await this.refused(reader, oldDraftId, newDraftId), before, after);
    return { old, new: next, before, after, alignment: alignmentOf(links, before, after), answered };
  }
}
