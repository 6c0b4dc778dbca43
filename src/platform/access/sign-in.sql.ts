/** What only PostgreSQL can count and remember about signing in. */
import type { EntityManager } from 'typeorm';

/**
 * Counts a try where it is allowed now and gives 0; else the seconds until the next one, doubling after the free tries.
 */
export async function takeAttempt(
  manager: EntityManager,
  key: Buffer,
  freeTries: number,
  longestDelay: number,
): Promise<number> {
  const taken = await manager.query<unknown[]>(
    `insert into sign_in_attempt as a (key, failures, last_at) values ($1, 1, clock_timestamp())
     on conflict (key) do update set failures = case when a.last_at < clock_timestamp() - interval '1 hour' then 1 else a.failures + 1 end, last_at = clock_timestamp()
     where a.failures < $2 or a.last_at + make_interval(secs => least($3, power(2, least(a.failures - $2, 30)))) <= clock_timestamp() returning 1`,
    [key, freeTries, longestDelay],
  );
  if (taken.length > 0) return 0;
  const rows = await manager.query<{ seconds: number }[]>(
    `select ceil(extract(epoch from last_at + make_interval(secs => least($3, power(2, least(failures - $2, 30)))) - clock_timestamp()))::int as seconds from sign_in_attempt where key = $1`,
    [key, freeTries, longestDelay],
  );
  return Math.max(1, rows[0]?.seconds ?? 1);
}

/**
 * Forgets failures that count no more, and the oldest beyond `most`: a flood of made-up names cannot fill the table.
 */
export async function pruneAttempts(manager: EntityManager, most: number): Promise<void> {
  await manager.query(
    `delete from sign_in_attempt where last_at < clock_timestamp() - interval '1 hour' or key in (select key from sign_in_attempt order by last_at desc offset $1)`,
    [most],
  );
}

/** An account has signed in on this device; only the `most` devices it was last seen on are remembered. */
export async function rememberDevice(
  manager: EntityManager,
  accountId: string,
  device: Buffer,
  most: number,
): Promise<void> {
  await manager.query(
    `insert into known_device (account_id, device, first_at, last_at) values ($1, $2, clock_timestamp(), clock_timestamp())
     on conflict (account_id, device) do update set last_at = clock_timestamp()`,
    [accountId, device],
  );
  await manager.query(
    'delete from known_device where account_id = $1 and device in (select device from known_device where account_id = $1 order by last_at desc offset $2)',
    [accountId, most],
  );
}
