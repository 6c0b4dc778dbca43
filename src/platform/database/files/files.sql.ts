/** How much was uploaded today. */
import type { EntityManager } from 'typeorm';

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
