/**
 * 修改决定: what a decision says about which article comes from which, carried over to the rows of two published texts.
 * The consolidated text may have been retyped since, so labels join them, and an article that the decision does not
 * know is left to the aligner.
 */
import {
  type AlignOptions,
  type AmendInstruction,
  type AmendLink,
  type FixedLink,
  formatArticleLabel,
  parseArticleLabel,
  type Provision,
  type Renumbering,
} from '../../articles/index.js';

export interface StatedLinks extends Required<Pick<AlignOptions, 'fixed' | 'deleted'>> {
  /**
   * new provisions (indexes) whose links the decision itself states; the other fixed ones follow from the order of the
   * articles
   */
  stated: ReadonlySet<number>;
  /** old provisions (indexes) that the decision deletes in words */
  statedDeleted: ReadonlySet<number>;
}

/** `align`'s options for a draft that is a decision; provisions without such a label on either side are not named. */
export function statedLinks(
  links: readonly AmendLink[],
  before: readonly Pick<Provision, 'label'>[],
  after: readonly Pick<Provision, 'label'>[],
): StatedLinks {
  const [oldAt, newAt] = [placesOf(before), placesOf(after)];
  const fixed = new Map<number, { old: number[]; relation?: FixedLink['relation'] }>();
  const [stated, statedDeleted] = [new Set<number>(), new Set<number>()];
  const gone: number[] = [];
  for (const link of links) {
    const from = link.old === null ? undefined : oldAt.get(link.old);
    // in a 修正案 a deleted article keeps its number and reads （删去）: the place goes on, the rule does not
    const kept =
      link.relation === 'deleted' && link.old !== null && !links.some((l) => l.new === link.old)
        ? newAt.get(link.old)
        : undefined;
    const to = link.new === null ? kept : newAt.get(link.new);
    if (to === undefined) {
      if (from !== undefined && link.relation === 'deleted') {
        gone.push(from);
        if (link.basis === 'stated') statedDeleted.add(from);
      }
      continue;
    }
    if (link.old !== null && from === undefined) continue;
    const { relation } = link;
    const own = fixed.get(to) ?? {
      old: [],
      ...(relation !== 'new' && relation !== 'unplaced' && relation !== 'deleted' && { relation }),
    };
    fixed.set(to, own);
    if (from !== undefined && !own.old.includes(from)) own.old.push(from);
    if (link.basis === 'stated') stated.add(to);
  }
  const continued = new Set([...fixed.values()].flatMap((f) => f.old));
  return {
    fixed: [...fixed].map(([at, f]) => ({ new: at, ...f })),
    deleted: [...new Set(gone)].filter((i) => !continued.has(i)),
    stated,
    statedDeleted,
  };
}

/** A label that stands twice (two annexes without a number) names no place. */
function placesOf(provisions: readonly Pick<Provision, 'label'>[]): Map<string, number> {
  const out = new Map<string, number>();
  const twice = new Set<string>();
  provisions.forEach(({ label }, at) => {
    if (out.has(label)) twice.add(label);
    out.set(label, at);
  });
  for (const label of twice) out.delete(label);
  return out;
}

export const notCarriedOut = (instructions: readonly AmendInstruction[]): AmendInstruction[] =>
  instructions.filter((i) => !i.applied);

/**
 * What stands beside an article of a decision's consolidated text: its numbers in the text in force, none for a new
 * one, null where the decision says nothing of it (it was put in by hand).
 */
export function formerLabels(links: readonly AmendLink[], label: string): string[] | null {
  const own = links.filter((l) => l.new === label);
  return own.length === 0 ? null : own.flatMap((l) => l.old ?? []);
}

/**
 * The new number of an article of the text in force, where the decision lets it go on as exactly one article, which
 * comes from it alone.
 */
export function renumberedBy(links: readonly AmendLink[]): Renumbering {
  return (old) => {
    const own = links.filter((l) => l.old === formatArticleLabel(old));
    const [only] = own;
    if (own.length !== 1 || !only?.new || links.some((l) => l !== only && l.new === only.new)) return null;
    return parseArticleLabel(only.new);
  };
}
