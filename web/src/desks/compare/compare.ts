/** Two texts side by side, article by article, with what stands behind each change. */
import type {
  CommentsBehindQuery,
  ComparisonQuery,
  DoubtsQuery,
  LineageQuery,
  Outcome,
  ProofFragment,
} from '../../api/generated/graphql';

import { compareTexts as says } from '../../texts/compare';

export type Entry = NonNullable<ComparisonQuery['comparison']>['entries']['nodes'][number];
/** A heading of either text, over the entry right below it */
export type Heading = NonNullable<ComparisonQuery['comparison']>['headings'][number];
export type Link = LineageQuery['lineageBetween']['nodes'][number];
export type Doubt = NonNullable<DoubtsQuery['comparison']>['doubtful']['nodes'][number];
export type Behind = CommentsBehindQuery['commentList']['nodes'][number];

/** elsewhere: said of the words before it, which stand in another article; no part of the text */
export interface Part {
  readonly kind: 'same' | 'insert' | 'delete' | 'elsewhere';
  readonly text: string;
}

/**
 * The paragraphs of one side, each with its marks; a line that is empty there is none. `plainForm`: what changed in
 * form alone (仅形式变化) carries no mark.
 */
export function paragraphsOf(
  changes: Entry['changes'],
  side: 'old' | 'new',
  plainForm = false,
): readonly (readonly Part[])[] {
  const unseen = side === 'old' ? 'insert' : 'delete';
  const paragraphs: Part[][] = [[]];
  for (const { type, text, formReason, place } of changes) {
    if (type === unseen) continue;
    // what went to another article, or came from one, is neither gone nor new
    const kind = place != null || (plainForm && formReason != null) ? 'same' : type;
    const lines = text.split('\n');
    const last = lines.reduce((found, line, i) => (line === '' ? found : i), 0);
    lines.forEach((line, i) => {
      if (i > 0) paragraphs.push([]);
      const into = paragraphs[paragraphs.length - 1];
      if (line !== '') into?.push({ kind, text: line });
      if (place != null && i === last)
        into?.push({ kind: 'elsewhere', text: side === 'old' ? says.wentTo(place) : says.cameFrom(place) });
    });
  }
  return paragraphs.filter((p) => p.length > 0);
}

/** An old article of an entry under its own number, with its share of the changes of the old side */
export interface OldArticle {
  readonly label: string;
  readonly caption: string;
  readonly changes: Entry['changes'];
}

/** Articles that became one each by itself; all under one head where nobody knows where each begins */
export function oldArticlesOf({ origins, oldLabels }: Entry, changes: Entry['changes']): readonly OldArticle[] {
  const old = changes.filter((c) => c.type !== 'insert');
  if (origins.some((o) => o.begins == null))
    return [
      {
        label: oldLabels.join('、'),
        caption: origins.flatMap((o) => o.caption ?? []).join('、'),
        changes: old,
      },
    ];
  const articles = origins.map(({ label, caption }) => ({
    label,
    caption: caption ?? '',
    changes: [] as Entry['changes'][number][],
  }));
  let [at, k] = [0, 0];
  for (const change of old) {
    let rest = change.text;
    while (rest !== '') {
      while (at >= (origins[k + 1]?.begins ?? Infinity)) k++;
      const text = rest.slice(0, (origins[k + 1]?.begins ?? Infinity) - at);
      // where words went is said behind words
      articles[k]?.changes.push({ ...change, text, place: text === '\n' ? null : change.place });
      at += text.length;
      rest = rest.slice(text.length);
    }
  }
  return articles;
}

/** A paragraph, or lines whose cells stand apart by tabs: the rows of one table */
export type Block = { readonly line: readonly Part[] } | { readonly rows: readonly (readonly (readonly Part[])[])[] };

export function blocksOf(paragraphs: readonly (readonly Part[])[]): readonly Block[] {
  const blocks: ({ line: readonly Part[] } | { rows: Part[][][] })[] = [];
  for (const paragraph of paragraphs) {
    const cells: Part[][] = [[]];
    for (const { kind, text } of paragraph)
      text.split('\t').forEach((words, i) => {
        if (i > 0) cells.push([]);
        if (words !== '') cells[cells.length - 1]?.push({ kind, text: words });
      });
    const last = blocks[blocks.length - 1];
    if (cells.length === 1) blocks.push({ line: paragraph });
    else if (last && 'rows' in last && last.rows[0]?.length === cells.length) last.rows.push(cells);
    else blocks.push({ rows: [cells] });
  }
  return blocks;
}

/** As they are marked: that words are gone which nobody found again, nobody has said */
export const markedChanges = (e: Entry): Entry['changes'] =>
  e.relation === 'unplaced' ? e.changes.map((c) => ({ ...c, type: 'same' as const })) : e.changes;

/** Both sides of a heading after each other, as it stands over both columns */
export function headingParts(heading: Heading, plainForm: boolean): readonly Part[] {
  return heading.changes.flatMap(({ type, text, formReason }) =>
    !plainForm || formReason == null ? { kind: type, text } : type === 'delete' ? [] : { kind: 'same' as const, text },
  );
}

/** A row of the desk: a chapter over all columns, an article, or a run of articles that are not shown, in words */
export type DeskRow =
  | { readonly kind: 'heading'; readonly key: string; readonly heading: Heading }
  | { readonly kind: 'article'; readonly key: string; readonly entry: Entry }
  | { readonly kind: 'leftOut'; readonly key: string; readonly words: string };

/** Chapters stay, whatever is shown; of what is not shown a run is told by its first and last number */
export function deskRows(
  entries: readonly Entry[],
  headings: readonly Heading[],
  shown: ReadonlySet<Entry>,
): readonly DeskRow[] {
  const over = new Map<number | null, Heading[]>();
  for (const heading of headings) {
    const above = heading.above ?? null;
    const all = over.get(above);
    if (all) all.push(heading);
    else over.set(above, [heading]);
  }
  const rows: DeskRow[] = [];
  let run: Entry[] = [];
  const close = (): void => {
    const [first, last] = [run[0], run[run.length - 1]];
    if (first && last)
      rows.push({
        kind: 'leftOut',
        key: `l${first.ordinal}`,
        words: says.leftOut(labelOf(first), labelOf(last), run.length),
      });
    run = [];
  };
  for (const entry of entries) {
    const chapters = over.get(entry.ordinal) ?? [];
    if (chapters.length > 0) close();
    chapters.forEach((heading, i) => rows.push({ kind: 'heading', key: `h${entry.ordinal}.${i}`, heading }));
    if (!shown.has(entry)) {
      run.push(entry);
      continue;
    }
    close();
    rows.push({ kind: 'article', key: `a${entry.ordinal}`, entry });
  }
  close();
  (over.get(null) ?? []).forEach((heading, i) => rows.push({ kind: 'heading', key: `h.${i}`, heading }));
  return rows;
}
const labelOf = (e: Entry): string => e.newLabel ?? e.oldLabels.join('、');
/** 第七条, 原第六条 of one that has no new number: what a row is called, each once */
export const nameOf = (e: Entry): string => e.newLabel ?? says.oldArticle(e.oldLabels.join('、'));

/** What there is to look at: words or a caption changed, an article is new, gone, split or merged */
export const isChanged = (e: Entry): boolean =>
  e.textChanged || e.captionChanged || ['new', 'unplaced', 'deleted', 'split', 'merged'].includes(e.relation);

/** changed: its words; added, gone; open: nobody knows where it went; moved: its place or number alone; same: nothing */
export type Sign = 'changed' | 'added' | 'gone' | 'open' | 'moved' | 'same';
export function signOf(e: Entry): Sign {
  if (e.relation === 'new') return 'added';
  if (e.relation === 'deleted') return 'gone';
  if (e.relation === 'unplaced') return 'open';
  if (isChanged(e)) return 'changed';
  return e.relation === 'moved' ? 'moved' : 'same';
}

/** The articles of the two texts that an entry stands for, by id: labels alone are those of other texts too */
export interface Place {
  readonly old: readonly string[];
  readonly new: string | null;
}

/** By the ordinal of each entry, as far as the stored links name its articles */
export function placesOf(entries: readonly Entry[], links: readonly Link[]): ReadonlyMap<number, Place> {
  const stand = links.filter((l) => l.status !== 'REJECTED');
  const olds = new Map(stand.flatMap((l) => (l.old ? [[l.old.label, l.old.id] as const] : [])));
  const news = new Map(stand.flatMap((l) => (l.new ? [[l.new.label, l.new.id] as const] : [])));
  return new Map(
    entries.map((e) => [
      e.ordinal,
      {
        old: e.oldLabels.flatMap((label) => olds.get(label) ?? []),
        new: e.newLabel == null ? null : (news.get(e.newLabel) ?? null),
      },
    ]),
  );
}

/** A doubt where a person answers it: the article that is offered there, and how it reads */
export interface Offer {
  readonly doubt: Doubt;
  readonly label: string;
  /** ordinal of the entry in which the offered article stands; null where none has it */
  readonly stands: number | null;
  readonly words: string;
}

const EXCERPT = 60;

/**
 * What may hold beside the links, by the ordinal of the entry where a person answers it: of an old article that nothing
 * continues at its own row, with how the new one begins; of any other at the row of the new article, with the reason.
 * Each is there once.
 */
export function offersOf(entries: readonly Entry[], doubts: readonly Doubt[]): ReadonlyMap<number, readonly Offer[]> {
  const open = new Map(
    entries.flatMap((e) => (e.relation === 'unplaced' ? [[e.oldLabels[0] ?? '', e.ordinal] as const] : [])),
  );
  const news = new Map(entries.flatMap((e) => (e.newLabel == null ? [] : [[e.newLabel, e] as const])));
  const olds = new Map(entries.flatMap((e) => e.oldLabels.map((label) => [label, e.ordinal] as const)));
  const of = new Map<number, Offer[]>();
  for (const doubt of doubts) {
    const [own, heir] = [open.get(doubt.oldLabel), news.get(doubt.newLabel)];
    const at = own ?? heir?.ordinal;
    if (at === undefined) continue;
    const offer: Offer =
      own === undefined
        ? {
            doubt,
            label: says.oldArticle(doubt.oldLabel),
            stands: olds.get(doubt.oldLabel) ?? null,
            words: doubt.reason,
          }
        : {
            doubt,
            label: doubt.newLabel,
            stands: heir?.ordinal ?? null,
            words: says.doubts.reads(doubt.likelihoodWords, heir ? excerptOf(heir) : ''),
          };
    of.set(at, [...(of.get(at) ?? []), offer]);
  }
  return of;
}

function excerptOf(e: Entry): string {
  const text = e.changes
    .flatMap((c) => (c.type === 'delete' ? [] : c.text))
    .join('')
    .replace(/\s+/gu, '');
  return text.length > EXCERPT ? `${text.slice(0, EXCERPT)}……` : text;
}

/** What stands behind one entry: the comments, and of their proofs those that show it */
export interface Reasons {
  readonly comments: readonly Behind[];
  readonly proofs: readonly ProofFragment[];
}
export const NONE: Reasons = { comments: [], proofs: [] };

/** Comments made on an article of the older text, and those with a proof in it; a proof that is none shows nothing */
export function reasonsOf(
  places: ReadonlyMap<number, Place>,
  comments: readonly Behind[],
): ReadonlyMap<number, Reasons> {
  const made = new Map<string, Behind[]>();
  const shown = new Map<string, { comment: Behind; proof: ProofFragment }[]>();
  const put = <T>(into: Map<string, T[]>, key: string | undefined, value: T): void => {
    if (key === undefined) return;
    const all = into.get(key);
    if (all) all.push(value);
    else into.set(key, [value]);
  };
  for (const comment of comments) {
    if (comment.targetKind === 'ARTICLE') put(made, comment.provision?.id, comment);
    for (const proof of comment.proofs.nodes)
      if (proof.status !== 'REJECTED') put(shown, proof.newProvision?.id ?? proof.oldProvision?.id, { comment, proof });
  }
  return new Map(
    [...places].map(([ordinal, place]) => {
      const proved = [...(place.new === null ? [] : [place.new]), ...place.old].flatMap((id) => shown.get(id) ?? []);
      const behind = [...place.old.flatMap((id) => made.get(id) ?? []), ...proved.map((p) => p.comment)];
      return [ordinal, { comments: [...new Set(behind)], proofs: proved.map((p) => p.proof) }];
    }),
  );
}

export interface ProofLine {
  /** the first words that it takes away and puts in */
  readonly from: string;
  readonly to: string;
  readonly ids: readonly string[];
  /** those that nobody has looked at yet */
  readonly open: readonly string[];
}

/** Proofs of several comments that show the same words are one line */
export function linesOf(proofs: readonly ProofFragment[]): readonly ProofLine[] {
  const lines = new Map<string, { from: string; to: string; ids: string[]; open: string[] }>();
  for (const p of proofs) {
    const words = p.changes.map((c) => `${c.type} ${c.text}`).join('\n');
    const line = lines.get(words) ?? { ...shortOf(p.changes), ids: [], open: [] };
    line.ids.push(p.id);
    if (p.status === 'PROPOSED') line.open.push(p.id);
    lines.set(words, line);
  }
  return [...lines.values()];
}

/** A change of words that no comment stands behind; where an article went that nobody found, nobody knows yet */
export const nobodyAsked = (e: Entry, reasons: Reasons): boolean =>
  isChanged(e) && e.relation !== 'unplaced' && !e.formOnly && reasons.comments.length === 0;

export const outcomeOf = (c: Behind): Outcome | null => c.adoptionStatus ?? c.proposedHandling?.outcome ?? null;

/** The first words that a proof takes away and puts in, short enough for a line */
export function shortOf(changes: ProofFragment['changes']): { readonly from: string; readonly to: string } {
  const first = (type: 'insert' | 'delete'): string => {
    const text = changes.find((c) => c.type === type)?.text.trim() ?? '';
    return text.length > 14 ? `${text.slice(0, 14)}……` : text;
  };
  return { from: first('delete'), to: first('insert') };
}
