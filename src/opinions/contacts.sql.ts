/** Contact data whose time is over. */
import type { EntityManager } from 'typeorm';

/**
 * Contact data whose time is over: the consultation closed more than so many days ago, by the calendar of its
 * legislature. The last day that counts is the one that stood when it was left, for until then the resident was told
 * it is kept: an extension since keeps it no longer.
 */
export function dueContacts(
  manager: EntityManager,
  days: number,
  most: number,
): Promise<{ id: string; legislatureId: string }[]> {
  return manager.query<{ id: string; legislatureId: string }[]>(
    `select c.id, c.legislature_id as "legislatureId" from opinion_contact c join opinion o on o.id = c.id join consultation k on k.id = o.consultation_id join legislature l on l.id = c.legislature_id
     where coalesce((select min(x.old_day) from consultation_change x where x.consultation_id = k.id and x.command = 'extend' and x.at > o.received_at), k.closes_on) + $1::int < (clock_timestamp() at time zone l.zone)::date order by c.id limit $2`,
    [days, most],
  );
}
