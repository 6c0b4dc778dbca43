/**
 * Eight signals about a pair that may hold, seen beside the links that are held already: what a pair has in common says
 * little where the links of its articles explain those words, and much where nothing explains them. The first
 * likelihood (`rewritten.ts`) cannot know that, for it is what links are made by. `doubts.ts` weighs them, and the
 * learner reads the same ones.
 */
import { gains } from './sentence-evidence.js';
import type { LikelyPair } from './rewritten.js';
import type { Similarity } from './similarity.js';

/** What is known of one pair beside the links; words are counted by bigrams that both texts have */
export interface DoubtSignals {
  /** the first likelihood, as the logarithm of its odds */
  odds: number;
  /** links of the old article */
  linksOfOld: number;
  /** common words that no link of either article explains, the rarer the more; a logarithm */
  unexplained: number;
  /** the same as a share of the old article, 0..1 */
  shareOfOld: number;
  /** the same over what the links of the new article leave unexplained of it, 0..1 */
  shareOfLeft: number;
  /** how many pairs of the new article are likelier than this one: 0..5 */
  rank: number;
  /** links of the two old articles before and behind that end near the new article: 0..3 */
  linksBeside: number;
  /** of the old articles next to this one, how many are linked to the new article: 0..2 */
  besideIntoSame: number;
}

export interface Link {
  old: number;
  new: number;
}

/** Added to a weight before its logarithm is taken: what a bigram weighs that seven articles of each text have. */
const LEAST_WEIGHT = 0.02;
/** A new article of which fewer bigrams are left over is not more explained for that. */
const LEAST_LEFT = 8;
const MOST = { rank: 5, linksBeside: 3 } as const;
/** The old articles before and behind, and how far from the new one their links may end. */
const NEIGHBOURS = [-2, -1, 1, 2] as const;
const NEAR = 3;

/** The signals of pairs of `likely`; of each article it is read once what its links explain. */
export function doubtSignals(
  { words, olds, news }: Pick<Similarity, 'words' | 'olds' | 'news'>,
  links: readonly Link[],
  likely: readonly LikelyPair[],
): (pair: LikelyPair) => DoubtSignals {
  const { full } = gains(words);
  const ofOld = grouped(links, 'old');
  const ofNew = grouped(links, 'new');
  const ranks = ranksOf(likely);
  const bigrams = (wording: number | undefined): number[] => {
    const [from, to] = [words.start[wording ?? -1] ?? 0, words.start[(wording ?? -2) + 1] ?? 0];
    return Array.from(words.ids.subarray(from, to)).filter((id) => (full[id] ?? 0) > 0);
  };
  const old = kept((i) => new Set(bigrams(olds.wording[i])));
  const next = kept((j) => new Set(bigrams(news.wording[j])));
  const explainedOfOld = kept((i) => union((ofOld.get(i) ?? []).map((l) => next(l.new))));
  const explainedOfNew = kept((j) => union((ofNew.get(j) ?? []).map((l) => old(l.old))));
  const leftOf = kept((j) => sized(next(j), (id) => !explainedOfNew(j).has(id)));
  const rarity = rarityOf(bigrams, olds.wording, news.wording, full.length);

  return ({ old: i, next: j, likelihood }) => {
    const [there, byOld, byNew] = [next(j), explainedOfOld(i), explainedOfNew(j)];
    let [count, weight] = [0, 0];
    for (const id of old(i)) {
      if (!there.has(id) || byOld.has(id) || byNew.has(id)) continue;
      count++;
      weight += rarity(id);
    }
    const beside = NEIGHBOURS.flatMap((step) => (ofOld.get(i + step) ?? []).map((l) => ({ step, to: l.new })));
    return {
      odds: Math.log(likelihood / (1 - likelihood)),
      linksOfOld: ofOld.get(i)?.length ?? 0,
      unexplained: Math.log(weight + LEAST_WEIGHT),
      shareOfOld: count / Math.max(1, old(i).size),
      shareOfLeft: Math.min(1, count / Math.max(LEAST_LEFT, leftOf(j))),
      rank: Math.min(MOST.rank, ranks(i, j)),
      linksBeside: Math.min(MOST.linksBeside, beside.filter((b) => Math.abs(b.to - j) <= NEAR).length),
      besideIntoSame: beside.filter((b) => Math.abs(b.step) === 1 && b.to === j).length,
    };
  };
}

/** 1 over the pairs of articles that have a bigram. */
function rarityOf(
  bigrams: (wording: number) => readonly number[],
  olds: Int32Array,
  news: Int32Array,
  size: number,
): (id: number) => number {
  const count = (side: Int32Array): Int32Array => {
    const times = new Int32Array(size);
    for (const wording of side) for (const id of bigrams(wording)) times[id] = (times[id] ?? 0) + 1;
    return times;
  };
  const [before, after] = [count(olds), count(news)];
  return (id) => 1 / Math.max(1, (before[id] ?? 0) * (after[id] ?? 0));
}

/** By pair, its place among the pairs of the new article, the likeliest first. */
function ranksOf(likely: readonly LikelyPair[]): (i: number, j: number) => number {
  const places = new Map<number, Map<number, number>>();
  const sorted = [...likely].sort((a, b) => b.likelihood - a.likelihood || a.old - b.old);
  for (const { old, next } of sorted) {
    const own = places.get(next) ?? new Map<number, number>();
    own.set(old, own.size);
    places.set(next, own);
  }
  return (i, j) => places.get(j)?.get(i) ?? 0;
}

function grouped(links: readonly Link[], by: 'old' | 'new'): ReadonlyMap<number, Link[]> {
  const out = new Map<number, Link[]>();
  for (const link of links) {
    const own = out.get(link[by]);
    if (own) own.push(link);
    else out.set(link[by], [link]);
  }
  return out;
}

function union(sets: readonly ReadonlySet<number>[]): ReadonlySet<number> {
  const out = new Set<number>();
  for (const set of sets) for (const id of set) out.add(id);
  return out;
}

function sized(set: ReadonlySet<number>, counts: (id: number) => boolean): number {
  let size = 0;
  for (const id of set) if (counts(id)) size++;
  return size;
}

/** `make` of every number, made once. */
function kept<T>(make: (at: number) => T): (at: number) => T {
  const made = new Map<number, T>();
  return (at) => {
    let value = made.get(at);
    if (value === undefined) made.set(at, (value = make(at)));
    return value;
  };
}
