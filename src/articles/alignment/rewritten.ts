/**
 * A wholly revised law (修订): articles are merged, divided, reordered and said anew, and whole articles are too unlike
 * to be paired. What goes on can still be seen in single sentences and clauses, if one asks of each *where else* it
 * could have gone.
 *
 * Each pair of articles is judged by eight signals, weighed as a logistic regression learnt from nine laws that readers
 * had aligned, and checked on each law with the other eight (docs/alignment-cases.md has the figures). The signals that
 * were tried and gave nothing away from the laws they were learnt on are named there too. Words that one of the two
 * texts has altogether given up (具体行政行为, 国家海洋行政主管部门) say nothing about where a rule went: they weigh
 * nothing.
 */
import { bump, type Side, type Wordings } from './bigram-index.js';
import type { Similarity } from './similarity.js';

/** How the signals weigh, and from which likelihood a pair is proposed. */
const WEIGHTS = {
  bias: -9.22,
  /** best clause of the old article that stands in the new one and in no other */
  ownClause: 5.54,
  /**
   * best sentence of the old article, as far as it stands in the new one; and as far as it stands there and in no other
   */
  sentence: -3.7,
  ownSentence: 11.16,
  /** best sentence of the new article, as far as it stands in the old one */
  sentenceOfNew: 5.82,
  /** the new article stands between the right anchors; how near it is to where the order puts the old one */
  inOrder: 1.73,
  near: 1.95,
  /** how far the new article is ahead of all others for the old one, at most 2 */
  ahead: 2.5,
  /** both first or both last */
  ends: 6.46,
} as const;
const LIKELY = 0.3;

/** Weight of bigrams from which a sentence says as much as it can; shorter ones say less. */
const FULL_WEIGHT = 25;
/** What another article has of a sentence is taken off to this share. */
const OTHER_SHARE = 0.8;
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
const SENTENCE_PAIRS = 4_000_000;

export interface LikelyPair {
  old: number;
  next: number;
  /** 0..1 */
  likelihood: number;
  /** the sentence of the old article that shows it best, as folded */
  shownBy: string;
}

/** A stretch of a wording: its bigrams are grams[from] … grams[to - 1] */
interface Unit {
  from: number;
  to: number;
  weight: number;
}
interface Article {
  text: string;
  whole: Unit;
  sentences: Unit[];
  clauses: Unit[];
}
/** By bigram, which articles of a side have it, and how often */
interface Postings {
  start: Int32Array;
  article: Int32Array;
  count: Int32Array;
  size: number;
}

const SENTENCE_ENDS = '。；';
const CLAUSE_ENDS = '。；，：';
const PUNCTUATION = '。；，：、（）《》“”"';
/** A shorter stretch says nothing by itself. */
const LEAST_CHARACTERS = 4;

/** The pairs that probably hold, in the order of the texts; none where the texts are too large for a revision. */
export function likelyPairs({ words, olds, news }: Pick<Similarity, 'words' | 'olds' | 'news'>): LikelyPair[] {
  const [oldCount, newCount] = [olds.wording.length, news.wording.length];
  if (oldCount === 0 || newCount === 0 || oldCount * newCount > SENTENCE_PAIRS) return [];
  const gain = gains(words, oldCount + newCount);
  const counter = new Counter(words.grams, gain);
  const read = (side: Side): Article[] => Array.from(side.wording, (w) => articleOf(words, w, counter));
  const [before, after] = [read(olds), read(news)];
  const inNew = postingsOf(words, news, gain);
  const inOld = postingsOf(words, olds, gain);
  const common = before.map((a) => counter.shares(a.whole, inNew, 1, new Float64Array(newCount)));
  const likes = common.map((row, i) =>
    row.map((weight, j) => {
      const both = (before[i]?.whole.weight ?? 0) + (after[j]?.whole.weight ?? 0);
      return both === 0 ? 0 : (2 * weight) / both;
    }),
  );
  const place = placesIn(anchorsOf(likes, newCount), oldCount, newCount);
  const fromNew = after.map((b) => evidenceOf(b.sentences, inOld, counter));
  const out: LikelyPair[] = [];
  before.forEach((a, i) => {
    const row = likes[i];
    if (!row) return;
    const clause = evidenceOf(a.clauses, inNew, counter);
    const sentence = evidenceOf(a.sentences, inNew, counter);
    const [best, second] = twoBest(row);
    const { expected, after: low, before: high, anchor } = place(i);
    for (let j = 0; j < newCount; j++) {
      const likeness = row[j] ?? 0;
      const ofNew = fromNew[j]?.shares[i] ?? 0;
      if ((common[i]?.[j] ?? 0) < LEAST_WEIGHT) continue;
      if (likeness <= LEAST_LIKENESS && Math.max(clause.shares[j] ?? 0, ofNew) <= LEAST_SHARE) continue;
      const other = likeness === best ? second : best;
      const score =
        WEIGHTS.bias +
        WEIGHTS.ownClause * (clause.own[j] ?? 0) +
        WEIGHTS.sentence * (sentence.shares[j] ?? 0) +
        WEIGHTS.ownSentence * (sentence.own[j] ?? 0) +
        WEIGHTS.sentenceOfNew * ofNew +
        WEIGHTS.inOrder * (j === anchor || (j > low && j < high) ? 1 : 0) +
        WEIGHTS.near * Math.exp(-Math.abs(j - expected) / ARTICLES_NEARBY) +
        WEIGHTS.ahead * Math.min(2, likeness / Math.max(1e-9, other)) +
        WEIGHTS.ends * ((i === 0 && j === 0) || (i === oldCount - 1 && j === newCount - 1) ? 1 : 0);
      const likelihood = 1 / (1 + Math.exp(-score));
      if (likelihood < LIKELY) continue;
      const by = a.sentences[sentence.by[j] ?? -1];
      out.push({
        old: i,
        next: j,
        likelihood,
        shownBy: by ? a.text.slice(by.from - a.whole.from, by.to - a.whole.from + 1) : '',
      });
    }
  });
  return out;
}

/** How much each bigram says: the rarer, the more; nothing where one text has given it up, or it holds a mark. */
function gains({ grams, at, texts, ids, start, idf, inOld, inNew }: Wordings, all: number): Float64Array {
  const out = new Float64Array(idf.length);
  const before = new Int32Array(idf.length);
  const after = new Int32Array(idf.length);
  for (let w = 0; w < texts.length; w++) {
    for (let k = start[w] ?? 0, end = start[w + 1] ?? 0; k < end; k++) {
      bump(before, ids[k] ?? 0, inOld[w] ?? 0);
      bump(after, ids[k] ?? 0, inNew[w] ?? 0);
    }
  }
  for (let id = 0; id < out.length; id++) {
    const [a, b] = [before[id] ?? 0, after[id] ?? 0];
    if (a > 0 && b > 0) out[id] = Math.log(1 + all / (a + b));
  }
  texts.forEach((text, w) => {
    for (let k = 0; k < text.length; k++) {
      if (!PUNCTUATION.includes(text.charAt(k))) continue;
      const place = (at[w] ?? 0) + k;
      if (k > 0) out[grams[place - 1] ?? 0] = 0;
      if (k + 1 < text.length) out[grams[place] ?? 0] = 0;
    }
  });
  return out;
}

function articleOf({ texts, at }: Wordings, w: number, counter: Counter): Article {
  const text = texts[w] ?? '';
  const base = at[w] ?? 0;
  const unit = (from: number, to: number): Unit => ({
    from: base + from,
    to: base + to - 1,
    weight: counter.weightOf(base + from, base + to - 1),
  });
  const split = (ends: string): Unit[] => {
    const out: Unit[] = [];
    let from = 0;
    for (let k = 0; k <= text.length; k++) {
      if (k < text.length && !ends.includes(text.charAt(k))) continue;
      if (k - from >= LEAST_CHARACTERS) out.push(unit(from, k));
      from = k + 1;
    }
    return out;
  };
  return {
    text,
    whole: text.length < 2 ? { from: base, to: base, weight: 0 } : unit(0, text.length),
    sentences: split(SENTENCE_ENDS),
    clauses: split(CLAUSE_ENDS),
  };
}

function postingsOf({ ids, counts, start: starts, idf }: Wordings, { wording }: Side, gain: Float64Array): Postings {
  const start = new Int32Array(idf.length + 1);
  const each = (visit: (id: number, j: number, count: number) => void): void => {
    wording.forEach((w, j) => {
      for (let k = starts[w] ?? 0, end = starts[w + 1] ?? 0; k < end; k++)
        if ((gain[ids[k] ?? 0] ?? 0) > 0) visit(ids[k] ?? 0, j, counts[k] ?? 0);
    });
  };
  each((id) => {
    bump(start, id + 1, 1);
  });
  for (let id = 0; id < idf.length; id++) bump(start, id + 1, start[id] ?? 0);
  const article = new Int32Array(start[idf.length] ?? 0);
  const count = new Int32Array(article.length);
  const fill = start.slice();
  each((id, j, n) => {
    const place = bump(fill, id, 1) - 1;
    article[place] = j;
    count[place] = n;
  });
  return { start, article, count, size: wording.length };
}

/** Counts the bigrams of a stretch, again and again in the same memory. */
class Counter {
  private readonly times: Int32Array;
  private readonly seen: Int32Array;

  constructor(
    private readonly grams: Int32Array,
    private readonly gain: Float64Array,
  ) {
    this.times = new Int32Array(gain.length);
    this.seen = new Int32Array(gain.length);
  }

  weightOf(from: number, to: number): number {
    let sum = 0;
    for (let p = from; p < to; p++) sum += this.gain[this.grams[p] ?? 0] ?? 0;
    return sum;
  }

  /** Adds for each article of the other side the weight of what it has of the stretch, times `by`. */
  shares(unit: Unit, { start, article, count }: Postings, by: number, out: Float64Array): Float64Array {
    const { times, seen, gain, grams } = this;
    let distinct = 0;
    for (let p = unit.from; p < unit.to; p++) {
      const id = grams[p] ?? 0;
      if ((gain[id] ?? 0) > 0 && bump(times, id, 1) === 1) seen[distinct++] = id;
    }
    for (let k = 0; k < distinct; k++) {
      const id = seen[k] ?? 0;
      const own = times[id] ?? 0;
      const each = (gain[id] ?? 0) * by;
      times[id] = 0;
      for (let q = start[id] ?? 0, end = start[id + 1] ?? 0; q < end; q++) {
        const j = article[q] ?? 0;
        out[j] = (out[j] ?? 0) + each * Math.min(own, count[q] ?? 0);
      }
    }
    return out;
  }
}

interface Evidence {
  /** by article of the other side: the largest share of any unit that stands in it, short units counting less */
  shares: Float64Array;
  /** the same, less what the best other article has of that unit */
  own: Float64Array;
  /** index of the unit behind `own`, -1 for none */
  by: Int32Array;
}

function evidenceOf(units: readonly Unit[], there: Postings, counter: Counter): Evidence {
  const out: Evidence = {
    shares: new Float64Array(there.size),
    own: new Float64Array(there.size),
    by: new Int32Array(there.size).fill(-1),
  };
  const share = new Float64Array(there.size);
  for (let at = 0; at < units.length; at++) {
    const unit = units[at];
    if (!unit || unit.weight === 0) continue;
    share.fill(0);
    counter.shares(unit, there, Math.min(1, unit.weight / FULL_WEIGHT) / unit.weight, share);
    note(out, share, at);
  }
  return out;
}

/** A loop of its own: it runs for every unit and every article. */
function note({ shares, own, by }: Evidence, share: Float64Array, at: number): void {
  const [best, second] = twoBest(share);
  for (let j = 0; j < share.length; j++) {
    const v = share[j] ?? 0;
    if (v > (shares[j] ?? 0)) shares[j] = v;
    // what is its own is never more than all that stands there
    if (v <= (own[j] ?? 0)) continue;
    const alone = v - OTHER_SHARE * (v === best ? second : best);
    if (alone <= (own[j] ?? 0)) continue;
    own[j] = alone;
    by[j] = at;
  }
}

function twoBest(row: Float64Array): [number, number] {
  let best = 0;
  let second = 0;
  for (const v of row) {
    if (v > best) {
      second = best;
      best = v;
    } else if (v > second) second = v;
  }
  return [best, second];
}

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
    for (let j = news - 1; j >= 0; j--)
      if (best >= ANCHOR && row[j] === best && bestOfNew[j] === best) pairs.push([i, j]);
  });
  const length = pairs.map(() => 1);
  const parent = pairs.map(() => -1);
  let end = -1;
  pairs.forEach(([i, j], x) => {
    for (let y = 0; y < x; y++) {
      const [a, b] = pairs[y] ?? [i, j];
      if (a < i && b < j && (length[y] ?? 0) + 1 > (length[x] ?? 0)) {
        length[x] = (length[y] ?? 0) + 1;
        parent[x] = y;
      }
    }
    if (end < 0 || (length[x] ?? 0) > (length[end] ?? 0)) end = x;
  });
  const out: [number, number][] = [];
  for (let x = end; x >= 0; x = parent[x] ?? -1) out.unshift(pairs[x] ?? [0, 0]);
  return out;
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
