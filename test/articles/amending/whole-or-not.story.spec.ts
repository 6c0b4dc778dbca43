/** The property of `whole-or-not.spec.ts` over 10,000 generated instructions. */
import { faultOfStrange } from './whole-or-not.js';

it('10,000 instructions with a strange word are carried out right or not at all', () => {
  const faults = [];
  for (let seed = 20_000; seed < 30_000; seed++) {
    const fault = faultOfStrange(seed);
    if (fault) faults.push(fault);
  }
  expect(faults).toEqual([]);
});
