/**
 * Brings a database to this program's schema while others serve on it (ADR 14): one migrator at a time over all
 * processes, each migration waiting two seconds at most for a lock, what contracts only when nobody needs it any more;
 * then the service's rights, by each table's comment.
 */
import type { Client } from 'pg';
import { DataSource, type EntityManager, type Migration, MigrationExecutor } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { type Connection, typeormConnection, withClient } from '../database/connection.js';
import type { Keys } from '../database/keys/keys.js';
import { PATIENT, retryOnLock, TWO_MINUTES, watchLocks } from '../database/lock-retry.js';
import { NoDatabaseError } from '../database/no-database.js';
import { type Backfill, backfills, markBackfillsDone, refuseSealedRows } from './backfills.js';
import type { PreparedDatabase } from './prepare.js';
import { contractWaitsFor, floorOf, numberOf, type PhasedMigration, refuseBelow, type Waiting } from './releases.js';

const MIGRATION_LOCK = 7_214_031; // any number, always the same
const ASK_AGAIN = 200;
const SAY_AFTER = 10; // the processes of one start follow each other sooner than that

/** What a program is built for */
export interface Schema {
  migrations: readonly (new () => PhasedMigration)[];
  backfills: readonly Backfill[];
}
export const ourSchema: Schema = { migrations, backfills };

/** The number of a program's newest migration */
export const schemaNumber = (schema: Schema = ourSchema): number =>
  Math.max(...schema.migrations.map((m) => numberOf(new m().name ?? m.name)));

export interface UpgradeOptions {
  schema?: Schema;
  /** only these migrations: the tables as they stood when a backup was made */
  only?: readonly string[];
  /** milliseconds that one step may wait for locks */
  bound?: number;
  /** words for the operator */
  tell?: (words: string) => void;
}

export interface Upgraded {
  done: string[];
  /** not an error: this program works with them and without them */
  waiting: Waiting[];
}

/**
 * Runs what is missing as `owner`, then grants what each table's comment allows. It may be run again at any time.
 * @throws NoDatabaseError in words: this program is older than the floor, `only` names a migration that it does not
 * know, other keys, no lock within the bound
 */
export async function upgrade(
  prepared: Pick<PreparedDatabase, 'owner' | 'service'>,
  keys: Keys,
  migrateJobs: (owner: Connection) => Promise<void>,
  { schema = ourSchema, only, bound = TWO_MINUTES, tell = (): void => undefined }: UpgradeOptions = {},
): Promise<Upgraded> {
  const wanted =
    only === undefined ? schema.migrations : schema.migrations.filter((m) => only.includes(new m().name ?? m.name));
  if (only !== undefined && wanted.length !== only.length)
    throw new NoDatabaseError('The backup was made by a newer program. 备份是更新的版本做的，请先升级程序再恢复。');
  return withClient(prepared.owner, (lock) =>
    alone(lock, tell, async () => {
      const source = await new DataSource({
        ...typeormConnection(prepared.owner),
        migrations: [...wanted],
        poolSize: 2,
        extra: PATIENT,
      }).initialize();
      const watch = watchLocks(source);
      const step = <T>(what: string, act: () => Promise<T>): Promise<T> =>
        retryOnLock(what, { bound, tell }, act, watch.inTheWay);
      try {
        refuseBelow(await floorOf(source.manager), schemaNumber(schema));
        const executor = new MigrationExecutor(source);
        const empty = (await executor.getExecutedMigrations()).length === 0;
        const upgraded: Upgraded = { done: [], waiting: [] };
        for (const migration of await executor.getPendingMigrations()) {
          await lock.query('select 1'); // still ours
          const phased: PhasedMigration | undefined = migration.instance;
          const behind = phased?.phase === 'CONTRACT' ? upgraded.waiting[0]?.migration : undefined;
          const why =
            behind !== undefined
              ? [`排在 ${behind} 之后`]
              : await step(migration.name, () =>
                  run(source, migration, schema.backfills, empty || only !== undefined, prepared.service.user),
                );
          if (why.length === 0) upgraded.done.push(migration.name);
          else {
            upgraded.waiting.push({ migration: migration.name, why });
            tell(`收缩迁移 ${migration.name} 暂缓，服务照常运行：${why.join('；')}`);
          }
        }
        await step('background jobs', () => migrateJobs(prepared.owner));
        await rememberKeys(source, keys);
        if (only === undefined) {
          await refuseSealedRows(source.manager, schema.backfills);
          if (empty) await markBackfillsDone(source.manager, schema.backfills);
        }
        await step('rights', () => grant(source, prepared.service.user));
        return upgraded;
      } finally {
        await watch.end();
        await source.destroy();
      }
    }),
  );
}

/** The names of what was run, with `upTo` only of those */
export const migrate = async (
  prepared: Pick<PreparedDatabase, 'owner' | 'service'>,
  keys: Keys,
  migrateJobs: (owner: Connection) => Promise<void>,
  upTo?: readonly string[],
): Promise<string[]> => (await upgrade(prepared, keys, migrateJobs, { ...(upTo && { only: upTo }) })).done;

/**
 * An index that is built concurrently waits for every older transaction with a snapshot. So nobody stands waiting
 * inside a statement for the lock, each try is a transaction of its own, and no statement has parameters (one with
 * parameters keeps its snapshot until the next statement).
 */
async function alone<T>(db: Client, tell: (words: string) => void, body: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    await db.query('begin');
    await db.query('set local idle_in_transaction_session_timeout = 0');
    if (
      (await db.query<{ mine: boolean }>(`select pg_try_advisory_xact_lock(${MIGRATION_LOCK}) as mine`)).rows[0]
        ?.mine === true
    )
      break;
    await db.query('rollback');
    if (tries === SAY_AFTER) tell('另一个进程正在升级这个数据库，等它完成');
    await new Promise((d) => setTimeout(d, ASK_AGAIN));
  }
  try {
    return await body();
  } finally {
    await db.query('commit');
  }
}

/**
 * One migration with its row in `migration`, all or nothing unless it wants no transaction. What it waits for, where it
 * is a CONTRACT that must.
 */
async function run(
  source: DataSource,
  migration: Migration,
  known: readonly Backfill[],
  free: boolean,
  role: string,
): Promise<string[]> {
  const phased: PhasedMigration | undefined = migration.instance;
  const [contracts, transaction] = [phased?.phase === 'CONTRACT', phased?.transaction ?? true];
  if (contracts && !transaction) throw new Error(`${migration.name}: a CONTRACT runs in a transaction`);
  const runner = source.createQueryRunner();
  try {
    if (transaction) await runner.startTransaction();
    const why = contracts
      ? await contractWaitsFor(runner.manager, numberOf(migration.name), phased?.needs ?? [], known, free)
      : [];
    if (why.length === 0) {
      await new MigrationExecutor(source, runner).executeMigration(migration);
      // with it, not afterwards: a trigger that writes to a new table does so for those who serve meanwhile
      if (transaction) await grantTables(runner.manager, role);
    }
    if (transaction) await runner.commitTransaction();
    return why;
  } catch (e) {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    throw e;
  } finally {
    await runner.release();
  }
}

async function rememberKeys(source: DataSource, keys: Keys): Promise<void> {
  const known = await source.query<{ key_fingerprint: string }[]>('select key_fingerprint from installation');
  if (known.length === 0)
    await source.query('insert into installation (singleton, key_fingerprint) values (true, $1)', [keys.fingerprint()]);
  else if (known[0]?.key_fingerprint !== keys.fingerprint()) {
    throw new NoDatabaseError(
      'This database was made with another keys file: set KEYS_FILE to that one. 密钥文件与数据库不一致，请设置正确的 KEYS_FILE。',
    );
  }
}

const RIGHTS: Record<string, string> = {
  'append-only': 'select, insert',
  kept: 'select, insert, update',
  transient: 'select, insert, update, delete',
};

async function grantTables(manager: EntityManager, role: string): Promise<void> {
  const tables = await manager.query<{ name: string; comment: string | null }[]>(
    `select c.relname as name, obj_description(c.oid) as comment from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace`,
  );
  for (const t of tables) {
    const rights = RIGHTS[t.comment?.split(':')[0] ?? ''];
    await manager.query(`revoke all on "${t.name}" from "${role}"`);
    if (rights !== undefined) await manager.query(`grant ${rights} on "${t.name}" to "${role}"`);
  }
}

async function grant(source: DataSource, role: string): Promise<void> {
  const statements = [
    `grant usage on schema public to "${role}"`,
    `grant connect on database "${source.options.database as string}" to "${role}"`,
  ];
  statements.push(
    `grant usage on schema graphile_worker to "${role}"`,
    `grant select, insert, update, delete on all tables in schema graphile_worker to "${role}"`,
    `grant usage, select on all sequences in schema graphile_worker to "${role}"`,
    `grant execute on all functions in schema graphile_worker to "${role}"`,
  );
  // graphile-worker closes its tables to all but their owner by row-level security; rights alone open nothing. A policy
  // takes the whole table's lock: once
  const closed = await source.query<{ name: string }[]>(
    `select c.relname as name from pg_class c where c.relkind in ('r', 'p') and c.relrowsecurity and c.relnamespace = 'graphile_worker'::regnamespace
       and not exists (select 1 from pg_policy p join pg_roles r on r.oid = any(p.polroles) where p.polrelid = c.oid and p.polname = 'service' and r.rolname = $1)`,
    [role],
  );
  for (const { name } of closed) {
    statements.push(
      `drop policy if exists service on graphile_worker."${name}"`,
      `create policy service on graphile_worker."${name}" to "${role}" using (true) with check (true)`,
    );
  }
  await source.transaction(async (tx) => {
    await grantTables(tx, role);
    for (const s of statements) await tx.query(s);
  });
}
