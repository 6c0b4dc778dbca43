/** Wall 4, for people: the table in docs is what the code says. */
import { doorsOfTheHouse, permissionRows, printPermissions } from '../../src/cli/permissions.js';
import { doorWords } from '../../src/cli/permissions.words.js';
import { PUBLIC } from '../../src/platform/api/allow.js';
import { read } from './sources.js';

const doors = doorsOfTheHouse();

it('docs/permissions.md is what the code declares (else: npm run permissions)', () => {
  expect(read('docs/permissions.md')).toBe(printPermissions(doors));
});
it('has a row for every door that is not public', () => {
  expect(
    permissionRows(doors)
      .map((r) => r.door.name)
      .sort(),
  ).toEqual(
    doors
      .filter((d) => d.allowed !== PUBLIC)
      .map((d) => d.name)
      .sort(),
  );
  expect(permissionRows(doors).length).toBeGreaterThan(60);
});
it('control: a door without words is named, and so are words without a door', () => {
  expect(() =>
    permissionRows([...doors, { name: 'Mutation burnEverything', isRoute: false, allowed: 'sheet.sign' }]),
  ).toThrow('no words for Mutation burnEverything');
  expect(() => permissionRows(doors.filter((d) => d.name !== 'Query draft'))).toThrow('no door for Query draft');
});
it('control: words that forget the liaison officers are refused', () => {
  const changed = doors.map((d) => (d.name === 'Query letter' ? { ...d, allowed: 'sheet.sign' } : d));
  expect(() => permissionRows(changed)).toThrow('Query letter lets liaison officers in, or not');
});
it('the senses are Chinese, short, and each its own', () => {
  const senses = Object.values(doorWords).map((w) => w.sense);
  expect(senses.filter((s) => !/^[\p{Script=Han}，、（）]{2,30}$/u.test(s))).toEqual([]);
  expect(new Set(senses).size).toBe(senses.length);
});
