/**
 * Lineage 条文沿革: the truth is a pile of rows that only grows (architecture §5.3). A machine's proposal is round 1; a
 * person's confirmation or correction of one new article is the next round for that article and replaces what it said
 * before. An old article that no current row continues is deleted.
 */
export const relations = ['unchanged', 'modified', 'renumbered', 'moved', 'split', 'merged', 'new', 'deleted'] as const;
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
export function currentLinks<L extends Link>(rows: readonly L[]): L[] {
  const lastRound = new Map<string, number>();
  for (const r of rows) if (r.newProvisionId !== null) lastRound.set(r.newProvisionId, Math.max(lastRound.get(r.newProvisionId) ?? 0, r.round));
  const current = rows.filter((r) => r.newProvisionId !== null && r.round === lastRound.get(r.newProvisionId));
  const continued = new Set(current.map((r) => r.oldProvisionId));
  const deleted = new Map<string, L>();
  for (const r of rows) if (r.newProvisionId === null && r.oldProvisionId !== null && !continued.has(r.oldProvisionId)) deleted.set(r.oldProvisionId, r);
  return [...current, ...deleted.values()];
}

/**
 * Where an article went: its heirs in the newer draft. In a split every part is an heir and the first is the one with the
 * highest score; nothing inherits from a deleted article.
 */
export function heirsOf<L extends Link & { score: number }>(links: readonly L[], oldProvisionId: string): L[] {
  return links.filter((l) => l.oldProvisionId === oldProvisionId && l.newProvisionId !== null).sort((a, b) => b.score - a.score);
}
