/**
 * How much of a sentence or clause stands in which article of the other text, and how much of that in no other one.
 * All of it is counted in bigrams over flat arrays, for every sentence is held against every article.
 */
import { bump, type Side, type Wordings } from './bigram-index.js';

/** Weight of bigrams from which a sentence says as much as it can; shorter ones say less. */
const FULL_WEIGHT = 25;
/** What another article has of a sentence is taken off to this share. */
const OTHER_SHARE = 0.8;

/** A stretch of a wording: its bigrams are grams[from] … grams[to - 1] */
interface Unit {
  from: number;
  to: number;
  /** what its bigrams say together, those that one text alone has saying nothing */
  weight: number;
  /** the same, those of one text alone counting like others: what is said anew makes a sentence less of an old one */
  fullWeight: number;
}

/** An article with the stretches of it that are looked for one by one. */
export interface Article {
  whole: Unit;
  sentences: Unit[];
  clauses: Unit[];
}

/** By bigram, which articles of a side have it, and how often: from start[id] to start[id + 1]. */
export interface Postings {
  start: Int32Array;
  article: Int32Array;
  count: Int32Array;
  /** articles of the side */
  size: number;
}

const SENTENCE_ENDS = '。；';
const CLAUSE_ENDS = '。；，：';
const PUNCTUATION = '。；，：、（）《》“”"';
/** A shorter stretch says nothing by itself. */
const LEAST_CHARACTERS = 4;

export interface Gains {
  /** 0 for a bigram that one of the two texts does not have */
  shared: Float64Array;
  /** the same for all of them */
  full: Float64Array;
}

/** How much each bigram says, by its number: the rarer in both texts, the more; 0 where it holds a mark. */
export function gains({ grams, at, texts, ids, start, idf, inOld, inNew }: Wordings): Gains {
  const full = idf.slice();
  const before = new Int32Array(idf.length);
  const after = new Int32Array(idf.length);
  for (let w = 0; w < texts.length; w++) {
    for (let k = start[w] ?? 0, end = start[w + 1] ?? 0; k < end; k++) {
      bump(before, ids[k] ?? 0, inOld[w] ?? 0);
      bump(after, ids[k] ?? 0, inNew[w] ?? 0);
    }
  }
  texts.forEach((text, w) => {
    for (let k = 0; k < text.length; k++) {
      if (!PUNCTUATION.includes(text.charAt(k))) continue;
      const place = (at[w] ?? 0) + k;
      if (k > 0) full[grams[place - 1] ?? 0] = 0;
      if (k + 1 < text.length) full[grams[place] ?? 0] = 0;
    }
  });
  return { full, shared: full.map((gain, id) => ((before[id] ?? 0) > 0 && (after[id] ?? 0) > 0 ? gain : 0)) };
}

/** Wording `w` with its sentences and clauses; those of fewer than four characters say nothing and are left out. */
export function articleOf({ texts, at }: Wordings, w: number, counter: Counter): Article {
  const text = texts[w] ?? '';
  const base = at[w] ?? 0;
  const unit = (from: number, to: number): Unit => ({
    from: base + from,
    to: base + to - 1,
    ...counter.weigh(base + from, base + to - 1),
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
    whole: text.length < 2 ? { from: base, to: base, weight: 0, fullWeight: 0 } : unit(0, text.length),
    sentences: split(SENTENCE_ENDS),
    clauses: split(CLAUSE_ENDS),
  };
}

/** The articles of a side by bigram, ascending; bigrams that say nothing have none. */
export function postingsOf(
  { ids, counts, start: starts, idf }: Wordings,
  { wording }: Side,
  gain: Float64Array,
): Postings {
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
export class Counter {
  private readonly times: Int32Array;
  private readonly seen: Int32Array;

  constructor(
    private readonly grams: Int32Array,
    private readonly gains: Gains,
  ) {
    this.times = new Int32Array(gains.full.length);
    this.seen = new Int32Array(gains.full.length);
  }

  /** What the bigrams from `from` to before `to` say together. */
  weigh(from: number, to: number): Pick<Unit, 'weight' | 'fullWeight'> {
    const { full, shared } = this.gains;
    let [weight, fullWeight] = [0, 0];
    for (let p = from; p < to; p++) {
      weight += shared[this.grams[p] ?? 0] ?? 0;
      fullWeight += full[this.grams[p] ?? 0] ?? 0;
    }
    return { weight, fullWeight };
  }

  /** Adds for each article of the other side the weight of what it has of the stretch, times `by`. */
  shares(unit: Unit, { start, article, count }: Postings, by: number, out: Float64Array): Float64Array {
    const { times, seen, grams } = this;
    const gain = this.gains.shared;
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

export interface Evidence {
  /** by article of the other side: the largest share of any unit that stands in it, short units counting less */
  shares: Float64Array;
  /** the same, less what the best other article has of that unit */
  own: Float64Array;
  /** as `own`, but shares of all the words of a unit, also of those that one text alone has */
  ownOfAll: Float64Array;
  /** index of the unit behind `own`, -1 for none */
  by: Int32Array;
}

/** What stands where of some sentences or clauses of one article, `there` being the other text. */
export function evidenceOf(units: readonly Unit[], there: Postings, counter: Counter): Evidence {
  const out: Evidence = {
    shares: new Float64Array(there.size),
    own: new Float64Array(there.size),
    ownOfAll: new Float64Array(there.size),
    by: new Int32Array(there.size).fill(-1),
  };
  const share = new Float64Array(there.size);
  for (let at = 0; at < units.length; at++) {
    const unit = units[at];
    if (!unit || unit.weight === 0) continue;
    share.fill(0);
    const by = fullness(unit.weight);
    counter.shares(unit, there, by, share);
    note(out, share, at, fullness(unit.fullWeight) / by);
  }
  return out;
}

/** A share of a stretch of this weight: the more, the heavier, up to a full weight. */
const fullness = (weight: number): number => Math.min(1, weight / FULL_WEIGHT) / weight;

/** A loop of its own: it runs for every unit and every article. `all` turns a share into one of all the words. */
function note({ shares, own, ownOfAll, by }: Evidence, share: Float64Array, at: number, all: number): void {
  const [best, second] = twoBest(share);
  for (let j = 0; j < share.length; j++) {
    const v = share[j] ?? 0;
    if (v > (shares[j] ?? 0)) shares[j] = v;
    // what is its own is never more than all that stands there
    if (v <= (own[j] ?? 0) && v * all <= (ownOfAll[j] ?? 0)) continue;
    const alone = v - OTHER_SHARE * (v === best ? second : best);
    if (alone * all > (ownOfAll[j] ?? 0)) ownOfAll[j] = alone * all;
    if (alone <= (own[j] ?? 0)) continue;
    own[j] = alone;
    by[j] = at;
  }
}

/**
 * The largest value and the next one, equal where it occurs twice; 0 where there is none. It takes typed arrays only:
 * given others too, it would be five times as slow, and it runs for every sentence.
 */
export function twoBest(row: Float64Array): [number, number] {
  let best = 0;
  let second = 0;
  for (let k = 0; k < row.length; k++) {
    const v = row[k] ?? 0;
    if (v > best) {
      second = best;
      best = v;
    } else if (v > second) second = v;
  }
  return [best, second];
}
