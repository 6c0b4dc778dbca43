/** Two texts side by side, article by article, with what stands behind each change. */
import type {
  CommentsBehindQuery,
  ComparisonQuery,
  LineageQuery,
  Outcome,
  ProofFragment,
} from '../../api/generated/graphql';

export type Entry = NonNullable<ComparisonQuery['comparison']>['entries']['nodes'][number];
export type Link = LineageQuery['lineageBetween']['nodes'][number];
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
  for (const { type, text, formReason } of changes) {
    if (type === unseen) continue;
    const kind = plainForm && formReason != null ? 'same' : type;
    text.split('\n').forEach((line, i) => {
      if (i > 0) paragraphs.push([]);
      if (line !== '') paragraphs[paragraphs.length - 1]?.push({ kind, text: line });
    });
  }
  return paragraphs.filter((p) => p.length > 0);
}

/** What there is to look at: words or a caption changed, an article is new, gone, split or merged */
export const isChanged = (e: Entry): boolean =>
  e.textChanged || e.captionChanged || ['new', 'deleted', 'split', 'merged'].includes(e.relation);

/** changed: its words; added, gone; moved: its place or number alone; same: nothing */
export type Sign = 'changed' | 'added' | 'gone' | 'moved' | 'same';
export function signOf(e: Entry): Sign {
  if (e.relation === 'new') return 'added';
  if (e.relation === 'deleted') return 'gone';
  if (isChanged(e)) return 'changed';
  return e.relation === 'moved' ? 'moved' : 'same';
}

/** The comments that stand behind an article: those made on it in the older text, and those whose proof is in it */
export function behind(e: Entry, comments: readonly Behind[]): readonly Behind[] {
  return comments.filter(
    (c) =>
      (c.targetKind === 'ARTICLE' && c.provision != null && e.oldLabels.includes(c.provision.label)) ||
      proofsIn(e, [c]).length > 0,
  );
}

/** Proofs that show this article, apart from those that somebody said are none */
export const proofsIn = (e: Entry, comments: readonly Behind[]): readonly ProofFragment[] =>
  comments
    .flatMap((c) => c.proofs.nodes)
    .filter(
      (p) =>
        p.status !== 'REJECTED' &&
        (p.newProvision == null
          ? p.oldProvision != null && e.oldLabels.includes(p.oldProvision.label)
          : p.newProvision.label === e.newLabel),
    );

/** Proofs of several comments that show the same words are one line */
export function linesOf(
  proofs: readonly ProofFragment[],
): readonly { readonly words: string; readonly ids: readonly string[]; readonly open: boolean }[] {
  const lines = new Map<string, { words: string; ids: string[]; open: boolean }>();
  for (const p of proofs) {
    const words = p.changes.map((c) => `${c.type} ${c.text}`).join('\n');
    const line = lines.get(words) ?? { words, ids: [], open: false };
    line.ids.push(p.id);
    line.open ||= p.status === 'PROPOSED';
    lines.set(words, line);
  }
  return [...lines.values()];
}

/** A change of words that no comment stands behind */
export const nobodyAsked = (e: Entry, comments: readonly Behind[]): boolean =>
  isChanged(e) && !e.formOnly && behind(e, comments).length === 0;

export const outcomeOf = (c: Behind): Outcome | null => c.adoptionStatus ?? c.proposedHandling?.outcome ?? null;

/** The first words that a proof takes away and puts in, short enough for a line */
export function shortOf(changes: ProofFragment['changes']): { readonly from: string; readonly to: string } {
  const first = (type: 'insert' | 'delete'): string => {
    const text = changes.find((c) => c.type === type)?.text.trim() ?? '';
    return text.length > 14 ? `${text.slice(0, 14)}……` : text;
  };
  return { from: first('delete'), to: first('insert') };
}
