/** Reads across drafts: any two texts beside each other, and one article through all of them. */
import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import {
  type Alignment,
  type Around,
  type ArticleTree,
  type BrokenCitation,
  comparable,
  type Comparison,
  type DetailedEntry,
  type DoubtfulLink,
  type Provision,
} from '../../articles/index.js';
import type { Actor } from '../../platform/base/actor.js';
import { sha256 } from '../../platform/base/canonical.js';
import { LruCache } from '../../platform/base/lru-cache.js';
import { AccessService } from '../../platform/access/access.service.js';
import { dayIn } from '../../platform/base/clock.js';
import { oneOf } from '../../platform/database/one-of.js';
import { chineseDate } from '../../platform/documents/printable.rules.js';
import { isId, type Reader, scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { DraftRow, DraftTextRow, ProvisionRow } from '../drafts/draft.entities.js';
import { statesOut } from '../drafts/draft.rules.js';
import { draftKindWords } from '../drafts/draft.words.js';
import type { StoredLinks } from '../engine/engine.tasks.js';
import { Engine, GivenUp } from '../engine/engine.js';
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
  /** what may hold beside the links, for a person to take or to refuse */
  doubtful: DoubtfulLink[];
  /** both texts as a table names them */
  sides: { old: ComparedDraft; new: ComparedDraft };
  /** what is compared beside the articles; annexes are there only where they are not among the entries */
  around: Around;
  /**
   * whether the links of the pair are stored, proposed by the machine or left by a person; else they were found for
   * this reading
   */
  byLineage: boolean;
  /** the published articles of `before` and `after`, by their places; null where the links are not stored */
  ids: { old: string[]; new: string[] } | null;
}

type Found = Pick<ComparedPair, 'comparison' | 'entries' | 'doubtful'>;

/** `label`: the article that cites. */
export type LabelledFault = BrokenCitation & { label: string };

/** One text of an article's history. */
export interface HistoryStep {
  draft: DraftRow;
  provision: ProvisionRow;
  /** how it comes from the step before; null for the first */
  relation: Relation | null;
}

const NOTHING_LINKED: Alignment = { links: [], new: [], unplaced: [], deleted: [], doubtful: [] };

/** A page of a comparison is asked for many times */
const PAIRS_REMEMBERED = 8;

@Injectable()
export class ComparisonService {
  /** by the hashes of both texts and of the links between them, so a corrected draft never finds an old answer */
  private readonly found = new LruCache<Promise<Found>>(PAIRS_REMEMBERED);

  private readonly beside = new LruCache<Promise<Around>>(PAIRS_REMEMBERED);

  constructor(
    private readonly work: UnitOfWork,
    private readonly lineage: LineageQueries,
    private readonly engine: Engine,
    private readonly access: AccessService,
  ) {}

  /** null where a draft is not there, or the texts took too long to compare */
  async comparison(actor: Actor, oldDraftId: string, newDraftId: string): Promise<ComparedPair | null> {
    if (!isId(oldDraftId) || !isId(newDraftId)) return null;
    const linked = await this.lineage.linked(actor, oldDraftId, newDraftId);
    const reader = this.work.read(scopeOf(actor));
    const [old, next] = [await reader.get(DraftTextRow, oldDraftId), await reader.get(DraftTextRow, newDraftId)];
    if (!old || !next) return null;
    const before = linked ? linked.before.map(asProvision) : comparable(old.tree);
    const after = linked ? linked.after.map(asProvision) : comparable(next.tree);
    const stored = linked && { alignment: linked.alignment, ...linked.answered };
    const compared = await this.compared(old, next, before, after, stored);
    const around = await this.around(old, next);
    if (!compared || !around) return null;
    const zone = await this.access.zone(actor.legislatureId);
    return {
      old,
      new: next,
      before,
      after,
      ...compared,
      sides: { old: comparedDraft(old, before, zone), new: comparedDraft(next, after, zone) },
      // annexes of linked texts are among the entries
      around: linked ? { ...around, annexes: [] } : around,
      byLineage: linked !== null,
      ids: linked && { old: linked.before.map((p) => p.id), new: linked.after.map((p) => p.id) },
    };
  }

  private around(old: DraftTextRow, next: DraftTextRow): Promise<Around | null> {
    const key = `${old.textSha256.toString('hex')}:${next.textSha256.toString('hex')}`;
    const found = this.beside.get(key, () => this.engine.run('aroundTexts', { old: old.tree, next: next.tree }));
    return found.catch((fault: unknown) => {
      this.beside.forget(key);
      return noneWhenGivenUp(fault);
    });
  }

  /** `stored` null: the links are found */
  private compared(
    old: DraftRow,
    next: DraftRow,
    before: Provision[],
    after: Provision[],
    stored: StoredLinks | null,
  ): Promise<Found | null> {
    const links = stored === null ? '' : sha256(JSON.stringify(stored)).toString('hex');
    const key = `${old.textSha256.toString('hex')}:${next.textSha256.toString('hex')}:${links}`;
    const found = this.found.get(key, () => this.compare(before, after, stored));
    return found.catch((fault: unknown) => {
      this.found.forget(key);
      return noneWhenGivenUp(fault);
    });
  }

  private async compare(before: Provision[], after: Provision[], stored: StoredLinks | null): Promise<Found> {
    const { comparison, entries, doubtful } = await this.engine.run('compareTexts', { before, after, stored });
    const answered = entries.map(({ parts, partWords, ...entry }): DetailedEntry => ({
      ...entry,
      parts: () => parts,
      partWords: () => partWords,
    }));
    return { comparison, entries: answered, doubtful };
  }

  /**
   * Citations of the newer text that no longer point where they did, over the links as a person left them; empty where
   * a draft is not there or the texts took too long.
   */
  async brokenCitations(actor: Actor, oldDraftId: string, newDraftId: string): Promise<LabelledFault[]> {
    if (!isId(oldDraftId) || !isId(newDraftId)) return [];
    const reader = this.work.read(scopeOf(actor));
    const [old, next] = [await reader.get(DraftTextRow, oldDraftId), await reader.get(DraftTextRow, newDraftId)];
    if (!old || !next) return [];
    return (await this.broken(reader, old, next)) ?? [];
  }

  /**
   * As `brokenCitations`, for a text at hand against the last published text before it. A first text is asked only
   * whether the places it cites are there.
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
      (await this.labelled(draft, { ...draft.tree, provisions: [] }, NOTHING_LINKED)) ??
      []
    );
  }

  /** null where the texts took too long */
  private async broken(reader: Reader, old: DraftTextRow, next: DraftTextRow): Promise<LabelledFault[] | null> {
    const [before, after] = [comparable(old.tree), comparable(next.tree)];
    const stored = await this.lineage.alignment(reader, old, next, before, after);
    return this.labelled(next, old.tree, stored);
  }

  private async labelled(
    next: DraftTextRow,
    old: ArticleTree,
    alignment: Alignment | null,
  ): Promise<LabelledFault[] | null> {
    const found = await this.engine.run('citationsOf', { old, next: next.tree, alignment }).catch(noneWhenGivenUp);
    return found && found.map((b) => ({ ...b, label: next.tree.provisions[b.provision]?.label ?? '' }));
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

/** A page of a comparison that took too long has no answer; any other fault is one. */
function noneWhenGivenUp(fault: unknown): null {
  if (fault instanceof GivenUp && (fault.why === 'TIME' || fault.why === 'MEMORY')) return null;
  throw fault;
}

/**
 * The side of a table that a draft is; of a text that is no law yet its day is that on which it came out, or came in.
 */
const comparedDraft = (draft: DraftTextRow, provisions: readonly Provision[], zone: string): ComparedDraft => ({
  title: draft.title,
  inForce: draft.kind === 'IN_FORCE',
  note: draft.tree.note,
  version: draftKindWords[draft.kind],
  date: chineseDate(dayIn(zone, draft.publishedAt ?? draft.importedAt)),
  provisions,
});
