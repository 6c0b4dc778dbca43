/** Whom a round asks: a set that filters propose, body by body, and that single names are added to and dropped from. */
import type { BodyAsked } from '../../api/generated/graphql';
import type { Point } from './round';

export const BODIES: readonly BodyAsked[] = ['POINT', 'CONGRESS', 'DEPARTMENT', 'EXPERT'];
export const FILTERS = ['field', 'region', 'kind'] as const;
export type FilterName = (typeof FILTERS)[number];

/** As it is kept on the device while a round is prepared */
export interface Whom {
  readonly field: string;
  readonly region: string;
  readonly kind: string;
  /** of these bodies all that match are proposed */
  readonly bodies: readonly BodyAsked[];
  readonly added: readonly string[];
  readonly dropped: readonly string[];
}
export const EVERY_POINT: Whom = { field: '', region: '', kind: '', bodies: ['POINT'], added: [], dropped: [] };

const valuesOf = (p: Point, name: FilterName): readonly string[] =>
  name === 'field' ? p.fields : name === 'region' ? (p.region == null ? [] : [p.region]) : [p.kind];

/** Does it match the filters, but for the one named? */
export const matches = (p: Point, whom: Whom, without?: FilterName): boolean =>
  FILTERS.every((name) => name === without || whom[name] === '' || valuesOf(p, name).includes(whom[name]));

/** 下设的点: one below a contact point that is none itself hears of a round from it, and is asked only by name */
export const nodesOf = (points: readonly Point[]): ReadonlySet<string> => {
  const heads = new Set(points.filter((p) => p.body === 'POINT').map((p) => p.id));
  const below = (p: Point): boolean => p.kind !== 'CONTACT_POINT' && p.parentId != null && heads.has(p.parentId);
  return new Set(points.filter(below).map((p) => p.id));
};

/** What it answered last was that this is not its field 与本领域无关: then it is asked by name alone */
export const isUnrelated = (p: Pick<Point, 'lastNoOpinion'>): boolean =>
  p.lastNoOpinion?.noOpinionReason === 'NOT_OUR_FIELD';

/** Those that would be proposed, and are not since they said that it was not their field */
export function heldBack(points: readonly Point[], whom: Whom): readonly Point[] {
  const chosen = chosenOf(points, whom);
  const nodes = nodesOf(points);
  const would = (p: Point): boolean =>
    whom.bodies.includes(p.body) && matches(p, whom) && !whom.dropped.includes(p.id) && !nodes.has(p.id);
  return points.filter((p) => isUnrelated(p) && !chosen.has(p.id) && would(p));
}

export function chosenOf(points: readonly Point[], whom: Whom): ReadonlySet<string> {
  const [added, dropped] = [new Set(whom.added), new Set(whom.dropped)];
  const nodes = nodesOf(points);
  const proposed = (p: Point): boolean =>
    whom.bodies.includes(p.body) && matches(p, whom) && !dropped.has(p.id) && !nodes.has(p.id) && !isUnrelated(p);
  return new Set(points.filter((p) => added.has(p.id) || proposed(p)).map((p) => p.id));
}

/** The values of a filter with how many match the others; none where there is nothing to choose */
export function valuesIn(
  points: readonly Point[],
  whom: Whom,
  name: FilterName,
): readonly { readonly value: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const p of points)
    for (const value of valuesOf(p, name))
      counts.set(value, (counts.get(value) ?? 0) + (matches(p, whom, name) ? 1 : 0));
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
}

export interface Group {
  readonly body: BodyAsked;
  /** those that match first */
  readonly points: readonly Point[];
  readonly chosen: number;
}

export function groupsOf(points: readonly Point[], whom: Whom): readonly Group[] {
  const chosen = chosenOf(points, whom);
  return BODIES.map((body) => {
    const of = points.filter((p) => p.body === body);
    const sorted = [...of.filter((p) => matches(p, whom)), ...of.filter((p) => !matches(p, whom))];
    return { body, points: sorted, chosen: of.filter((p) => chosen.has(p.id)).length };
  }).filter((g) => g.points.length > 0);
}

/** A whole body is asked, as far as it matches, or not at all */
export function withBody(whom: Whom, points: readonly Point[], body: BodyAsked, on: boolean): Whom {
  const its = new Set(points.filter((p) => p.body === body).map((p) => p.id));
  const bodies = whom.bodies.filter((b) => b !== body);
  return {
    ...whom,
    bodies: on ? [...bodies, body] : bodies,
    added: whom.added.filter((id) => !its.has(id)),
    dropped: whom.dropped.filter((id) => !its.has(id)),
  };
}

/** One name is asked, or not, whatever the filters propose */
export function withName(whom: Whom, id: string, on: boolean): Whom {
  const [added, dropped] = [whom.added.filter((x) => x !== id), whom.dropped.filter((x) => x !== id)];
  return { ...whom, added: on ? [...added, id] : added, dropped: on ? dropped : [...dropped, id] };
}
