/** Proposals, revision by revision. */
import type { Transaction } from '../../platform/database/scope.js';
import type { Handling } from './handling.rules.js';

/**
 * The next revision for each of these comments, which the caller has locked: no two are given at once.
 * @returns by comment, its number
 */
export async function insertRevisions(
  tx: Transaction,
  commentIds: readonly string[],
  { outcome, reasonClass, words }: Handling,
  byAccount: string,
): Promise<Map<string, number>> {
  const rows = await tx.manager.query<{ comment_id: string; revision: number }[]>(
    `insert into proposed_handling (id, legislature_id, comment_id, revision, outcome, reason_class, words, by_account)
     select gen_random_uuid(), $1, c.id, coalesce((select max(p.revision) from proposed_handling p
       where p.legislature_id = $1 and p.comment_id = c.id), 0) + 1, $3, $4, $5, $6
     from unnest($2::uuid[]) as c(id) returning comment_id, revision`,
    [tx.legislatureId, commentIds, outcome, reasonClass, words, byAccount],
  );
  return new Map(rows.map((r) => [r.comment_id, r.revision]));
}
