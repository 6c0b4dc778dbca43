/** How many opinions 群众原话 wait in each round, counted as they moved, and since when the oldest of them does. */
import { type Todo, waitingAt } from '../platform/api/todos.js';
import type { Reader } from '../platform/database/scope.js';
import { countOpinions, opinionGrains } from './opinion-counts.sql.js';
import type { OpinionState } from './opinion.rules.js';

interface StandingIn {
  consultationId: string;
  /** the contact point, where only some are asked for; else empty */
  point: string;
}

/**
 * Those in that state that no comment is made of. `points`: only what came through these contact points; null: all.
 * `toOffice`: only what no contact point takes up
 */
export async function countStanding(
  reader: Reader,
  state: OpinionState,
  points: readonly string[] | null,
  { toOffice = false }: { toOffice?: boolean } = {},
): Promise<Omit<Todo, 'kind'>[]> {
  if (points && toOffice) return [];
  const where = `not in_comment ${points ? `and way = 'POINT'` : ''} ${toOffice ? `and way <> 'POINT'` : ''}`;
  const counted = await countOpinions<StandingIn>(
    reader,
    points ? opinionGrains.POINT : opinionGrains.ROUND,
    { consultationIds: null, keys: points ?? [''], states: [state], where },
    { consultationId: 'consultation_id', point: 'key' },
  );
  const since = await oldest(reader, counted, state, toOffice);
  return waitingAt(
    'Consultation',
    counted.map(({ consultationId: id, n }, at) => ({ id, figure: n, since: since[at] })),
  );
}

/**
 * Since when the oldest of each waits. What came through a contact point, and what no contact point takes up, is walked
 * in the order it came until one is found that waits; of a whole round, as of what is quarantined, all that wait are
 * looked at.
 */
async function oldest(
  reader: Reader,
  of: readonly StandingIn[],
  state: OpinionState,
  toOffice: boolean,
): Promise<(Date | null)[]> {
  const waits = (from: string): string => `from ${from} where o.consultation_id = w.consultation_id
    and s.state = $3 and s.comment_id is null`;
  const walked = (which: string): string =>
    `(select o.received_at ${waits('opinion o join opinion_status s on s.id = o.id')} and ${which} order by o.received_at limit 1)`;
  const ofRound = toOffice
    ? walked('(o.direct or o.contact_point_id is null)')
    : `(select min(o.received_at) ${waits('opinion_status s join opinion o on o.id = s.id and s.consultation_id = o.consultation_id')})`;
  const rows = await reader.manager.query<{ since: Date | null }[]>(
    `select case when w.point is null then ${ofRound} else ${walked('o.contact_point_id = w.point and not o.direct')} end as since
     from unnest($1::uuid[], $2::uuid[]) with ordinality as w(consultation_id, point, place) order by w.place`,
    [of.map((w) => w.consultationId), of.map((w) => (w.point === '' ? null : w.point)), state],
  );
  return rows.map((r) => r.since);
}
