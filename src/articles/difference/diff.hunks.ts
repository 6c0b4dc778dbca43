/**
 * From the shortest difference to one that people read: islands too short to read are absorbed, a clause that is mostly
 * new is shown as a whole, a lone insertion or deletion slides to the edge of a clause. Only where hunks begin and end
 * is moved, so both texts stay intact.
 */

import { NUMERAL_CHARS } from '../text/numeral.js';
import { isTerm } from './tokens.js';

/**
 * before[a0, a1) was replaced by after[b0, b1); either may be empty, never both. Between two hunks the texts are equal.
 */
export interface Hunk {
  a0: number;
  a1: number;
  b0: number;
  b1: number;
}

/** An equal stretch of at most this many characters between two changes is absorbed if they are larger than it. */
const ISLAND = 2;
/** A longer one is absorbed if both neighbours are at least as long as it, up to this length. */
const LONGEST_ISLAND = 3;
/** Beside a change of a single character, which is easily overlooked, a longer one is absorbed. */
const ISLAND_BESIDE_ONE = 5;
/**
 * A clause is shown as a whole if at most this share of it stayed and the change is in pieces; in one piece it needs
 * less.
 */
const KEPT_IN_PIECES = 0.4;
const KEPT_IN_ONE = 0.25;
/** A shorter clause is read at a glance and needs no such help. */
const SHORTEST_CLAUSE = 6;

const LINE = 5;
const SENTENCE = 4;
const CLAUSE = 3;
const LISTED = 2;
const BEFORE_MARK = 1;
/** Rank of the edge after a character, by its code. */
const RANK = new Uint8Array(0x10000);
for (const [chars, rank] of [
  ['\n', LINE],
  ['。；', SENTENCE],
  ['，：', CLAUSE],
  ['、', LISTED],
] as const) {
  for (const c of chars) RANK[c.charCodeAt(0)] = rank;
}
const rankAfter = (text: string, at: number): number => RANK[text.charCodeAt(at)] ?? 0;

/** `endsA` and `endsB`: where the tokens of the stretches that were compared end, ascending. */
export function readable(
  a: string,
  b: string,
  hunks: Hunk[],
  endsA: readonly number[],
  endsB: readonly number[],
): Hunk[] {
  const real = hunks.filter((h) => a.slice(h.a0, h.a1) !== b.slice(h.b0, h.b1));
  for (const h of real) keepOuterWords(a, b, h);
  return wholeLines(a, b, absorb(a, slide(a, b, absorb(a, wholeClauses(a, b, absorb(a, real))), endsA, endsB)));
}

/**
 * 标志。 → 标志；\n（四）报警。: what comes or goes is the line with its full stop, and the mark before it changed. The
 * shortest difference keeps the stop of the line before, and leaves the last line without its own.
 */
function wholeLines(a: string, b: string, hunks: Hunk[]): Hunk[] {
  hunks.forEach((h, k) => {
    const [text, from, to] = h.a0 === h.a1 ? [b, h.b0, h.b1] : h.b0 === h.b1 ? [a, h.a0, h.a1] : ['', 0, 0];
    if (to - from < 2 || !/[；，、：。]/u.test(text.charAt(from)) || text.charAt(from + 1) !== '\n') return;
    const touches = (hunks[k + 1]?.a0 ?? a.length + 2) <= h.a1 + 1;
    const ends = (s: string, at: number): boolean => at === s.length || s.charAt(at) === '\n';
    if (touches || !/[；。]/u.test(text.charAt(to)) || !ends(a, h.a1 + 1) || !ends(b, h.b1 + 1)) return;
    h.a1++;
    h.b1++;
  });
  return hunks;
}

/**
 * 行政主管部门 → 主管部门, 给予行政处分 → 给予处分: a listed word at either end that both sides have is no part of the
 * change.
 */
function keepOuterWords(a: string, b: string, h: Hunk): void {
  const head = Math.min(h.a1 - h.a0, h.b1 - h.b0);
  let n = 0;
  while (n < head && a.charCodeAt(h.a0 + n) === b.charCodeAt(h.b0 + n)) n++;
  while (n > 1 && !(isTerm(a, h.a0, h.a0 + n) && leaves(a, h.a0 + n, h.a1) && leaves(b, h.b0 + n, h.b1))) n--;
  if (n > 1) {
    h.a0 += n;
    h.b0 += n;
  }
  const tail = Math.min(h.a1 - h.a0, h.b1 - h.b0);
  n = 0;
  while (n < tail && a.charCodeAt(h.a1 - 1 - n) === b.charCodeAt(h.b1 - 1 - n)) n++;
  while (n > 1 && !(isTerm(a, h.a1 - n, h.a1) && leaves(a, h.a0, h.a1 - n) && leaves(b, h.b0, h.b1 - n))) n--;
  if (n > 1) {
    h.a1 -= n;
    h.b1 -= n;
  }
}

/** Nothing, or something that can stand alone; a single character left over would be half a word. */
function leaves(text: string, from: number, to: number): boolean {
  return to === from || to - from >= 2 || /[^\u4e00-\u9fff]/u.test(text.charAt(from));
}

/** An island that is absorbed can make another of its neighbour: real texts are done after three or four rounds. */
const ROUNDS = 12;

const weight = (h: Hunk): number => Math.max(h.a1 - h.a0, h.b1 - h.b0);

function absorb(a: string, hunks: Hunk[]): Hunk[] {
  let current = hunks;
  for (let round = 1; ; round++) {
    const out: Hunk[] = [];
    for (const h of current) {
      const left = out[out.length - 1];
      if (left && isIsland(a, left, h)) {
        left.a1 = h.a1;
        left.b1 = h.b1;
      } else out.push({ ...h });
    }
    if (out.length === current.length || round === ROUNDS) return out;
    current = out;
  }
}

function isIsland(a: string, left: Hunk, right: Hunk): boolean {
  const n = right.a0 - left.a1;
  if (n === 0) return true;
  if (n <= LONGEST_CITATION && isShiftedList(a, left, right)) return true;
  if (n > ISLAND_BESIDE_ONE) return false;
  if (n > 1 && oneSided(left, right) && isTerm(a, left.a1, right.a0)) return false;
  let strongest = 0;
  for (let i = left.a1; i < right.a0; i++) strongest = Math.max(strongest, rankAfter(a, i));
  if (n === 1 && !isMark(a, left) && !isMark(a, right)) return true;
  if (strongest >= SENTENCE || a.charAt(right.a0 - 1) === '：') return false;
  const l = weight(left);
  const r = weight(right);
  if (n > 1 && strongest > 0) return n <= ISLAND && l + r > 6 * n;
  if (n <= ISLAND) return l + r > 2 * n;
  if ((l === 1 && !isMark(a, left)) || (r === 1 && !isMark(a, right))) return strongest === 0;
  return n <= LONGEST_ISLAND && n <= l && n <= r && l + r >= 3 * n;
}

const LONGEST_CITATION = 24;
const CITED = new RegExp(`^第[${NUMERAL_CHARS}]+条[^，。；：]*$`, 'u');

/** 第十四条、第十五条 → 第十五条、第十六条: that 第十五条 stands in both lists is chance, it is another article now. */
function isShiftedList(a: string, left: Hunk, right: Hunk): boolean {
  const goes = left.b0 === left.b1 && right.a0 === right.a1 && right.b1 > right.b0;
  const comes = left.a0 === left.a1 && right.b0 === right.b1 && right.a1 > right.a0;
  return (goes || comes) && CITED.test(a.slice(left.a1, right.a0));
}

/**
 * 国家 in “甲。国家乙，” put before it and behind it: absorbed, a word that stayed would be shown as deleted and
 * written again.
 */
function oneSided(left: Hunk, right: Hunk): boolean {
  return (left.a0 === left.a1 && right.a0 === right.a1) || (left.b0 === left.b1 && right.b0 === right.b1);
}

/** A punctuation mark or bracket alone: a change of form more often than not, which must stay apart to be hidden. */
function isMark(a: string, h: Hunk): boolean {
  return weight(h) === 1 && h.a1 > h.a0 && /[\p{P}\p{S}\s]/u.test(a.charAt(h.a0));
}

/**
 * Hunks of one clause, with the equal text up to its edges: where little of the clause stayed, the clause as a whole.
 */
function wholeClauses(a: string, b: string, hunks: Hunk[]): Hunk[] {
  const out: Hunk[] = [];
  for (let i = 0; i < hunks.length;) {
    let j = i;
    while (j + 1 < hunks.length && !crossesClause(a, hunks[j], hunks[j + 1])) j++;
    const first = hunks[i];
    const last = hunks[j];
    if (!first || !last) break;
    const before = out[out.length - 1];
    const whole = widened(a, first, last, before?.a1 ?? 0, hunks[j + 1]?.a0 ?? a.length);
    let kept = first.a0 - whole.a0 + (whole.a1 - last.a1);
    for (let k = i; k < j; k++) kept += (hunks[k + 1]?.a0 ?? 0) - (hunks[k]?.a1 ?? 0);
    const longer = Math.max(whole.a1 - whole.a0, whole.b1 - whole.b0);
    const replaces =
      Math.min(whole.a1 - whole.a0, whole.b1 - whole.b0) >= SHORTEST_CLAUSE &&
      last.a1 > first.a0 &&
      last.b1 > first.b0 &&
      !holdsClause(a, first.a0, last.a1) &&
      !holdsClause(b, first.b0, last.b1);
    if (replaces && kept > 0 && kept <= longer * (j > i ? KEPT_IN_PIECES : KEPT_IN_ONE)) out.push(whole);
    else for (let k = i; k <= j; k++) out.push(hunks[k] as Hunk);
    i = j + 1;
  }
  return out;
}

function crossesClause(a: string, left: Hunk | undefined, right: Hunk | undefined): boolean {
  if (!left || !right) return true;
  return holdsClause(a, left.a1, right.a0);
}

/**
 * Whether a clause ends inside the stretch: then it is more than one clause, and what stayed of the outer ones is worth
 * seeing.
 */
function holdsClause(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (rankAfter(text, i) >= CLAUSE) return true;
  return false;
}

/**
 * From the edge of the clause before `first` to the one after `last`; the mark that ends the clause is not taken in.
 */
function widened(a: string, first: Hunk, last: Hunk, from: number, to: number): Hunk {
  const whole = { a0: first.a0, a1: last.a1, b0: first.b0, b1: last.b1 };
  while (whole.a0 > from && rankAfter(a, whole.a0 - 1) < CLAUSE) {
    whole.a0--;
    whole.b0--;
  }
  while (whole.a1 < to && rankAfter(a, whole.a1) < CLAUSE) {
    whole.a1++;
    whole.b1++;
  }
  return whole;
}

/**
 * What a replacement repeats at one end of the other side is no change, as long as nothing is cut: it becomes an
 * insertion or deletion.
 */
function trim(a: string, b: string, h: Hunk, endsA: readonly number[], endsB: readonly number[]): void {
  const shorter = Math.min(h.a1 - h.a0, h.b1 - h.b0);
  if (shorter === 0) return;
  const short = h.a1 - h.a0 === shorter ? a.slice(h.a0, h.a1) : b.slice(h.b0, h.b1);
  const [long, from, to, ends] = h.a1 - h.a0 === shorter ? [b, h.b0, h.b1, endsB] : [a, h.a0, h.a1, endsA];
  if (long.startsWith(short, from) && has(ends, from + shorter)) {
    h.a0 += shorter;
    h.b0 += shorter;
  } else if (long.endsWith(short, to) && has(ends, to - shorter)) {
    h.a1 -= shorter;
    h.b1 -= shorter;
  }
}

/**
 * A lone insertion or deletion between equal stretches may stand at several places; take the one that begins or ends at
 * a clause edge.
 */
function slide(a: string, b: string, hunks: Hunk[], endsA: readonly number[], endsB: readonly number[]): Hunk[] {
  const out: Hunk[] = [];
  for (let i = 0; i < hunks.length; i++) {
    const h = hunks[i];
    if (!h) continue;
    const last = out[out.length - 1];
    trim(a, b, h, endsA, endsB);
    if (h.a1 === h.a0 || h.b1 === h.b0) {
      const inserted = h.a1 === h.a0;
      const room = h.a0 - (last?.a1 ?? 0);
      const after = (hunks[i + 1]?.a0 ?? a.length) - h.a1;
      const by = inserted ? bestShift(b, h.b0, h.b1, room, after, endsB) : bestShift(a, h.a0, h.a1, room, after, endsA);
      h.a0 += by;
      h.a1 += by;
      h.b0 += by;
      h.b1 += by;
    }
    if (last && last.a1 === h.a0 && last.b1 === h.b0) {
      last.a1 = h.a1;
      last.b1 = h.b1;
    } else out.push(h);
  }
  return out;
}

function bestShift(
  text: string,
  start: number,
  end: number,
  room: number,
  after: number,
  ends: readonly number[],
): number {
  let left = 0;
  while (left < room && text.charCodeAt(start - left - 1) === text.charCodeAt(end - left - 1)) left++;
  let right = 0;
  while (right < after && text.charCodeAt(start + right) === text.charCodeAt(end + right)) right++;
  if (left + right === 0) return 0;
  let best = 0;
  let bestScore = edge(text, start) + edge(text, end);
  for (let by = -left; by <= right; by++) {
    if (by === 0) continue;
    const from = edge(text, start + by);
    const to = edge(text, end + by);
    if (from + to <= bestScore || (from === 0 && !has(ends, start + by)) || (to === 0 && !has(ends, end + by)))
      continue;
    if (
      splitsPair(text, start + by) ||
      splitsPair(text, end + by) ||
      splitsNumber(text, start + by) ||
      splitsNumber(text, end + by)
    )
      continue;
    bestScore = from + to;
    best = by;
  }
  return best;
}

/**
 * How good a place for an edge of a change is: line > sentence > clause > enumeration > before a mark > inside a
 * clause.
 */
function edge(text: string, at: number): number {
  if (at === 0 || at === text.length) return LINE;
  const quoted = /["”』」]/u.test(text.charAt(at - 1)) && rankAfter(text, at - 2) === SENTENCE;
  const before = quoted ? SENTENCE : rankAfter(text, at - 1);
  const next = text.charCodeAt(at);
  if (before >= SENTENCE) return before;
  if (next === 0x0a) return SENTENCE;
  return before > 0 ? before : (RANK[next] ?? 0) > 0 ? BEFORE_MARK : 0;
}

function has(ends: readonly number[], place: number): boolean {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return ends[low] === place;
}

function splitsPair(text: string, at: number): boolean {
  return (text.charCodeAt(at - 1) & 0xfc00) === 0xd800 && (text.charCodeAt(at) & 0xfc00) === 0xdc00;
}

const DIGIT = /[0-9０-９]/u;
function splitsNumber(text: string, at: number): boolean {
  return DIGIT.test(text.charAt(at)) && /[0-9０-９,，.．]/u.test(text.charAt(at - 1));
}
