/** Comments 报送意见 as they are counted while they move: by round and contact point. */
import type { Reader } from '../platform/database/scope.js';
import { commentGrains, countComments } from './comment-counts.sql.js';

/** By round and contact point: how many were reported and not dropped since, and when the last one was */
export async function countReported(
  reader: Reader,
  consultationIds: readonly string[],
  contactPointIds: readonly string[],
): Promise<{ consultationId: string; contactPointId: string; count: number; last: Date }[]> {
  const counted = await countComments<{ consultationId: string; contactPointId: string }>(
    reader,
    commentGrains.POINT,
    { consultationIds, keys: contactPointIds, where: `reported and state <> 'DROPPED'` },
    { consultationId: 'consultation_id', contactPointId: 'key' },
  );
  const rows = await reader.manager.query<{ last: Date }[]>(
    `select (select max(s.reported_at) from comment_status s where s.consultation_id = w.consultation_id
         and s.contact_point_id = w.point and s.reported_at is not null and s.state <> 'DROPPED') as last
     from unnest($1::uuid[], $2::uuid[]) with ordinality as w(consultation_id, point, place) order by w.place`,
    [counted.map((c) => c.consultationId), counted.map((c) => c.contactPointId)],
  );
  return counted.map(({ consultationId, contactPointId, n }, at) => ({
    consultationId,
    contactPointId,
    count: n,
    last: rows[at]?.last as Date,
  }));
}
