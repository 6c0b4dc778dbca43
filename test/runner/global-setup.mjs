/**
 * Builds what is not built yet, gives the run a folder of its own and tells the workers where it is. No database is
 * started here: the first test that asks for one starts it (test/support/server.ts), so a run of pure tests pays
 * nothing.
 */
import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default async function setup({ rootDir }) {
  const run = (...args) => execFileSync(process.execPath, args, { cwd: rootDir, stdio: 'inherit' });
  run('.ci/build.mjs');
  run('.ci/transpile.mjs', '.', 'test');
  const folder = await mkdtemp(join(tmpdir(), 'yfym-'));
  await chmod(folder, 0o755); // the database's own user must walk through it where the tests run as root
  process.env.YIFAYIMA_TEST_RUN = folder;
}
