/**
 * The difference of two texts, made to be read by people and stored as evidence. `diff.sequence.ts` finds the shortest
 * one over our own tokens; `diff.hunks.ts` then makes it readable; tables are compared by their cells
 * (`diff.tables.ts`).
 *
 * Promised: joining what is not `insert` gives the old text, joining what is not `delete` gives the new one, always;
 * neighbours never have the same type; a deletion stands before its insertion, behind one only where that is
 * another change; no empty text; no surrogate pair is cut;
 * same input, same output, whatever the version of Node or ICU.
 */
import type { Change } from './change.js';
import { gapsBetweenAnchors } from './diff.anchors.js';
import { type Hunk, readable } from './diff.hunks.js';
import { longestCommon } from './diff.sequence.js';
import { foldForm } from '../text/normalise.js';
import { labelEnd } from './item-labels.js';
import { diffTables } from './diff.tables.js';
import { tokenEnds } from './tokens.js';

export type { Change } from './change.js';

/** Stored beside every difference; moves whenever the same two texts may give another answer. */
export const METHOD_VERSION = 'yifayima-diff-8';

/**
 * Above this many differing tokens the texts are compared by clause; a difference that large is not read token by
 * token.
 */
const EDITS_SEARCHED = 800;

export function diffTexts(before: string, after: string): Change[] {
  if (before === after) return before === '' ? [] : [{ type: 'same', text: before }];
  return diffTables(before, after, diffWords) ?? diffWords(before, after);
}

function diffWords(before: string, after: string): Change[] {
  if (before === after) return before === '' ? [] : [{ type: 'same', text: before }];
  return toChanges(before, after, hunksOf(before, after));
}

/**
 * The stretches that differ, in order; offsets are UTF-16 units. Two touch each other only where the label of an item
 * or the sign at the end, which changed their form, stand apart from the words.
 */
export function hunksOf(before: string, after: string): Hunk[] {
  const out: Hunk[] = [];
  const endsA: number[] = [];
  const endsB: number[] = [];
  for (const gap of gapsBetweenAnchors(before, after)) {
    const a = tokensOf(before, gap.a0, gap.a1);
    const b = tokensOf(after, gap.b0, gap.b1);
    for (const hunk of sequence(a, b)) out.push(hunk);
    for (const end of a.ends) endsA.push(end);
    for (const end of b.ends) endsB.push(end);
  }
  return readable(before, after, out, endsA, endsB).flatMap((hunk) => labelApart(before, after, hunk));
}

/**
 * (二)设置 → （三）配备: the label is a change of its own, which is form, and one that stays is none. Where words come
 * or go behind it on one side only, label and words are one change, for a change has one insertion at most.
 */
function labelApart(before: string, after: string, h: Hunk): Hunk[] {
  const [a, b] = [labelEnd(before, h.a0, h.a1), labelEnd(after, h.b0, h.b1)];
  if (a === h.a0 || b === h.b0) return markApart(before, after, h);
  const rest = { a0: a, a1: h.a1, b0: b, b1: h.b1 };
  if (before.slice(h.a0, a) === after.slice(h.b0, b)) return markApart(before, after, rest);
  return a === h.a1 || b === h.b1 ? [h] : [{ a0: h.a0, a1: a, b0: h.b0, b1: b }, ...markApart(before, after, rest)];
}

/** 1天( → 2天（: another width of the sign at the end is a change of its own, which is form. */
function markApart(before: string, after: string, h: Hunk): Hunk[] {
  const [a, b] = [before.charAt(h.a1 - 1), after.charAt(h.b1 - 1)];
  const apart = h.a1 > h.a0 && h.b1 > h.b0 + 1 && a !== b && /\p{P}/u.test(a) && foldForm(a) === foldForm(b);
  return apart
    ? [
        { ...h, a1: h.a1 - 1, b1: h.b1 - 1 },
        { a0: h.a1 - 1, a1: h.a1, b0: h.b1 - 1, b1: h.b1 },
      ]
    : [h];
}

interface Tokens {
  text: string;
  /** where the stretch begins; its tokens end at `ends` */
  from: number;
  ends: number[];
}

function tokensOf(text: string, from: number, to: number): Tokens {
  return { text, from, ends: tokenEnds(text, from, to) };
}

/**
 * The hunks between two tokenised stretches. Tokens that the other side does not have are put aside first: they can
 * only cost time.
 */
function sequence(a: Tokens, b: Tokens): Hunk[] {
  const whole = { a0: a.from, a1: endOf(a), b0: b.from, b1: endOf(b) };
  if (whole.a0 === whole.a1 || whole.b0 === whole.b1)
    return whole.a0 === whole.a1 && whole.b0 === whole.b1 ? [] : [whole];
  const ids = new Map<string, number>();
  const x = encode(a, ids);
  const y = encode(b, ids);
  const keptA = placesOf(x, y, ids.size);
  const keptB = placesOf(y, x, ids.size);
  if (keptA.length === 0) return [whole];
  const stays = longestCommon(
    keptA.map((k) => x[k] ?? -1),
    keptB.map((k) => y[k] ?? -1),
    EDITS_SEARCHED,
  );
  return stays === null ? byClause(a, b) : between(stays, a, b, keptA, keptB);
}

const endOf = (t: Tokens): number => t.ends[t.ends.length - 1] ?? t.from;

/**
 * What lies between the tokens that stay; `stays` counts those tokens only that are in `keptA` and `keptB`, where these
 * are given.
 */
function between(
  stays: Int32Array,
  a: Tokens,
  b: Tokens,
  keptA?: readonly number[],
  keptB?: readonly number[],
): Hunk[] {
  const out: Hunk[] = [];
  let p = 0;
  let q = 0;
  const place = (t: Tokens, index: number): number => (index === 0 ? t.from : (t.ends[index - 1] ?? t.from));
  const close = (i: number, j: number): void => {
    if (i > p || j > q) out.push({ a0: place(a, p), a1: place(a, i), b0: place(b, q), b1: place(b, j) });
    p = i + 1;
    q = j + 1;
  };
  for (let k = 0; k < stays.length; k++) {
    const at = stays[k] ?? -1;
    if (at >= 0) close(keptA?.[k] ?? k, keptB?.[at] ?? at);
  }
  close(a.ends.length, b.ends.length);
  return out;
}

function encode(t: Tokens, ids: Map<string, number>): number[] {
  let from = t.from;
  return t.ends.map((end) => {
    const token = t.text.slice(from, end);
    from = end;
    return numberOf(token, ids);
  });
}

function numberOf(token: string, ids: Map<string, number>): number {
  let id = ids.get(token);
  if (id === undefined) ids.set(token, (id = ids.size));
  return id;
}

/** Indexes of the tokens of `own` that `other` has too. */
function placesOf(own: readonly number[], other: readonly number[], size: number): number[] {
  const known = new Uint8Array(size);
  for (const id of other) known[id] = 1;
  const out: number[] = [];
  for (let k = 0; k < own.length; k++) if (known[own[k] ?? 0] === 1) out.push(k);
  return out;
}

/** The same by clauses, where token by token would take too long. */
function byClause(a: Tokens, b: Tokens): Hunk[] {
  const x = clausesOf(a);
  const y = clausesOf(b);
  const ids = new Map<string, number>();
  const number = (clauses: readonly { text: string }[]): number[] => clauses.map(({ text }) => numberOf(text, ids));
  const stays = longestCommon(number(x), number(y), EDITS_SEARCHED);
  if (stays === null) return [{ a0: a.from, a1: endOf(a), b0: b.from, b1: endOf(b) }];
  return between(stays, { ...a, ends: x.map((c) => c.end) }, { ...b, ends: y.map((c) => c.end) });
}

function clausesOf(t: Tokens): { text: string; end: number }[] {
  const out: { text: string; end: number }[] = [];
  let from = t.from;
  const last = t.ends[t.ends.length - 1];
  for (const end of t.ends) {
    if (end !== last && !/[。；，：\n]/u.test(t.text.charAt(end - 1))) continue;
    out.push({ text: t.text.slice(from, end), end });
    from = end;
  }
  return out;
}

function toChanges(before: string, after: string, hunks: readonly Hunk[]): Change[] {
  const out: Change[] = [];
  let p = 0;
  for (const h of hunks) {
    if (h.a0 > p) out.push({ type: 'same', text: before.slice(p, h.a0) });
    if (h.a1 > h.a0) out.push({ type: 'delete', text: before.slice(h.a0, h.a1) });
    if (h.b1 > h.b0) out.push({ type: 'insert', text: after.slice(h.b0, h.b1) });
    p = h.a1;
  }
  if (p < before.length) out.push({ type: 'same', text: before.slice(p) });
  return out;
}
