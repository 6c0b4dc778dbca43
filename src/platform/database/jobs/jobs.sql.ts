/** The statements of the queue and its heartbeats. */
import type { EntityManager } from 'typeorm';

export async function beatHeart(manager: EntityManager, workerId: string): Promise<void> {
  await manager.query(
    'insert into worker_heartbeat (worker_id, at) values ($1, clock_timestamp()) on conflict (worker_id) do update set at = clock_timestamp()',
    [workerId],
  );
}

export async function addJob(manager: EntityManager, job: string, payload: Record<string, unknown>): Promise<void> {
  await manager.query('select graphile_worker.add_job($1, payload := $2::json, max_attempts := 12)', [
    job,
    JSON.stringify(payload),
  ]);
}

/** Workers that hold a job and have not beaten for 20 seconds */
export async function removeDeadWorkers(manager: EntityManager): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(
    `select distinct j.locked_by as id from graphile_worker.jobs j left join worker_heartbeat h on h.worker_id = j.locked_by
     where j.locked_by is not null and j.locked_at < clock_timestamp() - interval '20 seconds' and (h.at is null or h.at < clock_timestamp() - interval '20 seconds')`,
  );
  // a worker that ended long ago holds nothing any more
  await manager.query(`delete from worker_heartbeat where at < clock_timestamp() - interval '1 day'`);
  return rows.map((r) => r.id);
}
