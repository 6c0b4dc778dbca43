import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFile } from '../../../src/authoring/readers/reader.js';
import { corpusDir, describeCorpus } from '../../support/corpus.js';

/** Words alone: the corpus texts are laid out as in gazettes, and one law was typed with half-width brackets. */
const words = (lines: readonly string[]): string =>
  lines
    .join('')
    .replace(/[\s\u3000\u200b]/gu, '')
    .replace(/\(/gu, '（')
    .replace(/\)/gu, '）');

async function linesOf(file: string): Promise<{ lines: string[]; codes: string[] }> {
  const outcome = await readFile(file, readFileSync(join(corpusDir, 'docx', file)));
  if (!outcome.ok) throw new Error(outcome.message);
  return { lines: outcome.lines.map((line) => line.text), codes: outcome.notices.map((notice) => notice.code) };
}
/** From the first article on: titles and notes above it are laid out differently. */
const fromFirstArticle = (text: string): string =>
  text.slice(text.lastIndexOf('第一条'.concat(/第一条(..)/u.exec(text)?.[1] ?? '')));
const corpusText = (slug: string, version: string): string =>
  words(readFileSync(join(corpusDir, 'texts', slug, `${version}.txt`), 'utf8').split('\n'));

describeCorpus('Word files made from real laws', () => {
  it.each([
    ['01-lifa-2023-heading-styles.docx', 'lifa', '2023-03-13'],
    ['02-bj-tingche-2024-bold-paragraphs.docx', 'bj-tingche', '2024-03-29'],
    ['03-fanjiandie-2023-auto-numbering.docx', 'fanjiandie', '2023-04-26'],
    ['07-nianjie-fangjia-tracked-changes.docx', 'nianjie-fangjia', '2024-11-10'],
  ])('%s has the words of the law, automatic numbers included', async (file, slug, version) => {
    const { lines } = await linesOf(file);
    expect(fromFirstArticle(words(lines))).toBe(fromFirstArticle(corpusText(slug, version)));
  });

  it('reads the new text out of a three-column comparison table', async () => {
    const { lines } = await linesOf('04-changjiang-caisha-duizhaobiao-3col-table.docx');
    expect(fromFirstArticle(words(lines))).toBe(
      fromFirstArticle(
        corpusText(
          'changjiang-caisha',
          readdirSync(join(corpusDir, 'texts', 'changjiang-caisha'))
            .sort()
            .at(-1)
            ?.replace('.txt', '') ?? '',
        ),
      ),
    );
  });

  it('knows a comparison table and tracked changes', async () => {
    expect((await linesOf('04-changjiang-caisha-duizhaobiao-3col-table.docx')).codes).toContain('COMPARISON_TABLE');
    expect((await linesOf('07-nianjie-fangjia-tracked-changes.docx')).codes).toContain('TRACKED_CHANGES');
  });
});
