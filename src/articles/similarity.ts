/**
 * How alike two provisions are, without comparing all pairs: bigrams weighted by how rare they are in both texts, found through a postings
 * index. Everything a caller needs about a candidate pair is exact; only the choice of candidates skips very common bigrams.
 */
import type { Provision } from './article.js';
import { foldForm } from './normalise.js';
import { NUMERAL_CHARS } from './numeral.js';

/** Candidates kept for each provision of either side. */
const CANDIDATES = 8;
/** A bigram in more than this share of the new provisions (and more than the floor) finds no candidates; it still counts in scores. */
const COMMON_SHARE = 0.05;
const COMMON_FLOOR = 24;
/** In a very large text this many articles with one bigram are too many already: the time must grow with the text, not with its square. */
const COMMON_MOST = 120;
/** Length of the character runs that prove that wording was carried over and not merely similar. */
export const RUN = 6;

const CITED_ARTICLE = new RegExp(`第[${NUMERAL_CHARS}]+条(?:之[${NUMERAL_CHARS}]{1,2})?`, 'gu');

export interface Profile {
  /** wording in one form, without labels of items, for exact comparison */
  folded: string;
  /** as `folded`, with cited article numbers masked: a renumbered law cites other numbers without saying anything new */
  masked: string;
  ids: Int32Array;
  counts: Int32Array;
  weight: number;
}

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
  olds: Profile[];
  news: Profile[];
  idf: Float64Array;
  candidates: Candidate[];
}

/** The words of a provision without the labels of its items: that 第三项 is now 第四项 is no change of its wording. */
function wordingOf(p: Provision): string {
  return p.paragraphs.flatMap((paragraph) => [
    paragraph.text, ...paragraph.items.flatMap((item) => [item.text, ...item.subitems.map((subitem) => subitem.text)]),
  ]).join('\n');
}

export function profileOf(p: Provision): { folded: string; masked: string } {
  const folded = foldForm(wordingOf(p));
  return { folded, masked: (p.caption === null ? '' : foldForm(p.caption)) + folded.replace(CITED_ARTICLE, '第#条') };
}

export function measure(old: readonly Provision[], next: readonly Provision[]): Similarity {
  const ids = new Map<number, number>();
  const encode = (p: Provision): Profile => {
    const { folded, masked } = profileOf(p);
    const raw: number[] = [];
    for (let i = 0; i + 1 < masked.length; i++) {
      const key = masked.charCodeAt(i) * 0x10000 + masked.charCodeAt(i + 1);
      let id = ids.get(key);
      if (id === undefined) ids.set(key, id = ids.size);
      raw.push(id);
    }
    const sorted = Int32Array.from(raw).sort();
    const unique: number[] = [];
    const counts: number[] = [];
    for (const id of sorted) {
      if (unique[unique.length - 1] === id) counts[counts.length - 1] = (counts[counts.length - 1] ?? 0) + 1;
      else {
        unique.push(id);
        counts.push(1);
      }
    }
    return { folded, masked, ids: Int32Array.from(unique), counts: Int32Array.from(counts), weight: 0 };
  };
  const olds = old.map(encode);
  const news = next.map(encode);
  const df = new Int32Array(ids.size);
  for (const p of [...olds, ...news]) for (const id of p.ids) df[id] = (df[id] ?? 0) + 1;
  const all = olds.length + news.length;
  const idf = Float64Array.from(df, (d) => Math.log(1 + all / Math.max(1, d)));
  for (const p of [...olds, ...news]) p.weight = p.ids.reduce((sum, id, k) => sum + (p.counts[k] ?? 0) * (idf[id] ?? 0), 0);
  return { olds, news, idf, candidates: findCandidates(olds, news, idf, ids.size) };
}

/** Weight of the bigrams two profiles have in common. */
export function commonWeight(a: Profile, b: Profile, idf: Float64Array): number {
  let sum = 0;
  for (let p = 0, q = 0; p < a.ids.length && q < b.ids.length;) {
    const x = a.ids[p] ?? 0;
    const y = b.ids[q] ?? 0;
    if (x === y) {
      sum += Math.min(a.counts[p] ?? 0, b.counts[q] ?? 0) * (idf[x] ?? 0);
      p++;
      q++;
    } else if (x < y) p++;
    else q++;
  }
  return sum;
}

/** Two profiles as a candidate pair, measured exactly. */
export function candidateOf(old: number, next: number, a: Profile, b: Profile, idf: Float64Array): Candidate {
  if (a.masked === b.masked) return { old, next, common: a.weight, dice: 1, within: 1 };
  const common = commonWeight(a, b, idf);
  const smaller = Math.min(a.weight, b.weight);
  if (smaller === 0) return { old, next, common, dice: 0, within: 0 };
  return { old, next, common, dice: (2 * common) / (a.weight + b.weight), within: common / smaller };
}

/** The best few of a row, best first; ties go to the one that came first. */
class Best {
  readonly at: number[] = [];
  private readonly value: number[] = [];

  offer(at: number, value: number): void {
    const { length } = this.at;
    if (length === CANDIDATES && value <= (this.value[length - 1] ?? 0)) return;
    let k = length === CANDIDATES ? length - 1 : length;
    for (; k > 0 && (this.value[k - 1] ?? 0) < value; k--) {
      this.at[k] = this.at[k - 1] ?? 0;
      this.value[k] = this.value[k - 1] ?? 0;
    }
    this.at[k] = at;
    this.value[k] = value;
  }
}

/** Old × new through postings in flat arrays: this loop is where the time of an alignment goes. */
function findCandidates(olds: readonly Profile[], news: readonly Profile[], idf: Float64Array, size: number): Candidate[] {
  const most = Math.min(COMMON_MOST, Math.max(COMMON_FLOOR, Math.floor(COMMON_SHARE * Math.max(olds.length, news.length))));
  const start = new Int32Array(size + 1);
  for (const p of news) for (const id of p.ids) start[id + 1] = (start[id + 1] ?? 0) + 1;
  for (let id = 0; id < size; id++) start[id + 1] = (start[id + 1] ?? 0) + (start[id] ?? 0);
  const posting = new Int32Array(start[size] ?? 0);
  const fill = start.slice();
  news.forEach((p, j) => {
    for (const id of p.ids) {
      const at = fill[id] ?? 0;
      posting[at] = j;
      fill[id] = at + 1;
    }
  });
  const found = new Map<number, Candidate>();
  const bestOfNew = news.map(() => new Best());
  const total = new Float64Array(news.length);
  const touched = new Int32Array(news.length);
  olds.forEach((p, i) => {
    let count = 0;
    for (let k = 0; k < p.ids.length; k++) {
      const id = p.ids[k] ?? 0;
      const from = start[id] ?? 0;
      const to = start[id + 1] ?? 0;
      if (to - from > most) continue;
      const gain = (idf[id] ?? 0) * (p.counts[k] ?? 0);
      for (let q = from; q < to; q++) {
        const j = posting[q] ?? 0;
        if (total[j] === 0) touched[count++] = j;
        total[j] = (total[j] ?? 0) + gain;
      }
    }
    const best = new Best();
    for (let t = 0; t < count; t++) {
      const j = touched[t] ?? 0;
      const rough = (total[j] ?? 0) / (p.weight + (news[j]?.weight ?? 0));
      total[j] = 0;
      best.offer(j, rough);
      bestOfNew[j]?.offer(i, rough);
    }
    for (const j of best.at) keep(i, j);
  });
  bestOfNew.forEach((best, j) => best.at.forEach((i) => keep(i, j)));
  return [...found.values()].sort((x, y) => x.old - y.old || x.next - y.next);

  function keep(i: number, j: number): void {
    const key = i * news.length + j;
    const a = olds[i];
    const b = news[j];
    if (!found.has(key) && a && b) found.set(key, candidateOf(i, j, a, b, idf));
  }
}

/** Hash of the run of RUN characters that begins at each position: 53 bits, so that no two runs meet by chance. */
export function runsOf(masked: string): Float64Array {
  const out = new Float64Array(Math.max(0, masked.length - RUN + 1));
  for (let i = 0; i < out.length; i++) {
    let high = 0x9e37;
    let low = 0x79b9;
    for (let k = i; k < i + RUN; k++) {
      const c = masked.charCodeAt(k);
      high = Math.imul(high ^ c, 0x01000193) >>> 0;
      low = (Math.imul(low, 0x2c9277b5) + c) >>> 0;
    }
    out[i] = (high % 0x200000) * 0x100000000 + low;
  }
  return out;
}
