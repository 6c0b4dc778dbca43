/** As what a contact point is asked. */
import { bodyAskedOf } from '../../src/network/points/point.rules.js';

it.each([
  ['CONTACT_POINT', 'POINT'],
  ['LIAISON_STATION', 'POINT'],
  ['LIAISON_UNIT', 'POINT'],
  ['CONSULTING_UNIT', 'POINT'],
  ['INFORMATION_COLLECTION_POINT', 'POINT'],
  ['DEPUTY_STATION', 'POINT'],
  ['COUNTY_CONGRESS', 'CONGRESS'],
  ['DEPARTMENT', 'DEPARTMENT'],
  ['EXPERT', 'EXPERT'],
] as const)('%s is asked as %s', (kind, body) => {
  expect(bodyAskedOf(kind)).toBe(body);
});
