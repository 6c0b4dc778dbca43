/**
 * Counts in the archive of the corpus which clauses are formulas of drafting, and prints those that the source lacks or
 * has beyond them (`src/articles/alignment/formulas.ts`): `npm run build`, then `npm run formulas` in bench/. With
 * `--write` it writes the source. Versions of one law count once, by its title.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { articlesOf, corpus, hasCorpus, parts } from '../material.mjs';

/** A clause that so many laws have is a formula. */
const LEAST_LAWS = 40;
const source = join(import.meta.dirname, '../../src/articles/alignment/formulas.ts');

if (!hasCorpus) {
  console.log(`no corpus at ${corpus} (set CORPUS_DIR): nothing counted`);
  process.exit(0);
}
const { readWordings } = await parts('alignment/bigram-index');
const { clausesOf } = await parts('alignment/shared-clauses');
const { FORMULAS } = await parts('alignment/formulas');

const titleOf = (path) => basename(path, '.txt').replace(/\(.*?\)/u, '');
const laws = new Map();
const dir = mkdtempSync(join(tmpdir(), 'laws-'));
try {
  execFileSync('tar', ['-xJf', join(corpus, 'laws.tar.xz'), '-C', dir]);
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((f) => f.name.endsWith('.txt'));
  for (const file of files) {
    const path = join(file.parentPath, file.name);
    for (const clause of readWordings(articlesOf(path), []).words.texts.flatMap(clausesOf))
      laws.set(clause, (laws.get(clause) ?? new Set()).add(titleOf(path)));
  }
} finally {
  rmSync(dir, { recursive: true, force: true });
}
const found = [...laws]
  .filter(([, titles]) => titles.size >= LEAST_LAWS)
  .sort(([a, x], [b, y]) => y.size - x.size || (a < b ? -1 : 1))
  .map(([clause]) => clause);
const more = found.filter((clause) => !FORMULAS.has(clause));
const fewer = [...FORMULAS].filter((clause) => !found.includes(clause));
console.log(`${found.length} formulas; the source lacks ${more.length}, has ${fewer.length} beyond them`);
for (const clause of [...more, ...fewer]) console.log(`  ${clause}`);
if (process.argv.includes('--write')) {
  const [head] = readFileSync(source, 'utf8').split('new Set([');
  writeFileSync(source, `${head}new Set([\n${found.map((clause) => `  '${clause}',\n`).join('')}]);\n`);
}
