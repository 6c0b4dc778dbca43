/**
 * Runs of characters that prove that wording was carried over and not merely similar. A run is *own* where one old
 * article alone has it, and *carried* where, besides, the new text has not made a formula of it; only the latter proves
 * a split or a merge.
 */
import { bump, type Wordings } from './bigram-index.js';
import type { Similarity } from './similarity.js';
import { THRESHOLDS } from './thresholds.js';

/** Characters of a run. */
export const RUN = 6;
/** The bigrams that make up a run begin at these places of it; the last one, too, must lie inside the wording. */
const SECOND = 2;
const THIRD = 4;

/** Characters that stand in runs of both articles of a pair; overlaps count once. */
export interface Covered {
  ownOld: number;
  ownNew: number;
  carriedOld: number;
  carriedNew: number;
}

export interface Runs {
  words: Wordings;
  /** by place in `words.grams`: the run that begins there, named by the first place where it stands */
  run: Int32Array;
  /** by run: in how many articles of each text */
  inOld: Int32Array;
  inNew: Int32Array;
  /** by old wording · all wordings + new wording; pairs that share no own run are not there */
  covered: Map<number, Covered>;
  /** by run: the last stamp that `carriedCharacters` left */
  stamps: Int32Array;
  stamp: number;
}

export function runsOfAll({ words }: Pick<Similarity, 'words'>): Runs {
  const size = words.grams.length;
  const runs: Runs = {
    words,
    run: new Int32Array(size),
    inOld: new Int32Array(size),
    inNew: new Int32Array(size),
    covered: new Map(),
    stamps: new Int32Array(size),
    stamp: 0,
  };
  numberRuns(runs);
  coverAll(runs);
  return runs;
}

/**
 * The same run gets the same number, and its articles are counted. Three bigrams say six characters, so nothing is left
 * to a hash.
 */
function numberRuns({ words: { grams, at, texts, inOld: oldsWith, inNew: newsWith }, run, inOld, inNew }: Runs): void {
  let slots = 1024;
  while (slots < 2 * grams.length) slots *= 2;
  /** first place + 1 of the run in the slot; 0 where the slot is free */
  const places = new Int32Array(slots);
  /** by run: the last wording + 1 in which it was counted */
  const counted = new Int32Array(grams.length);
  for (let w = 0; w < texts.length; w++) {
    for (let p = at[w] ?? 0, end = (at[w + 1] ?? 0) - THIRD; p < end; p++) {
      const a = grams[p] ?? 0;
      const b = grams[p + SECOND] ?? 0;
      const c = grams[p + THIRD] ?? 0;
      const mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
      let slot = (mixed ^ (mixed >>> 15)) & (slots - 1);
      let r = (places[slot] ?? 0) - 1;
      while (r >= 0 && (grams[r] !== a || grams[r + SECOND] !== b || grams[r + THIRD] !== c)) {
        slot = (slot + 1) & (slots - 1);
        r = (places[slot] ?? 0) - 1;
      }
      if (r < 0) {
        r = p;
        places[slot] = p + 1;
      }
      run[p] = r;
      if (counted[r] === w + 1) continue;
      counted[r] = w + 1;
      bump(inOld, r, oldsWith[w] ?? 0);
      bump(inNew, r, newsWith[w] ?? 0);
    }
  }
}

/** Fills `covered` from the runs and not from the pairs: own runs are few for each pair, and most pairs have none. */
function coverAll(runs: Runs): void {
  const {
    words: { at, inOld, inNew, texts },
    run,
    covered,
  } = runs;
  const size = texts.length;
  const ownerOf = new Int32Array(run.length);
  /** by run the last place + 1 in a new wording, by place the one before it: each new wording once */
  const head = new Int32Array(run.length);
  const before = new Int32Array(run.length);
  const wordingAt = new Int32Array(run.length);
  for (let w = 0; w < size; w++) {
    const isNew = (inNew[w] ?? 0) > 0;
    for (let p = at[w] ?? 0, end = (at[w + 1] ?? 0) - THIRD; p < end; p++) {
      const r = run[p] ?? 0;
      if (runs.inOld[r] !== 1) continue;
      if ((inOld[w] ?? 0) > 0) ownerOf[r] = w;
      wordingAt[p] = w;
      const latest = (head[r] ?? 0) - 1;
      if (!isNew || (latest >= 0 && wordingAt[latest] === w)) continue;
      before[p] = latest + 1;
      head[r] = p + 1;
    }
  }
  const row = new Row(size);
  for (let w = 0; w < size; w++) {
    if (inOld[w] !== 1) continue;
    for (let p = at[w] ?? 0, end = (at[w + 1] ?? 0) - THIRD; p < end; p++) {
      const r = run[p] ?? 0;
      if (runs.inOld[r] !== 1) continue;
      const carried = isCarried(runs, r);
      for (let q = (head[r] ?? 0) - 1; q >= 0; q = (before[q] ?? 0) - 1) row.add(wordingAt[q] ?? 0, p, carried);
    }
    row.take((v, own, carried) => {
      covered.set(w * size + v, { ownOld: own, ownNew: 0, carriedOld: carried, carriedNew: 0 });
    });
  }
  for (let w = 0; w < size; w++) {
    if ((inNew[w] ?? 0) === 0) continue;
    for (let p = at[w] ?? 0, end = (at[w + 1] ?? 0) - THIRD; p < end; p++) {
      const r = run[p] ?? 0;
      if (runs.inOld[r] === 1) row.add(ownerOf[r] ?? 0, p, isCarried(runs, r));
    }
    row.take((u, own, carried) => {
      const pair = covered.get(u * size + w);
      if (!pair) return;
      pair.ownNew = own;
      pair.carriedNew = carried;
    });
  }
}

function isCarried({ inNew }: Runs, r: number): boolean {
  return (inNew[r] ?? 0) <= THRESHOLDS.becameFormula;
}

/** What the runs of one wording cover, by partner, while it is read from left to right. */
class Row {
  private readonly partners: number[] = [];
  private readonly own: Int32Array;
  private readonly ownTo: Int32Array;
  private readonly carried: Int32Array;
  private readonly carriedTo: Int32Array;

  constructor(size: number) {
    this.own = new Int32Array(size);
    this.ownTo = new Int32Array(size);
    this.carried = new Int32Array(size);
    this.carriedTo = new Int32Array(size);
  }

  add(partner: number, place: number, carried: boolean): void {
    if (this.own[partner] === 0) this.partners.push(partner);
    bump(this.own, partner, place + RUN - Math.max(place, this.ownTo[partner] ?? 0));
    this.ownTo[partner] = place + RUN;
    if (!carried) return;
    bump(this.carried, partner, place + RUN - Math.max(place, this.carriedTo[partner] ?? 0));
    this.carriedTo[partner] = place + RUN;
  }

  /** Hands over what was found for each partner and begins anew. */
  take(use: (partner: number, own: number, carried: number) => void): void {
    for (const partner of this.partners) {
      use(partner, this.own[partner] ?? 0, this.carried[partner] ?? 0);
      this.own[partner] = this.ownTo[partner] = this.carried[partner] = this.carriedTo[partner] = 0;
    }
    this.partners.length = 0;
  }
}

/**
 * Characters of wording u in carried runs that v has too and that `explained`, a third wording, does not have; overlaps
 * count once.
 */
export function carriedCharacters(runs: Runs, u: number, v: number, explained: number | undefined): number {
  const {
    words: { at },
    run,
    stamps,
    inOld,
  } = runs;
  const stamp = ++runs.stamp;
  const mark = (w: number, as: number): void => {
    for (let p = at[w] ?? 0, end = (at[w + 1] ?? 0) - THIRD; p < end; p++) stamps[run[p] ?? 0] = as;
  };
  mark(v, stamp);
  if (explained !== undefined) mark(explained, 0);
  let covered = 0;
  let upTo = 0;
  for (let p = at[u] ?? 0, end = (at[u + 1] ?? 0) - THIRD; p < end; p++) {
    const r = run[p] ?? 0;
    if (stamps[r] !== stamp || inOld[r] !== 1 || !isCarried(runs, r)) continue;
    covered += p + RUN - Math.max(p, upTo);
    upTo = p + RUN;
  }
  return covered;
}
