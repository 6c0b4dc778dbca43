/**
 * A wholly revised law (修订): articles are merged, divided, reordered and said anew, and whole articles are too unlike
 * to be paired. What goes on can still be seen in single sentences and clauses, if one asks of each *where else* it
 * could have gone.
 *
 * Each pair of articles is judged by fifteen signals (`pair-signals.ts`), weighed as a logistic regression learnt from
 * laws that readers had aligned, and checked on each law with the others (docs/alignment-cases.md has the figures).
 */
import { type Signals, signalsOf } from './pair-signals.js';
import type { Similarity } from './similarity.js';

/** How the signals weigh. */
export interface Weights extends Signals {
  bias: number;
}

/** What the learner prints (bench/README.md); nobody sets these by hand. */
export const WEIGHTS: Readonly<Weights> = {
  bias: -9.23,
  ownClause: 3.13,
  ownSentence: 5.74,
  sentenceOfNew: 1.24,
  inOrder: 1,
  near: 1.53,
  rareAhead: 1.24,
  ends: 4.86,
  ownOfAll: -2.55,
  ownOfNew: 4.24,
  levelOfNew: 2.39,
  levelOfOld: 2.82,
  formulas: -1.18,
  clauses: -0.92,
  clausesAlone: 1.75,
  oneBreach: -1.32,
};

/** A pair of a rewritten law is linked from this likelihood on. */
export const LIKELY = 0.5;
/** A less likely pair is not looked at again. */
const LEAST_LIKELY = 0.004;

export interface LikelyPair {
  /** index into the old articles */
  old: number;
  /** index into the new articles */
  next: number;
  /** LEAST_LIKELY..1 */
  likelihood: number;
  /** the sentence of the old article that shows it best, as folded; '' where there is none */
  shownBy: string;
}

/**
 * The pairs that may hold, by old and then by new article; of each article all that are worth a second look. None where
 * the texts are too large for a revision. Only the learner gives weights of its own.
 */
export function likelyPairs(
  similarity: Pick<Similarity, 'words' | 'olds' | 'news'>,
  weights: Readonly<Weights> = WEIGHTS,
): LikelyPair[] {
  const out: LikelyPair[] = [];
  const { words, olds } = similarity;
  for (const { old, next, signals, from, to } of signalsOf(similarity)) {
    const likelihood = likelihoodOf(signals, weights);
    if (likelihood < LEAST_LIKELY) continue;
    const wording = words.texts[olds.wording[old] ?? -1] ?? '';
    out.push({ old, next, likelihood, shownBy: wording.slice(from, to) });
  }
  return out;
}

/** What a logistic regression says of signals that weigh so: 0..1. */
export function likelihoodOf<S extends object>(
  signals: Readonly<S>,
  weights: NoInfer<Readonly<S>> & { readonly bias: number },
): number {
  let score = weights.bias;
  for (const name of Object.keys(signals) as (keyof S)[]) score += Number(weights[name]) * Number(signals[name]);
  return 1 / (1 + Math.exp(-score));
}
