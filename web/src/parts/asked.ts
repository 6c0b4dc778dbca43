/** How far a body that was asked is, and who is to be urged: as the office sees it, and a county congress of those below. */
import type { SolicitationState } from '../api/generated/graphql';
import { dayOf } from './days';

export type Mark = 'silent' | 'received' | 'collecting' | 'reported' | 'none';

/** What is known of a body that was asked */
export interface Asked {
  readonly id: string;
  readonly state: SolicitationState;
  readonly opinionCount: number;
  readonly lastUrge?: { readonly at: string; readonly words: string } | null;
  readonly contactPoint?: { readonly shortName: string } | null;
}

/** Collecting is not said by anybody: a body that signed and has voices in hand does */
export function markOf({ state, opinionCount }: Pick<Asked, 'state' | 'opinionCount'>): Mark {
  if (state === 'REPORTED') return 'reported';
  if (state === 'NO_OPINION') return 'none';
  if (opinionCount > 0) return 'collecting';
  return state === 'ISSUED' ? 'silent' : 'received';
}

const ORDER: readonly Mark[] = ['silent', 'received', 'collecting', 'none', 'reported'];
/** Who has not answered stands on top, and among them who has not even signed */
export const byAnswer = <T extends Asked>(tasks: readonly T[]): readonly T[] =>
  [...tasks].sort((a, b) => ORDER.indexOf(markOf(a)) - ORDER.indexOf(markOf(b)));

export const owes = (task: Pick<Asked, 'state'>): boolean => task.state === 'ISSUED' || task.state === 'RECEIVED';

/** Was it urged on this civil day already? Nobody is urged twice a day */
export const urgedOn = ({ lastUrge }: Pick<Asked, 'lastUrge'>, today: string): boolean =>
  lastUrge != null && dayOf(lastUrge.at) === today;

/** Whom a press of 催办 reaches: who owes an answer and was not urged today; and of those who never signed */
export function toUrge<T extends Asked>(tasks: readonly T[], today: string): { of: T[]; skipped: number; silent: T[] } {
  const owing = tasks.filter(owes);
  const of = owing.filter((t) => !urgedOn(t, today));
  return { of, skipped: owing.length - of.length, silent: owing.filter((t) => markOf(t) === 'silent') };
}
