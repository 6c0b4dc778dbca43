/** The sample's network: 25 contact points, 60 bodies below them, four county congresses, written right. */
import { networkRows } from '../../src/demo/sample/network.js';
import { contactPoints } from '../../src/demo/sample/people.js';
import { planTable, type KnownPoint } from '../../src/network/table/table.rules.js';

const known = contactPoints.map((p): KnownPoint => ({
  id: p.key,
  name: p.name,
  shortName: p.key,
  kind: 'CONTACT_POINT',
  level: p.level,
  parentId: null,
  parent: null,
  region: null,
  fields: p.fields,
  address: p.address,
  establishments: [],
  people: [],
  shared: false,
}));

it('is all new, without a fault, in these numbers', () => {
  const plan = planTable(
    networkRows().map((cells, i) => ({ number: i + 1, cells })),
    known,
  );
  if (typeof plan === 'string') throw new Error(plan);
  expect(plan.ignored).toEqual([]);
  expect(plan.rows.flatMap((r) => r.faults)).toEqual([]);
  expect(new Set(plan.rows.map((r) => r.state))).toEqual(new Set(['NEW']));
  const count = (kinds: readonly string[]): number => plan.rows.filter((r) => kinds.includes(r.record.kind)).length;
  expect({
    points: count(['CONTACT_POINT']) + contactPoints.length,
    nodes: count(['LIAISON_STATION', 'LIAISON_UNIT', 'INFORMATION_COLLECTION_POINT']),
    congresses: count(['COUNTY_CONGRESS']),
    departments: count(['DEPARTMENT']),
    experts: count(['EXPERT']),
  }).toEqual({ points: 25, nodes: 60, congresses: 4, departments: 5, experts: 4 });
  expect(networkRows()).toEqual(networkRows());
});
