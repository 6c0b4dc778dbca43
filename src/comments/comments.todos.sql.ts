/** How many comments wait in each round, counted where they stand, as todos say it. */
import type { Todo } from '../platform/api/todos.js';
import type { Reader } from '../platform/database/scope.js';
import type { CommentState } from './comment.rules.js';

/** `points`: only those of these contact points; null: all. `unlisted`: only those that are on no sheet */
export async function countWaiting(
  reader: Reader,
  states: readonly CommentState[],
  points: readonly string[] | null,
  { unlisted = false }: { unlisted?: boolean } = {},
): Promise<Omit<Todo, 'kind'>[]> {
  const theirs = `${unlisted ? 'and s.sheet_id is null' : ''} ${points === null ? '' : 'and s.contact_point_id = any($3::uuid[])'}`;
  const rows = await reader.manager.query<{ consultationId: string; count: number; since: Date }[]>(
    `select w.consultation_id as "consultationId", w.n as count, coalesce(
         (select s.reported_at from comment_status s where s.consultation_id = w.consultation_id and s.state = any($2::text[]) ${theirs}
            and s.reported_number is not null order by s.reported_number limit 1),
         (select min(c.created_at) from comment_status s join comment c on c.id = s.id
            where s.consultation_id = w.consultation_id and s.state = any($2::text[]) ${theirs} and s.reported_number is null)) as since
     from (select s.consultation_id, count(*)::int as n from comment_status s
       where s.legislature_id = $1 and s.state = any($2::text[]) ${theirs} group by 1) w`,
    points === null ? [reader.legislatureId, states] : [reader.legislatureId, states, points],
  );
  return rows.map(({ consultationId, count, since }) => ({
    figure: count,
    since,
    dueOn: null,
    target: { kind: 'Consultation', id: consultationId },
  }));
}
