/** The life of a draft 稿 (product §4), and its place among the texts of its regulation. */
import { type CommandOf, lifeCycle, type StateOf } from '../../platform/base/life-cycle.rules.js';
import { draftCommandWords, draftKindWords, draftStateWords } from './draft.words.js';

export const draftLife = lifeCycle({
  what: '这一稿',
  states: draftStateWords,
  commands: draftCommandWords,
  steps: {
    IMPORTED: { correct: 'IMPORTED', check: 'CHECKED' },
    // a correction after checking asks for a new check
    CHECKED: { correct: 'IMPORTED', check: 'CHECKED', publish: 'PUBLISHED' },
    PUBLISHED: { supersede: 'SUPERSEDED', takeDown: 'TAKEN_DOWN' },
    SUPERSEDED: { takeDown: 'TAKEN_DOWN' },
    TAKEN_DOWN: { restore: 'PUBLISHED' },
  },
});
export type DraftState = StateOf<typeof draftLife>;
export type DraftCommand = CommandOf<typeof draftLife>;

/** The kinds of text a regulation goes through (product §2, official-formats §2) */
export const draftKinds = Object.keys(draftKindWords) as DraftKind[];
export type DraftKind = keyof typeof draftKindWords;

/** The law in force is sequence 0 of its regulation; every other text comes after the last one (architecture §5.3). */
export const nextSequence = (kind: DraftKind, taken: readonly number[]): number | null =>
  kind === 'IN_FORCE' ? (taken.includes(0) ? null : 0) : Math.max(0, ...taken) + 1;

/**
 * Whether a text of this kind, once published, replaces a published one of that kind: the law in force falls only to
 * its new text.
 */
export const supersedes = (kind: DraftKind, earlier: DraftKind): boolean =>
  kind !== 'IN_FORCE' && (earlier !== 'IN_FORCE' || kind === 'PROMULGATED');
