/** Voices 群众原话 counted where they are stored: by round, by day, by contact point. */
import type { EntityManager } from 'typeorm';

/** By round: how many there are, and how many were received on that civil day of the zone */
export async function countByRound(
  manager: EntityManager,
  legislatureId: string,
  consultationIds: readonly string[],
  { zone, today }: { zone: string; today: string },
): Promise<ReadonlyMap<string, { all: number; today: number }>> {
  const rows = await manager.query<{ id: string; all: number; today: number }[]>(
    `select s.consultation_id as id, count(*)::int as all,
       (select count(*)::int from opinion o where o.consultation_id = s.consultation_id
          and o.received_at >= $4::date::timestamp at time zone $3
          and o.received_at < ($4::date + 1)::timestamp at time zone $3) as today
     from opinion_status s where s.legislature_id = $1 and s.consultation_id = any($2::uuid[]) group by 1`,
    [legislatureId, consultationIds, zone, today],
  );
  return new Map(rows.map((r) => [r.id, r]));
}

/** By round and civil day of the zone, from that day on; days without a voice are not there */
export async function countByDay(
  manager: EntityManager,
  legislatureId: string,
  consultationIds: readonly string[],
  { zone, from }: { zone: string; from: string },
): Promise<{ id: string; day: string; count: number }[]> {
  return manager.query<{ id: string; day: string; count: number }[]>(
    `select consultation_id as id, (received_at at time zone $3)::date::text as day, count(*)::int as count
     from opinion where legislature_id = $1 and consultation_id = any($2::uuid[])
       and received_at >= $4::date::timestamp at time zone $3 group by 1, 2 order by 1, 2`,
    [legislatureId, consultationIds, zone, from],
  );
}

export interface PointCount {
  consultationId: string;
  contactPointId: string;
  count: number;
  inHand: number;
  last: Date;
}

/**
 * By round and contact point: how many came through it and not straight to the office, how many of them no comment
 * holds and nobody has set aside, and when the last one came
 */
export async function countByPoint(
  manager: EntityManager,
  legislatureId: string,
  consultationIds: readonly string[],
  contactPointIds: readonly string[],
): Promise<PointCount[]> {
  return manager.query<PointCount[]>(
    `select o.consultation_id as "consultationId", o.contact_point_id as "contactPointId", count(*)::int as count,
       (count(*) filter (where s.state = 'RECEIVED' and s.comment_id is null))::int as "inHand",
       max(o.received_at) as last
     from opinion o join opinion_status s on s.id = o.id
     where o.legislature_id = $1 and o.consultation_id = any($2::uuid[])
       and o.contact_point_id = any($3::uuid[]) and not o.direct group by 1, 2`,
    [legislatureId, consultationIds, contactPointIds],
  );
}
