/** SQL that only PostgreSQL knows, named, in one place (wall 6). */
import type { EntityManager } from 'typeorm';

/** Counts a try where it is allowed now and gives 0; else the seconds until the next one, doubling after the free tries. */
export async function takeAttempt(manager: EntityManager, key: Buffer, freeTries: number, longestDelay: number): Promise<number> {
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

export async function beatHeart(manager: EntityManager, workerId: string): Promise<void> {
  await manager.query('insert into worker_heartbeat (worker_id, at) values ($1, clock_timestamp()) on conflict (worker_id) do update set at = clock_timestamp()', [workerId]);
}

/** Moves the counter of (legislature, 机关代字, year) on by one and gives the new number; the row stays locked until commit, so numbers have no gap. */
export async function nextDocumentNumber(manager: EntityManager, legislatureId: string, word: string, year: number): Promise<number> {
  const rows = await manager.query<{ last_number: number }[]>(
    `insert into document_counter (id, legislature_id, word, year, last_number) values (gen_random_uuid(), $1, $2, $3, 1)
     on conflict (legislature_id, word, year) do update set last_number = document_counter.last_number + 1 returning last_number`,
    [legislatureId, word, year],
  );
  return rows[0]?.last_number as number;
}

/** Inserts rows that are not there yet by the named constraint; gives back the ids of those that were stored now. */
export async function insertIfNew(manager: EntityManager, table: string, constraint: string, columns: readonly string[], rows: readonly (readonly unknown[])[]): Promise<Set<string>> {
  const stored = new Set<string>();
  const perStatement = Math.max(1, Math.floor(30_000 / columns.length));
  for (let at = 0; at < rows.length; at += perStatement) {
    const part = rows.slice(at, at + perStatement);
    let n = 0;
    const values = part.map((row) => `(${row.map(() => `$${++n}`).join(', ')})`).join(', ');
    const back = await manager.query<{ id: string }[]>(
      `insert into ${table} (${columns.join(', ')}) values ${values} on conflict on constraint ${constraint} do nothing returning id`, part.flat());
    for (const { id } of back) stored.add(id);
  }
  return stored;
}

export async function subtreeOf(manager: EntityManager, rootIds: readonly string[]): Promise<Set<string>> {
  const rows = await manager.query<{ id: string }[]>(
    `with recursive below as (select id from contact_point where id = any($1::uuid[]) union select c.id from contact_point c join below b on c.parent_id = b.id) select id from below`, [rootIds]);
  return new Set(rows.map((r) => r.id));
}

export async function addJob(manager: EntityManager, job: string, payload: Record<string, unknown>): Promise<void> {
  await manager.query('select graphile_worker.add_job($1, payload := $2::json, max_attempts := 12)', [job, JSON.stringify(payload)]);
}

/** Workers that hold a job and have not beaten for 20 seconds */
export async function deadWorkers(manager: EntityManager): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(
    `select distinct j.locked_by as id from graphile_worker.jobs j left join worker_heartbeat h on h.worker_id = j.locked_by
     where j.locked_by is not null and j.locked_at < clock_timestamp() - interval '20 seconds' and (h.at is null or h.at < clock_timestamp() - interval '20 seconds')`);
  // a worker that ended long ago holds nothing any more
  await manager.query(`delete from worker_heartbeat where at < clock_timestamp() - interval '1 day'`);
  return rows.map((r) => r.id);
}
