/** Splits and merges: what an article lost and no partner explains, looked for elsewhere. */
import { coveredCharacters, NO_RUNS, type Pair, type Runs } from './pairs.js';
import { commonWeight, type Profile, type Similarity } from './similarity.js';
import { THRESHOLDS } from './thresholds.js';

/**
 * Links beyond one to one. A second look takes the first one's findings as neighbours, so that three articles in a row can fold into one;
 * a split is not followed from neighbour to neighbour, because each step of such a chain proves less.
 */
export function findSplitsAndMerges(s: Similarity, runs: Runs, pairs: readonly Pair[], chosen: readonly Pair[]): Pair[] {
  const newOf = new Map(chosen.map((p) => [p.old, p.next]));
  const oldOf = new Map(chosen.map((p) => [p.next, p.old]));
  const links = new Set(chosen.map((p) => p.old * s.news.length + p.next));
  const linked = (i: number, j: number): boolean =>
    i >= 0 && j >= 0 && i < s.olds.length && j < s.news.length && links.has(i * s.news.length + j);
  const main = new Set(links);
  const continued = (i: number, j: number): boolean => main.has(i * s.news.length + j) && j >= 0 && j < s.news.length;
  const out: Pair[] = [];
  for (let look = 0; look < 2; look++) {
    for (const pair of pairs) {
      const { old: i, next: j } = pair;
      if (linked(i, j) || (newOf.get(i) === undefined && oldOf.get(j) === undefined)) continue;
      const beside = continued(i, j - 1) || continued(i, j + 1) || linked(i - 1, j) || linked(i + 1, j);
      if (!isSplitOrMerge(s, runs, pair, newOf.get(i), oldOf.get(j), beside)) continue;
      out.push(pair);
      links.add(i * s.news.length + j);
    }
  }
  return out;
}

function isSplitOrMerge(
  s: Similarity, runs: Runs, pair: Pair, partnerOfOld: number | undefined, partnerOfNew: number | undefined, beside: boolean,
): boolean {
  const T = THRESHOLDS;
  const a = s.olds[pair.old];
  const b = s.news[pair.next];
  if (!a || !b || a.weight === 0 || b.weight === 0 || Math.max(pair.ownOfOld, pair.ownOfNew) < T.besideCharacters) return false;
  const common = commonWeight(a, b, s.idf);
  if (common / Math.min(a.weight, b.weight) < T.takenShare) return false;
  const otherNew = partnerOfOld === undefined ? undefined : s.news[partnerOfOld];
  const otherOld = partnerOfNew === undefined ? undefined : s.olds[partnerOfNew];
  const free = residual(a, b, otherNew, otherOld, s.idf);
  const inA = runs.old[pair.old] ?? NO_RUNS;
  const inB = runs.next[pair.next] ?? NO_RUNS;
  const known = partnerOfOld === undefined ? NO_RUNS : runs.next[partnerOfOld] ?? NO_RUNS;
  const intoNew = coveredCharacters(runs, inB, inA, runs.carried, known);
  const fromOld = coveredCharacters(runs, inA, inB, runs.carried, known);
  const ofNew = { share: free / b.weight, carried: intoNew, length: b.masked.length };
  const ofOld = { share: free / a.weight, carried: fromOld, length: a.masked.length };
  const came = (side: typeof ofNew, share: number, carried: number): boolean =>
    side.share >= share && side.carried >= side.length * carried && side.carried >= T.carriedCharacters;
  if (otherOld !== undefined && otherNew !== undefined) {
    return came(ofNew, T.takenShare, T.takenCarried) || came(ofOld, T.takenShare, T.takenCarried);
  }
  if (otherOld === undefined) {
    if (came(ofNew, T.freeShare, T.freeCarried)) return true;
    if (!beside || pair.ownOfNew < T.besideCharacters || pair.ownOfNew < b.masked.length * T.besideCarried) return false;
    const unexplained = otherNew === undefined ? 1 : 1 - commonWeight(a, otherNew, s.idf) / a.weight;
    return common / b.weight >= T.besideShare
      || (unexplained >= T.besideUnexplained && Math.max(common / a.weight, common / b.weight) >= T.besideLostShare);
  }
  if (came(ofOld, T.freeShare, T.freeCarried)) return true;
  if (pair.ownOfOld < T.besideCharacters || pair.ownOfOld < a.masked.length * T.besideCarried) return false;
  return common / a.weight >= (beside ? T.besideLostShare : T.swallowed);
}


/** Weight of what a and b have in common and neither partner explains. */
function residual(a: Profile, b: Profile, partnerOfA: Profile | undefined, partnerOfB: Profile | undefined, idf: Float64Array): number {
  const inB = countReader(b);
  const takenFromA = countReader(partnerOfA);
  const takenFromB = countReader(partnerOfB);
  let sum = 0;
  for (let k = 0; k < a.ids.length; k++) {
    const id = a.ids[k] ?? 0;
    const right = inB(id);
    if (right === 0) continue;
    const leftOver = Math.min((a.counts[k] ?? 0) - takenFromA(id), right - takenFromB(id));
    if (leftOver > 0) sum += leftOver * (idf[id] ?? 0);
  }
  return sum;
}

/** Reads counts of ascending ids in one pass over a profile. */
function countReader(p: Profile | undefined): (id: number) => number {
  let at = 0;
  return (id) => {
    if (!p) return 0;
    while (at < p.ids.length && (p.ids[at] ?? 0) < id) at++;
    return p.ids[at] === id ? p.counts[at] ?? 0 : 0;
  };
}
