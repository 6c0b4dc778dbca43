import { describe, expect, it } from 'vitest';
import type { LetterState } from '../../api/generated/graphql';
import { actsFor, countOf, isIn, wayOf } from './letter';

const facet = (value: string, count: number) => ({ value, words: value, count, exact: true });

describe('letters', () => {
  it('counts a group over its states', () =>
    expect(countOf('TO_DELIVER', [facet('SIGNED', 2), facet('SEALED', 3), facet('VOIDED', 1)])).toBe(5));
  it.each([
    [['COMPOSED', 'RETURNED', 'SIGNED'], ['PREPARER'], { finalise: 2, deliver: 1 }],
    [['FINALISED', 'COMPOSED'], ['SIGNER'], { sign: 1, return: 1 }],
    [['RECEIVED'], ['PREPARER', 'SIGNER'], {}],
    [['FINALISED'], ['CHECKER'], {}],
  ] as const)('of %j, %j do %j', (states, roles, acts) =>
    expect(
      Object.fromEntries(
        actsFor((g) => states.filter((s: LetterState) => isIn(g, s)).length, roles).map((a) => [a.act, a.count]),
      ),
    ).toEqual(acts),
  );
  it.each([
    ['COMPOSED', ['compose'], 'finalise'],
    ['SIGNED', ['compose', 'finalise', 'sign'], 'seal'],
    ['RECEIVED', ['compose', 'finalise', 'sign', 'seal', 'deliver', 'receive'], undefined],
    ['VOIDED', [], undefined],
  ] as const)('%s has done %j', (state, done, next) => {
    const way = wayOf(state);
    expect(way.filter((w) => w.done).map((w) => w.step)).toEqual(done);
    expect(way.find((w) => w.next)?.step).toBe(next);
  });
});
