/** Links that keep the order of both texts. */
import { type Pair } from './candidate-pair.js';

/** The heaviest set of pairs that keeps both orders; each pair weighs 1 and a little more the more alike it is. */
export function chain(pairs: readonly Pair[]): Pair[] {
  const sorted = [...pairs].sort((a, b) => a.old - b.old || b.next - a.next);
  const width = sorted.reduce((m, p) => Math.max(m, p.next), 0) + 2;
  const tree = new Int32Array(width + 1).fill(-1);
  const best = new Float64Array(sorted.length);
  const parent = new Int32Array(sorted.length).fill(-1);
  let end = -1;
  sorted.forEach((p, q) => {
    let from = -1;
    for (let k = p.next; k > 0; k -= k & -k) {
      const t = tree[k] ?? -1;
      if (t >= 0 && (from < 0 || (best[t] ?? 0) > (best[from] ?? 0))) from = t;
    }
    best[q] = 1 + p.like / 100 + (from >= 0 ? (best[from] ?? 0) : 0);
    parent[q] = from;
    for (let k = p.next + 1; k <= width; k += k & -k) {
      const t = tree[k] ?? -1;
      if (t < 0 || (best[t] ?? 0) < (best[q] ?? 0)) tree[k] = q;
    }
    if (end < 0 || (best[q] ?? 0) > (best[end] ?? 0)) end = q;
  });
  const out: Pair[] = [];
  for (let q = end; q >= 0; q = parent[q] ?? -1) {
    const p = sorted[q];
    if (p) out.push(p);
  }
  return out.reverse();
}

/** Adds to the list of a key, which begins with its first value. */
export function append<K, T>(lists: Map<K, T[]>, key: K, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
