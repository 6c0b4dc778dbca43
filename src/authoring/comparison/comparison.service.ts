/** Reads across drafts: any two texts beside each other, and one article through all of them. */
import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import {
  align,
  type Alignment,
  type ArticleTree,
  type BrokenCitation,
  brokenCitations,
  comparable,
  compareAligned,
  compareDetailed,
  type Comparison,
  type DetailedEntry,
  type Provision,
} from '../../articles/index.js';
import type { Actor } from '../../platform/base/actor.js';
import { LruCache } from '../../platform/base/lru-cache.js';
import { oneOf } from '../../platform/database/one-of.js';
import { isId, type Reader, scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { DraftRow, DraftTextRow, ProvisionRow } from '../drafts/draft.entities.js';
import { statesOut } from '../drafts/draft.rules.js';
import { asProvision } from '../lineage/lineage.alignment.js';
import { LineageQueries } from '../lineage/lineage.queries.js';
import { kinOf, type Relation } from '../lineage/lineage.rules.js';
import type { ComparedDraft } from './comparison.writer.js';

export interface ComparedPair {
  old: DraftRow;
  new: DraftRow;
  before: Provision[];
  after: Provision[];
  comparison: Comparison;
  /** the entries of `comparison`, form told from wording */
  entries: DetailedEntry[];
  /**
   * whether the links of the pair are stored, proposed by the machine or left by a person; else they were found for
   * this reading
   */
  byLineage: boolean;
}

/** `label`: the article that cites. */
export type LabelledFault = BrokenCitation & { label: string };

/** One text of an article's history. */
export interface HistoryStep {
  draft: DraftRow;
  provision: ProvisionRow;
  /** how it comes from the step before; null for the first */
  relation: Relation | null;
}

/** Aligning two texts takes the square of their length: beyond this a pair is compared only over stored links. */
const PROVISIONS_ALIGNED_HERE = 400;
/** A page of a comparison is asked for many times */
const PAIRS_REMEMBERED = 8;

@Injectable()
export class ComparisonService {
  /** by the hashes of both texts, so a corrected draft never finds an old answer */
  private readonly found = new LruCache<Pick<ComparedPair, 'comparison' | 'entries'>>(PAIRS_REMEMBERED);

  constructor(
    private readonly work: UnitOfWork,
    private readonly lineage: LineageQueries,
  ) {}

  /** null where a draft is not there, or two long texts have no stored links */
  async comparison(actor: Actor, oldDraftId: string, newDraftId: string): Promise<ComparedPair | null> {
    if (!isId(oldDraftId) || !isId(newDraftId)) return null;
    const linked = await this.lineage.comparison(actor, oldDraftId, newDraftId);
    if (linked) {
      const [before, after] = [linked.before.map(asProvision), linked.after.map(asProvision)];
      const { old, new: next, comparison, alignment } = linked;
      return {
        old,
        new: next,
        before,
        after,
        comparison,
        entries: compareDetailed(before, after, alignment, comparison.articles),
        byLineage: true,
      };
    }
    const reader = this.work.read(scopeOf(actor));
    const [old, next] = [await reader.get(DraftTextRow, oldDraftId), await reader.get(DraftTextRow, newDraftId)];
    if (!old || !next) return null;
    const [before, after] = [comparable(old.tree), comparable(next.tree)];
    if (Math.max(before.length, after.length) > PROVISIONS_ALIGNED_HERE) return null;
    return { old, new: next, before, after, ...this.compared(old, next, before, after), byLineage: false };
  }

  private compared(
    old: DraftRow,
    next: DraftRow,
    before: Provision[],
    after: Provision[],
  ): Pick<ComparedPair, 'comparison' | 'entries'> {
    const key = `${old.textSha256.toString('hex')}:${next.textSha256.toString('hex')}`;
    return this.found.get(key, () => comparedBy(before, after, align(before, after)));
  }

  /**
   * Citations of the newer text that no longer point where they did, over the links as a person left them; empty where
   * a draft is not there. A text too long to align here is checked only where its links are stored.
   */
  async brokenCitations(actor: Actor, oldDraftId: string, newDraftId: string): Promise<LabelledFault[]> {
    if (!isId(oldDraftId) || !isId(newDraftId)) return [];
    const reader = this.work.read(scopeOf(actor));
    const [old, next] = [await reader.get(DraftTextRow, oldDraftId), await reader.get(DraftTextRow, newDraftId)];
    if (!old || !next) return [];
    return (await this.broken(reader, old, next)) ?? [];
  }

  /**
   * As `brokenCitations`, for a text at hand against the last published text before it. A first text, or one too long
   * to align here, is asked only whether the places it cites are there.
   */
  async citationFaults(actor: Actor, draft: DraftTextRow): Promise<LabelledFault[]> {
    const reader = this.work.read(scopeOf(actor));
    const earlier = await reader.find(
      DraftTextRow,
      { regulationId: draft.regulationId, sequence: LessThan(draft.sequence), state: oneOf(statesOut) },
      { sequence: 'DESC' },
      1,
    );
    return (
      (earlier[0] && (await this.broken(reader, earlier[0], draft))) ??
      labelled(draft, { ...draft.tree, provisions: [] }, { links: [], new: [], deleted: [] })
    );
  }

  /** null where the pair is too long to be aligned here */
  private async broken(reader: Reader, old: DraftTextRow, next: DraftTextRow): Promise<LabelledFault[] | null> {
    const [before, after] = [comparable(old.tree), comparable(next.tree)];
    const stored = await this.lineage.alignment(reader, old, next, before, after);
    if (!stored && Math.max(before.length, after.length) > PROVISIONS_ALIGNED_HERE) return null;
    return labelled(next, old.tree, stored ?? align(before, after));
  }

  /**
   * 条文沿革 of one article over all published drafts of its regulation, in their order: what it came from, itself, and
   * what became of it. A merged or split article has several texts in one draft.
   */
  async history(actor: Actor, provisionId: string): Promise<HistoryStep[]> {
    if (!isId(provisionId)) return [];
    const reader = this.work.read(scopeOf(actor));
    const start = await reader.get(ProvisionRow, provisionId);
    const draft = start && (await reader.get(DraftRow, start.draftId));
    if (!start || !draft) return [];
    const drafts = new Map(
      (await reader.find(DraftRow, { regulationId: draft.regulationId }, { sequence: 'ASC' })).map((d) => [d.id, d]),
    );
    const { ids, relations } = kinOf(await this.lineage.linksOf(reader, draft.regulationId), start.id);
    const rows = await reader.find(ProvisionRow, { id: oneOf(ids) });
    return rows
      .flatMap((provision): HistoryStep[] => {
        const of = drafts.get(provision.draftId);
        return of ? [{ draft: of, provision, relation: relations.get(provision.id) ?? null }] : [];
      })
      .sort((a, b) => a.draft.sequence - b.draft.sequence || a.provision.ordinal - b.provision.ordinal);
  }
}

const labelled = (next: DraftTextRow, old: ArticleTree, alignment: Alignment): LabelledFault[] =>
  brokenCitations(old, next.tree, alignment).map((b) => ({
    ...b,
    label: next.tree.provisions[b.provision]?.label ?? '',
  }));

function comparedBy(
  before: readonly Provision[],
  after: readonly Provision[],
  alignment: Alignment,
): Pick<ComparedPair, 'comparison' | 'entries'> {
  const comparison = compareAligned(before, after, alignment);
  return { comparison, entries: compareDetailed(before, after, alignment, comparison.articles) };
}

/** The side of a table that a draft is. */
export const comparedDraft = (draft: DraftRow, provisions: readonly Provision[]): ComparedDraft => ({
  title: draft.title,
  inForce: draft.kind === 'IN_FORCE',
  provisions,
});
