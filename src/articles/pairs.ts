/** A candidate pair of articles with everything that `align.ts` and `regroup.ts` judge it by. */
import { RUN, runsOf, type Candidate, type Similarity } from './similarity.js';
import { THRESHOLDS } from './thresholds.js';

export interface Pair {
  old: number;
  next: number;
  dice: number;
  like: number;
  /** characters of the old and of the new article in runs that were carried over, as `Runs` says */
  ownOfOld: number;
  ownOfNew: number;
  proven: boolean;
}

/** Runs of both sides by small numbers, and which of them are no formula. */
export interface Runs {
  /** per article the run that begins at each character */
  old: Int32Array[];
  next: Int32Array[];
  /** by run: 1 where one old article alone has it */
  own: Uint8Array;
  /** by run: 1 where, besides, the new text has not made a formula of it; only this proves a split or a merge */
  carried: Uint8Array;
  /** by run: the last stamp that `mark` left */
  stamps: Int32Array;
  stamp: number;
}

export function runsOfAll(s: Similarity): Runs {
  const ids = new Map<number, number>();
  const number = (hashes: Float64Array): Int32Array => Int32Array.from(hashes, (hash) => {
    let id = ids.get(hash);
    if (id === undefined) ids.set(hash, id = ids.size);
    return id;
  });
  const old = s.olds.map((p) => number(runsOf(p.masked)));
  const next = s.news.map((p) => number(runsOf(p.masked)));
  const inOld = articlesWith(old, ids.size);
  const inNew = articlesWith(next, ids.size);
  const own = Uint8Array.from(inOld, (n) => n === 1 ? 1 : 0);
  const carried = own.map((is, run) => is === 1 && (inNew[run] ?? 0) <= THRESHOLDS.becameFormula ? 1 : 0);
  return { old, next, own, carried, stamps: new Int32Array(ids.size), stamp: 0 };
}

/** In how many of the articles each run occurs. */
function articlesWith(all: readonly Int32Array[], size: number): Int32Array {
  const count = new Int32Array(size);
  const last = new Int32Array(size).fill(-1);
  all.forEach((runs, article) => {
    for (const run of runs) {
      if (last[run] === article) continue;
      last[run] = article;
      count[run] = (count[run] ?? 0) + 1;
    }
  });
  return count;
}

/** Characters of `runs` in runs that `other` has too, that `flag` admits and that `explained` does not have; overlaps count once. */
export function coveredCharacters(all: Runs, runs: Int32Array, other: Int32Array, flag: Uint8Array, explained: Int32Array = NO_RUNS): number {
  const { stamps } = all;
  const stamp = ++all.stamp;
  for (const run of other) stamps[run] = stamp;
  for (const run of explained) stamps[run] = 0;
  let covered = 0;
  let upTo = 0;
  for (let i = 0; i < runs.length; i++) {
    const run = runs[i] ?? 0;
    if (flag[run] !== 1 || stamps[run] !== stamp) continue;
    covered += i + RUN - Math.max(i, upTo);
    upTo = i + RUN;
  }
  return covered;
}

export function pairOf(c: Candidate, s: Similarity, runs: Runs): Pair {
  const inOld = runs.old[c.old] ?? NO_RUNS;
  const inNew = runs.next[c.next] ?? NO_RUNS;
  const lengthOf = (text: string | undefined): number => Math.max(1, text?.length ?? 1);
  const share = Math.max(
    coveredCharacters(runs, inOld, inNew, runs.own) / lengthOf(s.olds[c.old]?.masked),
    coveredCharacters(runs, inNew, inOld, runs.own) / lengthOf(s.news[c.next]?.masked),
  );
  return {
    old: c.old, next: c.next, dice: c.dice, like: (1 - THRESHOLDS.withinShare) * c.dice + THRESHOLDS.withinShare * c.within,
    ownOfOld: coveredCharacters(runs, inOld, inNew, runs.carried), ownOfNew: coveredCharacters(runs, inNew, inOld, runs.carried),
    proven: share >= THRESHOLDS.provenShare,
  };
}

export const NO_RUNS = new Int32Array(0);
