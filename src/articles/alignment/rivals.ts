/**
 * A pair of articles beside its rivals: the other new articles for its old one, and the other old ones for its new one.
 */
import { type Postings, twoBest } from './sentence-evidence.js';

/** Further ahead than this many times the rival says no more; a rival that has nothing in common counts as this. */
const AHEAD_LIMIT = 2;
const SMALLEST_RIVAL = 1e-9;
/** A bigram is rare as long as it makes no more pairs of articles than this; it weighs 1 over their number. */
const RARE_PAIRS = 100;

/**
 * How far a pair is ahead of both its rivals in rare wording: what one article alone of each text has weighs 1, and
 * what is in more of them less, by the pairs that they make.
 */
export function rareAheadOf(inOld: Postings, inNew: Postings): (i: number, j: number) => number {
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
  const rivals = rivalsIn(rows, inNew.size);
  return (i, j) => {
    const { value, ofNew, ofOld } = rivals(i, j);
    return Math.min(AHEAD_LIMIT, (2 * value) / Math.max(SMALLEST_RIVAL, ofNew + ofOld));
  };
}

/** What a pair has over what the best other new article for its old one has, and the best other old one for its new. */
export function levelIn(
  rows: readonly Float64Array[],
  news: number,
): (i: number, j: number) => Record<'ofNew' | 'ofOld', number> {
  const rivals = rivalsIn(rows, news);
  const over = (value: number, rival: number): number => Math.min(1, value / Math.max(SMALLEST_RIVAL, rival));
  return (i, j) => {
    const { value, ofNew, ofOld } = rivals(i, j);
    return { ofNew: over(value, ofNew), ofOld: over(value, ofOld) };
  };
}

interface Rivals {
  value: number;
  /** the best of the other new articles for the old one, and of the other old ones for the new */
  ofNew: number;
  ofOld: number;
}

/** By old and new article, what the two have and what the best rival of each has. */
function rivalsIn(rows: readonly Float64Array[], news: number): (i: number, j: number) => Rivals {
  const ofOld = rows.map(twoBest);
  const best = new Float64Array(news);
  const second = new Float64Array(news);
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
    return { value, ofNew: value === first ? next : first, ofOld: (value === best[j] ? second[j] : best[j]) ?? 0 };
  };
}
