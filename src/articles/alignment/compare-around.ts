/**
 * What differs between two texts beside their articles: title, 题注, 序言, headings and annexes belong to a law as much
 * as its articles do, and 三百年 that became 二百年 in an annex is a change of the law.
 */
import { type Change, diffTexts } from '../difference/diff.js';
import { longestCommon } from '../difference/diff.sequence.js';
import type { ArticleTree, Provision } from '../text/article.js';
import { foldForm } from '../text/normalise.js';
import { headingText, provisionText } from '../text/print.js';
import { append } from './chain.js';

export type AroundRelation = 'unchanged' | 'modified' | 'new' | 'deleted';

export interface AroundEntry {
  /** the words of the older text, of an annex its heading alone; null where there are none */
  old: string | null;
  new: string | null;
  relation: AroundRelation;
  /** as in `ComparisonEntry`; of an annex its heading and its text, joined by a line feed */
  changes: Change[];
}

export interface Around {
  title: AroundEntry;
  note: AroundEntry;
  preamble: AroundEntry;
  /** in the order of the newer text, a deleted one where it stood */
  headings: AroundEntry[];
  annexes: AroundEntry[];
}

export type AroundPart = keyof Around;

/** More headings than this that differ are told as deleted and new, one by one. */
const MOST_EDITS = 800;

export function compareAround(old: ArticleTree, next: ArticleTree): Around {
  return {
    title: entryOf(old.title || null, next.title || null),
    note: entryOf(old.note, next.note),
    preamble: entryOf(old.preamble.join('\n') || null, next.preamble.join('\n') || null),
    headings: inOrder(
      old.headings.map((h) => headingText(h)),
      next.headings.map((h) => headingText(h)),
    ).map(([a, b]) => entryOf(a, b)),
    annexes: annexesOf(old, next),
  };
}

/** What of it differs, with what it is part of, as a reader meets it; annexes come last */
export function changedAround(around: Around): { part: AroundPart; entry: AroundEntry }[] {
  const { title, note, preamble, headings, annexes } = around;
  const all: [AroundPart, AroundEntry[]][] = [
    ['title', [title]],
    ['note', [note]],
    ['preamble', [preamble]],
    ['headings', headings],
    ['annexes', annexes],
  ];
  return all.flatMap(([part, entries]) =>
    entries.filter((entry) => entry.relation !== 'unchanged').map((entry) => ({ part, entry })),
  );
}

function entryOf(old: string | null, next: string | null, before = old ?? '', after = next ?? ''): AroundEntry {
  const changes = diffTexts(before, after);
  const relation =
    old === null && next !== null
      ? 'new'
      : next === null && old !== null
        ? 'deleted'
        : before === after
          ? 'unchanged'
          : 'modified';
  return { old, new: next, relation, changes };
}

const wordsOf = (p: Provision): string => [p.label, provisionText(p)].filter((words) => words !== '').join('\n');

/** An annex goes on as the one of its heading, else as the next of those that nothing continues. */
function annexesOf(old: ArticleTree, next: ArticleTree): AroundEntry[] {
  const annexes = (tree: ArticleTree): Provision[] => tree.provisions.filter((p) => p.kind === 'annex');
  const [before, after] = [annexes(old), annexes(next)];
  const byName = new Map<string, number[]>();
  before.forEach((p, i) => append(byName, foldForm(p.label), i));
  for (const waiting of byName.values()) waiting.reverse();
  const named = after.map((p) => byName.get(foldForm(p.label))?.pop());
  const taken = new Set(named);
  const left = before.filter((_, i) => !taken.has(i)).reverse();
  const pairs = after.map((p, k) => [before[named[k] ?? -1] ?? left.pop(), p] as const);
  return [
    ...pairs.map(([o, p]) => entryOf(o?.label ?? null, p.label, o ? wordsOf(o) : '', wordsOf(p))),
    ...left.reverse().map((o) => entryOf(o.label, null, wordsOf(o), '')),
  ];
}

/** Lines of both sides in one order: equal ones together, what stands between them pair by pair */
function inOrder(old: readonly string[], next: readonly string[]): [string | null, string | null][] {
  const ids = new Map<string, number>();
  const numbered = (lines: readonly string[]): number[] =>
    lines.map((line) => {
      const known = ids.get(line) ?? ids.size;
      ids.set(line, known);
      return known;
    });
  const stays = longestCommon(numbered(old), numbered(next), MOST_EDITS) ?? new Int32Array(old.length).fill(-1);
  const out: [string | null, string | null][] = [];
  let [p, q] = [0, 0];
  const upTo = (i: number, j: number): void => {
    while (p < i || q < j) out.push([p < i ? (old[p++] ?? null) : null, q < j ? (next[q++] ?? null) : null]);
  };
  stays.forEach((at, i) => {
    if (at < 0) return;
    upTo(i, at);
    out.push([old[p++] ?? null, next[q++] ?? null]);
  });
  upTo(old.length, next.length);
  return out;
}
