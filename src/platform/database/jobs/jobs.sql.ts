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

/** A job that is in the queue, and the object its payload names */
export interface QueuedJob {
  id: string;
  objectId: string;
  /** it failed as often as it may, and nobody tries it any more */
  gaveUp: boolean;
}

/** The jobs of these names whose payload has one of `objectIds` under `idName`; one that was done is not there */
export async function queuedJobs(
  manager: EntityManager,
  names: readonly string[],
  idName: string,
  objectIds: readonly string[],
): Promise<QueuedJob[]> {
  const rows = await manager.query<{ id: string; object_id: string; gave_up: boolean }[]>(
    `select j.id, j.payload->>$2 as object_id, j.attempts >= j.max_attempts and j.locked_at is null as gave_up
     from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = any($1::text[]) and j.payload->>$2 = any($3::text[])`,
    [names, idName, objectIds],
  );
  return rows.map((r) => ({ id: r.id, objectId: r.object_id, gaveUp: r.gave_up }));
}

/** As it stands: a job that is being worked on is not tried again after this attempt */
export async function lastAttempt(manager: EntityManager, id: string): Promise<void> {
  await manager.query('update graphile_worker._private_jobs set attempts = max_attempts where id = $1::bigint', [id]);
}

/** The objects of one legislature whose jobs of these names gave up, with when the first of them did */
export async function gaveUpJobs(
  manager: EntityManager,
  names: readonly string[],
  idName: string,
  legislatureId: string,
): Promise<{ objectId: string; since: Date }[]> {
  const rows = await manager.query<{ object_id: string; since: Date }[]>(
    `select j.payload->>$2 as object_id, min(j.updated_at) as since
     from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = any($1::text[]) and j.payload->>'legislatureId' = $3 and j.payload->>$2 is not null
       and j.attempts >= j.max_attempts and j.locked_at is null
     group by 1 order by 1`,
    [names, idName, legislatureId],
  );
  return rows.map((r) => ({ objectId: r.object_id, since: r.since }));
}

/** Tries jobs from the beginning that gave up; one that is being worked on is left alone */
export async function retryJobs(manager: EntityManager, ids: readonly string[]): Promise<void> {
  await manager.query(
    'select graphile_worker.reschedule_jobs($1::bigint[], run_at := clock_timestamp(), attempts := 0)',
    [ids],
  );
}
