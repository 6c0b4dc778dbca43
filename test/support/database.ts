/** A fresh database per test file, cloned from the migrated template. */
import { randomBytes } from 'node:crypto';
import { type Client, Pool } from 'pg';
import { DataSource } from 'typeorm';
import { entities } from '../../src/app.module.js';
import { clientConfig, type Connection, typeormConnection } from '../../src/platform/database/connection.js';
import { type Keys, loadKeys } from '../../src/platform/database/keys/keys.js';
import { asSuperuser, testServer } from './server.js';

export interface FreshDatabase {
  name: string;
  /** may do everything: tests look at and change rows with it */
  owner: Connection;
  /** what the service itself connects as */
  service: Connection;
  keys: Keys;
  /** the database server's own log, or null where the server is not ours */
  serverLog: string | null;
  /** one statement as owner (`asOwner`) or as the service (`asService`) */
  asOwner<T extends object = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<T[]>;
  asService<T extends object = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<T[]>;
  /** a DataSource of the service's role, as the product makes it; ended by drop() */
  source(): Promise<DataSource>;
  drop(): Promise<void>;
}

/**
 * Clones the template, or another one; with `empty: true` a database without any table, still owned by the owner role.
 */
export async function freshDatabase({
  empty = false,
  template,
  name = `t_${randomBytes(6).toString('hex')}`,
}: { empty?: boolean; template?: string; name?: string } = {}): Promise<FreshDatabase> {
  const server = await testServer();
  await asSuperuser(server, async (db) => {
    await cloned(db, name, empty ? 'template0' : (template ?? server.template), server.owner.user);
    await db.query(`revoke all on database ${name} from public`);
    await db.query(`grant connect on database ${name} to ${server.service.user}`);
  });
  const owner = { ...server.owner, database: name };
  const service = { ...server.service, database: name };
  const sources: DataSource[] = [];
  const pools: Pool[] = [];
  // a statement often follows another: a connection is kept for a second, and is none of the database's users for
  // longer
  const one = (c: Connection): FreshDatabase['asOwner'] => {
    let pool: Pool | undefined;
    const opened = (): Pool => {
      const made = new Pool({ ...clientConfig(c), max: 5, idleTimeoutMillis: 1000, allowExitOnIdle: true });
      // one that is ended while it rests is opened anew by the next statement
      made.on('error', () => undefined);
      pools.push(made);
      return made;
    };
    return async <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
      (await (pool ??= opened()).query<T>(sql, values)).rows;
  };
  return {
    name,
    owner,
    service,
    keys: await loadKeys(server.keysFile),
    serverLog: server.log,
    asOwner: one(owner),
    asService: one(service),
    source: async () => {
      const made = await new DataSource({ ...typeormConnection(service), entities, poolSize: 6 }).initialize();
      sources.push(made);
      return made;
    },
    drop: async () => {
      for (const s of sources) if (s.isInitialized) await s.destroy();
      for (const p of pools.splice(0)) await p.end();
      await asSuperuser(server, (db) => db.query(`drop database if exists ${name} with (force)`));
    },
  };
}

/** PostgreSQL clones only a template nobody is connected to; another worker may be cloning it just now. */
async function cloned(db: Client, name: string, template: string, owner: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await db.query(`create database ${name} template ${template} owner ${owner}`);
      return;
    } catch (e) {
      if ((e as { code?: string }).code !== '55006' || attempt > 100) throw e;
      await new Promise((d) => setTimeout(d, 100));
    }
  }
}
