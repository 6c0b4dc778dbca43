/** The tree of the network as a list: each above those below it, the same for the same tree. Pure. */

interface Node {
  id: string;
  parentId: string | null;
  name: string;
}

const byName = (a: Node, b: Node): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1);

/** One whose parent is not in the list stands at the top; none is left out */
export function inTreeOrder<N extends Node>(nodes: readonly N[]): N[] {
  const ids = new Set(nodes.map((n) => n.id));
  const below = new Map<string | null, N[]>();
  for (const n of [...nodes].sort(byName)) {
    const above = n.parentId !== null && ids.has(n.parentId) ? n.parentId : null;
    below.set(above, [...(below.get(above) ?? []), n]);
  }
  const ordered: N[] = [];
  const waiting = [...(below.get(null) ?? [])].reverse();
  for (let n = waiting.pop(); n; n = waiting.pop()) {
    ordered.push(n);
    waiting.push(...[...(below.get(n.id) ?? [])].reverse());
  }
  return ordered;
}
