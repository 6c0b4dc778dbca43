/** What a sheet adds up to. */
import type { SheetLinesQuery, SheetQuery, Outcome, ReasonClass } from '../../api/generated/graphql';

export type Sheet = NonNullable<SheetQuery['decisionSheet']>;
export type Line = NonNullable<SheetLinesQuery['decisionSheet']>['lines']['nodes'][number];

export interface Sum {
  readonly outcome: Outcome;
  readonly count: number;
  /** only of those not adopted, the commonest first */
  readonly reasons: readonly { readonly reason: ReasonClass; readonly count: number }[];
}

/** By outcome in the order of the law's words, whether or not there are any; what has no proposal is in none */
export function sumsOf(lines: readonly Line[]): readonly Sum[] {
  const handlings = lines.flatMap((l) => (l.comment?.proposedHandling ? [l.comment.proposedHandling] : []));
  return (['ADOPTED', 'PARTIALLY_ADOPTED', 'NOT_ADOPTED'] as const).map((outcome) => {
    const mine = handlings.filter((h) => h.outcome === outcome);
    const reasons = new Map<ReasonClass, number>();
    for (const { reasonClass } of mine)
      if (reasonClass != null) reasons.set(reasonClass, (reasons.get(reasonClass) ?? 0) + 1);
    return {
      outcome,
      count: mine.length,
      reasons: [...reasons].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count),
    };
  });
}
