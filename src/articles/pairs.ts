/** A candidate pair of articles with everything that `align.ts` and `regroup.ts` judge it by. */
import { coveredCharacters, runFrequency, runsOf, type Candidate, type Similarity } from './similarity.js';
import { THRESHOLDS } from './thresholds.js';

export interface Pair {
  old: number;
  next: number;
  dice: number;
  like: number;
  /** characters of the old and of the new article in runs that only this old article has */
  ownOfOld: number;
  ownOfNew: number;
  proven: boolean;
}

/** Runs of both sides, and which of them are no formula. */
export interface Runs {
  old: Float64Array[];
  next: Float64Array[];
  oldSets: Set<number>[];
  nextSets: Set<number>[];
  own: (run: number) => boolean;
}

export function runsOfAll(s: Similarity): Runs {
  const old = s.olds.map((p) => runsOf(p.masked));
  const next = s.news.map((p) => runsOf(p.masked));
  const frequency = runFrequency(old);
  return { old, next, oldSets: old.map((r) => new Set(r)), nextSets: next.map((r) => new Set(r)), own: (run) => frequency.get(run) === 1 };
}

export function pairOf(c: Candidate, s: Similarity, runs: Runs): Pair {
  const inOld = runs.oldSets[c.old] ?? NO_RUNS;
  const inNew = runs.nextSets[c.next] ?? NO_RUNS;
  const ownOfNew = coveredCharacters(runs.next[c.next] ?? NO_RUN_LIST, (run) => inOld.has(run) && runs.own(run));
  const ownOfOld = coveredCharacters(runs.old[c.old] ?? NO_RUN_LIST, (run) => inNew.has(run) && runs.own(run));
  const lengthOf = (text: string | undefined): number => Math.max(1, text?.length ?? 1);
  const share = Math.max(ownOfOld / lengthOf(s.olds[c.old]?.masked), ownOfNew / lengthOf(s.news[c.next]?.masked));
  return {
    old: c.old, next: c.next, dice: c.dice, like: (1 - THRESHOLDS.withinShare) * c.dice + THRESHOLDS.withinShare * c.within,
    ownOfOld, ownOfNew, proven: share >= THRESHOLDS.provenShare,
  };
}

export const NO_RUNS: Set<number> = new Set();
export const NO_RUN_LIST = new Float64Array(0);
