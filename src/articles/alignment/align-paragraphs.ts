/**
 * 款 项 目 aligned inside one article, by their stable paths (`pathsOf`). In order first, by the heaviest common order
 * of likeness; what is left may have moved. Labels are no wording: an item that is now （三） instead of （四） is
 * unchanged.
 */
import type { Provision } from '../text/article.js';
import { characterPairs, sharedPairs } from '../text/character-pairs.js';
import { foldForm } from '../text/normalise.js';
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
  for (const [i, j] of heaviestOrder(a.length, b.length, likeness)) {
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
 * Likeness of any two parts, 0..1. Beyond the bound only equal wording is alike, so that time stays bounded whatever is
 * pasted in.
 */
function likenessOf(a: readonly Part[], b: readonly Part[]): (i: number, j: number) => number {
  const large = a.length * b.length > PARTS.mostPairs;
  const known = new Float64Array(large ? 0 : a.length * b.length).fill(-1);
  return (i, j) => {
    const x = a[i];
    const y = b[j];
    if (!x || !y) return 0;
    if (large) return x.wording === y.wording ? 1 : 0;
    const at = i * b.length + j;
    const before = known[at] ?? -1;
    if (before >= 0) return before;
    const value =
      x.wording === y.wording ? 1 : Math.min(0.999, dice(x, y)) * (x.level === y.level ? 1 : PARTS.otherLevel);
    known[at] = value;
    return value;
  };
}

function dice(x: Part, y: Part): number {
  if (x.size + y.size === 0) return 0;
  return (2 * sharedPairs(x.pairs, y.pairs)) / (x.size + y.size);
}

/**
 * Pairs in the order of both sides with the largest sum of likeness. Equal ends are taken first; the table covers only
 * the middle.
 */
function heaviestOrder(n: number, m: number, like: (i: number, j: number) => number): [number, number][] {
  const out: [number, number][] = [];
  let head = 0;
  while (head < n && head < m && like(head, head) === 1) out.push([head, head++]);
  let tail = 0;
  while (tail < n - head && tail < m - head && like(n - 1 - tail, m - 1 - tail) === 1) {
    tail++;
    out.push([n - tail, m - tail]);
  }
  const rows = n - head - tail;
  const columns = m - head - tail;
  if (rows * columns > PARTS.mostPairs) return out;
  const width = columns + 1;
  const best = new Float64Array((rows + 1) * width);
  const gain = (i: number, j: number): number => {
    const value = like(head + i, head + j);
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
    if (value > 0 && here === value + (best[(i + 1) * width + j + 1] ?? 0)) out.push([head + i++, head + j++]);
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
  like: (i: number, j: number) => number,
): { i: number; j: number; value: number }[] {
  const free = a.flatMap((_, i) => (taken[i] === 0 ? [i] : []));
  const open = b.flatMap((_, j) => ((partner[j] ?? -1) < 0 ? [j] : []));
  if (free.length * open.length > PARTS.mostPairs) return [];
  return free
    .flatMap((i) =>
      open.flatMap((j) => {
        const value = like(i, j);
        return value >= PARTS.moved ? [{ i, j, value }] : [];
      }),
    )
    .sort((x, y) => y.value - x.value || x.j - y.j || x.i - y.i);
}
