/**
 * Lineage 条文沿革: the truth is a pile of rows that only grows (architecture §5.3). A machine's proposal is round 1; a
 * person's confirmation or correction of one new article is the next round for that article and replaces what it said
 * before. An old article that no current row continues is *unplaced* until a person or a decision says that it is
 * deleted. A refused pair is a row too: it holds nothing, and is not proposed again.
 */
import type { AlignOptions, FixedLink, LinkRelation } from '../../articles/index.js';

export const relations = [
  'unchanged',
  'modified',
  'renumbered',
  'moved',
  'split',
  'merged',
  'new',
  'unplaced',
  'deleted',
] as const;
export type Relation = (typeof relations)[number];
export type LinkStatus = 'PROPOSED' | 'CONFIRMED' | 'CORRECTED' | 'REJECTED';

export interface Link {
  oldProvisionId: string | null;
  newProvisionId: string | null;
  relation: Relation;
  status: LinkStatus;
  round: number;
}

/** What holds now, in the order given: the last round of each new article, then the old ones that nothing continues. */
export function currentLinks<L extends Link>(all: readonly L[]): L[] {
  const rows = all.filter((r) => r.status !== 'REJECTED');
  const lastRound = new Map<string, number>();
  for (const r of rows)
    if (r.newProvisionId !== null)
      lastRound.set(r.newProvisionId, Math.max(lastRound.get(r.newProvisionId) ?? 0, r.round));
  const current = rows.filter((r) => r.newProvisionId !== null && r.round === lastRound.get(r.newProvisionId));
  const continued = new Set(current.map((r) => r.oldProvisionId));
  const deleted = new Map<string, L>();
  for (const r of rows)
    if (r.newProvisionId === null && r.oldProvisionId !== null && !continued.has(r.oldProvisionId))
      deleted.set(r.oldProvisionId, r);
  return [...current, ...deleted.values()];
}

/** Pairs of an old and a new article that a person refused and nobody has linked since, as ids. */
export function refusedPairs(all: readonly Link[]): [old: string, next: string][] {
  const key = (l: Link): string => `${l.oldProvisionId ?? ''} ${l.newProvisionId ?? ''}`;
  const held = new Set(currentLinks(all).map(key));
  const refused = new Map<string, [string, string]>();
  for (const l of all)
    if (l.status === 'REJECTED' && l.oldProvisionId !== null && l.newProvisionId !== null && !held.has(key(l)))
      refused.set(key(l), [l.oldProvisionId, l.newProvisionId]);
  return [...refused.values()];
}

/** How the machine signs the links that it proposes */
export const MACHINE = 'order-and-likeness-2';

/** Why nothing is said of where an old article went */
export const NOT_FOUND = '没有找到明确的去处';

/**
 * A link as it may be told. Rows of the machine written before doubt was told call an old article deleted where they
 * mean that no successor was found.
 */
export function asTold<L extends Link & { method: string }>(link: L): L {
  const meant = link.relation === 'deleted' && link.status === 'PROPOSED' && link.method === MACHINE;
  return meant ? { ...link, relation: 'unplaced' } : link;
}

interface HasId {
  id: string;
}

/** What a person has said of a pair, as the aligner takes it. The machine's own proposals are left out. */
export function confirmedLinks(current: readonly Link[], before: readonly HasId[], after: readonly HasId[]): Fixed {
  const [oldAt, newAt] = [placeOf(before), placeOf(after)];
  const fixed = new Map<number, FixedLink & { old: number[] }>();
  const deleted: number[] = [];
  for (const l of current) {
    if (l.status !== 'CONFIRMED' && l.status !== 'CORRECTED') continue;
    const from = l.oldProvisionId === null ? undefined : oldAt.get(l.oldProvisionId);
    const to = l.newProvisionId === null ? undefined : newAt.get(l.newProvisionId);
    if (to === undefined) {
      if (from !== undefined && l.relation === 'deleted') deleted.push(from);
      continue;
    }
    const { relation } = l;
    const own = fixed.get(to) ?? { new: to, old: [], ...(isLinkRelation(relation) && { relation }) };
    fixed.set(to, own);
    if (from !== undefined) own.old.push(from);
  }
  const continued = new Set([...fixed.values()].flatMap((f) => f.old));
  return { fixed: [...fixed.values()], deleted: deleted.filter((i) => !continued.has(i)) };
}

/** What a person or a decision has said of a pair of texts. */
export type Fixed = Required<Pick<AlignOptions, 'fixed' | 'deleted'>>;

const isLinkRelation = (relation: Relation): relation is LinkRelation =>
  relation !== 'new' && relation !== 'unplaced' && relation !== 'deleted';

const placeOf = (rows: readonly HasId[]): Map<string, number> => new Map(rows.map((r, at) => [r.id, at]));

/** A person's word before a decision's, article by article. */
export function together(person: AlignOptions, decision: Fixed | null): AlignOptions {
  if (!decision) return person;
  const own = new Set(person.fixed?.map((f) => f.new));
  const fixed = [...(person.fixed ?? []), ...decision.fixed.filter((f) => !own.has(f.new))];
  const continued = new Set(fixed.flatMap((f) => f.old));
  return {
    ...person,
    fixed,
    deleted: [...new Set([...(person.deleted ?? []), ...decision.deleted])].filter((i) => !continued.has(i)),
  };
}

/** What a row says of one new article, beside the pair of texts and who says so. */
export type Said = Link & { score: number; reason: string };

/**
 * The rows that a taken link adds: the new article comes from the old one beside all that it came from, and where the
 * old one goes on in others too, those are parts of a split as well; who settled them stays.
 */
export function takenLinks(now: readonly Said[], old: string, next: string): Said[] {
  const own = now.filter((l) => l.newProvisionId === next);
  const round = Math.max(0, ...own.map((l) => l.round)) + 1;
  const origins = [...own.filter((l) => l.oldProvisionId !== null), { oldProvisionId: old, score: 0 }];
  const others = [
    ...new Set(now.flatMap((l) => (l.oldProvisionId === old && l.newProvisionId !== null ? [l.newProvisionId] : []))),
  ];
  const relation: Relation = origins.length > 1 ? 'merged' : others.length > 0 ? 'split' : 'modified';
  return [
    ...origins.map(({ oldProvisionId, score }): Said => ({
      oldProvisionId,
      newProvisionId: next,
      relation,
      score,
      reason: '人工认定',
      status: 'CORRECTED',
      round,
    })),
    ...others.flatMap((id) => partsOfSplit(now.filter((l) => l.newProvisionId === id))),
  ];
}

const partsOfSplit = (rows: readonly Said[]): Said[] =>
  rows.length !== 1 || rows[0]?.relation === 'split'
    ? []
    : rows.map(({ oldProvisionId, newProvisionId, score, reason, status, round }) => ({
        oldProvisionId,
        newProvisionId,
        relation: 'split',
        score,
        reason,
        status,
        round: round + 1,
      }));

/** The row that keeps a refused pair from being offered again. */
export const refusedLink = (old: string, next: string): Said => ({
  oldProvisionId: old,
  newProvisionId: next,
  relation: 'modified',
  score: 0,
  reason: '人工认定不是',
  status: 'REJECTED',
  round: 0,
});

/**
 * Of a new proposal the rows that say something else than what holds now, one round later; a person's articles are not
 * touched.
 */
export function changedProposals<L extends Link>(current: readonly Link[], proposed: readonly L[]): L[] {
  const said = (rows: readonly Link[], id: string): string =>
    rows
      .filter((l) => l.newProvisionId === id)
      .map((l) => `${l.oldProvisionId ?? ''}:${l.relation}`)
      .sort()
      .join(' ');
  const rounds = new Map<string, number>();
  const settled = new Set<string>();
  for (const l of current) {
    if (l.newProvisionId === null) continue;
    rounds.set(l.newProvisionId, Math.max(rounds.get(l.newProvisionId) ?? 0, l.round));
    if (l.status !== 'PROPOSED') settled.add(l.newProvisionId);
  }
  const rows = proposed.flatMap((l): L[] => {
    const id = l.newProvisionId;
    return id === null || settled.has(id) || said(current, id) === said(proposed, id)
      ? []
      : [{ ...l, round: (rounds.get(id) ?? 0) + 1 }];
  });
  // an old article that loses its successor must not vanish
  const deletedNow = new Set(current.filter((l) => l.newProvisionId === null).map((l) => l.oldProvisionId));
  return [...rows, ...proposed.filter((l) => l.newProvisionId === null && !deletedNow.has(l.oldProvisionId))];
}

/**
 * Where an article went: its heirs in the newer draft. In a split every part is an heir and the first is the one with
 * the highest score; nothing inherits from a deleted article.
 */
export function heirsOf<L extends Link & { score: number }>(links: readonly L[], oldProvisionId: string): L[] {
  return links
    .filter((l) => l.oldProvisionId === oldProvisionId && l.newProvisionId !== null)
    .sort((a, b) => b.score - a.score);
}

/**
 * An article through all texts of its regulation: what it came from and what became of it, by the links that hold. Back
 * from the article alone and forward from it alone: what else an ancestor was split into is not its history.
 * `relations` says how each of them comes from the one before.
 */
export function kinOf<L extends Link>(
  links: readonly L[],
  provisionId: string,
): { ids: Set<string>; relations: Map<string, Relation> } {
  const [heirs, ancestors] = [new Map<string, L[]>(), new Map<string, L[]>()];
  const note = (by: Map<string, L[]>, id: string, link: L): void => void by.set(id, [...(by.get(id) ?? []), link]);
  for (const link of links)
    if (link.oldProvisionId !== null && link.newProvisionId !== null) {
      note(heirs, link.oldProvisionId, link);
      note(ancestors, link.newProvisionId, link);
    }
  const ids = new Set([provisionId]);
  const relations = new Map<string, Relation>();
  const walk = (by: ReadonlyMap<string, L[]>, next: 'oldProvisionId' | 'newProvisionId'): void => {
    const seen = new Set([provisionId]);
    for (const id of seen)
      for (const link of by.get(id) ?? []) {
        relations.set(link.newProvisionId ?? '', link.relation);
        const to = link[next];
        if (to !== null) seen.add(to);
      }
    for (const id of seen) ids.add(id);
  };
  walk(ancestors, 'oldProvisionId');
  walk(heirs, 'newProvisionId');
  return { ids, relations };
}
