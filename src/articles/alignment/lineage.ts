/**
 * 条文沿革 over any number of drafts: the links between neighbouring drafts joined into threads. A thread is everything
 * that one article ever was or became; where articles split or merge it has several articles in one draft.
 */
import type { Alignment, ArticleLink } from './links.js';

/** An article by its place: which draft, which provision of it, both from 0. */
export interface Place {
  draft: number;
  article: number;
}

export interface LineageEdge extends Pick<
  ArticleLink,
  'relation' | 'score' | 'textChanged' | 'numberChanged' | 'reason'
> {
  from: Place;
  to: Place;
}

export interface Thread {
  /** per draft the articles of the thread, ascending; empty before it began and after it ended */
  articles: number[][];
  /** by draft, then by new article, then by old article */
  edges: LineageEdge[];
  /** first and last draft in which it has an article */
  first: number;
  last: number;
}

export interface Lineage {
  /** by the first draft, then by the first article in it; every article of every draft is in exactly one thread */
  threads: Thread[];
  /** threadOf[draft][article]: index into `threads` */
  threadOf: number[][];
}

/**
 * `sizes`: number of provisions of each draft; `alignments[k]` leads from draft k to draft k + 1.
 * Throws RangeError where their numbers do not fit or a link names an article that is not there.
 */
export function lineageOf(sizes: readonly number[], alignments: readonly Pick<Alignment, 'links'>[]): Lineage {
  if (alignments.length !== Math.max(0, sizes.length - 1))
    throw new RangeError('one alignment between each two neighbouring drafts');
  const start: number[] = [];
  let total = 0;
  for (const size of sizes) {
    start.push(total);
    total += size;
  }
  const root = Int32Array.from({ length: total }, (_, k) => k);
  const find = (k: number): number => {
    let at = k;
    while (root[at] !== at) at = root[at] = root[root[at] ?? 0] ?? 0;
    return at;
  };
  const nodeOf = (draft: number, article: number): number => {
    if (!Number.isInteger(article) || article < 0 || article >= (sizes[draft] ?? 0))
      throw new RangeError(`draft ${draft} has no article ${article}`);
    return (start[draft] ?? 0) + article;
  };
  alignments.forEach(({ links }, draft) => {
    for (const link of links) {
      const x = find(nodeOf(draft, link.old));
      const y = find(nodeOf(draft + 1, link.new));
      root[Math.max(x, y)] = Math.min(x, y);
    }
  });
  const threads: Thread[] = [];
  const byRoot = new Map<number, number>();
  const threadOf = sizes.map((size, draft) =>
    Array.from({ length: size }, (_, article) => {
      const key = find(nodeOf(draft, article));
      let at = byRoot.get(key);
      if (at === undefined) {
        byRoot.set(key, (at = threads.length));
        threads.push({ articles: sizes.map(() => []), edges: [], first: draft, last: draft });
      }
      const thread = threads[at];
      thread?.articles[draft]?.push(article);
      if (thread) thread.last = draft;
      return at;
    }),
  );
  alignments.forEach(({ links }, draft) => {
    for (const { old, new: next, relation, score, textChanged, numberChanged, reason } of [...links].sort(
      (p, q) => p.new - q.new || p.old - q.old,
    )) {
      threads[threadOf[draft + 1]?.[next] ?? -1]?.edges.push({
        from: { draft, article: old },
        to: { draft: draft + 1, article: next },
        relation,
        score,
        textChanged,
        numberChanged,
        reason,
      });
    }
  });
  return { threads, threadOf };
}

/**
 * What one article comes from and what became of it, without the other branches of its thread; by draft, then by
 * article.
 */
export function traceOf(lineage: Lineage, place: Place): { before: Place[]; after: Place[] } {
  const thread = lineage.threads[lineage.threadOf[place.draft]?.[place.article] ?? -1];
  if (!thread) throw new RangeError(`draft ${place.draft} has no article ${place.article}`);
  const reach = (edges: readonly LineageEdge[], near: 'from' | 'to', far: 'from' | 'to'): Place[] => {
    const seen = new Map<string, Place>([[keyOf(place), place]]);
    for (const edge of edges) if (seen.has(keyOf(edge[near]))) seen.set(keyOf(edge[far]), edge[far]);
    seen.delete(keyOf(place));
    return [...seen.values()].sort((p, q) => p.draft - q.draft || p.article - q.article);
  };
  return { before: reach([...thread.edges].reverse(), 'to', 'from'), after: reach(thread.edges, 'from', 'to') };
}

const keyOf = (place: Place): string => `${place.draft}/${place.article}`;
