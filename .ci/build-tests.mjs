/**
 * Compiles the tests into dist/test, beside dist/src that they import: only what is newer than its compiled form, in
 * about a second for all of it. Types are looked at by `npm run typecheck`. Other files of test/ are copied.
 */
import { transformFile } from '@swc/core';
import { copyFile, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
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

async function compile(path) {
  const made = join('dist', path).replace(SCRIPT, '.js');
  if ((await time(made)) > (await time(path))) return;
  await mkdir(dirname(made), { recursive: true });
  if (!SCRIPT.test(path)) return copyFile(path, made);
  const { code, map } = await transformFile(path, options(path));
  await writeFile(`${made}.map`, map);
  await writeFile(made, `${code}\n//# sourceMappingURL=${basename(made)}.map\n`);
}

const entries = await readdir('test', { recursive: true, withFileTypes: true });
await Promise.all(entries.filter((e) => e.isFile()).map((e) => compile(join(e.parentPath ?? e.path, e.name))));
