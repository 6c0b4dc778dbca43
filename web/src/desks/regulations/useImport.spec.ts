import { beforeEach, expect, it, vi } from 'vitest';
import {
  DraftDecisionDocument,
  DraftLinesDocument,
  DraftNoticesDocument,
  DraftWarningsDocument,
} from '../../api/generated/graphql';
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
  answers.set(DraftDecisionDocument, () => ({ draft: { amendingDecision: null } }));
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

it('reads of a decision what must be read before its text is checked', async () => {
  const page = { hasNextPage: false, endCursor: null };
  const instruction = (line: number, applied: boolean): object => ({
    line,
    text: `第${line}项`,
    applied,
    problem: null,
  });
  const notes = ['这份决定还修改《养犬条例》', '序号变动后，引用相应调整。'].map((message) => ({ message }));
  const instructions = { pageInfo: page, nodes: [instruction(1, true), instruction(2, false)] };
  const amendingDecision = { instructions, notes: { pageInfo: page, nodes: notes } };
  answers.set(DraftDecisionDocument, () => ({ draft: { amendingDecision } }));
  const { load, decision } = useImport(
    () => ({ id: 'd', version: 1 }) as Head,
    () => Promise.resolve(),
  );
  await load();
  expect(decision.value?.others).toEqual(['这份决定还修改《养犬条例》']);
  expect(decision.value?.notes).toEqual(['序号变动后，引用相应调整。']);
  expect(decision.value?.undone.map((i) => i.line)).toEqual([2]);
});
