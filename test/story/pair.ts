/**
 * Two PostgreSQL 15 of Debian, the second a standby that every COMMIT waits for, and one address that an operator moves
 * from the one to the other. Where there is no Debian 15 they are what the machine has, and that is said.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { appendFile, chmod, chown, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { findBinaries } from '../../src/platform/operations/binaries.js';
import type { Connection } from '../../src/platform/database/connection.js';
import { withClient } from '../support/server.js';
import { until } from '../support/until.js';
import { freePort } from './pooler.js';

const DEBIAN = '/usr/lib/postgresql/15/bin';
const PASSWORD = 'secret';

/** Bytes of whoever comes here go to where `leadsTo` says, as by a virtual address */
export class Address {
  private readonly open = new Set<Socket>();
  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async at(leadsTo: () => number): Promise<Address> {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = new Address(server, (server.address() as AddressInfo).port);
    server.on('connection', (from) => {
      const to = connect(leadsTo(), '127.0.0.1');
      for (const [one, other] of [
        [from, to],
        [to, from],
      ] as const) {
        address.open.add(one);
        one.on('error', () => other.resetAndDestroy());
        one.on('close', () => {
          address.open.delete(one);
          other.destroy();
        });
        one.pipe(other);
      }
    });
    return address;
  }

  close(): void {
    for (const socket of this.open) socket.destroy();
    this.server.close();
  }
}

export interface Node {
  port: number;
  /** as its superuser */
  as(database?: string): Connection;
  /** a machine that loses its power: every process of it at once */
  kill(): void;
}

export interface Pair {
  version: string;
  primary: Node;
  standby: Node;
  promote(): Promise<void>;
  stop(): void;
}

/** Who runs the servers: not root, whom PostgreSQL refuses */
async function ordinaryUser(): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {};
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((l) => l.split(':'));
  const found = lines.find(([name]) => name === 'postgres') ?? lines.find(([name]) => name === 'nobody');
  return { uid: Number(found?.[2]), gid: Number(found?.[3]) };
}

/** Runs to its end */
const done = (child: ChildProcess): Promise<void> => {
  let words = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (d: Buffer) => (words += d.toString()));
  return new Promise((resolve, fail) => {
    child.once('close', (code) => (code === 0 ? resolve() : fail(new Error(`it ended with ${code}: ${words}`))));
  });
};

export async function startPair(dir: string): Promise<Pair> {
  const bin = existsSync(join(DEBIAN, 'initdb')) ? DEBIAN : dirname((await findBinaries('')).initdb);
  if (bin !== DEBIAN) process.stderr.write(`NOT ON DEBIAN'S 15: the failover runs with the PostgreSQL in ${bin}\n`);
  const user = await ordinaryUser();
  const home = join(dir, 'pair');
  await mkdir(home, { mode: 0o755 });
  await writeFile(join(home, 'password'), PASSWORD);
  await chmod(join(home, 'password'), 0o644);
  if (user.uid !== undefined) await chown(home, user.uid, user.gid ?? user.uid);
  const call = (program: string, ...args: string[]): ChildProcess =>
    spawn(join(bin, program), args, {
      ...user,
      cwd: home,
      env: { LC_ALL: 'C' },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const [one, two] = [join(home, 'one'), join(home, 'two')];
  const ports = [await freePort(), await freePort()] as const;
  const files = ['-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${join(home, 'password')}`];
  await done(call('initdb', '-D', one, ...files, '-E', 'UTF8', '--locale=C'));
  await cp(one, two, { recursive: true, preserveTimestamps: true });
  const common = `listen_addresses = '127.0.0.1'\nunix_socket_directories = ''\nmax_connections = 100\nlog_min_messages = fatal\n`;
  await appendFile(
    join(one, 'postgresql.conf'),
    `${common}port = ${ports[0]}\nsynchronous_standby_names = 'two'\nsynchronous_commit = on\n`,
  );
  await appendFile(
    join(two, 'postgresql.conf'),
    `${common}port = ${ports[1]}\nprimary_conninfo = 'host=127.0.0.1 port=${ports[0]} user=postgres password=${PASSWORD} application_name=two'\n`,
  );
  await writeFile(join(two, 'standby.signal'), '');
  if (user.uid !== undefined) await done(spawn('chown', ['-R', `${user.uid}:${user.gid}`, one, two]));
  await chmod(two, 0o700);

  const started = (data: string, port: number): Node & { child: ChildProcess } => {
    const child = call('postgres', '-D', data);
    child.stdout?.resume();
    child.stderr?.resume();
    return {
      port,
      child,
      as: (database = 'postgres') => ({ host: '127.0.0.1', port, user: 'postgres', password: PASSWORD, database }),
      // it leads a group of its own
      kill: () => {
        if (child.exitCode === null && child.signalCode === null) process.kill(-(child.pid ?? 0), 'SIGKILL');
      },
    };
  };
  const [primary, standby] = [started(one, ports[0]), started(two, ports[1])];
  const ask = <T extends object>(node: Node, sql: string): Promise<T[]> =>
    withClient(node.as(), async (db) => (await db.query<T>(sql)).rows);
  const stop = (): void => {
    primary.kill();
    standby.kill();
  };
  try {
    await until('the standby to be waited for', async () => {
      const sql = `select 1 from pg_stat_replication where application_name = 'two' and sync_state = 'sync'`;
      return (await ask(primary, sql).catch(() => [])).length > 0;
    });
  } catch (e) {
    stop();
    throw e;
  }
  return {
    version: (await ask<{ v: string }>(primary, `select current_setting('server_version') as v`))[0]?.v ?? '',
    primary,
    standby,
    promote: async () => {
      await ask(standby, 'select pg_promote(true, 60)');
    },
    stop,
  };
}
