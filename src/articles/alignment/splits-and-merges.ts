/** Splits and merges: what an article lost and no partner explains, looked for elsewhere. */
import { commonWeight, type Wordings } from './bigram-index.js';
import type { Pair } from './candidate-pair.js';
import { carriedCharacters, type Runs } from './carried-runs.js';
import type { Similarity } from './similarity.js';
import { THRESHOLDS } from './thresholds.js';

/**
 * Links beyond one to one. A second look takes the first one's findings as neighbours, so that three articles in a row
 * can fold into one; a split is not followed from neighbour to neighbour, because each step of such a chain proves
 * less.
 */
export function findSplitsAndMerges(
  s: Similarity,
  runs: Runs,
  pairs: readonly Pair[],
  chosen: readonly Pair[],
): Pair[] {
  const olds = s.olds.wording.length;
  const news = s.news.wording.length;
  const newOf = new Map(chosen.map((p) => [p.old, p.next]));
  const oldOf = new Map(chosen.map((p) => [p.next, p.old]));
  const links = new Set(chosen.map((p) => p.old * news + p.next));
  const linked = (i: number, j: number): boolean => i >= 0 && j >= 0 && i < olds && j < news && links.has(i * news + j);
  const main = new Set(links);
  const continued = (i: number, j: number): boolean => main.has(i * news + j) && j >= 0 && j < news;
  const out: Pair[] = [];
  const carried = pairs.filter((p) => Math.max(p.ownOfOld, p.ownOfNew) >= THRESHOLDS.besideCharacters);
  for (let look = 0; look < 2; look++) {
    for (const pair of carried) {
      const { old: i, next: j } = pair;
      if (linked(i, j) || (newOf.get(i) === undefined && oldOf.get(j) === undefined)) continue;
      const beside = continued(i, j - 1) || continued(i, j + 1) || linked(i - 1, j) || linked(i + 1, j);
      // on the second look only what now stands beside a link can have become one
      if (look > 0 && !beside) continue;
      if (!isSplitOrMerge(s, runs, pair, newOf.get(i), oldOf.get(j), beside)) continue;
      out.push(pair);
      links.add(i * news + j);
    }
  }
  return out;
}

function isSplitOrMerge(
  s: Similarity,
  runs: Runs,
  pair: Pair,
  partnerOfOld: number | undefined,
  partnerOfNew: number | undefined,
  beside: boolean,
): boolean {
  const T = THRESHOLDS;
  const { words } = s;
  const a = s.olds.wording[pair.old] ?? 0;
  const b = s.news.wording[pair.next] ?? 0;
  const weightA = words.weight[a] ?? 0;
  const weightB = words.weight[b] ?? 0;
  if (weightA === 0 || weightB === 0) return false;
  const { common } = pair;
  if (common / Math.min(weightA, weightB) < T.takenShare) return false;
  const otherNew = partnerOfOld === undefined ? undefined : s.news.wording[partnerOfOld];
  const otherOld = partnerOfNew === undefined ? undefined : s.olds.wording[partnerOfNew];
  const lengthA = words.texts[a]?.length ?? 0;
  const lengthB = words.texts[b]?.length ?? 0;
  /** cheapest test first: what no partner explains is never more than `own` */
  const came = (
    into: number,
    from: number,
    own: number,
    length: number,
    weight: number,
    share: number,
    part: number,
  ): boolean => {
    const enough = Math.max(length * part, T.carriedCharacters);
    return (
      own >= enough &&
      residual(words, a, b, otherNew, otherOld) / weight >= share &&
      carriedCharacters(runs, into, from, otherNew) >= enough
    );
  };
  const cameIntoNew = (share: number, part: number): boolean =>
    came(b, a, pair.ownOfNew, lengthB, weightB, share, part);
  const cameFromOld = (share: number, part: number): boolean =>
    came(a, b, pair.ownOfOld, lengthA, weightA, share, part);
  if (otherOld !== undefined && otherNew !== undefined) {
    return cameIntoNew(T.takenShare, T.takenCarried) || cameFromOld(T.takenShare, T.takenCarried);
  }
  if (otherOld === undefined) {
    if (cameIntoNew(T.freeShare, T.freeCarried)) return true;
    if (!beside || pair.ownOfNew < T.besideCharacters || pair.ownOfNew < lengthB * T.besideCarried) return false;
    const unexplained = otherNew === undefined ? 1 : 1 - commonWeight(words, a, otherNew) / weightA;
    return (
      common / weightB >= T.besideShare ||
      (unexplained >= T.besideUnexplained && Math.max(common / weightA, common / weightB) >= T.besideLostShare)
    );
  }
  if (cameFromOld(T.freeShare, T.freeCarried)) return true;
  if (pair.ownOfOld < T.besideCharacters || pair.ownOfOld < lengthA * T.besideCarried) return false;
  return common / weightA >= (beside ? T.besideLostShare : T.swallowed);
}

/** Weight of what wordings a and b have in common and neither partner explains. */
function residual(
  words: Wordings,
  a: number,
  b: number,
  partnerOfA: number | undefined,
  partnerOfB: number | undefined,
): number {
  const { ids, counts, start, idf } = words;
  const inB = countReader(words, b);
  const takenFromA = countReader(words, partnerOfA);
  const takenFromB = countReader(words, partnerOfB);
  let sum = 0;
  for (let k = start[a] ?? 0, end = start[a + 1] ?? 0; k < end; k++) {
    const id = ids[k] ?? 0;
    const right = inB(id);
    if (right === 0) continue;
    const leftOver = Math.min((counts[k] ?? 0) - takenFromA(id), right - takenFromB(id));
    if (leftOver > 0) sum += leftOver * (idf[id] ?? 0);
  }
  return sum;
}

/** Reads counts of ascending bigrams in one pass over a wording; of none they are 0. */
function countReader({ ids, counts, start }: Wordings, w: number | undefined): (id: number) => number {
  if (w === undefined) return () => 0;
  let at = start[w] ?? 0;
  const end = start[w + 1] ?? 0;
  return (id) => {
    while (at < end && (ids[at] ?? 0) < id) at++;
    return at < end && ids[at] === id ? (counts[at] ?? 0) : 0;
  };
}
