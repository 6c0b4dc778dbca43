/** What a text was read as is remembered by its version, of few texts only. */
import { readLines, splitLines } from '../../../src/articles/index.js';
import { ReadTexts, TEXTS_KEPT } from '../../../src/authoring/drafts/read-texts.js';

const text = (
  id: string,
  version: number,
  sourceText: string,
): { id: string; version: number; sourceText: string } => ({
  id,
  version,
  sourceText,
});

/** The engine's own task, done here */
const here = {
  run: (_: string, sourceText: unknown): Promise<never> =>
    Promise.resolve(readLines(splitLines(sourceText as string)) as never),
};
const readTexts = (): ReadTexts => new ReadTexts(here);

it('reads a text once for all its pages, and anew once it was mended', async () => {
  const texts = readTexts();
  const first = texts.of(text('a', 1, '第一条　甲。\n\n第二条　乙。'));
  expect((await first).map(({ reading, text: words }) => [reading.line, reading.as, words])).toEqual([
    [1, 'article', '第一条　甲。'],
    [2, 'blank', ''],
    [3, 'article', '第二条　乙。'],
  ]);
  expect(texts.of(text('a', 1, '第一条　甲。\n\n第二条　乙。'))).toBe(first);
  expect((await texts.of(text('a', 2, '第一条　丙。'))).map((l) => l.text)).toEqual(['第一条　丙。']);
  expect((await texts.of(text('b', 1, '第一条　丁。'))).map((l) => l.text)).toEqual(['第一条　丁。']);
});

it('keeps those that were asked for last', () => {
  const texts = readTexts();
  const of = (id: number): unknown => texts.of(text(String(id), 1, '第一条　甲。'));
  const [first, second] = [of(0), of(1)];
  for (let id = 2; id < TEXTS_KEPT; id++) of(id);
  expect(of(0)).toBe(first);
  of(TEXTS_KEPT);
  expect(of(0)).toBe(first);
  expect(of(1)).not.toBe(second);
});

it('forgets what was given up: whoever asks next has it read again', async () => {
  let fails = true;
  const texts = new ReadTexts({
    run: (task, sourceText) => (fails ? Promise.reject(new Error('given up')) : here.run(task, sourceText)),
  });
  await expect(texts.of(text('a', 1, '第一条　甲。'))).rejects.toThrow('given up');
  fails = false;
  expect(await texts.of(text('a', 1, '第一条　甲。'))).toHaveLength(1);
});
