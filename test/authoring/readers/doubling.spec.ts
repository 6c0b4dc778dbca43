/** Plain text and Markdown are read in a time that grows with them, whatever signs pair with nothing. */
import { readFile } from '../../../src/authoring/readers/reader.js';
import { readText } from '../../../src/authoring/readers/text.reader.js';
import { growth, MOST_GROWTH } from '../../support/growth.js';

const lines: Record<string, (n: number) => string> = {
  'stars that pair with nothing': (n) => `第一条 ${'*桥 '.repeat(n)}`,
  'low lines, brackets and comments': (n) =>
    `第一条 ${'_桥 '.repeat(n)}${'['.repeat(n)}${'<'.repeat(n)}${'<!--'.repeat(n)}`,
  'a run of blanks in a title and a row': (n) => `# ${' '.repeat(n)}桥\n|${' '.repeat(n)}桥\n第一条 ${' '.repeat(n)}桥`,
};

it.each(Object.entries(lines))('%s', (_, text) => {
  const read = (n: number) => {
    const bytes = Buffer.from(text(n));
    return () => readText(bytes, true);
  };
  expect(growth(read, 3000)).toBeLessThanOrEqual(MOST_GROWTH);
});

it.each(['桥.txt', '桥.md'])('300,000 lines of %s are read', async (name) => {
  const outcome = await readFile(name, Buffer.from(`云河市古桥条例\n第一条　好。\n${'桥\n'.repeat(300_000)}`));
  expect(outcome.ok && outcome.lines.length).toBe(300_002);
});

it('what is marked in a long line is read as in a short one', () => {
  const long = `第一条 ${'**古桥**归[国家](x)所有，'.repeat(400)}`;
  expect(readText(Buffer.from(long), true).lines[0]?.text).toBe(`第一条 ${'古桥归国家所有，'.repeat(400)}`);
});
