/** The permission table for people: the table in docs is what the code says. */
import { declaredOperations, permissionRows, printPermissions } from '../../src/cli/permissions.js';
import { PUBLIC } from '../../src/platform/api/allow.js';
import { read } from './sources.js';

const operations = declaredOperations();

it('docs/permissions.md is what the code declares (else: npm run permissions)', () => {
  expect(read('docs/permissions.md')).toBe(printPermissions(operations));
});
it('has a row for every operation that is not public', () => {
  expect(
    permissionRows(operations)
      .map((r) => r.operation.name)
      .sort(),
  ).toEqual(
    operations
      .filter((d) => d.allowed !== PUBLIC)
      .map((d) => d.name)
      .sort(),
  );
  expect(permissionRows(operations).length).toBeGreaterThan(60);
});
it('control: an operation that says nothing of itself is named', () => {
  const silent = { name: 'Mutation burnEverything', isRoute: false, allowed: 'sheet.sign' };
  expect(() => permissionRows([...operations, silent])).toThrow('Mutation burnEverything does not say what it is for');
});
it('control: words that forget the liaison officers are refused', () => {
  const changed = operations.map((d) => (d.name === 'Query letter' ? { ...d, allowed: 'sheet.sign' } : d));
  expect(() => permissionRows(changed)).toThrow('Query letter lets liaison officers in, or not');
});
it('the senses are Chinese, short, and each its own', () => {
  const senses = permissionRows(operations).map((r) => r.words);
  expect(senses.filter((s) => !/^[\p{Script=Han}，、（）]{2,30}$/u.test(s))).toEqual([]);
  expect(new Set(senses).size).toBe(senses.length);
});
