/**
 * Builds what is not built yet, gives the run a folder of its own and tells the workers where it is. No database is
 * started here: the first test that asks for one starts it (test/support/server.ts), so a run of pure tests pays
 * nothing.
 */
import { execFileSync } from 'node:child_process';
import { access, chmod, constants, mkdtemp, readFile, statfs } from 'node:fs/promises';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
/** A run takes 1.5 GB at most, of it 1 GB the database's log */
const ROOM = 4 * 2 ** 30;

/**
 * Every spec file has a database of some 400 files, and a disk's file system spends more time on making and removing
 * them than PostgreSQL on all its questions. Where memory has room for them they stand there.
 */
async function hasRoomInMemory() {
  const mounts = await readFile('/proc/mounts', 'utf8').catch(() => '');
  const options = /^\S+ \/dev\/shm tmpfs (\S+)/m.exec(mounts)?.[1].split(',') ?? ['noexec'];
  if (options.includes('noexec') || freemem() < ROOM) return false;
  const { bavail, bsize } = await statfs(MEMORY);
  return (
    bavail * bsize >= ROOM &&
    access(MEMORY, constants.W_OK).then(
      () => true,
      () => false,
    )
  );
}

export default async function setup({ rootDir }) {
  const run = (...args) => execFileSync(process.execPath, args, { cwd: rootDir, stdio: 'inherit' });
  run('.ci/build.mjs');
  run('.ci/transpile.mjs', '.', 'test');
  // whoever names a folder for temporary files is believed
  if (process.env.TMPDIR === undefined && (await hasRoomInMemory())) process.env.TMPDIR = MEMORY;
  const folder = await mkdtemp(join(tmpdir(), 'yfym-'));
  await chmod(folder, 0o755); // the database's own user must walk through it where the tests run as root
  process.env.YIFAYIMA_TEST_RUN = folder;
}
