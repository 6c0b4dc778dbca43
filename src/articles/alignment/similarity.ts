/**
 * How alike two provisions are, without comparing all pairs: bigrams weighted by how rare they are in both texts, found
 * through a postings index. Everything a caller needs about a candidate pair is exact; only the choice of candidates
 * skips very common bigrams.
 */
import type { Provision } from '../text/article.js';
import { bump, commonWeight, readWordings, type Side, type Wordings } from './bigram-index.js';
import { THRESHOLDS } from './thresholds.js';

/**
 * A pair of which less of the shorter one stands in the longer is below every bar, and as a rival too far behind any
 * anchor.
 */
const LEAST = Math.min(THRESHOLDS.takenShare, THRESHOLDS.inOrder, THRESHOLDS.anchor - THRESHOLDS.anchorLead);
/** Candidates kept for each provision of either side. */
const CANDIDATES = 8;
/**
 * A bigram in more than this share of the new provisions (and more than the floor) finds no candidates; it still counts
 * in scores.
 */
const COMMON_SHARE = 0.05;
const COMMON_FLOOR = 24;
/**
 * In a very large text this many articles with one bigram are too many already: the time must grow with the text, not
 * with its square.
 */
const COMMON_MOST = 120;

export interface Candidate {
  old: number;
  next: number;
  /** weight of the bigrams in common */
  common: number;
  /** 2·common / (both weights), 0..1 */
  dice: number;
  /** common / (the smaller weight), 0..1: how much of the shorter one stands in the longer */
  within: number;
}

export interface Similarity {
  words: Wordings;
  olds: Side;
  news: Side;
  /** by old, then by new article */
  candidates: Candidate[];
}

export function measure(old: readonly Provision[], next: readonly Provision[]): Similarity {
  const { words, olds, news } = readWordings(old, next);
  return { words, olds, news, candidates: measureAll(words, olds, news, findCandidates(words, olds, news)) };
}

/** Two articles as a candidate pair, measured exactly. */
export function candidateOf(
  { words, olds, news }: Omit<Similarity, 'candidates'>,
  old: number,
  next: number,
): Candidate {
  const u = olds.wording[old] ?? 0;
  const v = news.wording[next] ?? 0;
  return candidate(words, old, next, u, v, u === v ? 0 : commonWeight(words, u, v));
}

function candidate({ weight }: Wordings, old: number, next: number, u: number, v: number, common: number): Candidate {
  const a = weight[u] ?? 0;
  const b = weight[v] ?? 0;
  if (u === v) return { old, next, common: a, dice: 1, within: 1 };
  const smaller = Math.min(a, b);
  if (smaller === 0) return { old, next, common, dice: 0, within: 0 };
  return { old, next, common, dice: (2 * common) / (a + b), within: common / smaller };
}

/**
 * The pairs measured, row by row: with the counts of the old article laid out by bigram, the new ones are only read
 * through.
 */
function measureAll(words: Wordings, olds: Side, news: Side, found: readonly (readonly number[])[]): Candidate[] {
  const { ids, counts, start, idf } = words;
  const out: Candidate[] = [];
  const laidOut = new Int32Array(idf.length);
  for (let i = 0; i < found.length; i++) {
    const u = olds.wording[i] ?? 0;
    const from = start[u] ?? 0;
    const to = start[u + 1] ?? 0;
    for (let k = from; k < to; k++) laidOut[ids[k] ?? 0] = counts[k] ?? 0;
    for (const j of found[i] ?? []) {
      const v = news.wording[j] ?? 0;
      const common = u === v ? 0 : commonWith(laidOut, ids, counts, idf, start[v] ?? 0, start[v + 1] ?? 0);
      const pair = candidate(words, i, j, u, v, common);
      if (pair.within >= LEAST) out.push(pair);
    }
    for (let k = from; k < to; k++) laidOut[ids[k] ?? 0] = 0;
  }
  return out;
}

function commonWith(
  laidOut: Int32Array,
  ids: Int32Array,
  counts: Int32Array,
  idf: Float64Array,
  from: number,
  to: number,
): number {
  let common = 0;
  for (let k = from; k < to; k++) {
    const id = ids[k] ?? 0;
    common += Math.min(laidOut[id] ?? 0, counts[k] ?? 0) * (idf[id] ?? 0);
  }
  return common;
}

/** The best few of each row, best first; ties go to the one that came first. */
class Best {
  readonly at: Int32Array;
  /** by row the value that the next one must exceed: read for nearly every pair, so it stands close together */
  readonly bar: Float64Array;
  private readonly value: Float64Array;

  constructor(rows: number) {
    this.at = new Int32Array(rows * CANDIDATES).fill(-1);
    this.bar = new Float64Array(rows);
    this.value = new Float64Array(rows * CANDIDATES);
  }

  /** For a `value` above the bar of the row. */
  take(row: number, at: number, value: number): void {
    const first = row * CANDIDATES;
    let k = first + CANDIDATES - 1;
    for (; k > first && (this.value[k - 1] ?? 0) < value; k--) {
      this.at[k] = this.at[k - 1] ?? -1;
      this.value[k] = this.value[k - 1] ?? 0;
    }
    this.at[k] = at;
    this.value[k] = value;
    this.bar[row] = this.value[first + CANDIDATES - 1] ?? 0;
  }
}

/** The new articles worth measuring against each old one, ascending. */
function findCandidates(words: Wordings, olds: Side, news: Side): number[][] {
  const { ofOld, ofNew } = roughly(words, olds, news);
  const found = repeated(words, olds, news);
  ofNew.at.forEach((i, k) => {
    const j = Math.floor(k / CANDIDATES);
    if (i >= 0 && !(found[i]?.includes(j) ?? false)) found[i]?.push(j);
  });
  found.forEach((row, i) => {
    for (let k = i * CANDIDATES; k < (i + 1) * CANDIDATES; k++) {
      const j = ofOld.at[k] ?? -1;
      if (j >= 0 && !row.includes(j)) row.push(j);
    }
    if (row.length === 0) for (const j of byPlace(i, olds.wording.length, news.wording.length)) row.push(j);
    row.sort((x, y) => x - y);
  });
  return found;
}

/**
 * Where an article has no wording that is rare enough to find another by, those that stand in its place: counted from
 * the beginning, and from the end. A text that says nearly the same in every article is not deleted and written anew.
 */
function byPlace(i: number, olds: number, news: number): number[] {
  return [...new Set([i, news - olds + i])].filter((j) => j >= 0 && j < news);
}

/**
 * Articles of one wording that stands in both texts, and in one of them several times: the first goes with the first.
 * All of them are equally alike, so the best few of each would be the same few for all.
 */
function repeated(words: Wordings, olds: Side, news: Side): number[][] {
  const left: number[][] = words.texts.map(() => []);
  news.wording.forEach((v, j) => left[v]?.push(j));
  const used = new Int32Array(words.texts.length);
  return Array.from(olds.wording, (u): number[] => {
    if ((words.inOld[u] ?? 0) < 2 && (words.inNew[u] ?? 0) < 2) return [];
    const j = left[u]?.[bump(used, u, 1) - 1];
    return j === undefined ? [] : [j];
  });
}

/**
 * The new articles that one old article has met so far: what they have in common, and which of them are still uncounted
 * (1).
 */
interface Met {
  total: Float64Array;
  uncounted: Uint8Array;
  touched: Int32Array;
}

/** Old × new through postings in flat arrays: this is where the time of an alignment goes. */
function roughly(words: Wordings, olds: Side, news: Side): { ofOld: Best; ofNew: Best } {
  const many = news.wording.length;
  const most = Math.min(
    COMMON_MOST,
    Math.max(COMMON_FLOOR, Math.floor(COMMON_SHARE * Math.max(olds.wording.length, many))),
  );
  const { posting, by } = postingsOf(words.ids, words.start, news.wording, words.idf.length);
  const ofOld = new Best(olds.wording.length);
  const ofNew = new Best(many);
  const weights = Float64Array.from(news.wording, (v) => words.weight[v] ?? 0);
  const met: Met = {
    total: new Float64Array(many),
    uncounted: new Uint8Array(many).fill(1),
    touched: new Int32Array(many + 1),
  };
  olds.wording.forEach((u, i) => {
    const count = meet(words, u, posting, by, most, met);
    offer(i, words.weight[u] ?? 0, weights, met, count, ofOld, ofNew);
  });
  return { ofOld, ofNew };
}

/** Adds up what wording u has in common with each new article; returns how many it has met. */
function meet(
  { ids, counts, start, idf }: Wordings,
  u: number,
  posting: Int32Array,
  by: Int32Array,
  most: number,
  met: Met,
): number {
  const { total, uncounted, touched } = met;
  let count = 0;
  for (let k = start[u] ?? 0, end = start[u + 1] ?? 0; k < end; k++) {
    const id = ids[k] ?? 0;
    const from = by[id] ?? 0;
    const to = by[id + 1] ?? 0;
    if (to - from > most) continue;
    const gain = (idf[id] ?? 0) * (counts[k] ?? 0);
    for (let q = from; q < to; q++) {
      const j = posting[q] ?? 0;
      // written always, counted only if uncounted: half of them are, and a processor guesses a branch on that wrong as
      // often
      touched[count] = j;
      count += uncounted[j] ?? 0;
      uncounted[j] = 0;
      total[j] = (total[j] ?? 0) + gain;
    }
  }
  return count;
}

/** Offers the pairs of one old article to both sides and leaves `met` as it was before. */
function offer(
  i: number,
  own: number,
  weights: Float64Array,
  { total, uncounted, touched }: Met,
  count: number,
  ofOld: Best,
  ofNew: Best,
): void {
  for (let t = 0; t < count; t++) {
    const j = touched[t] ?? 0;
    const rough = (total[j] ?? 0) / (own + (weights[j] ?? 0));
    total[j] = 0;
    uncounted[j] = 1;
    if (rough > (ofOld.bar[i] ?? 0)) ofOld.take(i, j, rough);
    if (rough > (ofNew.bar[j] ?? 0)) ofNew.take(j, i, rough);
  }
}

/** By bigram the articles that have it, ascending: posting[by[id]] … posting[by[id + 1] - 1]. */
function postingsOf(
  ids: Int32Array,
  start: Int32Array,
  articles: Int32Array,
  size: number,
): { posting: Int32Array; by: Int32Array } {
  const by = new Int32Array(size + 1);
  for (const v of articles)
    for (let k = start[v] ?? 0, end = start[v + 1] ?? 0; k < end; k++) bump(by, (ids[k] ?? 0) + 1, 1);
  for (let id = 0; id < size; id++) bump(by, id + 1, by[id] ?? 0);
  const posting = new Int32Array(by[size] ?? 0);
  const fill = by.slice();
  for (let j = 0; j < articles.length; j++) {
    const v = articles[j] ?? 0;
    for (let k = start[v] ?? 0, end = start[v + 1] ?? 0; k < end; k++) posting[bump(fill, ids[k] ?? 0, 1) - 1] = j;
  }
  return { posting, by };
}
