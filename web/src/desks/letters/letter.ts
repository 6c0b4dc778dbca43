/** Where letters stand, and what can be done with which. */
import type { LetterState, Role } from '../../api/generated/graphql';
import type { FacetValue } from '../../parts/useList';

export type LetterAct = 'finalise' | 'sign' | 'return' | 'deliver';

/** States that stand together on the desk */
export const GROUPS = {
  DRAFT: ['COMPOSED', 'RETURNED'],
  TO_SIGN: ['FINALISED'],
  TO_DELIVER: ['SIGNED', 'SEALED'],
  DELIVERED: ['DELIVERED'],
  RECEIVED: ['RECEIVED', 'REPLIED'],
  GONE: ['VOIDED', 'SUPERSEDED'],
} as const satisfies Readonly<Record<string, readonly LetterState[]>>;
export type Group = keyof typeof GROUPS;
export const groups = Object.keys(GROUPS) as Group[];

/** How many letters of a group there are, of the counts by state */
export const countOf = (group: Group, states: readonly FacetValue[]): number =>
  states.filter((s) => (GROUPS[group] as readonly string[]).includes(s.value)).reduce((sum, s) => sum + s.count, 0);

/** In which states each act takes a letter, and who does it */
const ACTS: Readonly<Record<LetterAct, { readonly role: Role; readonly group: Group }>> = {
  finalise: { role: 'PREPARER', group: 'DRAFT' },
  sign: { role: 'SIGNER', group: 'TO_SIGN' },
  return: { role: 'SIGNER', group: 'TO_SIGN' },
  deliver: { role: 'PREPARER', group: 'TO_DELIVER' },
};

/** The acts that these roles may do, each with how many letters it would take of those that stand together */
export function actsFor(
  countIn: (group: Group) => number,
  roles: readonly Role[],
): readonly { readonly act: LetterAct; readonly count: number }[] {
  return (Object.keys(ACTS) as LetterAct[])
    .filter((act) => roles.includes(ACTS[act].role))
    .map((act) => ({ act, count: countIn(ACTS[act].group) }))
    .filter(({ count }) => count > 0);
}

/** Does a letter that stands so belong to this group? */
export const isIn = (group: Group, state: LetterState): boolean =>
  (GROUPS[group] as readonly LetterState[]).includes(state);
/** Does this act take a letter that stands so? */
export const takes = (act: LetterAct, state: LetterState): boolean => isIn(ACTS[act].group, state);

const WAY = ['compose', 'finalise', 'sign', 'seal', 'deliver', 'receive'] as const;
export type WayStep = (typeof WAY)[number];
const REACHED: Readonly<Record<LetterState, WayStep | null>> = {
  COMPOSED: 'compose',
  RETURNED: 'compose',
  FINALISED: 'finalise',
  SIGNED: 'sign',
  SEALED: 'seal',
  DELIVERED: 'deliver',
  RECEIVED: 'receive',
  REPLIED: 'receive',
  VOIDED: null,
  SUPERSEDED: null,
};

/** Each step of a letter's way: done, next, or to come; one delivered without a scan has gone past the seal */
export function wayOf(
  state: LetterState,
): readonly { readonly step: WayStep; readonly done: boolean; readonly next: boolean }[] {
  const reached = REACHED[state];
  const at = reached === null ? -1 : WAY.indexOf(reached);
  return WAY.map((step, i) => ({ step, done: i <= at, next: reached !== null && i === at + 1 }));
}
