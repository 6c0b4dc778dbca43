/**
 * One PostgreSQL for the whole run, started by the first test that needs it: the product's own embedded launcher, or
 * the server that TEST_DATABASE_URL names (a superuser's URL), so that the same tests run on a plain PostgreSQL 15.
 * The template database is made by the product's own `migrate` as the owner role.
 */
import { mkdir, mkdtemp, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { clientConfig, type Connection } from '../../src/platform/database/connection.js';
import { migrateJobs } from '../../src/platform/database/jobs/jobs.js';
import { type Keys, loadKeys } from '../../src/platform/database/keys/keys.js';
import { settleRole } from '../../src/platform/database/role.sql.js';
import { startEmbedded } from '../../src/platform/operations/embedded.js';
import { migrate } from '../../src/platform/operations/upgrade.js';

export interface TestServer {
  superuser: Connection;
  owner: Connection;
  service: Connection;
  template: string;
  /** the name of the template that holds an office (office.ts), made by the first test that wants one */
  office: string;
  keysFile: string;
  /** the database's own log; null where the server is not ours */
  log: string | null;
}

/** The folder of this run; a run without our global set-up (an editor's) gets one per process */
export async function runFolder(): Promise<string> {
  return (process.env.YIFAYIMA_TEST_RUN ??= await mkdtemp(join(tmpdir(), 'yfym-')));
}

export async function asSuperuser<T>(
  server: Pick<TestServer, 'superuser'>,
  body: (db: Client) => Promise<T>,
): Promise<T> {
  return withClient(server.superuser, body);
}

export async function withClient<T>(connection: Connection, body: (db: Client) => Promise<T>): Promise<T> {
  const db = new Client(clientConfig(connection));
  await db.connect();
  try {
    return await body(db);
  } finally {
    await db.end();
  }
}

const sleep = (ms: number): Promise<void> => new Promise((d) => setTimeout(d, ms));
const external = process.env.TEST_DATABASE_URL;

async function superuserOf(folder: string, keys: Keys): Promise<{ superuser: Connection; log: string | null }> {
  if (external !== undefined) {
    const u = new URL(external);
    return {
      superuser: {
        host: u.searchParams.get('host') ?? (u.hostname || 'localhost'),
        port: Number(u.port || 5432),
        user: decodeURIComponent(u.username),
        password: decodeURIComponent(u.password),
        database: decodeURIComponent(u.pathname.slice(1)) || 'postgres',
      },
      log: null,
    };
  }
  const server = await startEmbedded(join(folder, 'data'), keys, process.env.PATH ?? '');
  return {
    superuser: {
      host: server.host,
      port: server.port,
      user: server.superuser,
      password: server.password,
      database: 'postgres',
    },
    log: join(server.folder, 'server.log'),
  };
}

async function build(folder: string): Promise<TestServer> {
  const keysFile = join(folder, 'keys.json');
  const keys = await loadKeys(keysFile);
  const { superuser, log } = await superuserOf(folder, keys);
  // two runs against one foreign server must not meet
  const prefix = external === undefined ? 'yfym' : `yfym_${keys.id}`;
  const as = (role: string, purpose: 'database.owner' | 'database.service'): Connection => ({
    host: superuser.host,
    port: superuser.port,
    user: `${prefix}_${role}`,
    password: keys.password(purpose),
    database: `${prefix}_template`,
  });
  const server: TestServer = {
    superuser,
    owner: as('owner', 'database.owner'),
    service: as('service', 'database.service'),
    template: `${prefix}_template`,
    office: `${prefix}_office`,
    keysFile,
    log,
  };
  await asSuperuser(server, async (db) => {
    for (const role of [server.owner, server.service]) {
      await db.query(
        `create role ${role.user} login nosuperuser nocreatedb nocreaterole noreplication password ${db.escapeLiteral(role.password)}`,
      );
    }
    await settleRole(db, server.service.user);
    await db.query(
      `create database ${server.template} owner ${server.owner.user} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`,
    );
  });
  await migrate(server, keys, migrateJobs);
  return server;
}

export interface ForeignDatabase {
  url: string;
  /** the same server and database as somebody else, with the password 'secret' */
  urlOf(user: string): string;
  drop(): Promise<void>;
}

/** An empty database as a data centre gives it: of an account that is no superuser and has CREATEROLE. */
export async function foreignDatabase(name: string): Promise<ForeignDatabase> {
  const server = await testServer();
  await asSuperuser(server, async (db) => {
    await db.query(`create role ${name} login createrole password 'secret'`);
    await db.query(`create database ${name} owner ${name}`);
  });
  const { host = 'localhost', port = 5432 } = server.superuser;
  const urlOf = (user: string): string =>
    `postgres://${user}:secret@localhost:${port}/${name}?host=${encodeURIComponent(host)}`;
  return {
    url: urlOf(name),
    urlOf,
    drop: () =>
      asSuperuser(server, async (db) => {
        await db.query(`drop database if exists ${name} with (force)`);
        for (const role of [`${name}_service`, name]) await db.query(`drop role if exists ${role}`);
      }),
  };
}

let known: Promise<TestServer> | undefined;

/** The run's server; starts it where no worker has yet. */
export function testServer(): Promise<TestServer> {
  return (known ??= onceInTheRun('server', build));
}

/** What the first worker of the run that comes by makes; the others wait for it. What is made is told as JSON. */
export async function onceInTheRun<T>(what: string, make: (folder: string) => Promise<T>): Promise<T> {
  const folder = await runFolder();
  const facts = join(folder, `${what}.json`);
  const failed = join(folder, `${what}.failed`);
  const first = await mkdir(join(folder, `${what}.lock`)).then(
    () => true,
    () => false,
  );
  if (first) {
    try {
      const made = await make(folder);
      await writeFile(`${facts}.part`, JSON.stringify(made));
      await rename(`${facts}.part`, facts);
      return made;
    } catch (e) {
      await writeFile(failed, e instanceof Error ? `${e.message}\n${e.stack ?? ''}` : String(e));
      throw e;
    }
  }
  for (;;) {
    const text = await readFile(facts, 'utf8').catch(() => undefined);
    if (text !== undefined) return JSON.parse(text) as T;
    const fault = await readFile(failed, 'utf8').catch(() => undefined);
    if (fault !== undefined) throw new Error(`another worker could not make the ${what}: ${fault}`);
    await sleep(100);
  }
}
