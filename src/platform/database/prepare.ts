/**
 * From a configuration to two roles on one database: `owner` migrates and owns every table; `service` is no superuser,
 * owns nothing, and may neither update nor delete append-only rows (architecture §5.6). What each table allows is said
 * by the table itself, in the first word of its comment: `append-only:`, `kept:` (never deleted) or `transient:`.
 */
import { Client, type ClientConfig } from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import type { Config } from '../config/config.js';
import type { Keys } from '../keys/keys.js';
import { NoDatabaseError } from './binaries.js';
import { startEmbedded } from './embedded.js';

export interface Connection {
  host?: string;
  port?: number;
  user: string;
  password: string;
  database: string;
  /** kept from DATABASE_URL, such as sslmode */
  url?: string;
}

export interface PreparedDatabase {
  owner: Connection;
  service: Connection;
  /** for the person who started it: which server, and where */
  description: string;
  stop(): Promise<void>;
}

export const DATABASE = 'yifayima';

const client = (c: Connection): Client => new Client(clientConfig(c));

export const clientConfig = (c: Connection): ClientConfig =>
  c.url === undefined ? { host: c.host, port: c.port, user: c.user, password: c.password, database: c.database } : { connectionString: c.url };

export async function withClient<T>(c: Connection, body: (client: Client) => Promise<T>): Promise<T> {
  const db = client(c);
  try {
    await db.connect();
  } catch (e) {
    throw new NoDatabaseError(`The database does not answer: ${(e as Error).message}. 数据库连接不上，请检查 DATABASE_URL。`);
  }
  try {
    return await body(db);
  } finally {
    await db.end();
  }
}

/** Makes the role or gives it its password again; role names are ours, passwords are hex, so no quoting trap. */
async function ensureRole(db: Client, name: string, password: string): Promise<void> {
  const { rows } = await db.query<{ rolsuper: boolean }>('select rolsuper from pg_roles where rolname = $1', [name]);
  if (rows[0]?.rolsuper === true) throw new NoDatabaseError(`The role "${name}" is a superuser, and the service must not be one: rename or drop it. 角色 ${name} 不能是超级用户。`);
  const role = db.escapeIdentifier(name);
  const secret = db.escapeLiteral(password);
  try {
    // on a role that is there only what may be set without being a superuser (PostgreSQL 15 refuses even `nosuperuser`)
    await db.query(rows.length === 0 ? `create role ${role} login nosuperuser nocreatedb nocreaterole noreplication password ${secret}` : `alter role ${role} login password ${secret}`);
  } catch (e) {
    const state = (e as { code?: string }).code;
    if (state === '42710' || state === 'XX000' || state === '23505') return; // another process made or altered it just now
    if (state !== '42501') throw e;
    throw new NoDatabaseError(`The account in DATABASE_URL may not create the service's role "${name}": give it CREATEROLE. DATABASE_URL 的账号需要 CREATEROLE 权限。`);
  }
}

const serviceRoleOf = (database: string): string => `${database}_service`.slice(0, 63);

async function embedded(config: Config, keys: Keys): Promise<PreparedDatabase> {
  const server = await startEmbedded(config.dataDir, keys, config.searchPath);
  const at = { host: server.host, port: server.port };
  const owner: Connection = { ...at, user: `${DATABASE}_owner`, password: keys.password('database.owner'), database: DATABASE };
  const service: Connection = { ...at, user: serviceRoleOf(DATABASE), password: keys.password('database.service'), database: DATABASE };
  await withClient({ ...at, user: server.superuser, password: server.password, database: 'postgres' }, async (db) => {
    await ensureRole(db, owner.user, owner.password);
    await ensureRole(db, service.user, service.password);
    const { rowCount } = await db.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) {
      await db.query(`create database ${DATABASE} owner ${owner.user} template template0`).catch((e: { code?: string }) => {
        if (e.code !== '42P04') throw e as unknown as Error;
      });
      await db.query(`revoke all on database ${DATABASE} from public`);
    }
  });
  return {
    owner, service, stop: () => server.stop(),
    description: `PostgreSQL ${server.major} (${server.origin === 'npm' ? 'embedded' : 'found on this machine'}${server.adopted ? ', adopted' : ''}) in ${server.folder}`,
  };
}

function external(url: string, keys: Keys): PreparedDatabase {
  const given = new URL(url);
  const database = decodeURIComponent(given.pathname.slice(1)) || DATABASE;
  const service = new URL(url);
  service.username = encodeURIComponent(serviceRoleOf(database));
  service.password = keys.password('database.service');
  return {
    owner: { user: decodeURIComponent(given.username), password: decodeURIComponent(given.password), database, url },
    service: { user: serviceRoleOf(database), password: keys.password('database.service'), database, url: service.toString() },
    description: `PostgreSQL at ${given.hostname || 'DATABASE_URL'}, database ${database}`,
    stop: () => Promise.resolve(),
  };
}

/** Starts, adopts or reaches the database: DATABASE_URL, else embedded, else one found on the machine. Migrates nothing. */
export async function prepareDatabase(config: Config, keys: Keys): Promise<PreparedDatabase> {
  if (config.databaseUrl === undefined) return embedded(config, keys);
  const prepared = external(config.databaseUrl, keys);
  await withClient(prepared.owner, (db) => ensureRole(db, prepared.service.user, prepared.service.password));
  return prepared;
}

const MIGRATION_LOCK = 7_214_031; // any number, always the same

/**
 * Runs what is missing as `owner`, one process at a time, then grants what each table's comment allows. With `upTo` only those migrations: the
 * tables as they stood when a backup was made.
 * @throws NoDatabaseError where `upTo` names a migration that this program does not know
 */
export async function migrate(
  prepared: Pick<PreparedDatabase, 'owner' | 'service'>, keys: Keys, migrateJobs: (owner: Connection) => Promise<void>, upTo?: readonly string[],
): Promise<string[]> {
  const wanted = upTo === undefined ? migrations : migrations.filter((m) => upTo.includes(new m().name));
  if (upTo !== undefined && wanted.length !== upTo.length) throw new NoDatabaseError('The backup was made by a newer program. 备份是更新的版本做的，请先升级程序再恢复。');
  return withClient(prepared.owner, async (db) => {
    await db.query('begin');
    await db.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    const source = await new DataSource({ ...typeormConnection(prepared.owner), migrations: wanted, poolSize: 2, extra: { options: '-c lock_timeout=20000' } }).initialize();
    try {
      const done = await source.runMigrations({ transaction: 'each' });
      await migrateJobs(prepared.owner);
      await rememberKeys(source, keys);
      await grant(source, prepared.service.user);
      return done.map((m) => m.name);
    } finally {
      await source.destroy();
      await db.query('commit');
    }
  });
}

async function rememberKeys(source: DataSource, keys: Keys): Promise<void> {
  const known = await source.query<{ key_fingerprint: string }[]>('select key_fingerprint from installation');
  if (known.length === 0) await source.query('insert into installation (singleton, key_fingerprint) values (true, $1)', [keys.fingerprint()]);
  else if (known[0]?.key_fingerprint !== keys.fingerprint()) {
    throw new NoDatabaseError('This database was made with another keys file: set KEYS_FILE to that one. 密钥文件与数据库不一致，请设置正确的 KEYS_FILE。');
  }
}

const RIGHTS: Record<string, string> = { 'append-only': 'select, insert', kept: 'select, insert, update', transient: 'select, insert, update, delete' };

async function grant(source: DataSource, role: string): Promise<void> {
  const tables = await source.query<{ name: string; comment: string | null }[]>(
    `select c.relname as name, obj_description(c.oid) as comment from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace`,
  );
  const statements = [`grant usage on schema public to "${role}"`, `grant connect on database "${source.options.database as string}" to "${role}"`];
  for (const t of tables) {
    const rights = RIGHTS[t.comment?.split(':')[0] ?? ''];
    statements.push(`revoke all on "${t.name}" from "${role}"`);
    if (rights !== undefined) statements.push(`grant ${rights} on "${t.name}" to "${role}"`);
  }
  statements.push(
    `grant usage on schema graphile_worker to "${role}"`,
    `grant select, insert, update, delete on all tables in schema graphile_worker to "${role}"`,
    `grant usage, select on all sequences in schema graphile_worker to "${role}"`,
    `grant execute on all functions in schema graphile_worker to "${role}"`,
  );
  // graphile-worker closes its tables to all but their owner by row-level security; rights alone open nothing
  const closed = await source.query<{ name: string }[]>(
    `select relname as name from pg_class where relkind in ('r', 'p') and relrowsecurity and relnamespace = 'graphile_worker'::regnamespace`);
  for (const { name } of closed) {
    statements.push(`drop policy if exists service on graphile_worker."${name}"`, `create policy service on graphile_worker."${name}" to "${role}" using (true) with check (true)`);
  }
  await source.transaction(async (tx) => {
    for (const s of statements) await tx.query(s);
  });
}

export function typeormConnection(c: Connection): Extract<DataSourceOptions, { type: 'postgres' }> {
  const base = { type: 'postgres' as const, synchronize: false, logging: false as const, migrationsTableName: 'migration', applicationName: 'yifayima', database: c.database };
  return c.url === undefined ? { ...base, host: c.host, port: c.port, username: c.user, password: c.password } : { ...base, url: c.url };
}

/** A server that may lose acknowledged rows is refused (security §2), ours or somebody's. */
export async function refuseUnsafeServer(source: DataSource): Promise<void> {
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit']) {
    const rows = await source.query<{ value: string }[]>('select current_setting($1) as value', [setting]);
    if (rows[0]?.value === 'off') throw new NoDatabaseError(`The database runs with ${setting} = off and may lose what it acknowledged: switch it on. 数据库关闭了 ${setting}，可能丢失意见，请打开后再启动。`);
  }
}
