/**
 * From a configuration to two roles on one database: `owner` migrates and owns every table; `service` is no superuser,
 * owns nothing, and may neither update nor delete append-only rows (architecture §5.6). What each table allows is said
 * by the table itself, in the first word of its comment: `append-only:`, `kept:` (never deleted) or `transient:`.
 */
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import type { Config } from '../base/config.js';
import { Connection, withClient } from '../database/connection.js';
import type { Keys } from '../database/keys/keys.js';
import { NoDatabaseError } from '../database/no-database.js';
import { settleRole } from '../database/role.sql.js';
import { startEmbedded } from './embedded.js';
import { refuseSessionsHandedOn } from './sessions.js';

export interface PreparedDatabase {
  /** migrates, backs up, restores; straight to PostgreSQL */
  owner: Connection;
  /** what requests are answered with; it may lead through a pooler that hands sessions on between transactions */
  service: Connection;
  /** the role of `service` straight to PostgreSQL, where LISTEN and named statements hold; absent: `service` does so */
  direct?: Connection;
  /** for the person who started it: which server, and where */
  description: string;
  stop(): Promise<void>;
}

export const DATABASE = 'yifayima';

/**
 * Makes the role or gives it its password again; role names are ours, passwords are hex, so no quoting trap. Where it
 * `opens` already it is left alone: a pooler may log in with what is stored of a password, which is other at each
 * telling.
 */
async function ensureRole(
  db: Client,
  name: string,
  password: string,
  opens: () => Promise<boolean> = () => Promise.resolve(false),
): Promise<void> {
  const { rows } = await db.query<{ rolsuper: boolean }>('select rolsuper from pg_roles where rolname = $1', [name]);
  if (rows[0]?.rolsuper === true)
    throw new NoDatabaseError(
      `The role "${name}" is a superuser, and the service must not be one: rename or drop it. 角色 ${name} 不能是超级用户。`,
    );
  if (rows.length > 0 && (await opens())) return;
  const role = db.escapeIdentifier(name);
  const secret = db.escapeLiteral(password);
  try {
    // on a role that is there only what may be set without being a superuser (PostgreSQL 15 refuses even `nosuperuser`)
    await db.query(
      rows.length === 0
        ? `create role ${role} login nosuperuser nocreatedb nocreaterole noreplication password ${secret}`
        : `alter role ${role} login password ${secret}`,
    );
  } catch (e) {
    const state = (e as { code?: string }).code;
    // another process made or altered it just now
    if (state === '42710' || state === 'XX000' || state === '23505') return;
    if (state !== '42501') throw e;
    throw new NoDatabaseError(
      `The account in DATABASE_URL may not create the service's role "${name}": give it CREATEROLE. DATABASE_URL 的账号需要 CREATEROLE 权限。`,
    );
  }
}

const serviceRoleOf = (database: string): string => `${database}_service`.slice(0, 63);

async function embedded(config: Config, keys: Keys): Promise<PreparedDatabase> {
  const server = await startEmbedded(config.dataDir, keys, config.searchPath);
  const at = { host: server.host, port: server.port };
  const owner: Connection = {
    ...at,
    user: `${DATABASE}_owner`,
    password: keys.password('database.owner'),
    database: DATABASE,
  };
  const service: Connection = {
    ...at,
    user: serviceRoleOf(DATABASE),
    password: keys.password('database.service'),
    database: DATABASE,
  };
  await withClient({ ...at, user: server.superuser, password: server.password, database: 'postgres' }, async (db) => {
    await ensureRole(db, owner.user, owner.password);
    await ensureRole(db, service.user, service.password);
    await settleRole(db, service.user);
    const { rowCount } = await db.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) {
      await db
        .query(`create database ${DATABASE} owner ${owner.user} template template0`)
        .catch((e: { code?: string }) => {
          if (e.code !== '42P04') throw e as unknown as Error;
        });
      await db.query(`revoke all on database ${DATABASE} from public`);
    }
  });
  return {
    owner,
    service,
    stop: () => server.stop(),
    description: `PostgreSQL ${server.major}.${server.minor} (${server.origin === 'npm' ? 'embedded' : 'found on this machine'}${server.adopted ? ', adopted' : ''}) in ${server.folder}`,
  };
}

function external(url: string, directUrl: string | undefined, keys: Keys): PreparedDatabase {
  const straight = new URL(directUrl ?? url);
  const database = decodeURIComponent(straight.pathname.slice(1)) || DATABASE;
  const asService = (address: string): Connection => {
    const [user, password] = [serviceRoleOf(database), keys.password('database.service')];
    const at = new URL(address);
    at.username = encodeURIComponent(user);
    at.password = password;
    return { user, password, database, url: at.toString() };
  };
  const through = directUrl === undefined ? '' : ` through ${new URL(url).hostname || 'DATABASE_URL'}`;
  return {
    owner: {
      user: decodeURIComponent(straight.username),
      password: decodeURIComponent(straight.password),
      database,
      url: directUrl ?? url,
    },
    service: asService(url),
    ...(directUrl !== undefined && { direct: asService(directUrl) }),
    description: `PostgreSQL at ${straight.hostname || 'DATABASE_URL'}${through}, database ${database}`,
    stop: () => Promise.resolve(),
  };
}

const opens = (connection: Connection): Promise<boolean> =>
  withClient(connection, () => Promise.resolve(true)).catch(() => false);

/**
 * Starts, adopts or reaches the database: DATABASE_URL, else embedded or a newer one found on the machine. Nothing is
 * migrated.
 */
export async function prepareDatabase(config: Config, keys: Keys): Promise<PreparedDatabase> {
  if (config.databaseUrl === undefined) return embedded(config, keys);
  const prepared = external(config.databaseUrl, config.directUrl, keys);
  await refuseSessionsHandedOn(prepared.owner);
  const { user, password } = prepared.service;
  await withClient(prepared.owner, async (db) => {
    await ensureRole(db, user, password, () => opens(prepared.direct ?? prepared.service));
    await settleRole(db, user);
  });
  return prepared;
}

/** A server that may lose acknowledged rows is refused (security §2), ours or somebody's. */
export async function refuseUnsafeServer(source: DataSource): Promise<void> {
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit']) {
    const rows = await source.query<{ value: string }[]>('select current_setting($1) as value', [setting]);
    if (rows[0]?.value === 'off')
      throw new NoDatabaseError(
        `The database runs with ${setting} = off and may lose what it acknowledged: switch it on. 数据库关闭了 ${setting}，可能丢失意见，请打开后再启动。`,
      );
  }
}
