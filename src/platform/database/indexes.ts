/** Indexes on tables that are written to meanwhile. */
import type { QueryRunner } from 'typeorm';
import { bePatient } from './lock-retry.js';

/**
 * For a migration that says `transaction = false`: an index built beside all writers, `definition` being what follows
 * its name (`ON opinion (created_at)`). One that an interrupted try left INVALID is dropped and built again; a whole
 * one stays.
 */
export async function buildIndex(
  q: QueryRunner,
  name: string,
  definition: string,
  { unique = false } = {},
): Promise<void> {
  const [found] = await q.manager.query<{ whole: boolean }[]>(
    `select i.indisvalid as whole from pg_index i join pg_class c on c.oid = i.indexrelid where c.relname = $1 and c.relnamespace = 'public'::regnamespace`,
    [name],
  );
  if (found?.whole === true) return;
  if (found) await q.query(`DROP INDEX CONCURRENTLY "${name}"`);
  // it waits for every older transaction, and nobody has to wait for it meanwhile
  await q.query(`SET lock_timeout = '60s'`);
  try {
    await q.query(`CREATE ${unique ? 'UNIQUE ' : ''}INDEX CONCURRENTLY "${name}" ${definition}`);
  } finally {
    await bePatient(q.manager);
  }
}
