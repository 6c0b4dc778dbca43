/**
 * A private PostgreSQL under the data folder: initdb once, start where it is not running, adopt the server that a
 * killed process left behind, stop it on shutdown. It is reached through a Unix socket in a 0700 folder (security §2);
 * Windows has no such sockets in libpq's sense, so there it listens on a loopback port with scram.
 */
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { access, chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Keys } from '../database/keys/keys.js';
import { NoDatabaseError } from '../database/no-database.js';
import { type Binaries, copyBinaries, findBinaries, othersMayEnter } from './binaries.js';
import type { Place, User } from './embedded.place.js';
import { forgetZombie, isAlive, isZombie, postmasterOf } from './postmaster.js';

export interface EmbeddedServer {
  /** a socket folder, or 127.0.0.1 on Windows */
  host: string;
  port: number;
  superuser: string;
  password: string;
  major: number;
  minor: number;
  origin: Binaries['origin'];
  /** true where a running server was found and taken over */
  adopted: boolean;
  /** where the rows are: under the data folder, or apart where its user could not enter that folder */
  folder: string;
  /** Stops the server, unless another live process of ours started or adopted it since. */
  stop(): Promise<void>;
}

const WINDOWS = process.platform === 'win32';
const SOCKET_LIMIT = 90; // sun_path holds 107 bytes; PostgreSQL adds /.s.PGSQL.5432.lock

/** postgres refuses to run as root: then it runs as the machine's `postgres` user, else as `nobody` */
async function serverUser(): Promise<User | undefined> {
  if (WINDOWS || process.getuid?.() !== 0) return undefined;
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n').map((l) => l.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const line = lines.find((l) => l[0] === name);
    if (line) return { uid: Number(line[2]), gid: Number(line[3]) };
  }
  return { uid: 65_534, gid: 65_534 };
}

function run(
  file: string,
  args: string[],
  user: User | undefined,
  quiet = false,
): Promise<{ code: number; out: string }> {
  return new Promise((done, fail) => {
    const child = spawn(file, args, {
      ...user,
      cwd: WINDOWS ? undefined : '/',
      env: { LC_ALL: 'C', LANG: 'C', ...(WINDOWS && { SystemRoot: 'C:\\Windows' }) },
      // a started server would inherit our pipes and keep them open for ever
      stdio: quiet ? 'ignore' : ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let out = '';
    child.stdout?.on('data', (d: Buffer) => (out += d.toString()));
    child.stderr?.on('data', (d: Buffer) => (out += d.toString()));
    child.once('error', fail);
    child.once('close', (code) => done({ code: code ?? 1, out }));
  });
}

const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const s = createServer()
      .once('error', fail)
      .listen(0, '127.0.0.1', () => {
        const at = s.address();
        s.close(() => (at !== null && typeof at === 'object' ? done(at.port) : fail(new Error('no port'))));
      });
  });

const quote = (value: string): string => `'${value.replaceAll("'", "''")}'`;

const APART = '/var/lib/yifayima';

/**
 * Where the files go. As root under a folder that the server's user cannot enter (a clone in /root, say), rows and a
 * copy of the programs go to /var/lib/yifayima/<id>, and the data folder keeps a note of it. The id is drawn, not made
 * from the path: a folder that was removed and made again must not find the rows of the one before. Refused: running
 * the server with a capability that opens every folder, and a user namespace in which it is root after all.
 */
async function choosePlace(dataDir: string, user: User | undefined): Promise<Place> {
  const id = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  let home = dataDir;
  if (user && !(await othersMayEnter(dataDir))) {
    const note = join(dataDir, 'database.location');
    // `wx`: of two first starts one draws, the other reads
    await writeFile(note, `${join(APART, randomBytes(6).toString('hex'))}\n`, { flag: 'wx' }).catch(() => undefined);
    home = (await readFile(note, 'utf8')).trim();
    await mkdir(home, { recursive: true, mode: 0o755 });
  }
  const near = join(home, 'socket');
  const socket =
    Buffer.byteLength(near) <= SOCKET_LIMIT ? near : join(tmpdir(), `yifayima-${process.getuid?.() ?? 0}-${id}`);
  return {
    home,
    pgdata: join(home, 'pg'),
    socket,
    log: join(home, 'pg', 'server.log'),
    owner: join(dataDir, 'database.owner'),
  };
}

const isInitialised = (place: Place): Promise<boolean> =>
  access(join(place.pgdata, 'PG_VERSION')).then(
    () => true,
    () => false,
  );

async function initialise(bin: Binaries, place: Place, keys: Keys, user: User | undefined): Promise<void> {
  // made apart and moved in whole: a killed initdb leaves no half folder, and two first starts cannot spoil each
  // other's
  const newFolder = join(place.home, `pg.${randomBytes(4).toString('hex')}.new`);
  await rm(newFolder, { recursive: true, force: true });
  await mkdir(newFolder, { recursive: true, mode: 0o700 });
  const secret = `${newFolder}.password`;
  await writeFile(secret, `${keys.password('database.superuser')}\n`, { mode: 0o600 });
  if (user) {
    await chown(newFolder, user.uid, user.gid);
    await chown(secret, user.uid, user.gid);
  }
  const locale =
    bin.major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'] : ['--locale=C'];
  const made = await run(
    bin.initdb,
    [
      '-D',
      newFolder,
      '-U',
      'postgres',
      '-A',
      'scram-sha-256',
      `--pwfile=${secret}`,
      '-E',
      'UTF8',
      '--data-checksums',
      ...locale,
    ],
    user,
  );
  await rm(secret, { force: true });
  if (made.code !== 0) {
    await rm(newFolder, { recursive: true, force: true });
    throw new NoDatabaseError(
      `PostgreSQL could not make its folder ${place.pgdata}: ${made.out.trim().split('\n').at(-1) ?? ''}`,
    );
  }
  await rename(newFolder, place.pgdata).catch(async (e: NodeJS.ErrnoException) => {
    await rm(newFolder, { recursive: true, force: true });
    if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(e.code ?? '') || !(await isInitialised(place))) throw e;
  });
}

async function configure(place: Place, port: number, user: User | undefined): Promise<void> {
  const settings: Record<string, string> = {
    listen_addresses: WINDOWS ? '127.0.0.1' : '',
    port: String(port),
    unix_socket_directories: WINDOWS ? '' : place.socket,
    unix_socket_permissions: '0700',
    max_connections: '100',
    shared_buffers: '128MB',
    // a row's values stay out of the server's log too (security §1.13)
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    // even a terse ERROR repeats the value it could not read; the service logs SQLSTATE and constraint instead
    log_min_messages: 'log',
    timezone: 'UTC',
  };
  const file = join(place.pgdata, 'yifayima.conf');
  await writeFile(
    file,
    `${Object.entries(settings)
      .map(([k, v]) => `${k} = ${quote(v)}`)
      .join('\n')}\n`,
  );
  const main = join(place.pgdata, 'postgresql.conf');
  const text = await readFile(main, 'utf8');
  if (!text.includes("include = 'yifayima.conf'")) await writeFile(main, `${text}\ninclude = 'yifayima.conf'\n`);
  if (!WINDOWS) {
    await mkdir(place.socket, { recursive: true, mode: 0o700 });
    const s = await stat(place.socket);
    const mine = user?.uid ?? process.getuid?.() ?? 0;
    if (s.uid !== mine && process.getuid?.() !== 0)
      throw new NoDatabaseError(`The socket folder ${place.socket} belongs to somebody else; remove it.`);
  }
  if (user) for (const path of [file, main, ...(WINDOWS ? [] : [place.socket])]) await chown(path, user.uid, user.gid);
}

const LOOK_EVERY = 1000;

/**
 * A postmaster that died without stopping (killed, out of memory) is started again by the process that owns it: it
 * replays its log, and the pools connect anew. One that was stopped in order has taken its pid file along and stays
 * down. Gives back how to end the watch.
 */
function keepUp(place: Place, bringUp: () => Promise<unknown>): () => void {
  let busy = false;
  const look = async (): Promise<void> => {
    const pid = await postmasterOf(place);
    if (
      !(pid > 1) ||
      (isAlive(pid) && !(await isZombie(pid))) ||
      Number(await readFile(place.owner, 'utf8').catch(() => '0')) !== process.pid
    )
      return;
    await bringUp();
  };
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    // what fails now is tried again at the next look
    void look()
      .catch(() => undefined)
      .finally(() => {
        busy = false;
      });
  }, LOOK_EVERY);
  timer.unref();
  return () => clearInterval(timer);
}

/** @throws NoDatabaseError in one sentence */
export async function startEmbedded(dataDir: string, keys: Keys, searchPath: string): Promise<EmbeddedServer> {
  await mkdir(dataDir, { recursive: true });
  const user = await serverUser();
  const place = await choosePlace(dataDir, user);
  const version = await readFile(join(place.pgdata, 'PG_VERSION'), 'utf8').catch(() => undefined);
  let bin = await findBinaries(
    searchPath,
    version === undefined ? undefined : { by: Number(version), folder: place.pgdata },
  );
  if (user && bin.origin === 'npm' && !(await othersMayEnter(bin.initdb)))
    bin = await copyBinaries(bin, join(APART, `postgresql-${bin.major}.${bin.minor}`));
  if (version === undefined) await initialise(bin, place, keys, user);

  const portOf = async (): Promise<number | undefined> => {
    await forgetZombie(place);
    if ((await run(bin.pg_ctl, ['-D', place.pgdata, 'status'], user)).code !== 0) return undefined;
    const line = (await readFile(join(place.pgdata, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[3];
    return line === undefined || line === '' ? undefined : Number(line);
  };
  const bringUp = async (wanted: number): Promise<{ port: number; adopted: boolean }> => {
    let port = await portOf();
    const adopted = port !== undefined;
    for (let attempt = 0; port === undefined; attempt++) {
      await configure(place, wanted, user);
      const started = await run(
        bin.pg_ctl,
        ['-D', place.pgdata, '-w', '-t', '60', '-l', place.log, 'start'],
        user,
        true,
      );
      if (started.code === 0) port = wanted;
      else if ((await portOf().then((p) => (port = p))) !== undefined)
        break; // another process of ours was quicker
      else if (attempt >= 20) throw new NoDatabaseError(`PostgreSQL does not start; its reasons are in ${place.log}`);
      else await new Promise((d) => setTimeout(d, 250)); // old backends still hold shared memory just after a crash
    }
    return { port: port ?? wanted, adopted };
  };
  const { port, adopted } = await bringUp(WINDOWS ? await freePort() : 5432);
  const former = Number(await readFile(place.owner, 'utf8').catch(() => '0'));
  const ours = !adopted || former === 0 || former === process.pid || !isAlive(former);
  if (ours) await writeFile(place.owner, String(process.pid));
  const rest = keepUp(place, () => bringUp(port));
  return {
    host: WINDOWS ? '127.0.0.1' : place.socket,
    port,
    superuser: 'postgres',
    password: keys.password('database.superuser'),
    major: bin.major,
    minor: bin.minor,
    origin: bin.origin,
    adopted,
    folder: place.pgdata,
    stop: async () => {
      rest();
      if (Number(await readFile(place.owner, 'utf8').catch(() => '0')) !== process.pid) return;
      await run(bin.pg_ctl, ['-D', place.pgdata, '-m', 'fast', '-w', '-t', '60', 'stop'], user);
      await rm(place.owner, { force: true });
    },
  };
}

/** True where a data folder already holds a database of ours */
export const hasDatabase = (dataDir: string): Promise<boolean> =>
  access(join(dataDir, 'pg', 'PG_VERSION')).then(
    () => true,
    () =>
      access(join(dataDir, 'database.location')).then(
        () => true,
        () => false,
      ),
  );

/** Stops a server that a killed process left behind, and removes the rows of this data folder wherever they are. */
export async function removeDatabaseOf(dataDir: string): Promise<void> {
  const home = (await readFile(join(dataDir, 'database.location'), 'utf8').catch(() => dataDir)).trim();
  const pid = Number((await readFile(join(home, 'pg', 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0]);
  // after a restart of the machine the number may be another program's
  const ours =
    pid > 0 &&
    isAlive(pid) &&
    (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => 'postgres')).includes('postgres');
  if (ours) {
    process.kill(pid, 'SIGINT'); // fast shutdown
    for (let tries = 0; tries < 300 && isAlive(pid); tries++) await new Promise((d) => setTimeout(d, 100));
  }
  await rm(join(home, 'pg'), { recursive: true, force: true });
  if (home !== dataDir) await rm(home, { recursive: true, force: true });
}
