/** Two texts side by side, article by article, with what stands behind each change. */
import type {
  CommentsBehindQuery,
  ComparisonQuery,
  DoubtsQuery,
  LineageQuery,
  Outcome,
  ProofFragment,
} from '../../api/generated/graphql';

export type Entry = NonNullable<ComparisonQuery['comparison']>['entries']['nodes'][number];
export type Link = LineageQuery['lineageBetween']['nodes'][number];
export type Doubt = NonNullable<DoubtsQuery['comparison']>['doubtful']['nodes'][number];
export type Behind = CommentsBehindQuery['commentList']['nodes'][number];

export interface Part {
  readonly kind: 'same' | 'insert' | 'delete';
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
  for (const { type, text, formReason, elsewhere } of changes) {
    if (type === unseen) continue;
    // what stands on in the other article of a split is not gone
    const kind = elsewhere || (plainForm && formReason != null) ? 'same' : type;
    text.split('\n').forEach((line, i) => {
      if (i > 0) paragraphs.push([]);
      if (line !== '') paragraphs[paragraphs.length - 1]?.push({ kind, text: line });
    });
  }
  return paragraphs.filter((p) => p.length > 0);
}

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

/**
 * What may hold beside the links, by the ordinal of the entry where a person answers it: of an old article that nothing
 * continues at its own row, of any other at the row of the new article. Each is there once.
 */
export function doubtsOf(entries: readonly Entry[], doubts: readonly Doubt[]): ReadonlyMap<number, readonly Doubt[]> {
  const open = new Map(
    entries.flatMap((e) => (e.relation === 'unplaced' ? [[e.oldLabels[0] ?? '', e.ordinal] as const] : [])),
  );
  const news = new Map(entries.flatMap((e) => (e.newLabel == null ? [] : [[e.newLabel, e.ordinal] as const])));
  const of = new Map<number, Doubt[]>();
  for (const d of doubts) {
    const at = open.get(d.oldLabel) ?? news.get(d.newLabel);
    if (at !== undefined) of.set(at, [...(of.get(at) ?? []), d]);
  }
  return of;
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

/** A change of words that no comment stands behind */
export const nobodyAsked = (e: Entry, reasons: Reasons): boolean =>
  isChanged(e) && !e.formOnly && reasons.comments.length === 0;

export const outcomeOf = (c: Behind): Outcome | null => c.adoptionStatus ?? c.proposedHandling?.outcome ?? null;

/** The first words that a proof takes away and puts in, short enough for a line */
export function shortOf(changes: ProofFragment['changes']): { readonly from: string; readonly to: string } {
  const first = (type: 'insert' | 'delete'): string => {
    const text = changes.find((c) => c.type === type)?.text.trim() ?? '';
    return text.length > 14 ? `${text.slice(0, 14)}……` : text;
  };
  return { from: first('delete'), to: first('insert') };
}
