import { beforeEach, expect, it, vi } from 'vitest';
import { DraftLinesDocument, DraftNoticesDocument, DraftWarningsDocument } from '../../api/generated/graphql';
import type { Head } from './import';
import { useImport } from './useImport';

const { answers } = vi.hoisted(() => ({ answers: new Map<unknown, (after: string | null) => unknown>() }));
vi.mock('vue', async (original) => ({ ...(await original<object>()), onMounted: () => undefined }));
vi.mock('../../api/ask', () => ({
  ask: (document: unknown, { after }: { after: string | null }) => Promise.resolve(answers.get(document)?.(after)),
  Fault: class extends Error {},
  wordsOf: String,
}));

/** A list of two pages, a row each */
const pages =
  (list: string, rows: readonly [object, object]) =>
  (after: string | null): unknown => ({
    draft: {
      [list]: {
        totalCount: 2,
        nodes: [rows[after === null ? 0 : 1]],
        pageInfo: { hasNextPage: after === null, endCursor: after === null ? 'one' : 'two' },
      },
    },
  });
const odd = (line: number, code: string): object => ({
  line,
  code,
  place: 0,
  message: '',
  severity: 'LOOK',
  ignored: false,
  fixes: [],
});
beforeEach(() => {
  answers.set(DraftWarningsDocument, pages('warnings', [odd(2, 'A'), odd(4, 'B')]));
  answers.set(DraftNoticesDocument, pages('notices', [odd(0, 'C'), odd(3, 'D')]));
  answers.set(DraftLinesDocument, pages('lines', [{ number: 1 }, { number: 2 }]));
});

it('reads warnings, notices and lines to their ends', async () => {
  const { load, stops, lines } = useImport(
    () => ({ id: 'd', version: 1 }) as Head,
    () => Promise.resolve(),
  );
  await load();
  expect(stops.value.map((s) => s.id)).toEqual(['0 C', '2 A', '3 D', '4 B']);
  expect(lines.value.map((l) => l.number)).toEqual([1, 2]);
});
