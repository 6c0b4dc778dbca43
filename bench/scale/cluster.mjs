/**
 * The product as built, on the PostgreSQL it would start itself, with safe settings; the service runs as a process of
 * its own (`service.mjs`), so that its CPU time and memory are its own.
 */
import { fork } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { distOf } from '../graphql.material.mjs';

export const dist = distOf();
const load = (path) => import(`${dist}/${path}`);
const { Client } = (await import('pg')).default;
const { startEmbedded } = await load('platform/operations/embedded.js');
const { loadKeys } = await load('platform/database/keys/keys.js');
const { clientConfig } = await load('platform/database/connection.js');
const { settleRole } = await load('platform/database/role.sql.js');
const { migrate } = await load('platform/operations/upgrade.js');
const { migrateJobs } = await load('platform/database/jobs/jobs.js');

/** A cluster in `folder`, made where there is none */
export async function openCluster(folder) {
  mkdirSync(folder, { recursive: true });
  const keysFile = join(folder, 'keys.json');
  const keys = await loadKeys(keysFile);
  const server = await startEmbedded(join(folder, 'pg'), keys, process.env.PATH ?? '');
  const connection = (user, database, password) => ({ host: server.host, port: server.port, user, password, database });
  const superuser = (database = 'postgres') => connection(server.superuser, database, server.password);
  return { folder, keysFile, keys, server, connection, superuser, stop: () => server.stop() };
}

export async function withClient(connection, body) {
  const db = new Client(clientConfig(connection));
  await db.connect();
  try {
    return await body(db);
  } finally {
    await db.end();
  }
}

/** An empty, migrated database of this name; `template` clones another one */
export async function makeDatabase(cluster, name, template) {
  const owner = cluster.connection('bench_owner', name, cluster.keys.password('database.owner'));
  const service = cluster.connection('bench_service', name, cluster.keys.password('database.service'));
  await withClient(cluster.superuser(), async (db) => {
    for (const role of [owner, service]) {
      const known = await db.query('select 1 from pg_roles where rolname = $1', [role.user]);
      if (known.rowCount === 0)
        await db.query(`create role ${role.user} login password ${db.escapeLiteral(role.password)}`);
    }
    await settleRole(db, service.user);
    await db.query(`drop database if exists ${name} with (force)`);
    await db.query(
      template === undefined
        ? `create database ${name} owner ${owner.user} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`
        : `create database ${name} owner ${owner.user} template ${template}`,
    );
    await db.query(`grant connect on database ${name} to ${service.user}`);
  });
  if (template === undefined) await migrate({ owner, service }, cluster.keys, migrateJobs);
  return { name, owner, service };
}

/** The roles and the name of a database that is there */
export const databaseOf = (cluster, name) => ({
  name,
  owner: cluster.connection('bench_owner', name, cluster.keys.password('database.owner')),
  service: cluster.connection('bench_service', name, cluster.keys.password('database.service')),
});

/** One process of the service on that database */
export async function startService(cluster, database, environment = {}) {
  const child = fork(fileURLToPath(new URL('service.mjs', import.meta.url)), [], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: (process.env.BENCH_NODE ?? '').split(' ').filter(Boolean),
    env: { ...process.env, BENCH_SETUP: JSON.stringify({ keysFile: cluster.keysFile, database, environment }) },
  });
  child.setMaxListeners(0);
  const answers = [];
  child.on('message', (m) => (answers.shift() ?? (() => undefined))(m));
  const next = () =>
    new Promise((done, fail) => {
      answers.push(done);
      child.once('exit', (code) => fail(new Error(`the service ended with ${code}`)));
    });
  const { url, firstAdministrator } = await next();
  const ask = (what) => {
    const answer = next();
    child.send(what);
    return answer;
  };
  return {
    url,
    pid: child.pid,
    firstAdministrator,
    /** { cpu: ms since its start, rss: bytes, peak: bytes } */
    usage: () => ask('usage'),
    ingest: (asked) => ask({ ingest: asked }),
    stop: () =>
      new Promise((done) => {
        child.once('exit', done);
        child.send('stop');
      }),
  };
}
