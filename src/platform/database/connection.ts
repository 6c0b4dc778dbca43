/** How a database is reached, as one of its two roles. */
import { Client, type ClientConfig } from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { NoDatabaseError } from './no-database.js';

export interface Connection {
  host?: string;
  port?: number;
  user: string;
  password: string;
  database: string;
  /** kept from DATABASE_URL, such as sslmode */
  url?: string;
}

/**
 * Of a connection that is kept: one whose server went away without a word is found out while nobody asks it anything.
 */
export const KEPT_ALIVE = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 } as const;

const client = (c: Connection): Client => new Client(clientConfig(c));

export const clientConfig = (c: Connection): ClientConfig =>
  c.url === undefined
    ? { host: c.host, port: c.port, user: c.user, password: c.password, database: c.database }
    : { connectionString: c.url };

export async function withClient<T>(c: Connection, body: (client: Client) => Promise<T>): Promise<T> {
  const db = client(c);
  // a connection that is lost fails the statement at hand or the next one; unheard it would end the process
  db.on('error', () => undefined);
  try {
    await db.connect();
  } catch (e) {
    throw new NoDatabaseError(
      `The database does not answer: ${(e as Error).message}. 数据库连接不上，请检查 DATABASE_URL。`,
    );
  }
  try {
    return await body(db);
  } finally {
    await db.end();
  }
}

export function typeormConnection(c: Connection): Extract<DataSourceOptions, { type: 'postgres' }> {
  const base = {
    type: 'postgres' as const,
    synchronize: false,
    logging: false as const,
    migrationsTableName: 'migration',
    applicationName: 'yifayima',
    database: c.database,
  };
  return c.url === undefined
    ? { ...base, host: c.host, port: c.port, username: c.user, password: c.password }
    : { ...base, url: c.url };
}
