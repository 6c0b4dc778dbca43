/** Comments 报送意见 counted where they are stored: by round and contact point. */
import type { EntityManager } from 'typeorm';

/** By round and contact point: how many were reported and not dropped since, and when the last one was */
export async function countReported(
  manager: EntityManager,
  legislatureId: string,
  consultationIds: readonly string[],
  contactPointIds: readonly string[],
): Promise<{ consultationId: string; contactPointId: string; count: number; last: Date }[]> {
  return manager.query<{ consultationId: string; contactPointId: string; count: number; last: Date }[]>(
    `select c.consultation_id as "consultationId", c.contact_point_id as "contactPointId", count(*)::int as count,
       max(s.reported_at) as last
     from comment c join comment_status s on s.id = c.id
     where c.legislature_id = $1 and c.consultation_id = any($2::uuid[]) and c.contact_point_id = any($3::uuid[])
       and s.reported_at is not null and s.state <> 'DROPPED' group by 1, 2`,
    [legislatureId, consultationIds, contactPointIds],
  );
}
