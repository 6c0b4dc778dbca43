/**
 * The difference of two texts, made to be read by people and stored as evidence. The sequence work is `diffArrays` of the package `diff`
 * over our own tokens; then: common islands too short to read are absorbed, and a lone insertion or deletion slides to a clause edge.
 *
 * Promised: joining what is not `insert` gives the old text, joining what is not `delete` gives the new one, always; neighbours never have
 * the same type; a deletion stands before its insertion; no empty text; same input, same output.
 */
import { diffArrays } from 'diff';
import { tokenise } from './tokens.js';

/** Stored beside every difference; moves whenever the same two texts may give another answer. */
export const METHOD_VERSION = 'yifayima-diff-1';

export interface Change {
  type: 'same' | 'insert' | 'delete';
  text: string;
}

/** An island of at most this many characters between two changes is absorbed if they are larger than it. */
const ISLAND = 2;
/** A longer island is absorbed if both neighbours are at least as long as it, up to this length. */
const LONGEST_ISLAND = 3;
/** Above this many differing tokens the texts are compared by clause; a difference that large is not read token by token. */
const MOST_EDITS = 3000;

interface Hunk {
  same: string[];
  removed: string[];
  added: string[];
}

export function diffTexts(before: string, after: string): Change[] {
  if (before === after) return before === '' ? [] : [{ type: 'same', text: before }];
  const a = tokenise(before);
  const b = tokenise(after);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const middle = sequence(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  const equal = (same: string[]): Hunk => ({ same, removed: [], added: [] });
  const hunks = [equal(a.slice(0, head)), ...middle, equal(a.slice(a.length - tail))];
  return toChanges(slide(absorb(joinHunks(hunks))));
}

function sequence(a: string[], b: string[]): Hunk[] {
  const parts = diffArrays(a, b, { maxEditLength: MOST_EDITS });
  if (parts === undefined) {
    const x = clausesOf(a);
    const y = clausesOf(b);
    const coarse = diffArrays(x, y, { maxEditLength: MOST_EDITS });
    if (coarse === undefined) return [{ same: [], removed: a, added: b }];
    return coarse.map((part) => hunkOf(part.added, part.removed, part.value.flatMap((clause) => tokenise(clause))));
  }
  return parts.map((part) => hunkOf(part.added, part.removed, part.value));
}

function hunkOf(added: boolean, removed: boolean, tokens: string[]): Hunk {
  return { same: added || removed ? [] : tokens, removed: removed ? tokens : [], added: added ? tokens : [] };
}

function clausesOf(tokens: readonly string[]): string[] {
  const out: string[] = [];
  let clause = '';
  for (const token of tokens) {
    clause += token;
    if (/[。；，：\n]$/u.test(token)) {
      out.push(clause);
      clause = '';
    }
  }
  if (clause !== '') out.push(clause);
  return out;
}

/** Alternating list: a hunk is either `same` only or a change; neighbours of one kind are joined. */
function joinHunks(hunks: readonly Hunk[]): Hunk[] {
  const out: Hunk[] = [];
  for (const h of hunks) {
    if (h.same.length + h.removed.length + h.added.length === 0) continue;
    const last = out[out.length - 1];
    if (last && (last.same.length > 0) === (h.same.length > 0)) {
      last.same.push(...h.same);
      last.removed.push(...h.removed);
      last.added.push(...h.added);
    } else out.push({ same: [...h.same], removed: [...h.removed], added: [...h.added] });
  }
  return out;
}

const size = (tokens: readonly string[]): number => tokens.reduce((sum, t) => sum + t.length, 0);
const weight = (h: Hunk): number => Math.max(size(h.removed), size(h.added));

function absorb(hunks: Hunk[]): Hunk[] {
  let current = hunks;
  for (;;) {
    const out: Hunk[] = [];
    let absorbed = false;
    for (let i = 0; i < current.length; i++) {
      const h = current[i];
      if (!h) continue;
      const left = out[out.length - 1];
      const right = current[i + 1];
      if (h.same.length > 0 && left && right && isIsland(h.same, left, right)) {
        left.removed.push(...h.same, ...right.removed);
        left.added.push(...h.same, ...right.added);
        absorbed = true;
        i++;
      } else out.push(h);
    }
    if (!absorbed) return out;
    current = out;
  }
}

function isIsland(same: readonly string[], left: Hunk, right: Hunk): boolean {
  const text = same.join('');
  if (/[。；：\n]/u.test(text)) return false;
  const n = text.length;
  const l = weight(left);
  const r = weight(right);
  if (n > 1 && /[，、]/u.test(text)) return n <= ISLAND && l + r > 6 * n;
  if (n <= ISLAND) return l + r > 2 * n;
  return n <= LONGEST_ISLAND && n <= l && n <= r && l + r >= 3 * n;
}

/** A lone insertion or deletion between equal stretches may stand at several places; take the one that begins or ends at a clause edge. */
function slide(hunks: Hunk[]): Hunk[] {
  for (let i = 1; i + 1 < hunks.length; i++) {
    const left = hunks[i - 1];
    const h = hunks[i];
    const right = hunks[i + 1];
    if (!left || !h || !right || h.same.length > 0) continue;
    if (h.removed.length > 0 && h.added.length > 0) continue;
    const moving = h.removed.length > 0 ? h.removed : h.added;
    const all = [...left.same, ...moving, ...right.same];
    const length = moving.length;
    let from = left.same.length;
    let to = from;
    while (from > 0 && all[from - 1] === all[from - 1 + length]) from--;
    while (to + length < all.length && all[to] === all[to + length]) to++;
    let best = left.same.length;
    let bestScore = -1;
    for (let at = from; at <= to; at++) {
      const score = edge(all, at) + edge(all, at + length);
      if (score > bestScore) {
        bestScore = score;
        best = at;
      }
    }
    left.same = all.slice(0, best);
    const moved = all.slice(best, best + length);
    if (h.removed.length > 0) h.removed = moved;
    else h.added = moved;
    right.same = all.slice(best + length);
  }
  return joinHunks(hunks);
}

/** How good a place for an edge of a change is before token `at`: line > sentence > clause > enumeration > inside a clause. */
function edge(tokens: readonly string[], at: number): number {
  if (at === 0 || at === tokens.length) return 5;
  const before = tokens[at - 1] ?? '';
  if (/\n$/u.test(before)) return 5;
  if (tokens[at] === '\n') return 4;
  if (/[。；]["”』」]?$/u.test(before)) return 4;
  if (/[，：]$/u.test(before)) return 3;
  if (/[、]$/u.test(before)) return 2;
  return /^[，。；、：]/u.test(tokens[at] ?? '') ? 1 : 0;
}

function toChanges(hunks: readonly Hunk[]): Change[] {
  const out: Change[] = [];
  for (const h of hunks) {
    if (h.same.length > 0) out.push({ type: 'same', text: h.same.join('') });
    if (h.removed.length > 0) out.push({ type: 'delete', text: h.removed.join('') });
    if (h.added.length > 0) out.push({ type: 'insert', text: h.added.join('') });
  }
  return out;
}
