/** Which comments 报送意见 of a round nobody has decided yet. */
import { oneOf } from '../platform/database/one-of.js';
import type { Reader } from '../platform/database/scope.js';
import { commentLife, type CommentState, isUndecided } from './comment.rules.js';
import { CommentStatusRow } from './comments.entities.js';

/** Every comment of a consultation without a signed decision, those not reported yet among them, and where it stands */
export async function openComments(
  reader: Reader,
  consultationId: string,
): Promise<{ id: string; state: CommentState }[]> {
  const open = oneOf(commentLife.states.filter(isUndecided));
  const rows = await reader.find(CommentStatusRow, { consultationId, state: open }, { id: 'ASC' });
  return rows.map(({ id, state }) => ({ id, state }));
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
