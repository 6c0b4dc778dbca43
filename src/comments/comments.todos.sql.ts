/** How many comments wait in each round, counted as they moved, and since when the oldest of them does. */
import { type Todo, waitingAt } from '../platform/api/todos.js';
import type { Reader } from '../platform/database/scope.js';
import { commentGrains, countComments } from './comment-counts.sql.js';
import type { CommentState } from './comment.rules.js';

interface WaitingIn {
  consultationId: string;
  /** the contact point, where only some are asked for; else empty */
  point: string;
  state: CommentState;
  reported: boolean;
}

/** `points`: only those of these contact points; null: all. `unlisted`: only those that are on no sheet */
export async function countWaiting(
  reader: Reader,
  states: readonly CommentState[],
  points: readonly string[] | null,
  { unlisted = false }: { unlisted?: boolean } = {},
): Promise<Omit<Todo, 'kind'>[]> {
  const counted = await countComments<WaitingIn>(
    reader,
    points === null ? commentGrains.ROUND : commentGrains.POINT,
    { consultationIds: null, keys: points ?? [''], states, ...(unlisted && { where: 'not listed' }) },
    { consultationId: 'consultation_id', point: 'key', state: 'state', reported: 'reported' },
  );
  const since = await oldest(reader, counted, unlisted);
  return waitingAt(
    'Consultation',
    counted.map(({ consultationId: id, n }, at) => ({ id, figure: n, since: since[at] })),
  );
}

/**
 * Since when the oldest of each waits: the first of an index in the order in which they were reported; those that were
 * not reported yet are the few that one contact point has drafted, by when
 */
async function oldest(reader: Reader, of: readonly WaitingIn[], unlisted: boolean): Promise<(Date | null)[]> {
  const theirs = (at: string): string =>
    `${at}.consultation_id = w.consultation_id and ${at}.state = w.state ${unlisted ? `and ${at}.sheet_id is null` : ''}`;
  const first = (more: string): string =>
    `(select s.reported_at from comment_status s where ${theirs('s')} and s.reported_number is not null ${more}
       order by s.reported_number limit 1)`;
  const drafted = (more: string): string =>
    `(select min(c.created_at) from comment_status s join comment c on c.id = s.id
       where ${theirs('s')} and s.reported_number is null ${more})`;
  const ofPoint = `and s.contact_point_id = w.point`;
  const rows = await reader.manager.query<{ since: Date | null }[]>(
    `select case when w.reported and w.point is null then ${first('')} when w.reported then ${first(ofPoint)}
         when w.point is null then ${drafted('')} else ${drafted(ofPoint)} end as since
     from unnest($1::uuid[], $2::uuid[], $3::text[], $4::boolean[]) with ordinality as w(consultation_id, point, state, reported, place)
     order by w.place`,
    [
      of.map((w) => w.consultationId),
      of.map((w) => (w.point === '' ? null : w.point)),
      of.map((w) => w.state),
      of.map((w) => w.reported),
    ],
  );
  return rows.map((r) => r.since);
}
