import { describe, expect, it } from 'vitest';
import { handOf, type Line, sumsOf } from './sheet';

const line = (outcome: string | null, reasonClass: string | null = null): Line =>
  ({ comment: outcome === null ? null : { proposedHandling: { outcome, reasonClass } } }) as unknown as Line;

describe('sumsOf', () => {
  it('adds up by outcome and, of what is not adopted, by reason', () =>
    expect(
      sumsOf([
        line('ADOPTED'),
        line('NOT_ADOPTED', 'LEFT_FOR_STUDY'),
        line('NOT_ADOPTED', 'REFERRED'),
        line('NOT_ADOPTED', 'REFERRED'),
        line(null),
      ]),
    ).toEqual([
      { outcome: 'ADOPTED', count: 1, reasons: [] },
      { outcome: 'PARTIALLY_ADOPTED', count: 0, reasons: [] },
      {
        outcome: 'NOT_ADOPTED',
        count: 3,
        reasons: [
          { reason: 'REFERRED', count: 2 },
          { reason: 'LEFT_FOR_STUDY', count: 1 },
        ],
      },
    ]));
});

describe('handOf', () => {
  const prepared = { state: 'PREPARED', preparedByName: '陆清和', checkedByName: null } as const;
  const checked = { ...prepared, state: 'CHECKED', checkedByName: '邵文岚' } as const;
  const who = (displayName: string, roles: readonly ('CHECKER' | 'SIGNER' | 'PREPARER')[], simple = false) =>
    ({ displayName, roles, simple }) as const;
  it.each([
    ['the preparer waits', prepared, who('陆清和', ['PREPARER', 'SIGNER'], true), 'WAIT'],
    ['the checker checks', prepared, who('邵文岚', ['CHECKER']), 'CHECK'],
    ['the signer waits for the checker', prepared, who('纪绍棠', ['SIGNER']), 'WAIT'],
    ['in 简易 the signer does not wait', prepared, who('纪绍棠', ['SIGNER'], true), 'SIGN'],
    ['the signer signs', checked, who('纪绍棠', ['SIGNER']), 'SIGN'],
    ['who checked it does not sign', checked, who('邵文岚', ['CHECKER', 'SIGNER']), 'WAIT'],
    ['it is signed', { ...checked, state: 'SIGNED' } as const, who('纪绍棠', ['SIGNER']), 'DONE'],
  ] as const)('%s', (_name, sheet, viewer, hand) => expect(handOf(sheet, viewer)).toBe(hand));
});
