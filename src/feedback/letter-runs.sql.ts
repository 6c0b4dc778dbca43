/** What became of one of the N that a run is for. */
import type { Transaction } from '../platform/database/scope.js';

export interface Settled {
  letterId: string | null;
  code: string | null;
  message: string | null;
}

/** Settles an item that is open; false where somebody settled it before, and then nothing is changed */
export async function settleItem(tx: Transaction, itemId: string, s: Settled): Promise<boolean> {
  const [, changed] = await tx.manager.query<[unknown, number]>(
    `update letter_run_item set letter_id = $3, code = $4, message = $5, settled_at = clock_timestamp()
     where id = $1 and legislature_id = $2 and settled_at is null`,
    [itemId, tx.legislatureId, s.letterId, s.code, s.message],
  );
  return changed === 1;
}
