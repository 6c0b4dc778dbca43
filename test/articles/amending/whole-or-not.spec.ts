/**
 * An instruction is carried out whole or not at all: a strange word anywhere in it gives its result, or leaves the text
 * as it is and is reported. 10,000 of them are in `whole-or-not.story.spec.ts`.
 */
import { KINDS } from './instructions.js';
import { faultOfStrange, faultOfValid } from './whole-or-not.js';

const seeds = (from: number, count: number): number[] => Array.from({ length: count }, (_, k) => from + k);

it('a valid instruction of every kind gives its result', () => {
  expect(seeds(1, Object.keys(KINDS).length * 12).flatMap((seed) => faultOfValid(seed) ?? [])).toEqual([]);
});

it('a strange word in it gives that result, or the text untouched and a report', () => {
  expect(seeds(1000, 700).flatMap((seed) => faultOfStrange(seed) ?? [])).toEqual([]);
});
