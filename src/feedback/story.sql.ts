/** What a story line counts, in one query a table whatever the number of rounds. */
import type { EntityManager } from 'typeorm';

export interface ByState {
  id: string;
  state: string;
  count: number;
}

const counted = (from: string, more = ''): string =>
  `select consultation_id as id, state, count(*)::int as count from ${from}
   where legislature_id = $1 and consultation_id = any($2::uuid[]) ${more} group by 1, 2`;

/** Tasks, comments that were reported once, letters: of each of these rounds by state */
export async function countStates(
  manager: EntityManager,
  legislatureId: string,
  consultationIds: readonly string[],
): Promise<{ tasks: ByState[]; comments: ByState[]; letters: ByState[] }> {
  const ask = (sql: string): Promise<ByState[]> => manager.query<ByState[]>(sql, [legislatureId, consultationIds]);
  return {
    tasks: await ask(counted('solicitation')),
    comments: await ask(counted('comment_status', 'and reported_at is not null')),
    letters: await ask(counted('letter_status')),
  };
}
