/**
 * Where the corpus of real laws is: CORPUS_DIR, else ../shared/corpus beside the checkout. Nothing of it is in this
 * repository; a test that needs it says loudly that it is skipped where it is absent.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

export const corpusDir = resolve(process.env.CORPUS_DIR ?? '../shared/corpus');
export const hasCorpus = existsSync(corpusDir);

/**
 * `describe` where the corpus is, else a skipped one that says why; its body is not run then, for it may list files.
 */
export function describeCorpus(name: string, body: () => void): void {
  if (hasCorpus) describe(name, body);
  else {
    process.stderr.write(`SKIPPED, no corpus of real laws (set CORPUS_DIR): ${name}\n`);
    describe.skip(`SKIPPED, no corpus (set CORPUS_DIR): ${name}`, () => it.todo('needs the corpus of real laws'));
  }
}
