/** Places in the return of one body; `place_in_return` is of migration 0020. */
import type { EntityManager } from 'typeorm';

const NUMBERING = 7_214_035; // any number, always the same

/**
 * The next number in the return of that body in that round. Whoever else numbers in it waits until this transaction
 * ends, so that no two get one. Rows that an older program left without a number count as what they will be.
 */
export async function nextInReturn(manager: EntityManager, consultationId: string, body: string): Promise<number> {
  await manager.query('select pg_advisory_xact_lock($1, hashtext($2))', [NUMBERING, `${consultationId} ${body}`]);
  const [found] = await manager.query<{ next: number }[]>(
    `select greatest(place_in_return($1, $2, 2147483647), coalesce(max(return_number), 0) + 1) as next from comment_status where consultation_id = $1 and body = $2`,
    [consultationId, body],
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
