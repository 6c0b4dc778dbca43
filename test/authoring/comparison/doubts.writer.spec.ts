/** What a printed table says of links that nobody is sure of: which articles, to be checked; no figures. */
import type { DetailedEntry, DoubtfulLink } from '../../../src/articles/index.js';
import { absentWords, doubtWords } from '../../../src/authoring/comparison/doubts.writer.js';

const named = (...labels: string[]): { provisions: { label: string }[] } => ({
  provisions: labels.map((label) => ({ label })),
});
const entry = (relation: DetailedEntry['relation'], old: string[], next: string | null): DetailedEntry =>
  ({ relation, old, new: next }) as DetailedEntry;
const link = (old: number, next: number): DoubtfulLink => ({ old, new: next, likelihood: 0.44, reason: '' });

const OLD = named('第一条', '第二条', '第三条');
const NEW = named('第一条', '第二条', '第三条', '第四条', '第五条', '第六条');
const ENTRIES = [
  entry('modified', ['第一条'], '第一条'),
  entry('unplaced', ['第二条'], null),
  entry('new', [], '第二条'),
];

it('what nothing continues names its candidates, the likeliest first; any other doubt stands where it came', () => {
  const words = doubtWords(OLD, NEW, ENTRIES, [link(1, 4), link(1, 2), link(2, 1)]);
  expect([...words]).toEqual([
    [1, '可能是第五条、第三条，待核对'],
    [2, '也可能来自原第三条，待核对'],
  ]);
});

it('names three at most, and says how many there are', () => {
  const words = doubtWords(OLD, NEW, ENTRIES, [link(1, 4), link(1, 2), link(1, 1), link(1, 5)]);
  expect(words.get(1)).toBe('可能是第五条、第三条、第二条等 4 条，待核对');
});

it('only what a person or a decision has deleted is called that', () => {
  expect(absentWords(entry('unplaced', ['第二条'], null))).toBe('（没有找到明确的去处）');
  expect(absentWords(entry('deleted', ['第二条'], null))).toBe('（删去）');
});
