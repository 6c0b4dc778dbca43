/**
 * Fifteen signals about a pair of articles of which the whole says too little: what became of single sentences and
 * clauses, where the order puts the pair, and how far it is ahead of its rivals. The engine weighs them
 * (`rewritten.ts`), and the learner of the weights reads the same ones (`bench/learn`).
 *
 * Words that one of the two texts has altogether given up (具体行政行为, 国家海洋行政主管部门) say nothing about where
 * a rule went: they weigh nothing. The signals that were tried and gave nothing away from the laws they were learnt on
 * are named in docs/alignment-cases.md.
 */
import type { Side } from './bigram-index.js';
import {
  type Article,
  articleOf,
  Counter,
  evidenceOf,
  gains,
  type Postings,
  postingsOf,
  twoBest,
} from './sentence-evidence.js';
import { levelIn, rareAheadOf } from './rivals.js';
import { breaches, sharedClauses } from './shared-clauses.js';
import type { Similarity } from './similarity.js';

/** What is known about one pair; shares are of weighted bigrams, 0..1, and short sentences count for less. */
export interface Signals {
  /** best clause of the old article that stands in the new one and in no other: a share */
  ownClause: number;
  /** best sentence of the old article that stands in the new one and in no other: a share */
  ownSentence: number;
  /** best sentence of the new article, as far as it stands in the old one: a share */
  sentenceOfNew: number;
  /** 1 where the new article stands between the right anchors, else 0 */
  inOrder: number;
  /** how near the new article is to where the order puts the old one: 1 at the place, towards 0 away from it */
  near: number;
  /** `ownSentence`, as a share of all the words of the sentence, also of those that the new text has given up */
  ownOfAll: number;
  /** the same of the new article's sentences and the old articles */
  ownOfNew: number;
  /** likeness of the whole in all its words, over that of the best other new article for the old one; 0..1 */
  levelOfNew: number;
  /** the same over that of the best other old article for the new one */
  levelOfOld: number;
  /** clauses that both have word for word and many laws have (`formulas.ts`), by their length: 0..2 */
  formulas: number;
  /** the other clauses that both have word for word, likewise */
  clauses: number;
  /** of these, those that no other article of either text has */
  clausesAlone: number;
  /** 1 where one of them is about a breach (违反…) and the other is not, else 0: a duty and its penalty are two */
  oneBreach: number;
  /** rare wording in common, over what the best rivals of either article have, on average; 0..2 */
  rareAhead: number;
  /** 1 where both are first or both are last, else 0 */
  ends: number;
}

export interface PairSignals {
  /** index into the old articles */
  old: number;
  /** index into the new articles */
  next: number;
  signals: Signals;
  /** where in the wording of the old article the sentence behind `ownSentence` stands; both 0 where there is none */
  from: number;
  to: number;
}

/** Anchors of the order are each other's best, at least this alike. */
const ANCHOR = 0.4;
/** Articles after which nearness in the order has fallen to a third. */
const ARTICLES_NEARBY = 3;
/** A pair with less in common than this is not looked at. */
const LEAST_WEIGHT = 3;
/** …nor one without any sentence or clause that stands in the other to this share, or this likeness. */
const LEAST_SHARE = 0.25;
const LEAST_LIKENESS = 0.06;
/** A law of more pairs than this is no revision that a person could confirm. */
const SENTENCE_PAIRS = 1_000_000;
/**
 * How often, on average, a bigram of the texts may be held against an article that has it too, and a bigram's part of a
 * sentence against any article. Real laws of a hundred articles need 5 and 8, and it grows with their number; a text
 * that says nearly the same in every article needs as many as it has articles, and proves nothing by it.
 */
const MEETINGS_PER_BIGRAM = 40;
const ROWS_PER_BIGRAM = 80;

/**
 * The signals of every pair that has anything in common worth a look, by old and then by new article; none where the
 * texts are too large for a revision. Pure and deterministic; pairs are made one at a time, for a law has up to a
 * million of them.
 */
export function* signalsOf({
  words,
  olds,
  news,
}: Pick<Similarity, 'words' | 'olds' | 'news'>): Generator<PairSignals, void, undefined> {
  const [oldCount, newCount] = [olds.wording.length, news.wording.length];
  if (oldCount === 0 || newCount === 0 || oldCount * newCount > SENTENCE_PAIRS) return;
  const gain = gains(words);
  const counter = new Counter(words.grams, gain);
  const read = (side: Side): Article[] => Array.from(side.wording, (w) => articleOf(words, w, counter));
  const [before, after] = [read(olds), read(news)];
  const inNew = postingsOf(words, news, gain.shared);
  const inOld = postingsOf(words, olds, gain.shared);
  const bigrams = words.grams.length;
  const shared = sharedClauses(words, olds, news);
  if (Math.max(meetings(inOld, inNew), shared.meetings) > MEETINGS_PER_BIGRAM * bigrams) return;
  if (unitsOf(before) * newCount + unitsOf(after) * oldCount > ROWS_PER_BIGRAM * bigrams) return;
  const common = before.map((a) => counter.shares(a.whole, inNew, 1, new Float64Array(newCount)));
  const likesBy = (key: 'weight' | 'fullWeight'): Float64Array[] =>
    common.map((row, i) =>
      row.map((weight, j) => {
        const both = (before[i]?.whole[key] ?? 0) + (after[j]?.whole[key] ?? 0);
        return both === 0 ? 0 : (2 * weight) / both;
      }),
    );
  const likes = likesBy('weight');
  const levelOf = levelIn(likesBy('fullWeight'), newCount);
  const [breachBefore, breachAfter] = [breaches(words, olds), breaches(words, news)];
  const place = placesIn(anchorsOf(likes, newCount), oldCount, newCount);
  const rareAhead = rareAheadOf(inOld, inNew);
  const fromNew = after.map((b) => evidenceOf(b.sentences, inOld, counter));
  for (const [i, a] of before.entries()) {
    const row = likes[i] ?? new Float64Array(newCount);
    const clause = evidenceOf(a.clauses, inNew, counter);
    const sentence = evidenceOf(a.sentences, inNew, counter);
    const clauses = shared.of(i);
    const { expected, after: low, before: high, anchor } = place(i);
    for (let j = 0; j < newCount; j++) {
      const likeness = row[j] ?? 0;
      const sentenceOfNew = fromNew[j]?.shares[i] ?? 0;
      if ((common[i]?.[j] ?? 0) < LEAST_WEIGHT) continue;
      if (likeness <= LEAST_LIKENESS && Math.max(clause.shares[j] ?? 0, sentenceOfNew) <= LEAST_SHARE) continue;
      const level = levelOf(i, j);
      const by = a.sentences[sentence.by[j] ?? -1];
      yield {
        old: i,
        next: j,
        signals: {
          ownClause: clause.own[j] ?? 0,
          ownSentence: sentence.own[j] ?? 0,
          sentenceOfNew,
          inOrder: j === anchor || (j > low && j < high) ? 1 : 0,
          near: Math.exp(-Math.abs(j - expected) / ARTICLES_NEARBY),
          rareAhead: rareAhead(i, j),
          ends: (i === 0 && j === 0) || (i === oldCount - 1 && j === newCount - 1) ? 1 : 0,
          ownOfAll: sentence.ownOfAll[j] ?? 0,
          ownOfNew: fromNew[j]?.ownOfAll[i] ?? 0,
          levelOfNew: level.ofNew,
          levelOfOld: level.ofOld,
          formulas: clauses.formulas[j] ?? 0,
          clauses: clauses.clauses[j] ?? 0,
          clausesAlone: clauses.clausesAlone[j] ?? 0,
          oneBreach: breachBefore[i] === breachAfter[j] ? 0 : 1,
        },
        from: by ? by.from - a.whole.from : 0,
        to: by ? by.to - a.whole.from + 1 : 0,
      };
    }
  }
}

/** Pairs of articles that have a bigram in common, summed over the bigrams. */
function meetings(inOld: Postings, inNew: Postings): number {
  let sum = 0;
  for (let id = 0; id + 1 < inOld.start.length; id++) {
    const olds = (inOld.start[id + 1] ?? 0) - (inOld.start[id] ?? 0);
    sum += olds * ((inNew.start[id + 1] ?? 0) - (inNew.start[id] ?? 0));
  }
  return sum;
}

const unitsOf = (articles: readonly Article[]): number =>
  articles.reduce((sum, a) => sum + a.sentences.length + a.clauses.length, 0);

/** Of equally good partners an article has at most so many: those nearest to its place. */
const EQUALS = 8;

/** The longest chain, in order, of pairs that are each other's best. */
function anchorsOf(likes: readonly Float64Array[], news: number): [number, number][] {
  const bestOfNew = new Float64Array(news);
  for (const row of likes)
    row.forEach((v, j) => {
      if (v > (bestOfNew[j] ?? 0)) bestOfNew[j] = v;
    });
  const pairs: [number, number][] = [];
  likes.forEach((row, i) => {
    const [best] = twoBest(row);
    if (best < ANCHOR) return;
    const mutual: number[] = [];
    for (let j = news - 1; j >= 0; j--) if (row[j] === best && bestOfNew[j] === best) mutual.push(j);
    for (const j of nearestTo((i * news) / likes.length, mutual)) pairs.push([i, j]);
  });
  return longestInOrder(pairs, news);
}

/** The order of `all` stays. */
function nearestTo(place: number, all: readonly number[]): readonly number[] {
  if (all.length <= EQUALS) return all;
  const near = new Set([...all].sort((a, b) => Math.abs(a - place) - Math.abs(b - place) || a - b).slice(0, EQUALS));
  return all.filter((j) => near.has(j));
}

/**
 * `pairs` come by ascending old and, of one old, by descending new article, so that no two of one old article can
 * follow each other. Ties go to the pair that came first; a tree over the new articles finds it.
 */
function longestInOrder(pairs: readonly [number, number][], news: number): [number, number][] {
  const length = new Int32Array(pairs.length).fill(1);
  const parent = new Int32Array(pairs.length).fill(-1);
  const tree = new Int32Array(news + 2).fill(-1);
  const longer = (x: number, y: number): boolean =>
    y < 0 || (length[x] ?? 0) > (length[y] ?? 0) || (length[x] === length[y] && x < y);
  let end = -1;
  pairs.forEach(([, j], x) => {
    let from = -1;
    for (let k = j; k > 0; k -= k & -k) {
      const t = tree[k] ?? -1;
      if (t >= 0 && longer(t, from)) from = t;
    }
    if (from >= 0) {
      length[x] = (length[from] ?? 0) + 1;
      parent[x] = from;
    }
    for (let k = j + 1; k <= news; k += k & -k) if (longer(x, tree[k] ?? -1)) tree[k] = x;
    if (end < 0 || (length[x] ?? 0) > (length[end] ?? 0)) end = x;
  });
  const out: [number, number][] = [];
  for (let x = end; x >= 0; x = parent[x] ?? -1) out.push(pairs[x] ?? [0, 0]);
  return out.reverse();
}

interface Expected {
  /** place among the new articles, not whole */
  expected: number;
  /** the new articles of the anchors before and behind */
  after: number;
  before: number;
  /** the new article where the old one is an anchor itself, else -1 */
  anchor: number;
}

/** Where the order of the anchors puts an old article among the new ones. */
function placesIn(anchors: readonly [number, number][], olds: number, news: number): (i: number) => Expected {
  const points: [number, number][] = [[-1, -1], ...anchors, [olds, news]];
  const own = new Map(anchors);
  return (i) => {
    const k = Math.max(
      1,
      points.findIndex(([a]) => i <= a),
    );
    const [a, b] = points[k - 1] ?? [-1, -1];
    const [c, d] = points[k] ?? [olds, news];
    return { expected: b + ((i - a) / (c - a)) * (d - b), after: b, before: d, anchor: own.get(i) ?? -1 };
  };
}
