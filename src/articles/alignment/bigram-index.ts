/**
 * The wording of provisions as numbers. Drafts repeat most articles word for word, so each wording is folded, counted
 * and weighted once; and all of it stands in flat arrays, because an object for each bigram is what an alignment would
 * spend its time on.
 */
import type { Provision } from '../text/article.js';
import { foldForm } from '../text/normalise.js';
import { NUMERAL_CHARS } from '../text/numeral.js';

const CITED_ARTICLE = new RegExp(`第[${NUMERAL_CHARS}]+条(?:之[${NUMERAL_CHARS}]{1,2})?`, 'gu');

/** The articles of one text. */
export interface Side {
  /** by article: its words in one form, without labels of items, for exact comparison */
  folded: string[];
  /** by article: the number of its wording */
  wording: Int32Array;
}

/** Every distinct wording of both texts, numbered by first appearance, with its bigrams, numbered likewise. */
export interface Wordings {
  /**
   * as `folded`, with cited article numbers masked: a renumbered law cites other numbers without saying anything new
   */
  texts: string[];
  /** by wording: in how many articles of each text it stands */
  inOld: Int32Array;
  inNew: Int32Array;
  /** the bigrams of wording w in the order of its text: grams[at[w]] … grams[at[w + 1] - 1] */
  grams: Int32Array;
  at: Int32Array;
  /** the bigrams of wording w ascending, each once: ids[start[w]] … ids[start[w + 1] - 1]; in `counts` how often */
  ids: Int32Array;
  counts: Int32Array;
  start: Int32Array;
  /** by bigram: how rare it is in the articles of both texts */
  idf: Float64Array;
  /** by wording: its bigrams, weighted */
  weight: Float64Array;
}

export function readWordings(
  old: readonly Provision[],
  next: readonly Provision[],
): { words: Wordings; olds: Side; news: Side } {
  const texts = new Map<string, number>();
  const known = new Map<string, { folded: string; wording: number }>();
  const sideOf = (provisions: readonly Provision[]): Side => {
    const side: Side = { folded: [], wording: new Int32Array(provisions.length) };
    provisions.forEach((p, i) => {
      const words = wordsOf(p);
      let read = p.caption === null ? known.get(words) : undefined;
      if (!read) {
        const folded = foldForm(words);
        const masked = (p.caption === null ? '' : foldForm(p.caption)) + folded.replace(CITED_ARTICLE, '第#条');
        const wording = texts.get(masked) ?? texts.size;
        texts.set(masked, wording);
        read = { folded, wording };
        if (p.caption === null) known.set(words, read);
      }
      side.folded.push(read.folded);
      side.wording[i] = read.wording;
    });
    return side;
  };
  const olds = sideOf(old);
  const news = sideOf(next);
  return { words: weigh([...texts.keys()], olds, news), olds, news };
}

/** The words of a provision without the labels of its items: that 第三项 is now 第四项 is no change of its wording. */
function wordsOf(p: Provision): string {
  let words = '';
  for (const paragraph of p.paragraphs) {
    words += paragraph.text;
    for (const item of paragraph.items) {
      words += item.text;
      for (const subitem of item.subitems) words += subitem.text;
    }
  }
  return words;
}

function weigh(texts: string[], olds: Side, news: Side): Wordings {
  const inOld = timesOf(olds, texts.length);
  const inNew = timesOf(news, texts.length);
  const { grams, at, size } = gramsOf(texts);
  const { ids, counts, start } = ascending(grams, at, size);
  const df = new Int32Array(size);
  for (let w = 0; w < texts.length; w++) {
    const articles = (inOld[w] ?? 0) + (inNew[w] ?? 0);
    for (let k = start[w] ?? 0, to = start[w + 1] ?? 0; k < to; k++) bump(df, ids[k] ?? 0, articles);
  }
  const all = olds.wording.length + news.wording.length;
  const idf = new Float64Array(size);
  for (let id = 0; id < size; id++) idf[id] = Math.log(1 + all / Math.max(1, df[id] ?? 0));
  const weight = new Float64Array(texts.length);
  for (let w = 0; w < texts.length; w++) weight[w] = weightOf(ids, counts, idf, start[w] ?? 0, start[w + 1] ?? 0);
  return { texts, inOld, inNew, grams, at, ids, counts, start, idf, weight };
}

function weightOf(ids: Int32Array, counts: Int32Array, idf: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let k = from; k < to; k++) sum += (counts[k] ?? 0) * (idf[ids[k] ?? 0] ?? 0);
  return sum;
}

function timesOf(side: Side, size: number): Int32Array {
  const times = new Int32Array(size);
  for (const w of side.wording) bump(times, w, 1);
  return times;
}

function gramsOf(texts: readonly string[]): { grams: Int32Array; at: Int32Array; size: number } {
  const at = new Int32Array(texts.length + 1);
  texts.forEach((text, w) => {
    at[w + 1] = (at[w] ?? 0) + Math.max(0, text.length - 1);
  });
  const grams = new Int32Array(at[texts.length] ?? 0);
  const numbers = new Numbering();
  let place = 0;
  for (const text of texts) {
    let before = text.charCodeAt(0);
    for (let i = 1; i < text.length; i++) {
      const char = text.charCodeAt(i);
      grams[place++] = numbers.of((before << 16) | char);
      before = char;
    }
  }
  return { grams, at, size: numbers.size };
}

/**
 * Small numbers for 32-bit keys, in the order they are first asked for: open addressing, so that nothing is allocated
 * for a key.
 */
class Numbering {
  size = 0;
  private keys = new Int32Array(1 << 13);
  /** number + 1 of the key in the slot; 0 where the slot is free */
  private numbers = new Int32Array(1 << 13);

  of(key: number): number {
    const slot = this.slotOf(key);
    const number = this.numbers[slot] ?? 0;
    if (number > 0) return number - 1;
    this.keys[slot] = key;
    this.numbers[slot] = ++this.size;
    if (2 * this.size > this.keys.length) this.grow();
    return this.size - 1;
  }

  private slotOf(key: number): number {
    const last = this.keys.length - 1;
    let slot = (Math.imul(key ^ (key >>> 15), 0x9e3779b1) >>> 7) & last;
    while ((this.numbers[slot] ?? 0) > 0 && this.keys[slot] !== key) slot = (slot + 1) & last;
    return slot;
  }

  private grow(): void {
    const { keys, numbers } = this;
    this.keys = new Int32Array(4 * keys.length);
    this.numbers = new Int32Array(4 * keys.length);
    keys.forEach((key, k) => {
      const number = numbers[k] ?? 0;
      if (number === 0) return;
      const slot = this.slotOf(key);
      this.keys[slot] = key;
      this.numbers[slot] = number;
    });
  }
}

type Counted = Pick<Wordings, 'ids' | 'counts' | 'start'>;

/**
 * The bigrams of each wording counted and sorted: written out by bigram and back by wording, which sorts all of them
 * without comparing any. Each step is a function of its own: V8 throws away what it has compiled for a loop when
 * another stands below it.
 */
function ascending(grams: Int32Array, at: Int32Array, size: number): Counted {
  return turned(turned(counted(grams, at, size), size), at.length - 1);
}

/** Each bigram of a wording once, in the order of the text. */
function counted(grams: Int32Array, at: Int32Array, size: number): Counted {
  const start = new Int32Array(at.length);
  const ids = new Int32Array(grams.length);
  const counts = new Int32Array(grams.length);
  const slot = new Int32Array(size).fill(-1);
  let upTo = 0;
  for (let w = 0; w + 1 < at.length; w++) {
    upTo = countOne(grams, at[w] ?? 0, at[w + 1] ?? 0, slot, ids, counts, upTo);
    start[w + 1] = upTo;
  }
  return { ids: ids.subarray(0, upTo), counts: counts.subarray(0, upTo), start };
}

function countOne(
  grams: Int32Array,
  from: number,
  to: number,
  slot: Int32Array,
  ids: Int32Array,
  counts: Int32Array,
  first: number,
): number {
  let upTo = first;
  for (let p = from; p < to; p++) {
    const id = grams[p] ?? 0;
    let k = slot[id] ?? 0;
    if (k < first) {
      slot[id] = k = upTo++;
      ids[k] = id;
    }
    bump(counts, k, 1);
  }
  return upTo;
}

/** Rows turned into columns: by each of `size` ids the rows that have it, ascending. */
function turned({ ids, counts, start }: Counted, size: number): Counted {
  const by = startsOf(ids, size);
  const rows = new Int32Array(ids.length);
  const times = new Int32Array(ids.length);
  const fill = by.slice();
  for (let row = 0; row + 1 < start.length; row++)
    turnRow(ids, counts, start[row] ?? 0, start[row + 1] ?? 0, row, fill, rows, times);
  return { ids: rows, counts: times, start: by };
}

function turnRow(
  ids: Int32Array,
  counts: Int32Array,
  from: number,
  to: number,
  row: number,
  fill: Int32Array,
  rows: Int32Array,
  times: Int32Array,
): void {
  for (let k = from; k < to; k++) {
    const q = bump(fill, ids[k] ?? 0, 1) - 1;
    rows[q] = row;
    times[q] = counts[k] ?? 0;
  }
}

/** Where each of `size` ids begins when all are laid out in order; the last entry is their number. */
function startsOf(ids: Int32Array, size: number): Int32Array {
  const by = new Int32Array(size + 1);
  for (const id of ids) bump(by, id + 1, 1);
  for (let id = 0; id < size; id++) bump(by, id + 1, by[id] ?? 0);
  return by;
}

/** Adds to one place of an array and gives what is there now. */
export function bump(counts: Int32Array, at: number, by: number): number {
  const now = (counts[at] ?? 0) + by;
  counts[at] = now;
  return now;
}

/** Weight of the bigrams two wordings have in common. */
export function commonWeight({ ids, counts, start, idf }: Wordings, u: number, v: number): number {
  let sum = 0;
  const endOfU = start[u + 1] ?? 0;
  const endOfV = start[v + 1] ?? 0;
  for (let p = start[u] ?? 0, q = start[v] ?? 0; p < endOfU && q < endOfV;) {
    const x = ids[p] ?? 0;
    const y = ids[q] ?? 0;
    if (x === y) sum += Math.min(counts[p++] ?? 0, counts[q++] ?? 0) * (idf[x] ?? 0);
    else if (x < y) p++;
    else q++;
  }
  return sum;
}
