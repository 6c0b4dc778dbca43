/** How many pictures came today. */
import type { EntityManager } from 'typeorm';

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
