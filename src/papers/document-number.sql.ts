/** The counter behind 发文字号. */
import type { EntityManager } from 'typeorm';

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
