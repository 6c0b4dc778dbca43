import { describe, expect, it } from 'vitest';
import type { Point } from './round';
import { chosenOf, EVERY_POINT, groupsOf, heldBack, valuesIn, withBody, withName } from './whom';

const point = (id: string, more: Partial<Point> = {}): Point => ({
  id, name: id, shortName: id, kind: 'CONTACT_POINT', body: 'POINT', region: '临江区', fields: ['物业'],
  parentId: null, askedThisYear: 0, lastNoOpinion: null, ...more,
}); // prettier-ignore
const points = [
  point('a'),
  point('b', { fields: ['教育'] }),
  point('c', { region: null }),
  point('d', { kind: 'DEPARTMENT', body: 'DEPARTMENT' }),
  point('e', { kind: 'DEPARTMENT', body: 'DEPARTMENT', fields: ['教育'] }),
];
const chosen = (whom = EVERY_POINT): string => [...chosenOf(points, whom)].join('');

describe('whom a round asks', () => {
  it('is every contact point, until something is said', () => {
    expect(chosen()).toBe('abc');
    expect(chosen({ ...EVERY_POINT, field: '物业' })).toBe('ac');
    expect(chosen({ ...EVERY_POINT, field: '物业', region: '临江区' })).toBe('a');
  });
  it('leaves those below a contact point to it, but for one that is named', () => {
    const withNode = [...points, point('n', { kind: 'LIAISON_UNIT', parentId: 'a' }), point('p', { parentId: 'a' })];
    // 基层立法联系点 below another one is asked itself
    expect([...chosenOf(withNode, EVERY_POINT)].join('')).toBe('abcp');
    expect([...chosenOf(withNode, withName(EVERY_POINT, 'n', true))].join('')).toBe('abcnp');
  });
  it('holds back whom the last round was no field of, until it is named', () => {
    const said = (noOpinionReason: 'NOT_OUR_FIELD' | 'AGREED'): Partial<Point> => ({
      lastNoOpinion: { id: 't', noOpinionReason, answeredOn: '2026-03-02', consultation: null },
    });
    const now = [...points, point('u', said('NOT_OUR_FIELD')), point('v', said('AGREED'))];
    const ids = (of: readonly Point[]): string => of.map((p) => p.id).join('');
    expect([...chosenOf(now, EVERY_POINT)].join('')).toBe('abcv');
    expect(ids(heldBack(now, EVERY_POINT))).toBe('u');
    expect(ids(heldBack(now, { ...EVERY_POINT, field: '教育' }))).toBe('');
    expect(ids(heldBack(now, { ...EVERY_POINT, bodies: [] }))).toBe('');
    const named = withName(EVERY_POINT, 'u', true);
    expect([...chosenOf(now, named)].join('')).toBe('abcuv');
    expect(ids(heldBack(now, named))).toBe('');
  });
  it('takes a body as a whole, as far as it matches', () => {
    const whom = withBody({ ...EVERY_POINT, field: '教育' }, points, 'DEPARTMENT', true);
    expect(chosen(whom)).toBe('be');
    expect(chosen(withBody(whom, points, 'POINT', false))).toBe('e');
  });
  it('takes a name and drops one, whatever is proposed', () => {
    const whom = withName(withName({ ...EVERY_POINT, field: '物业' }, 'a', false), 'e', true);
    expect(chosen(whom)).toBe('ce');
    expect(chosen({ ...whom, field: '' })).toBe('bce');
    expect(chosen(withName(whom, 'a', true))).toBe('ace');
    // the box of the body begins anew
    expect(chosen(withBody(whom, points, 'DEPARTMENT', false))).toBe('c');
  });
  it('counts by body, and values under the other filters', () => {
    const groups = groupsOf(points, { ...EVERY_POINT, field: '教育' });
    expect(groups.map((g) => [g.body, g.chosen, g.points.map((p) => p.id).join('')])).toEqual([
      ['POINT', 1, 'bac'],
      ['DEPARTMENT', 0, 'ed'],
    ]);
    expect(valuesIn(points, { ...EVERY_POINT, region: '临江区' }, 'field')).toEqual([
      { value: '物业', count: 2 },
      { value: '教育', count: 2 },
    ]);
  });
});
