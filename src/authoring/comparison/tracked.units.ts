/** What a text with tracked changes consists of, and which pieces of two texts go on in each other. */
import { type ArticleTree, type DetailedEntry, type PrintedLine, printedLines } from '../../articles/index.js';
import type { TrackedParagraph } from './tracked.docx.js';

/** An article or annex with all its lines, or a line of its own: title, 题注, 序言, heading. */
export interface TrackedUnit {
  kind: TrackedParagraph['kind'];
  line: PrintedLine['kind'];
  /** an article, told by its number */
  isNumbered: boolean;
  label: string;
  gap: string;
  /** （条旨） */
  caption: string;
  /** lines joined by line feeds */
  body: string;
}

export interface Stretch {
  /** places of units, `to` behind the last */
  old: { from: number; to: number };
  new: { from: number; to: number };
  weight: number;
  /** the difference of the two, where it is at hand */
  known: DetailedEntry | null;
}

const KIND: Readonly<Record<PrintedLine['kind'], TrackedParagraph['kind']>> = {
  title: 'title',
  note: 'note',
  preamble: 'text',
  heading: 'heading',
  article: 'text',
  annex: 'heading',
  part: 'text',
};

/** The lines of `print`, the parts of each article in one unit with it; those of an annex are units of their own. */
export function unitsOf(tree: ArticleTree): TrackedUnit[] {
  const units: TrackedUnit[] = [];
  const captions = tree.provisions.flatMap((p) => (p.kind === 'annex' ? [] : (p.caption ?? '')));
  let article = 0;
  for (const { kind, label, gap, text } of printedLines(tree)) {
    const last = units.at(-1);
    if (kind === 'part' && last?.isNumbered === true) {
      last.body += `\n${text}`;
      continue;
    }
    const isNumbered = kind === 'article';
    const name = isNumbered ? (captions[article++] ?? '') : '';
    const caption = name !== '' && text.startsWith(`（${name}）`) ? `（${name}）` : '';
    units.push({
      kind: KIND[kind],
      line: kind,
      isNumbered,
      label,
      gap: text === '' ? '' : gap,
      caption,
      body: text.slice(caption.length),
    });
  }
  return units;
}

/** Several articles in several others that are longer together are not compared word by word. */
const LONGEST_STRETCH = 20_000;
/** Nor are more pairs than these, where articles that do not follow each other were mixed. */
const MOST_PAIRS = 10_000;

/**
 * Pieces of both texts that may go on in each other: articles by their entries, several in several where they follow
 * each other on both sides, else one by one; all other lines by their words.
 */
export function stretchesOf(
  old: readonly TrackedUnit[],
  next: readonly TrackedUnit[],
  entries: readonly DetailedEntry[],
): Stretch[] {
  const [olds, news] = [placesByLabel(old), placesByLabel(next)];
  const pairs = entries.flatMap((entry) => {
    const into = entry.new === null ? undefined : news.get(entry.new);
    const from = entry.old.flatMap((label) => olds.get(label) ?? []);
    return into === undefined || from.length === 0 ? [] : [{ from, into, entry }];
  });
  const sizeOf = (units: readonly TrackedUnit[], { from, to }: Stretch['old']): number =>
    units.slice(from, to).reduce((sum, unit) => sum + unit.body.length, 0);
  const stretch = (of: Stretch['old'], to: Stretch['new'], known: DetailedEntry | null): Stretch[] => {
    const [a, b] = [sizeOf(old, of), sizeOf(next, to)];
    return a + b > LONGEST_STRETCH && !known ? [] : [{ old: of, new: to, weight: 1 + Math.min(a, b), known }];
  };
  const out: Stretch[] = [];
  for (const group of groupsOf(pairs)) {
    const [of, to] = [run(group.flatMap((g) => g.from)), run(group.map((g) => g.into))];
    const [only] = group;
    if (of && to && only) out.push(...stretch(of, to, group.length === 1 ? only.entry : null));
    else if (group.reduce((sum, g) => sum + g.from.length, 0) <= MOST_PAIRS)
      for (const { from, into, entry } of group)
        for (const i of from)
          out.push(...stretch({ from: i, to: i + 1 }, { from: into, to: into + 1 }, from.length === 1 ? entry : null));
  }
  return [...out, ...plainStretches(old, next)];
}

/** By label, where it stands once among the articles of a text */
function placesByLabel(units: readonly TrackedUnit[]): Map<string, number> {
  const places = new Map<string, number>();
  const twice = new Set<string>();
  units.forEach(({ isNumbered, label }, at) => {
    if (!isNumbered) return;
    if (places.has(label)) twice.add(label);
    places.set(label, at);
  });
  for (const label of twice) places.delete(label);
  return places;
}

/** Places that follow each other without a gap, each once, as one stretch; null where they do not. */
function run(places: readonly number[]): { from: number; to: number } | null {
  const sorted = [...new Set(places)].sort((a, b) => a - b);
  const [from = 0, to = 0] = [sorted[0], (sorted.at(-1) ?? -1) + 1];
  return sorted.length > 0 && to - from === sorted.length ? { from, to } : null;
}

/** Pairs that share an old article, directly or by others, together. */
function groupsOf<T extends { from: readonly number[] }>(pairs: readonly T[]): T[][] {
  const head = pairs.map((_, k) => k);
  const find = (k: number): number => {
    let at = k;
    while (head[at] !== at) at = head[at] = head[head[at] ?? at] ?? at;
    return at;
  };
  const owner = new Map<number, number>();
  pairs.forEach(({ from }, k) => {
    for (const i of from) {
      const other = owner.get(i);
      if (other === undefined) owner.set(i, k);
      else head[find(k)] = find(other);
    }
  });
  const groups = new Map<number, T[]>();
  pairs.forEach((pair, k) => {
    const all = groups.get(find(k));
    if (all) all.push(pair);
    else groups.set(find(k), [pair]);
  });
  return [...groups.values()];
}

/** Lines that are no articles: equal ones in their order, and titles whatever they say. */
function plainStretches(old: readonly TrackedUnit[], next: readonly TrackedUnit[]): Stretch[] {
  const key = (unit: TrackedUnit): string => `${unit.line} ${unit.line === 'title' ? '' : unit.body || unit.label}`;
  const waiting = new Map<string, number[]>();
  next.forEach((unit, at) => {
    if (unit.isNumbered) return;
    const all = waiting.get(key(unit));
    if (all) all.push(at);
    else waiting.set(key(unit), [at]);
  });
  for (const all of waiting.values()) all.reverse();
  return old.flatMap((unit, i) => {
    const j = unit.isNumbered ? undefined : waiting.get(key(unit))?.pop();
    if (j === undefined) return [];
    return { old: { from: i, to: i + 1 }, new: { from: j, to: j + 1 }, weight: 0.5, known: null };
  });
}

/** The heaviest stretches that keep the order of both texts and share no unit. */
export function heaviestInOrder(stretches: readonly Stretch[]): Stretch[] {
  const byBegin = stretches.map((_, k) => k).sort((a, b) => at(stretches, a).old.from - at(stretches, b).old.from);
  const byEnd = stretches.map((_, k) => k).sort((a, b) => at(stretches, a).old.to - at(stretches, b).old.to);
  const width = stretches.reduce((most, s) => Math.max(most, s.new.to), 0) + 1;
  const tree = new Int32Array(width + 1).fill(-1);
  const best = new Float64Array(stretches.length);
  const parent = new Int32Array(stretches.length).fill(-1);
  const weighs = (k: number): number => best[k] ?? 0;
  let [ended, end] = [0, -1];
  for (const k of byBegin) {
    const { old, new: to, weight } = at(stretches, k);
    for (; ended < byEnd.length && at(stretches, byEnd[ended] ?? 0).old.to <= old.from; ended++) {
      const done = byEnd[ended] ?? 0;
      for (let n = at(stretches, done).new.to; n <= width; n += n & -n) {
        const other = tree[n] ?? -1;
        if (other < 0 || weighs(other) < weighs(done)) tree[n] = done;
      }
    }
    let before = -1;
    for (let n = to.from; n > 0; n -= n & -n) {
      const other = tree[n] ?? -1;
      if (other >= 0 && (before < 0 || weighs(other) > weighs(before))) before = other;
    }
    best[k] = weight + (before < 0 ? 0 : weighs(before));
    parent[k] = before;
    if (end < 0 || weighs(k) > weighs(end)) end = k;
  }
  const out: Stretch[] = [];
  for (let k = end; k >= 0; k = parent[k] ?? -1) out.push(at(stretches, k));
  return out.reverse();
}

const at = (stretches: readonly Stretch[], k: number): Stretch => stretches[k] as Stretch;
