/**
 * What surely stayed: both ends, and clauses that stand exactly once in both texts and keep their order (patience
 * diff). Only the gaps between them have to be read token by token; the time of that grows with the square of what
 * changed, and a clause that a reader recognises is never torn to pieces for the sake of a shorter difference.
 */
import type { Hunk } from './diff.hunks.js';

/** A shorter clause is a formula and anchors nothing. */
const SHORTEST_ANCHOR = 4;

/** After these no token goes on, whatever stands around the place. */
const CLOSES = new Uint8Array(0x10000);
for (const c of '。；：、\n') CLOSES[c.charCodeAt(0)] = 1;
const COMMA = '，'.charCodeAt(0);
const LISTING = '、'.charCodeAt(0);

/**
 * Whether no token can reach across `at`. A comma between two digits may stand inside a number, and blanks may follow
 * each other.
 */
function isClosed(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  if (CLOSES[before] === 1) return true;
  return before === COMMA && !(isDigit(text.charCodeAt(at)) && isDigit(text.charCodeAt(at - 2)));
}

const isDigit = (code: number): boolean => (code >= 0x30 && code <= 0x39) || (code >= 0xff10 && code <= 0xff19);

/** Stretches of both texts that may differ, in order; everything between them is equal. */
export function gapsBetweenAnchors(a: string, b: string): Hunk[] {
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a.charCodeAt(head) === b.charCodeAt(head)) head++;
  while (head > 0 && !(isClosed(a, head) && isClosed(b, head))) head--;
  let tail = 0;
  while (tail < shorter - head && a.charCodeAt(a.length - 1 - tail) === b.charCodeAt(b.length - 1 - tail)) tail++;
  while (tail > 0 && !(isClosed(a, a.length - tail) && isClosed(b, b.length - tail))) tail--;
  const whole = { a0: head, a1: a.length - tail, b0: head, b1: b.length - tail };
  if (whole.a0 === whole.a1 || whole.b0 === whole.b1) return [whole];
  const out: Hunk[] = [];
  let open = { ...whole };
  for (const { a0, a1, b0, b1 } of commonClauses(a, b, whole)) {
    if (a0 > open.a0 || b0 > open.b0) out.push({ a0: open.a0, a1: a0, b0: open.b0, b1: b0 });
    open = { ...whole, a0: a1, b0: b1 };
  }
  if (open.a1 > open.a0 || open.b1 > open.b0) out.push(open);
  return out;
}

interface Seen {
  a: number;
  b: number;
  timesA: number;
  timesB: number;
}

function commonClauses(a: string, b: string, within: Hunk): Hunk[] {
  const seen = new Map<string, Seen>();
  for (let from = within.a0, to; from < within.a1; from = to) {
    to = clauseEnd(a, from, within.a1);
    if (to - from < SHORTEST_ANCHOR) continue;
    const clause = a.slice(from, to);
    const known = seen.get(clause);
    if (known) known.timesA++;
    else seen.set(clause, { a: from, b: -1, timesA: 1, timesB: 0 });
  }
  if (seen.size === 0) return [];
  for (let from = within.b0, to; from < within.b1; from = to) {
    to = clauseEnd(b, from, within.b1);
    const known = to - from < SHORTEST_ANCHOR ? undefined : seen.get(b.slice(from, to));
    if (!known) continue;
    known.timesB++;
    known.b = from;
  }
  const once: Hunk[] = [];
  for (const [clause, { a: p, b: q, timesA, timesB }] of seen) {
    if (timesA === 1 && timesB === 1) once.push({ a0: p, a1: p + clause.length, b0: q, b1: q + clause.length });
  }
  return inOrder(once);
}

/**
 * The end of the clause that begins at `from`, its mark included; the last one may have none and then anchors only if
 * it is closed.
 */
function clauseEnd(text: string, from: number, to: number): number {
  for (let i = from + 1; i < to; i++) if (isClosed(text, i) && text.charCodeAt(i - 1) !== LISTING) return i;
  return to;
}

/** The subset of ascending a0 that ascends in b0 too and covers most characters. */
function inOrder(clauses: readonly Hunk[]): Hunk[] {
  let ascending = true;
  for (let k = 1; k < clauses.length; k++) if ((clauses[k]?.b0 ?? 0) < (clauses[k - 1]?.b0 ?? 0)) ascending = false;
  if (ascending) return [...clauses];
  const ranks = clauses.map((_, k) => k).sort((p, q) => (clauses[p]?.b0 ?? 0) - (clauses[q]?.b0 ?? 0));
  const rank = new Int32Array(clauses.length);
  ranks.forEach((k, r) => {
    rank[k] = r + 1;
  });
  const best = new Float64Array(clauses.length);
  const parent = new Int32Array(clauses.length).fill(-1);
  const tree = new Int32Array(clauses.length + 1).fill(-1);
  let end = 0;
  clauses.forEach((c, k) => {
    let from = -1;
    for (let r = (rank[k] ?? 1) - 1; r > 0; r -= r & -r) {
      const t = tree[r] ?? -1;
      if (t >= 0 && (from < 0 || (best[t] ?? 0) > (best[from] ?? 0))) from = t;
    }
    best[k] = c.a1 - c.a0 + (from < 0 ? 0 : (best[from] ?? 0));
    parent[k] = from;
    for (let r = rank[k] ?? 1; r <= clauses.length; r += r & -r) {
      const t = tree[r] ?? -1;
      if (t < 0 || (best[t] ?? 0) < (best[k] ?? 0)) tree[r] = k;
    }
    if ((best[k] ?? 0) > (best[end] ?? 0)) end = k;
  });
  const out: Hunk[] = [];
  for (let k = end; k >= 0; k = parent[k] ?? -1) {
    const c = clauses[k];
    if (c) out.push(c);
  }
  return out.reverse();
}
