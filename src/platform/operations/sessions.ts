/**
 * Asks the ways to a database of other people what no setting can promise: that a session stays ours between two
 * transactions, and that a lock taken by one way keeps out who comes by the other.
 */
import { randomBytes, randomInt } from 'node:crypto';
import type { Client } from 'pg';
import { type Connection, withClient } from '../database/connection.js';
import { NoDatabaseError } from '../database/no-database.js';

const MARK = 'yifayima.session';
/** Another session that would be handed ours may be any of the pooler's: so many times it is looked for */
const LOOKS = 3;

const markIn = async (db: Client): Promise<string | null> =>
  (await db.query<{ mark: string | null }>('select current_setting($1, true) as mark', [MARK])).rows[0]?.mark ?? null;

/**
 * A pooler in transaction mode gives the server's session to whoever asks next: what LISTEN, named statements and SET
 * left there is lost, or somebody else's. Two others hold a transaction each, so that ours cannot come back by chance.
 * @throws NoDatabaseError in words
 */
export async function refuseSessionsHandedOn(connection: Connection): Promise<void> {
  const mark = randomBytes(8).toString('hex');
  const keeps = await withClient(connection, (ours) =>
    withClient(connection, (second) =>
      withClient(connection, async (third) => {
        await ours.query('select set_config($1, $2, false)', [MARK, mark]);
        for (const other of [second, third]) {
          await other.query('begin');
          if ((await markIn(other)) === mark) return false;
        }
        for (let looks = 0; looks < LOOKS; looks++) if ((await markIn(ours)) !== mark) return false;
        return true;
      }),
    ),
  );
  if (!keeps)
    throw new NoDatabaseError(
      'The address of the database leads through a pooler in transaction mode, which keeps no sessions: set DIRECT_URL ' +
        'to the same database without it (migrations, background jobs and LISTEN go there), and leave DATABASE_URL. ' +
        '连接经过了事务模式的连接池，请用 DIRECT_URL 另给一个直连数据库的地址。',
    );
}

/**
 * A lock that is taken straight must be seen by whoever comes through the pooler.
 * @throws NoDatabaseError in words where the two lead to different databases, or where locks lock nothing
 */
export async function refuseTwoDatabases(direct: Connection, pooled: Connection): Promise<void> {
  const lock = randomInt(2 ** 47);
  const alone = await withClient(direct, (holder) =>
    withClient(pooled, async (other) => {
      await holder.query('begin');
      await holder.query('select pg_advisory_xact_lock($1)', [lock]);
      await other.query('begin');
      const { rows } = await other.query<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [lock]);
      return rows[0]?.mine === true;
    }),
  );
  if (alone)
    throw new NoDatabaseError(
      'A lock taken in the database keeps nobody out: DATABASE_URL and DIRECT_URL lead to different databases, or this ' +
        'is no PostgreSQL. DATABASE_URL 和 DIRECT_URL 指向的不是同一个数据库，或者这个数据库的锁不起作用。',
    );
}
