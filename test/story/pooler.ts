/** Debian's PgBouncer before the run's PostgreSQL, as an ordinary user, on a free port. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdir, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { testServer, withClient } from '../support/server.js';
import { until } from '../support/until.js';

/** Where it is installed; undefined where it is not */
export const pgbouncer = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin']
  .map((folder) => join(folder, 'pgbouncer'))
  .find((file) => existsSync(file));

export interface Pooler {
  /** the address of a database by way of the pooler, for one who knows the way without it */
  through(direct: string): string;
  stop(): Promise<void>;
}

export const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const probe = createServer().once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });

/** `size`: server connections of one role; passwords are asked of PostgreSQL itself, as its documentation has it */
export async function startPooler(folder: string, mode: 'session' | 'transaction', size: number): Promise<Pooler> {
  if (pgbouncer === undefined) throw new Error('pgbouncer is not installed');
  const { superuser } = await testServer();
  const { host = 'localhost', port = 5432 } = superuser;
  const dir = join(folder, `pgbouncer-${mode}`);
  await mkdir(dir, { mode: 0o700 });
  const at = await freePort();
  const ini = join(dir, 'pgbouncer.ini');
  await writeFile(join(dir, 'users.txt'), `"${superuser.user}" "${superuser.password}"\n`, { mode: 0o600 });
  await writeFile(
    ini,
    `[databases]
* = host=${host} port=${port} auth_user=${superuser.user}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${at}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${join(dir, 'users.txt')}
auth_query = select usename, passwd from pg_shadow where usename = $1
pool_mode = ${mode}
default_pool_size = ${size}
max_client_conn = 200
logfile = ${join(dir, 'log')}
`,
    { mode: 0o600 },
  );
  // as the user of the database, who may enter the folder of its socket; pgbouncer refuses root
  const owner = host.startsWith('/') ? await stat(host) : { uid: 65_534, gid: 65_534 };
  const other = process.getuid?.() === 0 ? { uid: owner.uid, gid: owner.gid } : {};
  if (process.getuid?.() === 0)
    for (const path of [dir, ini, join(dir, 'users.txt')]) await chown(path, owner.uid, owner.gid);
  const child = spawn(pgbouncer, ['-q', ini], { ...other, cwd: dir, stdio: ['ignore', 'ignore', 'pipe'] });
  let words = '';
  child.stderr.on('data', (d: Buffer) => (words += d.toString()));
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  const through = (direct: string): string => {
    const url = new URL(direct);
    url.search = '';
    url.hostname = '127.0.0.1';
    url.port = String(at);
    return url.toString();
  };
  await until('pgbouncer to answer', async () => {
    if (child.exitCode !== null) throw new Error(`pgbouncer ended with ${child.exitCode}: ${words}`);
    const { user, password, database } = superuser;
    const url = through(`postgres://${user}:${password}@localhost/${database}`);
    return withClient({ user, password, database, url }, (db) => db.query('select 1')).catch(() => null);
  });
  return {
    through,
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
