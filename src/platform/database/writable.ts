/**
 * After a failover a connection may still lead to the server that was the primary, and takes nothing any more. The
 * first that is told so (25006) makes every connection which was open at that moment leave its pool when it comes back
 * there: the next one is opened to wherever the address leads by now, and nothing has to be started again.
 */
import type { EventEmitter } from 'node:events';
import type { Pool, PoolClient } from 'pg';

const READ_ONLY = '25006';

/** What the server answers to this client, before anybody is told */
const answersTo = (client: PoolClient): EventEmitter => (client as unknown as { connection: EventEmitter }).connection;

/** These pools keep no connection that is good for reading only, nor any that is older than the one that was. */
export function keepWritable(pools: readonly Pool[]): void {
  let turned = 0;
  const openedAt = new WeakMap<object, number>();
  for (const pool of pools) {
    pool.on('connect', (client) => {
      openedAt.set(client, turned);
      answersTo(client).on('errorMessage', ({ code }: { code?: string }) => {
        if (code === READ_ONLY) turned++;
      });
    });
    // a client that is ending is not taken back
    pool.on('release', (_fault, client) => {
      if ((openedAt.get(client) ?? turned) < turned) void (client as PoolClient & { end(): Promise<void> }).end();
    });
  }
}
