/** The life of a draft 稿 (product §4), and its place among the texts of its regulation. */
import { type CommandOf, lifeCycle, type StateOf } from '../../platform/base/life-cycle.rules.js';
import {
  draftCommandWords,
  type draftChangeWords,
  draftKindWords,
  draftScopeWords,
  draftStateWords,
} from './draft.words.js';

export const draftLife = lifeCycle({
  what: '这一稿',
  states: draftStateWords,
  commands: draftCommandWords,
  steps: {
    IMPORTED: { correct: 'IMPORTED', setScope: 'IMPORTED', check: 'CHECKED', drop: 'DROPPED' },
    // a correction after checking asks for a new check
    CHECKED: { correct: 'IMPORTED', setScope: 'CHECKED', check: 'CHECKED', publish: 'PUBLISHED', drop: 'DROPPED' },
    PUBLISHED: { supersede: 'SUPERSEDED', takeDown: 'TAKEN_DOWN', rectify: 'PUBLISHED' },
    SUPERSEDED: { takeDown: 'TAKEN_DOWN', rectify: 'SUPERSEDED' },
    // back to where it would stand had it never been taken down
    TAKEN_DOWN: { restore: 'PUBLISHED', restoreSuperseded: 'SUPERSEDED' },
    DROPPED: {},
  },
});
export type DraftState = StateOf<typeof draftLife>;
export type DraftCommand = CommandOf<typeof draftLife>;
export type DraftChange = keyof typeof draftChangeWords;

/** The kinds of text a regulation goes through (product §2, official-formats §2) */
export const draftKinds = Object.keys(draftKindWords) as DraftKind[];
export type DraftKind = keyof typeof draftKindWords;
export type DraftScope = keyof typeof draftScopeWords;
export const draftScopes = Object.keys(draftScopeWords) as DraftScope[];

/** What somebody outside the office reads: a text that is out, and public or what the own body was asked about */
export const readsText = (draft: { state: DraftState; scope: DraftScope }, asked: boolean): boolean =>
  isOut(draft) && (draft.scope === 'PUBLIC' || asked);

/** Papers, posters and pages for everybody are made of public texts alone; null, or the refusal in words */
export const refusesPublicPaper = (scope: DraftScope): string | null =>
  scope === 'PUBLIC' ? null : '这一稿不公开征求意见，不能生成这份材料。';

/** Whether whoever reads the text sees the own name across it */
export const bearsReadersName = (scope: DraftScope): boolean => scope === 'INTERNAL';

/**
 * The sequences that a new text of this kind meets: a dropped one keeps its number for good, but does not stand in the
 * way of another law in force.
 */
export const takenSequences = (kind: DraftKind, drafts: readonly { sequence: number; state: DraftState }[]): number[] =>
  drafts.filter((d) => kind !== 'IN_FORCE' || d.state !== 'DROPPED').map((d) => d.sequence);

/** The law in force is sequence 0 of its regulation; every other text comes after the last one (architecture §5.3). */
export const nextSequence = (kind: DraftKind, taken: readonly number[]): number | null =>
  kind === 'IN_FORCE' ? (taken.includes(0) ? null : 0) : Math.max(0, ...taken) + 1;

/**
 * Whether a text of this kind, once published, replaces a published one of that kind: the law in force falls only to
 * its new text.
 */
export const supersedes = (kind: DraftKind, earlier: DraftKind): boolean =>
  kind !== 'IN_FORCE' && (earlier !== 'IN_FORCE' || kind === 'PROMULGATED');

/** As `supersedes`, by whom may read them: a text that is not public leaves what everybody reads as it is. */
export const takesPlaceOf = (
  next: { kind: DraftKind; scope: DraftScope },
  earlier: { kind: DraftKind; scope: DraftScope },
): boolean => supersedes(next.kind, earlier.kind) && (next.scope === 'PUBLIC' || earlier.scope !== 'PUBLIC');

/** A public text follows the public one before it, since that is what people spoke about; any other the one before. */
export const mayFollow = (next: { scope: DraftScope }, earlier: { scope: DraftScope }): boolean =>
  next.scope !== 'PUBLIC' || earlier.scope === 'PUBLIC';

/** Where a text stands that is before everybody: published, superseded by a newer one or not, not taken down since */
export const statesOut = ['PUBLISHED', 'SUPERSEDED'] as const satisfies readonly DraftState[];
export const isOut = (d: { state: DraftState }): boolean => statesOut.some((s) => s === d.state);

/**
 * Among the texts of a regulation, in their order, the one that follows this: the first that is out after it, else the
 * newest one that is on its way to be. null where there is neither
 */
export const nextText = <D extends { sequence: number; state: DraftState }>(
  draft: { sequence: number },
  texts: readonly D[],
): D | null => {
  const later = texts.filter((d) => d.sequence > draft.sequence);
  const coming = later.filter((d) => d.state === 'IMPORTED' || d.state === 'CHECKED');
  return later.find(isOut) ?? coming[coming.length - 1] ?? null;
};

interface Placed {
  kind: DraftKind;
  scope: DraftScope;
  sequence: number;
  publishedAt: Date | null;
}

/**
 * How a text comes back that was taken down: as the older one where a later text took its place, whatever became of
 * that one since; else as the one that counts.
 */
export const restoring = (draft: Placed, others: readonly Placed[]): 'restore' | 'restoreSuperseded' =>
  others.some((o) => o.publishedAt !== null && o.sequence > draft.sequence && takesPlaceOf(o, draft))
    ? 'restoreSuperseded'
    : 'restore';

/** Corrections of one text, and times it was taken down or restored: as many as a field can show */
export const NOTED_OF_A_DRAFT = 200;

/** Whether one more may be noted; the last place is kept for taking down. null, or TOO_MANY_CHANGES */
export function judgeNoted(
  command: DraftCommand,
  noted: number,
): { code: string; params: Record<string, string | number> } | null {
  if (command === 'takeDown' || noted < NOTED_OF_A_DRAFT - 1) return null;
  const params = { what: '这一稿', most: NOTED_OF_A_DRAFT - 1, instead: '需要的话请导入、公布新的一稿' };
  return { code: 'TOO_MANY_CHANGES', params };
}
