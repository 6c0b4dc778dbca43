/** 转发: whom a county congress passes a round on to. Pure. */

export interface PassingFacts {
  /** contact points below the congress, at any depth */
  below: ReadonlySet<string>;
  /** bodies that the round asks already */
  asked: ReadonlySet<string>;
  /** names of those that this legislature engages */
  engaged: ReadonlyMap<string, string>;
}

/** NOT_BELOW, NOT_ENGAGED or ALREADY_ASKED for a body that a round is not passed on to; null for one that it is */
export function judgePassing(
  contactPointId: string,
  { below, asked, engaged }: PassingFacts,
): { code: string; params: Record<string, string> } | null {
  const name = engaged.get(contactPointId);
  if (!below.has(contactPointId)) return { code: 'NOT_BELOW', params: { name: name ?? '这个联系点' } };
  if (name === undefined) return { code: 'NOT_ENGAGED', params: { name: '这个联系点' } };
  return asked.has(contactPointId) ? { code: 'ALREADY_ASKED', params: { name } } : null;
}
