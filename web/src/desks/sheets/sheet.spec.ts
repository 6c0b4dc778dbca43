import { describe, expect, it } from 'vitest';
import { type Line, sumsOf } from './sheet';

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
