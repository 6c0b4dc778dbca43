/**
 * The contract of `yifayima compare --json`: one entry per new article in order, then one per old article without a
 * link; beside them title, 题注, 序言, headings and annexes. Where a text has no 条 at all, its clauses 一、二、 are
 * compared.
 */
import { type Change, diffTexts } from '../difference/diff.js';
import { type ClassifiedHunk, classify, isFormOnly, type Renumbering } from '../difference/form-only.js';
import { placedRows, type PlacedChange } from '../difference/moved.js';
import type { ArticleNumber, ArticleTree, Provision } from '../text/article.js';
import { foldForm } from '../text/normalise.js';
import { provisionText } from '../text/print.js';
import { alignParts, type PartLink } from './align-paragraphs.js';
import { align } from './align.js';
import { append } from './chain.js';
import { type Around, compareAround } from './compare-around.js';
import type { Alignment, Relation } from './links.js';
import { partWords } from './part-words.js';

export interface ComparisonEntry {
  /** label of the new article; null where an old article is unplaced or deleted */
  new: string | null;
  /** labels of the old articles it comes from, in old order; empty where it is new */
  old: string[];
  relation: Relation;
  /** true for new, unplaced and deleted articles */
  textChanged: boolean;
  /** false for new, unplaced and deleted articles: they have one number only */
  numberChanged: boolean;
  /** 0..1, the likeness to the nearest old article; 0 for new, unplaced and deleted */
  score: number;
  /**
   * texts that are not `insert` joined = the old articles joined by a line feed; texts that are not `delete` joined =
   * the new article
   */
  changes: Change[];
}

export interface Comparison {
  articles: ComparisonEntry[];
  counts: Record<Relation, number>;
}

/** The provisions that are compared. */
export function comparable(tree: ArticleTree): Provision[] {
  const articles = tree.provisions.filter((p) => p.kind === 'article');
  return articles.length > 0 ? articles : tree.provisions.filter((p) => p.kind === 'clause');
}

/** Everything that two texts consist of, compared */
export type WholeComparison = Comparison & Around;

export function compare(old: ArticleTree, next: ArticleTree): WholeComparison {
  const before = comparable(old);
  const after = comparable(next);
  return { ...compareAligned(before, after, align(before, after)), ...compareAround(old, next) };
}

/** As `compare`, for an alignment that a person has confirmed or corrected. */
export function compareAligned(
  before: readonly Provision[],
  after: readonly Provision[],
  alignment: Alignment,
): Comparison {
  const linksOf = linksByNew(alignment);
  const articles = after.map((p, j): ComparisonEntry => {
    const links = linksOf.get(j) ?? [];
    const first = links[0];
    const text = provisionText(p);
    if (!first) {
      return {
        new: p.label,
        old: [],
        relation: 'new',
        textChanged: true,
        numberChanged: false,
        score: 0,
        changes: whole('insert', text),
      };
    }
    const origins = links.flatMap((link) => before[link.old] ?? []);
    return {
      new: p.label,
      old: origins.map((o) => o.label),
      relation: first.relation,
      textChanged: links.some((link) => link.textChanged),
      numberChanged: links.every((link) => link.numberChanged),
      score: links.reduce((most, link) => Math.max(most, link.score), 0),
      changes: diffTexts(origins.map(provisionText).join('\n'), text),
    };
  });
  const left = [
    ...alignment.unplaced.map((i) => [i, 'unplaced'] as const),
    ...alignment.deleted.map((i) => [i, 'deleted'] as const),
  ].sort(([a], [b]) => a - b);
  for (const [i, relation] of left) {
    const p = before[i];
    if (!p) continue;
    articles.push({
      new: null,
      old: [p.label],
      relation,
      textChanged: true,
      numberChanged: false,
      score: 0,
      changes: whole('delete', provisionText(p)),
    });
  }
  const counts: Record<Relation, number> = {
    unchanged: 0,
    modified: 0,
    renumbered: 0,
    moved: 0,
    split: 0,
    merged: 0,
    new: 0,
    unplaced: 0,
    deleted: 0,
  };
  for (const entry of articles) counts[entry.relation]++;
  return { articles, counts };
}

/** What a reader of a comparison may want beyond the contract of `compare --json`. */
export interface DetailedEntry extends ComparisonEntry {
  /** the hunks of `changes`, form told from wording */
  hunks: ClassifiedHunk[];
  /**
   * true where something differs and nothing of it is wording; its caption counts as wording, its own number as neither
   */
  formOnly: boolean;
  /**
   * whether its 条旨 is that of none of its old articles; false for new and deleted ones, and where only one of the
   * texts has captions at all
   */
  captionChanged: boolean;
  /** `changes` once more, with the form of each, and cut where words went to another article or came from one */
  placed: PlacedChange[];
  /** 款 项 目, worked out when asked; null unless it comes from exactly one article */
  parts: () => PartLink[] | null;
  /**
   * 新增第二款: what of them came, went or moved, in words; none of a split article, whose other 款 went on elsewhere
   */
  partWords: () => string[];
}

/**
 * As `compareAligned`, with form and wording told apart and the parts of each article aligned; entries in the same
 * order. `articles`: what `compareAligned` gave for the same texts and alignment, where it is at hand.
 */
export function compareDetailed(
  before: readonly Provision[],
  after: readonly Provision[],
  alignment: Alignment,
  articles: readonly ComparisonEntry[] = compareAligned(before, after, alignment).articles,
): DetailedEntry[] {
  const renumbering = renumberingOf(before, after, alignment);
  const linksOf = linksByNew(alignment);
  const classified = articles.map((entry) => classify(entry.changes, renumbering));
  const origins = new Map(before.map((p) => [p.label, p]));
  const groups = groupsOf(linksOf, before.length);
  const placed = placedRows(
    articles.map((entry, at) => {
      const links = linksOf.get(at) ?? [];
      const of =
        links.length > 0
          ? links.flatMap((link) => before[link.old] ?? [])
          : entry.old.flatMap((l) => origins.get(l) ?? []);
      return {
        new: entry.new,
        origins: of.map((p) => ({ label: p.label, text: provisionText(p) })),
        changes: entry.changes,
        hunks: classified[at] ?? [],
        group: groups(at),
      };
    }),
  );
  const captioned = [before, after].every((text) => text.some((p) => p.caption !== null));
  const captionOf = (p: Provision | undefined): string => foldForm(p?.caption ?? '');
  return articles.map((entry, at): DetailedEntry => {
    const hunks = classified[at] ?? [];
    const links = linksOf.get(at) ?? [];
    const origin = links.length === 1 ? before[links[0]?.old ?? -1] : undefined;
    const now = after[at];
    const captionChanged =
      captioned && links.length > 0 && links.every((link) => captionOf(before[link.old]) !== captionOf(now));
    const parts = (): PartLink[] | null => (origin && now ? alignParts(origin, now) : null);
    return {
      ...entry,
      hunks,
      formOnly: links.length > 0 && !captionChanged && isFormOnly(hunks),
      captionChanged,
      placed: placed[at] ?? [],
      parts,
      partWords: () =>
        origin && now && entry.textChanged && entry.relation !== 'split' ? partWords(origin, now, parts() ?? []) : [],
    };
  });
}

/**
 * The rows that share old articles, directly or by others: by place of a new article the number of its group, null
 * where it shares none and comes from one at most.
 */
function groupsOf(linksOf: ReadonlyMap<number, Alignment['links']>, olds: number): (at: number) => number | null {
  const head = Int32Array.from({ length: olds }, (_, i) => i);
  const find = (i: number): number => {
    let at = i;
    while (head[at] !== at) at = head[at] = head[head[at] ?? at] ?? at;
    return at;
  };
  const rows = new Int32Array(olds);
  for (const links of linksOf.values())
    for (const link of links) head[find(link.old)] = find(links[0]?.old ?? link.old);
  for (const links of linksOf.values()) {
    const group = find(links[0]?.old ?? 0);
    rows[group] = (rows[group] ?? 0) + links.length;
  }
  return (at) => {
    const [first] = linksOf.get(at) ?? [];
    const group = first === undefined ? -1 : find(first.old);
    return (rows[group] ?? 0) > 1 ? group : null;
  };
}

/** The new number of an old article that goes on as exactly one article, which comes from it alone. */
export function renumberingOf(
  before: readonly Provision[],
  after: readonly Provision[],
  alignment: Pick<Alignment, 'links'>,
): Renumbering {
  const key = (n: ArticleNumber): string => `${n.number}.${n.sub}`;
  const into = new Map<number, number[]>();
  const from = new Map<number, number>();
  for (const link of alignment.links) {
    append(into, link.old, link.new);
    from.set(link.new, (from.get(link.new) ?? 0) + 1);
  }
  const known = new Map<string, ArticleNumber>();
  before.forEach((p, i) => {
    const [only, ...more] = into.get(i) ?? [];
    const now = only === undefined || more.length > 0 || from.get(only) !== 1 ? undefined : after[only];
    if (now && p.kind === 'article') known.set(key(p), { number: now.number, sub: now.sub });
  });
  return (old) => known.get(key(old)) ?? null;
}

function linksByNew({ links }: Pick<Alignment, 'links'>): Map<number, Alignment['links']> {
  const of = new Map<number, Alignment['links']>();
  for (const link of links) append(of, link.new, link);
  return of;
}

function whole(type: 'insert' | 'delete', text: string): Change[] {
  return text === '' ? [] : [{ type, text }];
}
