/** What a sheet adds up to, and who may put a hand to it now. */
import type { SheetLinesQuery, SheetQuery, Outcome, ReasonClass, Role } from '../../api/generated/graphql';

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

/** CHECK or SIGN: what this person does next; WAIT: it is somebody else's; DONE: nobody's any more */
export type Hand = 'CHECK' | 'SIGN' | 'WAIT' | 'DONE';

/**
 * Who prepared or checked it does not sign it, and in 简易 nobody needs to check: the service holds both; here it
 * decides what is offered.
 */
export function handOf(
  sheet: Pick<Sheet, 'state' | 'preparedByName' | 'checkedByName'>,
  viewer: { readonly displayName: string; readonly roles: readonly Role[]; readonly simple: boolean },
): Hand {
  if (sheet.state === 'SIGNED') return 'DONE';
  if (sheet.preparedByName === viewer.displayName) return 'WAIT';
  if (sheet.state === 'PREPARED' && viewer.roles.includes('CHECKER')) return 'CHECK';
  const signable = sheet.state === 'CHECKED' || viewer.simple;
  return signable && viewer.roles.includes('SIGNER') && sheet.checkedByName !== viewer.displayName ? 'SIGN' : 'WAIT';
}
