/** A candidate pair of articles with everything that `align.ts` and `regroup.ts` judge it by. */
import type { Runs } from './carried-runs.js';
import type { Candidate, Similarity } from './similarity.js';
import { THRESHOLDS } from './thresholds.js';

export interface Pair {
  old: number;
  next: number;
  /** weight of the bigrams in common */
  common: number;
  dice: number;
  like: number;
  /** characters of the old and of the new article in runs that were carried over, as `Runs` says */
  ownOfOld: number;
  ownOfNew: number;
  /** whether a good part of either article is wording that no other old article has */
  proven: boolean;
}

export function pairOf(c: Candidate, { words, olds, news }: Similarity, runs: Runs): Pair {
  const u = olds.wording[c.old] ?? 0;
  const v = news.wording[c.next] ?? 0;
  const covered = runs.covered.get(u * words.texts.length + v);
  const share =
    covered === undefined
      ? 0
      : Math.max(covered.ownOld / lengthOf(words.texts[u]), covered.ownNew / lengthOf(words.texts[v]));
  return {
    old: c.old,
    next: c.next,
    common: c.common,
    dice: c.dice,
    like: (1 - THRESHOLDS.withinShare) * c.dice + THRESHOLDS.withinShare * c.within,
    ownOfOld: covered?.carriedOld ?? 0,
    ownOfNew: covered?.carriedNew ?? 0,
    proven: share >= THRESHOLDS.provenShare,
  };
}

/** A pair of articles by its places in the two texts */
export const pairKey = (old: number, next: number): string => `${old} ${next}`;

const lengthOf = (text: string | undefined): number => Math.max(1, text?.length ?? 1);
