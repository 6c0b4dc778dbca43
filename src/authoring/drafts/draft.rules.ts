/** The life of a draft 稿 (product §4), as one table. */
export const draftStates = ['IMPORTED', 'CHECKED', 'PUBLISHED', 'SUPERSEDED', 'TAKEN_DOWN'] as const;
export type DraftState = (typeof draftStates)[number];

export const draftCommands = ['correct', 'check', 'publish', 'supersede', 'takeDown', 'restore'] as const;
export type DraftCommand = (typeof draftCommands)[number];

const table: { readonly [S in DraftState]: { readonly [C in DraftCommand]?: DraftState } } = {
  IMPORTED: { correct: 'IMPORTED', check: 'CHECKED' },
  // a correction after checking asks for a new check
  CHECKED: { correct: 'IMPORTED', check: 'CHECKED', publish: 'PUBLISHED' },
  PUBLISHED: { supersede: 'SUPERSEDED', takeDown: 'TAKEN_DOWN' },
  SUPERSEDED: { takeDown: 'TAKEN_DOWN' },
  TAKEN_DOWN: { restore: 'PUBLISHED' },
};

/** The state after a command; null where the life cycle does not allow it */
export const nextDraftState = (state: DraftState, command: DraftCommand): DraftState | null =>
  table[state][command] ?? null;

/** What a person reads */
export const draftStateWords: { readonly [S in DraftState]: string } = {
  IMPORTED: '待核对',
  CHECKED: '已核对',
  PUBLISHED: '已公布',
  SUPERSEDED: '已有新稿',
  TAKEN_DOWN: '已撤下',
};

/** The kinds of text a regulation goes through (product §2, official-formats §2) */
export const draftKinds = [
  'IN_FORCE',
  'CONSULTATION_DRAFT',
  'DRAFT',
  'REVISION_DRAFT',
  'AMENDMENT_DRAFT',
  'SECOND_READING_DRAFT',
  'THIRD_READING_DRAFT',
  'REVISED_DRAFT',
  'VOTE_DRAFT',
  'PROMULGATED',
] as const;
export type DraftKind = (typeof draftKinds)[number];

/** The law in force is sequence 0 of its regulation; every other text comes after the last one (architecture §5.3). */
export const nextSequence = (kind: DraftKind, taken: readonly number[]): number | null =>
  kind === 'IN_FORCE' ? (taken.includes(0) ? null : 0) : Math.max(0, ...taken) + 1;

/**
 * Whether a text of this kind, once published, replaces a published one of that kind: the law in force falls only to
 * its new text.
 */
export const supersedes = (kind: DraftKind, earlier: DraftKind): boolean =>
  kind !== 'IN_FORCE' && (earlier !== 'IN_FORCE' || kind === 'PROMULGATED');
