/**
 * Eight signals about a pair of articles of which the whole says too little: what became of single sentences and
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
  /** likeness of the whole, over that of the best other new article for the old one; 0..2 */
  ahead: number;
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
/** Further ahead than this many times the rival says no more; a rival that has nothing in common counts as this. */
const AHEAD_LIMIT = 2;
const SMALLEST_RIVAL = 1e-9;
/** A bigram is rare as long as it makes no more pairs of articles than this; it weighs 1 over their number. */
const RARE_PAIRS = 100;
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
  const gain = gains(words, oldCount + newCount);
  const counter = new Counter(words.grams, gain);
  const read = (side: Side): Article[] => Array.from(side.wording, (w) => articleOf(words, w, counter));
  const [before, after] = [read(olds), read(news)];
  const inNew = postingsOf(words, news, gain);
  const inOld = postingsOf(words, olds, gain);
  const bigrams = words.grams.length;
  if (meetings(inOld, inNew) > MEETINGS_PER_BIGRAM * bigrams) return;
  if (unitsOf(before) * newCount + unitsOf(after) * oldCount > ROWS_PER_BIGRAM * bigrams) return;
  const common = before.map((a) => counter.shares(a.whole, inNew, 1, new Float64Array(newCount)));
  const likes = common.map((row, i) =>
    row.map((weight, j) => {
      const both = (before[i]?.whole.weight ?? 0) + (after[j]?.whole.weight ?? 0);
      return both === 0 ? 0 : (2 * weight) / both;
    }),
  );
  const place = placesIn(anchorsOf(likes, newCount), oldCount, newCount);
  const rareAhead = rareAheadOf(inOld, inNew);
  const fromNew = after.map((b) => evidenceOf(b.sentences, inOld, counter));
  for (const [i, a] of before.entries()) {
    const row = likes[i] ?? new Float64Array(newCount);
    const clause = evidenceOf(a.clauses, inNew, counter);
    const sentence = evidenceOf(a.sentences, inNew, counter);
    const [best, second] = twoBest(row);
    const { expected, after: low, before: high, anchor } = place(i);
    for (let j = 0; j < newCount; j++) {
      const likeness = row[j] ?? 0;
      const sentenceOfNew = fromNew[j]?.shares[i] ?? 0;
      if ((common[i]?.[j] ?? 0) < LEAST_WEIGHT) continue;
      if (likeness <= LEAST_LIKENESS && Math.max(clause.shares[j] ?? 0, sentenceOfNew) <= LEAST_SHARE) continue;
      const other = likeness === best ? second : best;
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
          ahead: Math.min(AHEAD_LIMIT, likeness / Math.max(SMALLEST_RIVAL, other)),
          rareAhead: rareAhead(i, j),
          ends: (i === 0 && j === 0) || (i === oldCount - 1 && j === newCount - 1) ? 1 : 0,
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

/**
 * How far a pair is ahead of both its rivals in rare wording: what one article alone of each text has weighs 1, and
 * what is in more of them less, by the pairs that they make.
 */
function rareAheadOf(inOld: Postings, inNew: Postings): (i: number, j: number) => number {
  const rows = Array.from({ length: inOld.size }, () => new Float64Array(inNew.size));
  for (let id = 0; id + 1 < inOld.start.length; id++) {
    const olds = inOld.article.subarray(inOld.start[id], inOld.start[id + 1]);
    const news = inNew.article.subarray(inNew.start[id], inNew.start[id + 1]);
    const pairs = olds.length * news.length;
    if (pairs > RARE_PAIRS) continue;
    const each = 1 / pairs;
    for (const i of olds) {
      const row = rows[i];
      if (row) for (const j of news) row[j] = (row[j] ?? 0) + each;
    }
  }
  const ofOld = rows.map(twoBest);
  const best = new Float64Array(inNew.size);
  const second = new Float64Array(inNew.size);
  for (const row of rows) {
    for (let j = 0; j < row.length; j++) {
      const value = row[j] ?? 0;
      if (value > (best[j] ?? 0)) {
        second[j] = best[j] ?? 0;
        best[j] = value;
      } else if (value > (second[j] ?? 0)) second[j] = value;
    }
  }
  return (i, j) => {
    const value = rows[i]?.[j] ?? 0;
    const [first, next] = ofOld[i] ?? [0, 0];
    const rivals = (value === first ? next : first) + ((value === best[j] ? second[j] : best[j]) ?? 0);
    return Math.min(AHEAD_LIMIT, (2 * value) / Math.max(SMALLEST_RIVAL, rivals));
  };
}

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
