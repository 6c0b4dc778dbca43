/**
 * 款 项 目 aligned inside one article, by their stable paths (`pathsOf`). In order first, by the heaviest common order
 * of likeness; what is left may have moved. Labels are no wording: an item that is now （三） instead of （四） is
 * unchanged.
 */
import type { Provision } from '../text/article.js';
import { characterPairs, sharedPairs } from '../text/character-pairs.js';
import { foldForm } from '../text/normalise.js';
import { append } from './chain.js';
import { PARTS } from './thresholds.js';

export type PartRelation = 'unchanged' | 'modified' | 'moved' | 'new' | 'deleted';

export interface PartLink {
  /** path in the old article, as `pathsOf` gives it: p2.i3.s1; null where the part is new */
  old: string | null;
  /** path in the new article; null where the part is deleted */
  new: string | null;
  relation: PartRelation;
  /** false only where the wording is the same, whatever its label, width or place */
  textChanged: boolean;
  /** 0..1; 0 for new and deleted */
  score: number;
}

interface Part {
  path: string;
  level: number;
  wording: string;
  pairs: Map<string, number>;
  size: number;
}

/** Every part of both articles exactly once: by the new parts in reading order, then the deleted ones. */
export function alignParts(old: Provision, next: Provision): PartLink[] {
  const a = partsOf(old);
  const b = partsOf(next);
  const partner = new Int32Array(b.length).fill(-1);
  const score = new Float64Array(b.length);
  const taken = new Uint8Array(a.length);
  const likeness = likenessOf(a, b);
  const inOrder = new Set<number>();
  for (const [i, j] of inOneOrder(a, b, likeness)) {
    partner[j] = i;
    taken[i] = 1;
    score[j] = likeness(i, j);
    inOrder.add(j);
  }
  for (const { i, j, value } of leftovers(a, b, partner, taken, likeness)) {
    if (taken[i] === 1 || (partner[j] ?? -1) >= 0) continue;
    partner[j] = i;
    taken[i] = 1;
    score[j] = value;
  }
  const links = b.map((part, j): PartLink => {
    const from = a[partner[j] ?? -1];
    if (!from) return { old: null, new: part.path, relation: 'new', textChanged: true, score: 0 };
    const textChanged = from.wording !== part.wording;
    return {
      old: from.path,
      new: part.path,
      relation: !inOrder.has(j) ? 'moved' : textChanged ? 'modified' : 'unchanged',
      textChanged,
      score: Math.round((score[j] ?? 0) * 1000) / 1000,
    };
  });
  a.forEach((part, i) => {
    if (taken[i] === 0) links.push({ old: part.path, new: null, relation: 'deleted', textChanged: true, score: 0 });
  });
  return links;
}

function partsOf(p: Provision): Part[] {
  const out: Part[] = [];
  const add = (path: string, level: number, text: string): void => {
    const wording = foldForm(text);
    out.push({ path, level, wording, pairs: characterPairs(wording), size: Math.max(0, wording.length - 1) });
  };
  p.paragraphs.forEach((paragraph, x) => {
    if (paragraph.text !== '') add(`p${x + 1}`, 0, paragraph.text);
    paragraph.items.forEach((item, y) => {
      if (item.label + item.text !== '') add(`p${x + 1}.i${y + 1}`, 1, item.text);
      item.subitems.forEach((subitem, z) => add(`p${x + 1}.i${y + 1}.s${z + 1}`, 2, subitem.text));
    });
  });
  return out;
}

/**
 * Likeness of any two parts, 0..1. After so many pairs only equal wording is alike, so that time stays bounded whatever
 * is pasted in.
 */
function likenessOf(a: readonly Part[], b: readonly Part[]): (i: number, j: number) => number {
  const known = new Map<number, number>();
  return (i, j) => {
    const x = a[i];
    const y = b[j];
    if (!x || !y) return 0;
    if (x.wording === y.wording) return 1;
    const at = i * b.length + j;
    const before = known.get(at);
    if (before !== undefined || known.size >= PARTS.mostPairs) return before ?? 0;
    const value = Math.min(0.999, dice(x, y)) * (x.level === y.level ? 1 : PARTS.otherLevel);
    known.set(at, value);
    return value;
  };
}

function dice(x: Part, y: Part): number {
  if (x.size + y.size === 0) return 0;
  return (2 * sharedPairs(x.pairs, y.pairs)) / (x.size + y.size);
}

type Like = (i: number, j: number) => number;

/** A stretch of both articles: parts[i0, i1) of the old one, parts[j0, j1) of the new one */
interface Stretch {
  i0: number;
  i1: number;
  j0: number;
  j1: number;
}

/**
 * Pairs in the order of both sides. Equal ends are taken first; what lies between them goes by the largest sum of
 * likeness, as a whole where it is small enough, else between the parts that surely stayed.
 */
function inOneOrder(a: readonly Part[], b: readonly Part[], like: Like): [number, number][] {
  const [n, m] = [a.length, b.length];
  const out: [number, number][] = [];
  let head = 0;
  while (head < n && head < m && like(head, head) === 1) out.push([head, head++]);
  let tail = 0;
  while (tail < n - head && tail < m - head && like(n - 1 - tail, m - 1 - tail) === 1) {
    tail++;
    out.push([n - tail, m - tail]);
  }
  const middle = { i0: head, i1: n - tail, j0: head, j1: m - tail };
  const stayed = cellsOf(middle) > PARTS.mostPairs ? surelyStayed(a, b, middle) : [];
  for (const pair of stayed) out.push(pair);
  let left: number = PARTS.mostPairs;
  let [i0, j0] = [middle.i0, middle.j0];
  for (const [i, j] of [...stayed, [middle.i1, middle.j1] as const]) {
    const between = { i0, i1: i, j0, j1: j };
    [i0, j0] = [i + 1, j + 1];
    if (cellsOf(between) > left) continue;
    left -= cellsOf(between);
    for (const pair of heaviestOrder(between, like)) out.push(pair);
  }
  return out;
}

const cellsOf = ({ i0, i1, j0, j1 }: Stretch): number => (i1 - i0) * (j1 - j0);

/** Parts whose wording stands exactly once in either article, as far as they kept their order; the most of them. */
function surelyStayed(a: readonly Part[], b: readonly Part[], { i0, i1, j0, j1 }: Stretch): [number, number][] {
  const places = (parts: readonly Part[], from: number, to: number): Map<string, number> => {
    const at = new Map<string, number>();
    for (let k = from; k < to; k++) {
      const wording = parts[k]?.wording ?? '';
      at.set(wording, at.has(wording) ? -1 : k);
    }
    return at;
  };
  const inNew = places(b, j0, j1);
  const pairs: [number, number][] = [];
  for (const [wording, i] of places(a, i0, i1)) {
    const j = inNew.get(wording) ?? -1;
    if (i >= 0 && j >= 0) pairs.push([i, j]);
  }
  pairs.sort((x, y) => x[0] - y[0]);
  /** by length the pair that ends the best order of that length: the one whose new part comes first */
  const ends: number[] = [];
  const before = new Int32Array(pairs.length).fill(-1);
  pairs.forEach(([, j], k) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const half = (low + high) >> 1;
      if ((pairs[ends[half] ?? 0]?.[1] ?? 0) < j) low = half + 1;
      else high = half;
    }
    before[k] = ends[low - 1] ?? -1;
    ends[low] = k;
  });
  const out: [number, number][] = [];
  for (let k = ends.at(-1) ?? -1; k >= 0; k = before[k] ?? -1) out.push(pairs[k] as [number, number]);
  return out.reverse();
}

/** Pairs of a stretch in the order of both sides with the largest sum of likeness. */
function heaviestOrder({ i0, i1, j0, j1 }: Stretch, like: Like): [number, number][] {
  const out: [number, number][] = [];
  const [rows, columns] = [i1 - i0, j1 - j0];
  if (rows === 0 || columns === 0) return out;
  const width = columns + 1;
  const best = new Float64Array((rows + 1) * width);
  const gain = (i: number, j: number): number => {
    const value = like(i0 + i, j0 + j);
    return value >= PARTS.inOrder ? value : 0;
  };
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      const value = gain(i, j);
      const pair = value > 0 ? value + (best[(i + 1) * width + j + 1] ?? 0) : 0;
      best[i * width + j] = Math.max(pair, best[(i + 1) * width + j] ?? 0, best[i * width + j + 1] ?? 0);
    }
  }
  for (let i = 0, j = 0; i < rows && j < columns;) {
    const here = best[i * width + j] ?? 0;
    const value = gain(i, j);
    if (value > 0 && here === value + (best[(i + 1) * width + j + 1] ?? 0)) out.push([i0 + i++, j0 + j++]);
    else if (here === (best[(i + 1) * width + j] ?? 0)) i++;
    else j++;
  }
  return out;
}

function leftovers(
  a: readonly Part[],
  b: readonly Part[],
  partner: Int32Array,
  taken: Uint8Array,
  like: Like,
): { i: number; j: number; value: number }[] {
  const free = a.flatMap((_, i) => (taken[i] === 0 ? [i] : []));
  const open = b.flatMap((_, j) => ((partner[j] ?? -1) < 0 ? [j] : []));
  if (free.length * open.length > PARTS.mostPairs) return equals(a, b, free, open);
  return free
    .flatMap((i) =>
      open.flatMap((j) => {
        const value = like(i, j);
        return value >= PARTS.moved ? [{ i, j, value }] : [];
      }),
    )
    .sort((x, y) => y.value - x.value || x.j - y.j || x.i - y.i);
}

/** Of very many parts only those of equal wording, the first with the first. */
function equals(
  a: readonly Part[],
  b: readonly Part[],
  free: readonly number[],
  open: readonly number[],
): { i: number; j: number; value: number }[] {
  const waiting = new Map<string, number[]>();
  for (const j of [...open].reverse()) append(waiting, b[j]?.wording ?? '', j);
  return free.flatMap((i) => {
    const j = waiting.get(a[i]?.wording ?? '')?.pop();
    return j === undefined ? [] : [{ i, j, value: 1 }];
  });
}
