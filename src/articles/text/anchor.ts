/**
 * Finding a quoted passage again in a changed text (opinions anchor once for ever). An exact occurrence is judged by
 * what stands before and after it; without one, the nearest passage by edit distance is taken if it is near enough,
 * else the quote is an orphan.
 */

export interface Quote {
  exact: string;
  /** the characters before and after, as many as were kept when the quote was made; may be empty */
  prefix: string;
  suffix: string;
}

export interface Anchored {
  /** UTF-16 offsets into the text, end exclusive */
  start: number;
  end: number;
  /** 1 = the very words in the very place; never below ORPHAN_BELOW */
  score: number;
}

/** A passage less alike than this is not the quoted one; the quote is an orphan and keeps its original words. */
export const ORPHAN_BELOW = 0.6;
/** Characters of context that count. */
const CONTEXT = 32;
/** Most cells of the distance table; beyond it only the stretches that share most runs with the quote are searched. */
const ANCHOR_CELLS = 4_000_000;
const SEED = 4;

export function reanchor(quote: Quote, text: string): Anchored | null {
  const { exact } = quote;
  if (exact === '') return null;
  let best: Anchored | null = null;
  let count = 0;
  for (let at = text.indexOf(exact); at >= 0 && count < 1000; at = text.indexOf(exact, at + 1), count++) {
    const score = 0.8 + 0.2 * contextScore(quote, text, at, at + exact.length);
    if (!best || score > best.score) best = { start: at, end: at + exact.length, score };
  }
  if (best) return { ...best, score: round(best.score) };
  const offset = windowStart(quote, text);
  const window = text.slice(offset.from, offset.to);
  const near = nearest(exact, window);
  if (!near) return null;
  const start = offset.from + near.start;
  const end = offset.from + near.end;
  const likeness = 1 - near.distance / exact.length;
  const score = round(0.85 * likeness + 0.15 * contextScore(quote, text, start, end));
  return likeness < ORPHAN_BELOW || score < ORPHAN_BELOW ? null : { start, end, score };
}

const round = (x: number): number => Math.round(x * 1000) / 1000;

/** 0..1: how much of the kept context still stands beside the passage. Without any context 1. */
function contextScore(quote: Quote, text: string, start: number, end: number): number {
  const prefix = quote.prefix.slice(-CONTEXT);
  const suffix = quote.suffix.slice(0, CONTEXT);
  if (prefix.length + suffix.length === 0) return 1;
  let same = 0;
  while (same < prefix.length && start - 1 - same >= 0 && text[start - 1 - same] === prefix[prefix.length - 1 - same])
    same++;
  let after = 0;
  while (after < suffix.length && end + after < text.length && text[end + after] === suffix[after]) after++;
  return (same + after) / (prefix.length + suffix.length);
}

/**
 * Where to search: everything, or in a very long text the stretch that shares most runs of SEED characters with the
 * quote.
 */
function windowStart(quote: Quote, text: string): { from: number; to: number } {
  const size = quote.exact.length;
  if (size * text.length <= ANCHOR_CELLS) return { from: 0, to: text.length };
  const seeds = new Set<string>();
  for (let i = 0; i + SEED <= size; i++) seeds.add(quote.exact.slice(i, i + SEED));
  const reach = Math.max(size * 2, 200);
  const width = Math.max(reach, Math.min(text.length, Math.floor(ANCHOR_CELLS / size)));
  let hits = 0;
  let bestHits = -1;
  let bestAt = 0;
  for (let i = 0; i < text.length; i++) {
    if (seeds.has(text.slice(i, i + SEED))) hits++;
    if (i >= reach && seeds.has(text.slice(i - reach, i - reach + SEED))) hits--;
    if (hits > bestHits) {
      bestHits = hits;
      bestAt = i;
    }
  }
  const from = Math.max(0, bestAt - Math.floor(width / 2));
  return { from, to: Math.min(text.length, from + width) };
}

/** The stretch of `text` with the smallest edit distance to `pattern` (Sellers): ties go to the earliest end. */
function nearest(pattern: string, text: string): { start: number; end: number; distance: number } | null {
  const m = pattern.length;
  if (text === '' || m * text.length > 4 * ANCHOR_CELLS) return null;
  let cost = Int32Array.from({ length: m + 1 }, (_, i) => i);
  let from = new Int32Array(m + 1);
  let best = { start: 0, end: 0, distance: m };
  for (let j = 1; j <= text.length; j++) {
    const nextCost = new Int32Array(m + 1);
    const nextFrom = new Int32Array(m + 1);
    nextFrom[0] = j;
    for (let i = 1; i <= m; i++) {
      const replace = (cost[i - 1] ?? 0) + (pattern[i - 1] === text[j - 1] ? 0 : 1);
      const skipText = (cost[i] ?? 0) + 1;
      const skipPattern = (nextCost[i - 1] ?? 0) + 1;
      const least = Math.min(replace, skipText, skipPattern);
      nextCost[i] = least;
      nextFrom[i] =
        least === replace ? (from[i - 1] ?? 0) : least === skipText ? (from[i] ?? 0) : (nextFrom[i - 1] ?? 0);
    }
    cost = nextCost;
    from = nextFrom;
    const distance = cost[m] ?? m;
    if (distance < best.distance) best = { start: from[m] ?? 0, end: j, distance };
  }
  return best.distance < m ? best : null;
}
