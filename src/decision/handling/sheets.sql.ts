/** 编号 of sheets in a round. */
import type { EntityManager } from 'typeorm';

const SHEETS = 7_214_039; // any number, always the same

/**
 * The next number of a sheet in a round. Whoever else numbers one there waits until this transaction ends; the round
 * is only shared, for residents share it too.
 */
export async function nextSheetNumber(manager: EntityManager, consultationId: string): Promise<number> {
  await manager.query('select pg_advisory_xact_lock($1, hashtext($2))', [SHEETS, consultationId]);
  const [found] = await manager.query<{ next: number }[]>(
    'select coalesce(max(number), 0) + 1 as next from decision_sheet where consultation_id = $1',
    [consultationId],
  );
  return found?.next ?? 1;
}
