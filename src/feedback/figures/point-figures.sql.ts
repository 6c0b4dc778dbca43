/** In which rounds a contact point had a part. */
import type { Reader } from '../../platform/database/scope.js';

export interface RoundOfYear {
  id: string;
  /** of its first day */
  year: number;
}

/** The rounds about which a contact point was asked, or through which somebody spoke to it; the newest first */
export const roundsOfPoint = ({ manager, legislatureId }: Reader, contactPointId: string): Promise<RoundOfYear[]> =>
  manager.query<RoundOfYear[]>(
    `select c.id, extract(year from c.opens_on)::int as year from consultation c
     where c.legislature_id = $1
       and (exists (select 1 from solicitation t where t.consultation_id = c.id and t.contact_point_id = $2)
         or exists (select 1 from opinion o where o.consultation_id = c.id and o.contact_point_id = $2 and not o.direct))
     order by c.opens_on desc, c.id`,
    [legislatureId, contactPointId],
  );
