/**
 * Builds dist when it is missing or older than what it is made from, and does nothing otherwise: `npm ci`, `npm run
 * demo` and `npm test` all come by here, and one build is enough. Where the builder is not installed (npm ci
 * --omit=dev) it says so. `npm run build` itself calls it with `begun` and `done`, and is not repeated either.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const STAMP = 'dist/.built';
/** What a build found when it began; it becomes the stamp when the build is done */
const BEGUN = 'dist/.begun';
const step = process.argv[2];
if (step === 'done') {
  renameSync(BEGUN, STAMP);
  process.exit(0);
}
/** Brought by an installation, or made by the build itself */
const MADE = new Set(['node_modules', 'generated']);
const newest = (path) => {
  const s = statSync(path);
  if (!s.isDirectory()) return s.mtimeMs;
  // a folder is newer where something in it came or went, but not where the build wrote into it
  return Math.max(
    ...readdirSync(path)
      .filter((n) => !MADE.has(n))
      .map((n) => newest(join(path, n))),
    path === 'web' || path.startsWith('web/') ? 0 : s.mtimeMs,
  );
};
const sources = [
  'src',
  'migrations',
  'web',
  'schema.graphql',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'nest-cli.json',
];
const began = Math.max(...sources.map(newest));

if (step === 'begun') {
  // the time is in the file: a file's own time is rounded where it is set, and would make every build stale; what
  // changes while it is being built is built again next time
  mkdirSync('dist', { recursive: true });
  writeFileSync(BEGUN, String(began));
  process.exit(0);
}
if (existsSync(STAMP) && Number(readFileSync(STAMP, 'utf8')) >= began) process.exit(0);
if (!existsSync('node_modules/@nestjs/cli')) {
  console.error('not built: the builder is a development dependency (npm ci installs it, npm ci --omit=dev does not)');
  process.exit(0);
}
const built = spawnSync('npm', ['run', 'build', '--silent'], { stdio: 'inherit', shell: process.platform === 'win32' });
process.exit(built.status ?? 1);
