/**
 * What differs between two texts beside their articles: title, 题注, 序言, headings and annexes belong to a law as much
 * as its articles do, and 三百年 that became 二百年 in an annex is a change of the law.
 */
import { type Change, diffTexts } from '../difference/diff.js';
import { classify, isFormOnly } from '../difference/form-only.js';
import { longestCommon } from '../difference/diff.sequence.js';
import type { ArticleTree, Heading, Provision } from '../text/article.js';
import { foldForm } from '../text/normalise.js';
import { headingsAround, headingText, provisionText } from '../text/print.js';
import { append } from './chain.js';

export type AroundRelation = 'unchanged' | 'modified' | 'new' | 'deleted';

export interface AroundEntry {
  /** the words of the older text, of an annex its heading alone; null where there are none */
  old: string | null;
  new: string | null;
  /** unchanged too where nothing but form differs */
  relation: AroundRelation;
  /** something differs, and nothing of it is wording (仅形式变化) */
  formOnly: boolean;
  /** as in `ComparisonEntry`; of an annex its heading and its text, joined by a line feed */
  changes: Change[];
}

/** A heading, and where it stands: how many articles of its text stand above it; null where the text has it not. */
export interface HeadingEntry extends AroundEntry {
  oldPlace: number | null;
  newPlace: number | null;
}

export interface Around {
  title: AroundEntry;
  note: AroundEntry;
  preamble: AroundEntry;
  /** in the order of the newer text, a deleted one where it stood */
  headings: HeadingEntry[];
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
    headings: headingsOf(old, next),
    annexes: annexesOf(old, next),
  };
}

/**
 * What of it differs, with what it is part of, as a reader meets it; annexes come last. What differs in form alone only
 * where `form` is marked.
 */
export function changedAround(
  around: Around,
  form: 'marked' | 'unmarked' = 'unmarked',
): { part: AroundPart; entry: AroundEntry }[] {
  const { title, note, preamble, headings, annexes } = around;
  const all: [AroundPart, AroundEntry[]][] = [
    ['title', [title]],
    ['note', [note]],
    ['preamble', [preamble]],
    ['headings', headings],
    ['annexes', annexes],
  ];
  return all.flatMap(([part, entries]) =>
    entries
      .filter((entry) => entry.relation !== 'unchanged' || (entry.formOnly && form === 'marked'))
      .map((entry) => ({ part, entry })),
  );
}

function entryOf(old: string | null, next: string | null, before = old ?? '', after = next ?? ''): AroundEntry {
  const changes = diffTexts(before, after);
  const formOnly = old !== null && next !== null && isFormOnly(classify(changes));
  const relation =
    old === null && next !== null
      ? 'new'
      : next === null && old !== null
        ? 'deleted'
        : before === after || formOnly
          ? 'unchanged'
          : 'modified';
  return { old, new: next, relation, formOnly, changes };
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

interface PlacedHeading {
  heading: Heading;
  place: number;
}

function placedHeadings(tree: ArticleTree): PlacedHeading[] {
  const { above, behind } = headingsAround(tree);
  const kind = tree.provisions.some((p) => p.kind === 'article') ? 'article' : 'clause';
  let place = 0;
  const out: PlacedHeading[] = [];
  tree.provisions.forEach((provision, at) => {
    for (const heading of above[at] ?? []) out.push({ heading, place });
    if (provision.kind === kind) place++;
  });
  for (const heading of behind) out.push({ heading, place });
  return out;
}

/**
 * Headings of both sides in one order. A heading goes on as the one of its words, whatever its number; what stands
 * between two of them goes on level by level.
 */
function headingsOf(old: ArticleTree, next: ArticleTree): HeadingEntry[] {
  const [before, after] = [placedHeadings(old), placedHeadings(next)];
  const ids = new Map<string, number>();
  const numbered = (all: readonly PlacedHeading[]): number[] =>
    all.map(({ heading }) => {
      const words = `${heading.level}${foldForm(heading.title === '' ? heading.label : heading.title)}`;
      const known = ids.get(words) ?? ids.size;
      ids.set(words, known);
      return known;
    });
  const stays = longestCommon(numbered(before), numbered(after), MOST_EDITS) ?? new Int32Array(before.length).fill(-1);
  const out: HeadingEntry[] = [];
  const add = (o: PlacedHeading | undefined, n: PlacedHeading | undefined): void =>
    void out.push({
      ...entryOf(o ? headingText(o.heading) : null, n ? headingText(n.heading) : null),
      oldPlace: o?.place ?? null,
      newPlace: n?.place ?? null,
    });
  let [p, q] = [0, 0];
  const upTo = (i: number, j: number): void => {
    while (p < i && q < j)
      if (before[p]?.heading.level === after[q]?.heading.level) add(before[p++], after[q++]);
      else if (i - p >= j - q) add(before[p++], undefined);
      else add(undefined, after[q++]);
    while (p < i) add(before[p++], undefined);
    while (q < j) add(undefined, after[q++]);
  };
  stays.forEach((at, i) => {
    if (at < 0) return;
    upTo(i, at);
    add(before[p++], after[q++]);
  });
  upTo(before.length, after.length);
  return out;
}
