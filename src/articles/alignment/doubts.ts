/**
 * What may hold beside the links: pairs of middling likelihood, for a person to take or to refuse. What a machine is
 * not sure of it offers and never tells; and an old article of which it found no successor is not deleted for that,
 * it is *unplaced* until a person or a decision says so.
 */
import type { Provision } from '../text/article.js';
import { pairKey } from './candidate-pair.js';
import { shortened } from './describe-links.js';
import type { DoubtfulLink } from './links.js';
import { type DoubtSignals, doubtSignals } from './doubt-signals.js';
import { likelihoodOf, type LikelyPair, likelyPairs } from './rewritten.js';
import { measure, type Similarity } from './similarity.js';
import { THRESHOLDS } from './thresholds.js';

/** What is held of two texts, however it came about. */
export interface Held {
  links: readonly { old: number; new: number; score: number }[];
  /** old articles that are deleted, as a person or a decision has said */
  deleted: readonly number[];
  /** new articles whose origins a person or a decision has settled */
  settled: readonly number[];
  /** pairs that a person has refused */
  refused: readonly (readonly [old: number, next: number])[];
}

/** How the signals of a doubtful pair weigh. */
export interface DoubtWeights extends DoubtSignals {
  bias: number;
}

/** What the learner prints (bench/README.md); nobody sets these by hand. */
export const DOUBT_WEIGHTS: Readonly<DoubtWeights> = {
  bias: -1.6,
  odds: 0.49,
  linksOfOld: 0.26,
  unexplained: 0.3,
  shareOfOld: 4.26,
  shareOfLeft: 1.8,
  rank: -0.17,
  linksBeside: 0.16,
  besideIntoSame: 0.84,
};

/** A pair is offered from this likelihood on… */
const ARGUABLE = 0.05;
/** …and the best candidate of an old article that nothing continues from this on. */
const LEAST_ARGUABLE = 0.03;
/** An old article is asked about so many times at most, a new one once: a person reads every one of them. */
const ASKED_OF_OLD = 2;
const ASKED_OF_NEW = 1;

/**
 * Of a law that was wholly revised every arguable pair that is not held; of any other only those of the old articles
 * that nothing continues, for what goes on there is beyond doubt. Each is weighed beside the links that are held. What
 * a person has settled is not asked again, nor does refusing a pair bring another one; but that an unplaced article
 * went into a settled one too may be offered.
 */
export function doubtfulLinks(old: readonly Provision[], next: readonly Provision[], held: Held): DoubtfulLink[] {
  if (old.length === 0 || next.length === 0 || nothingOpen(old.length, held)) return [];
  const similarity = measure(old, next);
  return doubtfulOf(similarity, likelyPairs(similarity), held);
}

/** As `doubtfulLinks`, of pairs that are weighed once already. */
export function doubtfulOf(
  similarity: Pick<Similarity, 'words' | 'olds' | 'news'>,
  likely: readonly LikelyPair[],
  held: Held,
  weights: Readonly<DoubtWeights> = DOUBT_WEIGHTS,
): DoubtfulLink[] {
  const { asked, placed } = askedOf(likely, similarity.olds.wording.length, held);
  const signals = doubtSignals(similarity, held.links, likely);
  const weighed = asked
    .map((pair) => ({ ...pair, likelihood: likelihoodOf(signals(pair), weights) }))
    .sort((a, b) => b.likelihood - a.likelihood || a.old - b.old || a.next - b.next);
  const [ofOld, ofNew] = [new Map<number, number>(), new Map<number, number>()];
  const refused = new Set(held.refused.map(([i, j]) => pairKey(i, j)));
  return weighed
    .filter(({ old, next, likelihood }) => {
      const [before, beforeNew] = [counted(ofOld, old), counted(ofNew, next)];
      if (refused.has(pairKey(old, next))) return false;
      if (!placed.has(old) && before === 0 && likelihood >= LEAST_ARGUABLE) return true;
      return before < ASKED_OF_OLD && beforeNew < ASKED_OF_NEW && likelihood >= ARGUABLE;
    })
    .map((p): DoubtfulLink => ({ old: p.old, new: p.next, likelihood: rounded(p.likelihood), reason: reasonOf(p) }))
    .sort((a, b) => a.old - b.old || b.likelihood - a.likelihood || a.new - b.new);
}

/** How often `at` was counted before. */
function counted(times: Map<number, number>, at: number): number {
  const before = times.get(at) ?? 0;
  times.set(at, before + 1);
  return before;
}

/** The pairs that a person may be asked about or has refused, and the old articles that are in a link. */
function askedOf(
  likely: readonly LikelyPair[],
  olds: number,
  held: Held,
): { asked: LikelyPair[]; placed: ReadonlySet<number> } {
  const rewritten = isRewritten(held.links, olds);
  const placed = new Set(held.links.map((l) => l.old));
  const [deleted, settled] = [new Set(held.deleted), new Set(held.settled)];
  const settledOlds = new Set(held.links.filter((l) => settled.has(l.new)).map((l) => l.old));
  const linked = new Set(held.links.map((l) => pairKey(l.old, l.new)));
  const asked = likely.filter(
    (p) =>
      !deleted.has(p.old) &&
      !linked.has(pairKey(p.old, p.next)) &&
      (!placed.has(p.old) || (rewritten && !settled.has(p.next) && !settledOlds.has(p.old))),
  );
  return { asked, placed };
}

/** Amended laws where every article goes on have nothing to be asked about, and are not weighed. */
const nothingOpen = (olds: number, { links, deleted }: Held): boolean =>
  new Set([...links.map((l) => l.old), ...deleted]).size === olds && !isRewritten(links, olds);

/**
 * Whether so little of the old wording goes on that single sentences have to be looked for; amended laws stay far above
 * the bar.
 */
export function isRewritten(links: readonly { old: number; score: number }[], olds: number): boolean {
  const best = new Float64Array(olds);
  for (const l of links) best[l.old] = Math.max(best[l.old] ?? 0, l.score);
  return olds > 0 && best.reduce((sum, v) => sum + v, 0) / olds < THRESHOLDS.rewritten;
}

const rounded = (likelihood: number): number => Math.round(likelihood * 1000) / 1000;

/** Below this a figure would say more than anybody knows. */
const SMALL = 0.05;

/** 约 30% 的把握, 把握很小: how likely a doubtful link is, for a person. */
export const likelihoodWords = (likelihood: number): string =>
  likelihood < SMALL ? '把握很小' : `约 ${Math.round(likelihood * 100)}% 的把握`;

function reasonOf({ likelihood, shownBy }: LikelyPair): string {
  const share = likelihoodWords(likelihood);
  return shownBy === '' ? `${share}，部分用语相同` : `${share}，见原文“${shortened(shownBy)}”`;
}
