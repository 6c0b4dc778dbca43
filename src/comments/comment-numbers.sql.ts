/** Places in the return of one body; `place_in_return` is of migration 0020. */
import type { EntityManager } from 'typeorm';
import type { Reader } from '../platform/database/scope.js';

const NUMBERING = 7_214_035; // any number, always the same

/** Whoever else gives numbers under this name waits until this transaction ends, so that no two get one. */
const numberAlone = (manager: EntityManager, name: string): Promise<unknown> =>
  manager.query('select pg_advisory_xact_lock($1, hashtext($2))', [NUMBERING, name]);

/**
 * The next number of arrival in a round. The round itself is only shared by whoever numbers in it: residents who speak
 * meanwhile share it too, and would wait for its lock.
 */
export async function nextArrival(manager: EntityManager, consultationId: string): Promise<number> {
  await numberAlone(manager, `arrival ${consultationId}`);
  const [found] = await manager.query<{ next: number }[]>(
    'select coalesce(max(reported_number), 0) + 1 as next from comment_status where consultation_id = $1',
    [consultationId],
  );
  return found?.next ?? 1;
}

/**
 * The next number in the return of that body in that round. Rows that an older program left without a number count as
 * what they will be; there are none once the backfill is done, and then nothing is counted.
 */
export async function nextInReturn(manager: EntityManager, consultationId: string, body: string): Promise<number> {
  await numberAlone(manager, `${consultationId} ${body}`);
  const [found] = await manager.query<{ next: number }[]>(
    `select greatest(
       case when exists (select 1 from comment_status
           where consultation_id = $1 and reported_number is not null and return_number is null)
         then place_in_return($1, $2, 2147483647) else 1 end,
       coalesce(max(return_number), 0) + 1) as next
     from comment_status where consultation_id = $1 and body = $2`,
    [consultationId, body],
  );
  return found?.next ?? 1;
}

/** As `nextInReturn` would answer, for looking ahead: nobody waits, and another may get it first */
export async function numbersToCome(reader: Reader, consultationId: string, body: string): Promise<number> {
  const [found] = await reader.manager.query<{ next: number }[]>(
    `select coalesce(max(return_number), 0) + 1 as next from comment_status
     where legislature_id = $1 and consultation_id = $2 and body = $3`,
    [reader.legislatureId, consultationId, body],
  );
  return found?.next ?? 1;
}

/** The number of a comment that was reported before numbers were kept: its place by the order of arrival */
export async function placeInReturn(
  manager: EntityManager,
  consultationId: string,
  body: string,
  reportedNumber: number,
): Promise<number> {
  const [found] = await manager.query<{ place: number }[]>('select place_in_return($1, $2, $3) as place', [
    consultationId,
    body,
    reportedNumber,
  ]);
  return found?.place ?? 1;
}
