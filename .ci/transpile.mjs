/**
 * Compiles folders of a tree into its dist without a look at types: `node .ci/transpile.mjs TREE FOLDER…`. The tests go
 * to dist/test this way, beside dist/src that they import. Only what is newer than its compiled form is compiled, in
 * about a second for all of it; files that are no TypeScript are copied, and what became of a file that is gone goes
 * too.
 */
import { transformFile } from '@swc/core';
import { copyFile, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';

const SCRIPT = /\.tsx?$/;
const options = (path) => ({
  swcrc: false,
  sourceMaps: true,
  sourceFileName: relative(dirname(join('dist', path)), path),
  module: { type: 'es6' },
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', tsx: path.endsWith('x'), decorators: true },
    transform: {
      legacyDecorator: true,
      decoratorMetadata: true,
      useDefineForClassFields: false,
      react: { runtime: 'automatic', importSource: 'preact' },
    },
    keepClassNames: true,
  },
});
const time = async (path) => (await stat(path).catch(() => ({ mtimeMs: 0 }))).mtimeMs;

async function compile(tree, path) {
  const [from, made] = [join(tree, path), join(tree, 'dist', path).replace(SCRIPT, '.js')];
  if ((await time(made)) > (await time(from))) return;
  await mkdir(dirname(made), { recursive: true });
  if (!SCRIPT.test(path)) return copyFile(from, made);
  const { code, map } = await transformFile(from, options(path));
  await writeFile(`${made}.map`, map);
  await writeFile(made, `${code}\n//# sourceMappingURL=${basename(made)}.map\n`);
}

async function filesIn(tree, folder) {
  const entries = await readdir(join(tree, folder), { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((e) => e.isFile()).map((e) => relative(tree, join(e.parentPath ?? e.path, e.name)));
}

const [tree = '.', ...folders] = process.argv.slice(2);
for (const folder of folders) {
  const files = await filesIn(tree, folder);
  await Promise.all(files.map((path) => compile(tree, path)));
  const made = new Set(files.flatMap((path) => [path.replace(SCRIPT, '.js'), path.replace(SCRIPT, '.js.map')]));
  for (const path of await filesIn(join(tree, 'dist'), folder)) if (!made.has(path)) await rm(join(tree, 'dist', path));
}
