/**
 * What may hold beside the links: pairs of middling likelihood, for a person to take or to refuse. What a machine is
 * not sure of it offers and never tells; and an old article of which it found no successor is not deleted for that,
 * it is *unplaced* until a person or a decision says so.
 */
import type { Provision } from '../text/article.js';
import { pairKey } from './candidate-pair.js';
import { shortened } from './describe-links.js';
import type { DoubtfulLink } from './links.js';
import { ARGUABLE, type LikelyPair, likelyPairs } from './rewritten.js';
import { measure } from './similarity.js';
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

/**
 * Of a law that was wholly revised every arguable pair that is not held; of any other only those of the old articles
 * that nothing continues, for what goes on there is beyond doubt. An unplaced article is offered its best candidates
 * however small their likelihood. What a person has settled is not asked again, but that an unplaced article went into
 * a settled one too may be offered.
 */
export function doubtfulLinks(old: readonly Provision[], next: readonly Provision[], held: Held): DoubtfulLink[] {
  return old.length === 0 || next.length === 0 || nothingOpen(old.length, held)
    ? []
    : doubtfulOf(likelyPairs(measure(old, next)), old.length, held);
}

/** As `doubtfulLinks`, of pairs that are weighed already. */
export function doubtfulOf(likely: readonly LikelyPair[], olds: number, held: Held): DoubtfulLink[] {
  const rewritten = isRewritten(held.links, olds);
  const [placed, deleted, settled] = [
    new Set(held.links.map((l) => l.old)),
    new Set(held.deleted),
    new Set(held.settled),
  ];
  const settledOlds = new Set(held.links.filter((l) => settled.has(l.new)).map((l) => l.old));
  const known = new Set([
    ...held.links.map((l) => pairKey(l.old, l.new)),
    ...held.refused.map(([i, j]) => pairKey(i, j)),
  ]);
  return likely
    .filter(
      (p) =>
        !deleted.has(p.old) &&
        !known.has(pairKey(p.old, p.next)) &&
        (!placed.has(p.old) ||
          (rewritten && p.likelihood >= ARGUABLE && !settled.has(p.next) && !settledOlds.has(p.old))),
    )
    .map((p): DoubtfulLink => ({ old: p.old, new: p.next, likelihood: rounded(p.likelihood), reason: reasonOf(p) }))
    .sort((a, b) => a.old - b.old || b.likelihood - a.likelihood || a.new - b.new);
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
