/** Which comments 报送意见 of a round nobody has decided yet. */
import { MoreThan } from 'typeorm';
import { oneOf } from '../platform/database/one-of.js';
import type { Reader } from '../platform/database/scope.js';
import { commentGrains, countComments } from './comment-counts.sql.js';
import { commentLife, type CommentState, isUndecided } from './comment.rules.js';
import { CommentStatusRow } from './comments.entities.js';

/** At most `take` comments of a round beyond `after` without a signed decision, also not reported ones, by their ids */
export async function openComments(
  reader: Reader,
  consultationId: string,
  after: string,
  take: number,
): Promise<{ id: string; state: CommentState }[]> {
  const of = { consultationId, state: oneOf(commentLife.states.filter(isUndecided)), id: MoreThan(after) };
  return (await reader.find(CommentStatusRow, of, { id: 'ASC' }, take)).map(({ id, state }) => ({ id, state }));
}

/** How many comments of a consultation stand in each state, exact; a state of none is not in it */
export async function commentsByState(reader: Reader, consultationId: string): Promise<Map<CommentState, number>> {
  const rows = await countComments<{ state: CommentState }>(
    reader,
    commentGrains.ROUND,
    { consultationIds: [consultationId], keys: null },
    { state: 'state' },
  );
  return new Map(rows.map((r) => [r.state, r.n]));
}

/** How many comments of each of these consultations that were ever reported stand in each state */
export async function reportedByState(
  reader: Reader,
  consultationIds: readonly string[],
): Promise<{ id: string; state: CommentState; count: number }[]> {
  const rows = await countComments<{ id: string; state: CommentState }>(
    reader,
    commentGrains.ROUND,
    { consultationIds, keys: null, where: 'reported' },
    { id: 'consultation_id', state: 'state' },
  );
  return rows.map(({ id, state, n }) => ({ id, state, count: n }));
}
