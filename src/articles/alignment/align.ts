/**
 * Which article of the new text comes from which of the old one. Two signals together: how alike the wording is, and
 * the order of the text. Similarity alone picks decoys (an article that repeats another's formula); order alone loses
 * what a rewritten law has moved.
 *
 *  1. anchors: pairs that are each other's clear best;   2. the heaviest chain of anchors in order is the backbone;
 *  3. every candidate is judged again, with a lower bar between the two anchors around it, best first, one to one;
 *  4. what an article lost and no partner explains is looked for elsewhere: splits and merges, which may be n:m;
 *  5. relations follow from the links: merged > split > moved > modified > renumbered > unchanged.
 *
 * Deterministic; candidates per article are bounded, so time grows with the length of the texts and not with all pairs.
 * The machine proposes, a person decides: every link says in words why it was made.
 */
import type { Provision } from '../text/article.js';
import { type Pair, pairKey, pairOf } from './candidate-pair.js';
import { runsOfAll } from './carried-runs.js';
import { append, chain } from './chain.js';
import { describe } from './describe-links.js';
import { DOUBT_WEIGHTS, doubtfulOf, type DoubtWeights, isRewritten } from './doubts.js';
import { Alignment, AlignOptions, LinkRelation } from './links.js';
import { LIKELY, type LikelyPair, likelyPairs, type Weights, WEIGHTS } from './rewritten.js';
import { type Candidate, candidateOf, measure, type Similarity } from './similarity.js';
import { findSplitsAndMerges } from './splits-and-merges.js';
import { THRESHOLDS } from './thresholds.js';

/** Rounds of exchanging partners; each can only raise the total, more than a few never happen. */
const EXCHANGES = 8;

/**
 * Promised: every provision of either side is in a link, or in `new`, `unplaced` or `deleted`; same input, same output;
 * what is `fixed` comes out as it went in, and the articles it names get no other links. Throws RangeError where
 * `fixed` names an article that is not there, or twice.
 */
export function align(old: readonly Provision[], next: readonly Provision[], options: AlignOptions = {}): Alignment {
  return alignWeighed(old, next, options, { pairs: WEIGHTS, doubts: DOUBT_WEIGHTS });
}

/** As `align`, with weights of one's own for the signals of rewritten laws: the learner tries its own here. */
export function alignWeighed(
  old: readonly Provision[],
  next: readonly Provision[],
  options: AlignOptions,
  weights: { pairs: Readonly<Weights>; doubts: Readonly<DoubtWeights> },
): Alignment {
  const similarity = measure(old, next);
  const runs = runsOfAll(similarity);
  const stated = readFixed(options, old.length, next.length);
  const pairs = withEnds(similarity)
    .filter(
      (c) => !stated.old.has(c.old) && !stated.next.has(c.next) && !stated.refusedPairs.has(pairKey(c.old, c.next)),
    )
    .map((c) => pairOf(c, similarity, runs));
  const fixed = stated.links.map(([i, j]) => ({ ...pairOf(candidateOf(similarity, i, j), similarity, runs), like: 1 }));
  const sameHeading = headingMatcher(old, next);
  const alone = oneToOne(fixed);
  let chosen = findAnchors(pairs, old.length, next.length);
  for (let round = 0; round < 3; round++)
    chosen = choose(pairs, chain([...chosen, ...alone]), old.length, next.length, sameHeading);
  const found = [...chosen, ...findSplitsAndMerges(similarity, runs, pairs, chosen), ...fixed];
  const likely = isOpen(found, stated, old.length) ? likelyPairs(similarity, weights.pairs) : [];
  const added = isRewritten(scored(found), old.length) ? likelyToo(likely, found, stated) : [];
  const links = [...found, ...added.map((p) => pairOf(candidateOf(similarity, p.old, p.next), similarity, runs))].sort(
    (a, b) => a.next - b.next || a.old - b.old,
  );
  const shownBy = new Map(added.map((p) => [p.old * next.length + p.next, p.shownBy]));
  const { deleted, refused, relations } = stated;
  const inOrder = oneToOne(links, [...chosen, ...alone]);
  const told = describe(old, next, similarity, links, inOrder, relations, shownBy, new Set(deleted));
  const held = { links: told.links, deleted, settled: [...stated.next], refused };
  return { ...told, doubtful: doubtfulOf(similarity, likely, held, weights.doubts) };
}

const scored = (pairs: readonly Pair[]): { old: number; score: number }[] =>
  pairs.map((p) => ({ old: p.old, score: p.dice }));

/** Whether there is anything that single sentences could tell: a rewritten law, or an old article without a link. */
const isOpen = (found: readonly Pair[], { deleted }: Stated, olds: number): boolean =>
  new Set([...found.map((p) => p.old), ...deleted]).size < olds || isRewritten(scored(found), olds);

/** What holds by its sentences alone, of articles that nobody has spoken about */
function likelyToo(likely: readonly LikelyPair[], found: readonly Pair[], stated: Stated): LikelyPair[] {
  const known = new Set(found.map((p) => pairKey(p.old, p.next)));
  return likely.filter(
    (p) =>
      p.likelihood >= LIKELY &&
      !known.has(pairKey(p.old, p.next)) &&
      !stated.refusedPairs.has(pairKey(p.old, p.next)) &&
      !stated.old.has(p.old) &&
      !stated.next.has(p.next),
  );
}

interface Stated {
  links: [number, number][];
  deleted: readonly number[];
  refused: readonly (readonly [old: number, next: number])[];
  refusedPairs: ReadonlySet<string>;
  old: Set<number>;
  next: Set<number>;
  relations: Map<number, LinkRelation>;
}

function readFixed({ fixed = [], deleted = [], refused = [] }: AlignOptions, olds: number, news: number): Stated {
  const stated: Stated = {
    links: [],
    deleted,
    refused,
    refusedPairs: new Set(refused.map(([i, j]) => pairKey(i, j))),
    old: new Set(deleted),
    next: new Set(),
    relations: new Map(),
  };
  const there = (at: number, size: number): boolean => Number.isInteger(at) && at >= 0 && at < size;
  if (deleted.some((i) => !there(i, olds))) throw new RangeError('a deleted article is not there');
  for (const { new: j, old, relation } of fixed) {
    if (!there(j, news) || stated.next.has(j))
      throw new RangeError(`fixed: new article ${j} is not there or named twice`);
    stated.next.add(j);
    if (relation !== undefined) stated.relations.set(j, relation);
    for (const i of new Set(old)) {
      if (!there(i, olds) || deleted.includes(i))
        throw new RangeError(`fixed: old article ${i} is not there or deleted`);
      stated.old.add(i);
      stated.links.push([i, j]);
    }
  }
  return stated;
}

/**
 * Of links that may be n:m one for each article, those given first, then the most alike: these can stand in an order.
 */
function oneToOne(links: readonly Pair[], first: readonly Pair[] = []): Pair[] {
  const olds = new Set(first.map((p) => p.old));
  const news = new Set(first.map((p) => p.next));
  return [
    ...first,
    ...[...links]
      .sort((a, b) => b.dice - a.dice || a.next - b.next || a.old - b.old)
      .filter((p) => {
        if (olds.has(p.old) || news.has(p.next)) return false;
        olds.add(p.old);
        news.add(p.next);
        return true;
      }),
  ];
}

/**
 * The first and last articles are formulas (为了…制定, 自…起施行) whose common bigrams find no candidates: they are
 * tried by place.
 */
function withEnds(s: Similarity): Candidate[] {
  const out = [...s.candidates];
  const lastOld = s.olds.wording.length - 1;
  const lastNew = s.news.wording.length - 1;
  for (const [i, j] of [
    [0, 0],
    [1, 1],
    [lastOld - 1, lastNew - 1],
    [lastOld, lastNew],
  ] as const) {
    if (i < 0 || j < 0 || i > lastOld || j > lastNew || out.some((c) => c.old === i && c.next === j)) continue;
    out.push(candidateOf(s, i, j));
  }
  return out;
}

/**
 * Whether two articles stand under headings of the same words, the number left out; false where neither has a heading.
 */
function headingMatcher(old: readonly Provision[], next: readonly Provision[]): (i: number, j: number) => boolean {
  const key = (p: Provision): string =>
    p.headings
      .map((h) => h.title)
      .slice(-1)
      .join('');
  const before = old.map(key);
  const after = next.map(key);
  return (i, j) => before[i] !== '' && before[i] === after[j];
}

function findAnchors(pairs: readonly Pair[], olds: number, news: number): Pair[] {
  const bestOld = new Float64Array(olds);
  const secondOld = new Float64Array(olds);
  const bestNew = new Float64Array(news);
  const secondNew = new Float64Array(news);
  const note = (best: Float64Array, second: Float64Array, at: number, value: number): void => {
    if (value > (best[at] ?? 0)) {
      second[at] = best[at] ?? 0;
      best[at] = value;
    } else if (value > (second[at] ?? 0)) second[at] = value;
  };
  for (const p of pairs) {
    note(bestOld, secondOld, p.old, p.like);
    note(bestNew, secondNew, p.next, p.like);
  }
  return pairs.filter(
    (p) =>
      p.like >= THRESHOLDS.anchor &&
      p.like === bestOld[p.old] &&
      p.like === bestNew[p.next] &&
      p.like - (secondOld[p.old] ?? 0) >= THRESHOLDS.anchorLead &&
      p.like - (secondNew[p.next] ?? 0) >= THRESHOLDS.anchorLead,
  );
}

/** For every new index the old indexes of the backbone pairs before and after it. */
function bounds(backbone: readonly Pair[], news: number, olds: number): { after: Int32Array; before: Int32Array } {
  const after = new Int32Array(news).fill(-1);
  const before = new Int32Array(news).fill(olds);
  let k = 0;
  for (let j = 0; j < news; j++) {
    while (k < backbone.length && (backbone[k]?.next ?? 0) < j) k++;
    after[j] = backbone[k - 1]?.old ?? -1;
    const own = backbone[k];
    before[j] = own === undefined ? olds : own.next > j ? own.old : (backbone[k + 1]?.old ?? olds);
  }
  return { after, before };
}

function choose(
  pairs: readonly Pair[],
  backbone: readonly Pair[],
  olds: number,
  news: number,
  sameHeading: (i: number, j: number) => boolean,
): Pair[] {
  const { after, before } = bounds(backbone, news, olds);
  const judged: Judged[] = [];
  for (const pair of pairs) {
    const inOrder = pair.old > (after[pair.next] ?? -1) && pair.old < (before[pair.next] ?? olds);
    const atEnds =
      inOrder && ((pair.old === 0 && pair.next === 0) || (pair.old === olds - 1 && pair.next === news - 1));
    const bar = atEnds
      ? THRESHOLDS.atEnds
      : inOrder
        ? THRESHOLDS.inOrder
        : pair.proven
          ? THRESHOLDS.outOfOrderProven
          : THRESHOLDS.outOfOrder;
    if (pair.like < bar) continue;
    const heading = sameHeading(pair.old, pair.next) ? THRESHOLDS.headingBonus : 0;
    judged.push({ pair, value: pair.like + (inOrder ? THRESHOLDS.orderBonus : 0) + heading });
  }
  judged.sort((a, b) => b.value - a.value || a.pair.next - b.pair.next || a.pair.old - b.pair.old);
  return assign(judged)
    .map(({ pair }) => pair)
    .sort((a, b) => a.next - b.next);
}

interface Judged {
  pair: Pair;
  value: number;
}

/**
 * How many pairs of one article are looked at when a widowed partner is to be found another; best first. A formula that
 * stands in hundreds of articles is a candidate of all of them, and to look through all again and again is what froze.
 */
const OTHERS_TRIED = 64;

/**
 * One to one, best first; then partners are exchanged while the total grows, because the best pair of all may leave two
 * good pairs unmatched. The optimal assignment is refused: it costs a cubic search and differs from this in cases that
 * a person has to read anyway.
 */
function assign(judged: readonly Judged[]): Judged[] {
  const ofOld = new Map<number, Judged>();
  const ofNew = new Map<number, Judged>();
  const edges = new Map<number, Judged[]>();
  const edgesOfNew = new Map<number, Judged[]>();
  for (const e of judged) {
    if ((edges.get(e.pair.old)?.length ?? 0) < OTHERS_TRIED) append(edges, e.pair.old, e);
    if ((edgesOfNew.get(e.pair.next)?.length ?? 0) < OTHERS_TRIED) append(edgesOfNew, e.pair.next, e);
    if (!ofOld.has(e.pair.old) && !ofNew.has(e.pair.next)) put(e);
  }
  for (let round = 0; round < EXCHANGES; round++) {
    let changed = false;
    for (const e of judged) {
      const a = ofOld.get(e.pair.old);
      const b = ofNew.get(e.pair.next);
      if (a === e) continue;
      const widowedNew =
        a &&
        edgesOfNew
          .get(a.pair.next)
          ?.find((x) => x.pair.old !== e.pair.old && (!ofOld.has(x.pair.old) || x.pair.old === b?.pair.old));
      const widowedOld =
        b &&
        edges
          .get(b.pair.old)
          ?.find(
            (x) =>
              x.pair.next !== e.pair.next &&
              (!ofNew.has(x.pair.next) || x.pair.next === a?.pair.next) &&
              x.pair.next !== widowedNew?.pair.next,
          );
      const bothWantOne =
        widowedNew !== undefined && widowedOld !== undefined && widowedNew.pair.old === widowedOld.pair.old;
      const compatible = bothWantOne ? undefined : widowedOld;
      const gain = e.value + (widowedNew?.value ?? 0) + (compatible?.value ?? 0) - (a?.value ?? 0) - (b?.value ?? 0);
      if (gain <= 1e-9) continue;
      for (const gone of [a, b]) {
        if (!gone) continue;
        ofOld.delete(gone.pair.old);
        ofNew.delete(gone.pair.next);
      }
      put(e);
      if (widowedNew && !ofOld.has(widowedNew.pair.old) && !ofNew.has(widowedNew.pair.next)) put(widowedNew);
      if (compatible && !ofOld.has(compatible.pair.old) && !ofNew.has(compatible.pair.next)) put(compatible);
      changed = true;
    }
    if (!changed) break;
  }
  return [...ofNew.values()];

  function put(e: Judged): void {
    ofOld.set(e.pair.old, e);
    ofNew.set(e.pair.next, e);
  }
}
