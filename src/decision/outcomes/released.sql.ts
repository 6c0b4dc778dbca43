/** Outcomes that may be told, counted. */
import type { Reader } from '../../platform/database/scope.js';
import type { Outcome } from '../handling/handling.rules.js';

export interface ReleasedCount {
  consultationId: string;
  outcome: Outcome;
  count: number;
}

/** Of the comments of a contact point in these rounds: how many ended how, as released; none of those studied anew */
export const countReleased = (
  { manager, legislatureId }: Reader,
  contactPointId: string,
  consultationIds: readonly string[],
): Promise<ReleasedCount[]> =>
  manager.query<ReleasedCount[]>(
    `select s.consultation_id as "consultationId", d.outcome, count(*)::int as count
     from comment_status s
     join lateral (select outcome from decision where comment_id = s.id order by sequence desc limit 1) d on true
     where s.legislature_id = $1 and s.contact_point_id = $2 and s.consultation_id = any($3::uuid[])
       and s.state in ('RELEASED', 'ANSWERED')
     group by 1, 2`,
    [legislatureId, contactPointId, consultationIds],
  );
