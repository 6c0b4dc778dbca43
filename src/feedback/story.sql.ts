/** What a story line counts, in one query a table whatever the number of rounds. */
import { reportedByState } from '../comments/index.js';
import type { Reader } from '../platform/database/scope.js';

export interface ByState {
  id: string;
  state: string;
  count: number;
}

const counted = (from: string): string =>
  `select consultation_id as id, state, count(*)::int as count from ${from}
   where legislature_id = $1 and consultation_id = any($2::uuid[]) group by 1, 2`;

/** Tasks, comments that were reported once, letters: of each of these rounds by state */
export async function countStates(
  reader: Reader,
  consultationIds: readonly string[],
): Promise<{ tasks: ByState[]; comments: ByState[]; letters: ByState[] }> {
  const ask = (sql: string): Promise<ByState[]> =>
    reader.manager.query<ByState[]>(sql, [reader.legislatureId, consultationIds]);
  return {
    tasks: await ask(counted('solicitation')),
    comments: await reportedByState(reader, consultationIds),
    letters: await ask(counted('letter_status')),
  };
}
