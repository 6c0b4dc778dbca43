/** When the database is not there: lost, starting, failing over, or only to be read from just now. */
import { Busy } from '../base/threads.js';
import { QueueFull } from '../base/batching.js';

/**
 * Of PostgreSQL and of poolers, which have 08P01 for whatever they cannot do: the connection (class 08), shut down,
 * crashed, starting, ended for being idle, read-only after a failover, no room
 */
const STATES = /^(?:08...|57P0[1235]|25006|25P03|53300)$/u;
/** Of the socket, before PostgreSQL says anything */
const SOCKET: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
]);
/** Of the driver, which has no codes for these */
const WORDS = /Connection terminated|(?:connection error|was closed) and is not queryable|timeout expired/u;
/** Of TypeORM, for whatever is asked in a transaction whose connection was lost a moment ago */
const RELEASED = /^QueryRunner(?:Provider)?AlreadyReleasedError$/u;

/** Nothing is known of what was under way; asking again in a moment is right. Found below what wraps it. */
export function isUnavailable(fault: unknown): boolean {
  const driver = (fault as { driverError?: unknown } | null)?.driverError ?? fault;
  if (!(driver instanceof Error)) return false;
  const { code } = driver as { code?: unknown };
  if (typeof code === 'string') return STATES.test(code) || SOCKET.has(code);
  return WORDS.test(driver.message) || RELEASED.test(driver.constructor.name);
}

/** No connection was free in time, or too many wait already: nothing was done, and trying again is right */
export const isExhausted = (fault: unknown): boolean =>
  fault instanceof QueueFull ||
  (fault instanceof Error && /timeout exceeded when trying to connect/u.test(fault.message));

/** What is answered with 503 and Retry-After: BUSY, or UNAVAILABLE; null for every other fault */
export const passing = (fault: unknown): 'BUSY' | 'UNAVAILABLE' | null =>
  isExhausted(fault) || fault instanceof Busy ? 'BUSY' : isUnavailable(fault) ? 'UNAVAILABLE' : null;

/** Seconds after which it is worth asking again */
export const RETRY_AFTER = '5';
