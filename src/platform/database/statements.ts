/** SQL that only PostgreSQL knows, named, in one place (wall 6). */
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

export async function beatHeart(manager: EntityManager, workerId: string): Promise<void> {
  await manager.query(
    'insert into worker_heartbeat (worker_id, at) values ($1, clock_timestamp()) on conflict (worker_id) do update set at = clock_timestamp()',
    [workerId],
  );
}

/**
 * Moves the counter of (legislature, 机关代字, year) on by one and gives the new number; the row stays locked until
 * commit, so numbers have no gap.
 */
export async function nextDocumentNumber(
  manager: EntityManager,
  legislatureId: string,
  word: string,
  year: number,
): Promise<number> {
  const rows = await manager.query<{ last_number: number }[]>(
    `insert into document_counter (id, legislature_id, word, year, last_number) values (gen_random_uuid(), $1, $2, $3, 1)
     on conflict (legislature_id, word, year) do update set last_number = document_counter.last_number + 1 returning last_number`,
    [legislatureId, word, year],
  );
  return rows[0]?.last_number as number;
}

/** Inserts rows that are not there yet by the named constraint; gives back the ids of those that were stored now. */
export async function insertIfNew(
  manager: EntityManager,
  table: string,
  constraint: string,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
): Promise<Set<string>> {
  const stored = new Set<string>();
  const perStatement = Math.max(1, Math.floor(30_000 / columns.length));
  for (let at = 0; at < rows.length; at += perStatement) {
    const part = rows.slice(at, at + perStatement);
    let n = 0;
    const values = part.map((row) => `(${row.map(() => `$${++n}`).join(', ')})`).join(', ');
    const back = await manager.query<{ id: string }[]>(
      `insert into ${table} (${columns.join(', ')}) values ${values} on conflict on constraint ${constraint} do nothing returning id`,
      part.flat(),
    );
    for (const { id } of back) stored.add(id);
  }
  return stored;
}

export async function subtreeOf(manager: EntityManager, rootIds: readonly string[]): Promise<Set<string>> {
  const rows = await manager.query<{ id: string }[]>(
    `with recursive below as (select id from contact_point where id = any($1::uuid[]) union select c.id from contact_point c join below b on c.parent_id = b.id) select id from below`,
    [rootIds],
  );
  return new Set(rows.map((r) => r.id));
}

export async function addJob(manager: EntityManager, job: string, payload: Record<string, unknown>): Promise<void> {
  await manager.query('select graphile_worker.add_job($1, payload := $2::json, max_attempts := 12)', [
    job,
    JSON.stringify(payload),
  ]);
}

/** Workers that hold a job and have not beaten for 20 seconds */
export async function deadWorkers(manager: EntityManager): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(
    `select distinct j.locked_by as id from graphile_worker.jobs j left join worker_heartbeat h on h.worker_id = j.locked_by
     where j.locked_by is not null and j.locked_at < clock_timestamp() - interval '20 seconds' and (h.at is null or h.at < clock_timestamp() - interval '20 seconds')`,
  );
  // a worker that ended long ago holds nothing any more
  await manager.query(`delete from worker_heartbeat where at < clock_timestamp() - interval '1 day'`);
  return rows.map((r) => r.id);
}

/**
 * Contact data whose time is over: the consultation closed more than so many days ago, by the calendar of its
 * legislature
 */
export function dueContacts(
  manager: EntityManager,
  days: number,
  most: number,
): Promise<{ id: string; legislatureId: string }[]> {
  return manager.query<{ id: string; legislatureId: string }[]>(
    `select c.id, c.legislature_id as "legislatureId" from opinion_contact c join opinion o on o.id = c.id join consultation k on k.id = o.consultation_id join legislature l on l.id = c.legislature_id
     where k.closes_on + $1::int < (clock_timestamp() at time zone l.zone)::date order by c.id limit $2`,
    [days, most],
  );
}

/**
 * Deletes these rows of a transient table; gives how many were there. `table` is one of ours, never a caller's text.
 */
export async function eraseRows(
  manager: EntityManager,
  table: 'opinion_contact',
  ids: readonly string[],
): Promise<number> {
  const [, erased] = await manager.query<[unknown, number]>(`delete from ${table} where id = any($1::uuid[])`, [ids]);
  return erased;
}

/**
 * Pictures stored in the last 24 hours: how many under that code (null: under none), and how many bytes in all. With
 * `hold`, whoever else asks so waits until commit, so that none slips past.
 */
export async function picturesToday(
  manager: EntityManager,
  lawCodeId: string | null,
  hold: boolean,
): Promise<{ pictures: number; bytes: number }> {
  if (hold) await manager.query('select pg_advisory_xact_lock($1, 0)', [PICTURES]);
  const [found] = await manager.query<{ pictures: string; bytes: string }[]>(
    `select count(*) filter (where law_code_id is not distinct from $1::uuid) as pictures, coalesce(sum(size), 0) as bytes from opinion_picture where stored_at > clock_timestamp() - interval '24 hours'`,
    [lawCodeId],
  );
  return { pictures: Number(found?.pictures ?? 0), bytes: Number(found?.bytes ?? 0) };
}

// any two numbers, always the same
const PICTURES = 7_214_034;
const UPLOADS = 7_214_033;

/**
 * How much an account uploaded in the last 24 hours; the account's own uploads wait for each other until commit, so
 * that none slips past.
 */
export async function uploadedToday(
  manager: EntityManager,
  accountId: string,
): Promise<{ files: number; bytes: number }> {
  await manager.query('select pg_advisory_xact_lock($1, hashtext($2))', [UPLOADS, accountId]);
  const [found] = await manager.query<{ files: string; bytes: string }[]>(
    `select count(*) as files, coalesce(sum(size), 0) as bytes from file where uploaded_by = $1 and created_at > clock_timestamp() - interval '24 hours'`,
    [accountId],
  );
  return { files: Number(found?.files ?? 0), bytes: Number(found?.bytes ?? 0) };
}
