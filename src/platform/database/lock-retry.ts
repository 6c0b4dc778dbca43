/**
 * Patience of migrations. Whoever waits for a table's lock makes everybody after it wait too, so a migration waits two
 * seconds at most, gives up all it has done, and comes again after a growing pause in which the others get through.
 */
import { randomInt } from 'node:crypto';
import type { ClientBase } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { NoDatabaseError } from './no-database.js';

const PATIENCE = `set lock_timeout = '2s'`;
/** Of a whole session, so that migrations without a transaction have it too */
export const bePatient = (manager: EntityManager): Promise<unknown> => manager.query(PATIENCE);
/**
 * For a pool whose every connection is to be so. It is said after connecting: PgBouncer refuses it as an option of the
 * connection.
 */
export const PATIENT = { onConnect: (db: ClientBase): Promise<unknown> => db.query(PATIENCE) };
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 10_000;
const LOOK_EVERY = 400;

export interface LockRetry {
  /** milliseconds over all tries of one step */
  bound: number;
  /** words for the operator: names of migrations and tables, process numbers, never values */
  tell: (words: string) => void;
}

export const TWO_MINUTES = 120_000;

const sqlStateOf = (fault: unknown): string | undefined =>
  ((fault as { driverError?: { code?: string } } | null)?.driverError ?? (fault as { code?: string } | null))?.code;

/** A lock that did not come, or two who waited for each other: the same step may get through later */
const mayPass = (fault: unknown): boolean => ['55P03', '40P01'].includes(sqlStateOf(fault) ?? '');

/**
 * Does `act` until no lock stands in its way; it must leave nothing behind where it fails.
 * @throws NoDatabaseError in words when the bound is reached
 */
export async function retryOnLock<T>(
  what: string,
  { bound, tell }: LockRetry,
  act: () => Promise<T>,
  inTheWay: () => string = () => '',
): Promise<T> {
  const began = performance.now();
  for (let tries = 1; ; tries++) {
    try {
      return await act();
    } catch (fault) {
      if (!mayPass(fault)) throw fault;
      const longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(tries - 1, 10));
      const pause = Math.round(longest / 2) + randomInt(longest);
      const seconds = Math.round((performance.now() - began) / 1000);
      if (performance.now() - began + pause > bound) {
        throw new NoDatabaseError(
          `${what} waited in vain for a lock${inTheWay()}: ${tries} tries in ${seconds} s, and it has changed nothing. ` +
            `${what}：试了 ${tries} 次（${seconds} 秒）都没有等到锁，这一步没有改动数据库。请等长事务结束或结束那个会话，再运行一次。`,
        );
      }
      tell(`${what}：第 ${tries} 次没有等到锁${inTheWay()}，${(pause / 1000).toFixed(1)} 秒后再试`);
      await new Promise((d) => setTimeout(d, pause));
    }
  }
}

/** Watches what sessions of the migrating role wait for, and for whom, so that a person can be told. */
export function watchLocks(source: DataSource): { inTheWay: () => string; end: () => Promise<void> } {
  let seen = '';
  let looking: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    const [found] = await source.query<{ on: string; by: number[] }[]>(
      `select coalesce(l.relation::regclass::text, l.locktype) as on, pg_blocking_pids(l.pid) as by from pg_locks l join pg_stat_activity a on a.pid = l.pid
       where not l.granted and a.usename = current_user and a.datname = current_database() limit 1`,
    );
    if (found) seen = ` (${found.on}, held by process ${found.by.join(', ')})`;
  };
  const timer = setInterval(() => {
    looking = looking.then(look).catch(() => undefined);
  }, LOOK_EVERY);
  return {
    inTheWay: () => seen,
    end: () => {
      clearInterval(timer);
      return looking;
    },
  };
}
