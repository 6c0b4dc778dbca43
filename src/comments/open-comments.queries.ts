/** Which comments 报送意见 of a round nobody has decided yet. */
import { MoreThan } from 'typeorm';
import { oneOf } from '../platform/database/one-of.js';
import type { Reader } from '../platform/database/scope.js';
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
  const rows = await reader.manager
    .createQueryBuilder(CommentStatusRow, 's')
    .select('s.state', 'state')
    .addSelect('count(*)', 'count')
    .where({ legislatureId: reader.legislatureId, consultationId })
    .groupBy('s.state')
    .getRawMany<{ state: CommentState; count: string }>();
  return new Map(rows.map((r) => [r.state, Number(r.count)]));
}
