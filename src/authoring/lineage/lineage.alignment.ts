/** Stored links and published articles as the pure room speaks of them. */
import { type Alignment, foldForm, type Held, type Provision } from '../../articles/index.js';
import { ProvisionRow } from '../drafts/draft.entities.js';
import { ArticleLinkRow } from './lineage.entities.js';
import type { Link } from './lineage.rules.js';

export const asProvision = (p: ProvisionRow): Provision => ({
  kind: p.kind,
  label: p.label,
  number: p.number,
  sub: p.sub,
  caption: p.caption,
  headings: p.headings,
  paragraphs: p.body,
});

const placesOf = (rows: readonly ProvisionRow[]): Map<string, number> => new Map(rows.map((r, i) => [r.id, i]));

/** Stored links as the pure room speaks of them; nothing is offered as doubtful, for that is found when it is asked */
export function alignmentOf(
  links: readonly (Link & ArticleLinkRow)[],
  before: readonly ProvisionRow[],
  after: readonly ProvisionRow[],
): Alignment {
  const [oldAt, newAt] = [placesOf(before), placesOf(after)];
  const result: Alignment = { links: [], new: [], unplaced: [], deleted: [], doubtful: [] };
  for (const l of links) {
    const o = l.oldProvisionId === null ? undefined : oldAt.get(l.oldProvisionId);
    const n = l.newProvisionId === null ? undefined : newAt.get(l.newProvisionId);
    if (
      o !== undefined &&
      n !== undefined &&
      l.relation !== 'new' &&
      l.relation !== 'unplaced' &&
      l.relation !== 'deleted'
    ) {
      const [b, a] = [before[o] as ProvisionRow, after[n] as ProvisionRow];
      result.links.push({
        old: o,
        new: n,
        score: l.score,
        relation: l.relation,
        textChanged: foldForm(b.text) !== foldForm(a.text),
        numberChanged: b.number !== a.number || b.sub !== a.sub,
        reason: l.reason,
      });
    } else if (n !== undefined) result.new.push(n);
    else if (o !== undefined) (l.relation === 'deleted' ? result.deleted : result.unplaced).push(o);
  }
  result.links.sort((x, y) => x.new - y.new || x.old - y.old);
  result.new.sort((x, y) => x - y);
  result.unplaced.sort((x, y) => x - y);
  result.deleted.sort((x, y) => x - y);
  return result;
}

/** What of a pair a person or a decision has answered, so that it is not asked again. */
export type Answered = Pick<Held, 'settled' | 'refused'>;

export function answeredOf(
  links: readonly Link[],
  refused: readonly (readonly [old: string, next: string])[],
  before: readonly ProvisionRow[],
  after: readonly ProvisionRow[],
): Answered {
  const [oldAt, newAt] = [placesOf(before), placesOf(after)];
  return {
    settled: [
      ...new Set(links.flatMap((l) => (l.status === 'PROPOSED' ? [] : (newAt.get(l.newProvisionId ?? '') ?? [])))),
    ],
    refused: refused.flatMap(([old, next]) => {
      const [o, n] = [oldAt.get(old), newAt.get(next)];
      return o === undefined || n === undefined ? [] : [[o, n] as const];
    }),
  };
}
