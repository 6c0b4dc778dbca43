/** The counter behind 发文字号. */
import type { EntityManager } from 'typeorm';

/**
 * Moves the counter of (legislature, 机关代字, year) on by `count` and gives the last of them; the row stays locked
 * until commit, so numbers have no gap, and nobody else gives a number of that year meanwhile.
 */
export async function moveCounter(
  manager: EntityManager,
  legislatureId: string,
  word: string,
  year: number,
  count: number,
): Promise<number> {
  const rows = await manager.query<{ last_number: number }[]>(
    `insert into document_counter (id, legislature_id, word, year, last_number) values (gen_random_uuid(), $1, $2, $3, $4)
     on conflict (legislature_id, word, year) do update set last_number = document_counter.last_number + $4 returning last_number`,
    [legislatureId, word, year, count],
  );
  return rows[0]?.last_number as number;
}

/** The counter stands at `number` at least: whoever counts on from it meets no number that was given otherwise. */
export async function counterIsAtLeast(
  manager: EntityManager,
  legislatureId: string,
  word: string,
  year: number,
  number: number,
): Promise<void> {
  await manager.query(
    `update document_counter set last_number = greatest(last_number, $4) where legislature_id = $1 and word = $2 and year = $3`,
    [legislatureId, word, year, number],
  );
}

/** Numbers of (legislature, 机关代字, year) that were given, and whether to nothing 作废 */
export async function numbersGiven(
  manager: EntityManager,
  legislatureId: string,
  word: string,
  year: number,
): Promise<{ number: number; isVoid: boolean }[]> {
  return manager.query<{ number: number; isVoid: boolean }[]>(
    `select number, void_note is not null as "isVoid" from document_number
     where legislature_id = $1 and word = $2 and year = $3 order by number`,
    [legislatureId, word, year],
  );
}
