/** Contact data whose time is over. */
import type { EntityManager } from 'typeorm';

/**
 * Contact data whose time is over: the consultation closed more than so many days ago, by the calendar of its
 * legislature
 */
export function dueContacts(
  manager: EntityManager,
  days: number,
  most: number,
): Promise<{ id: string; legislatureId: string }[]> {
  return manager.query<{ id: string; legislatureId: string }[]>(
    `select c.id, c.legislature_id as "legislatureId" from opinion_contact c join opinion o on o.id = c.id join consultation k on k.id = o.consultation_id join legislature l on l.id = c.legislature_id
     where k.closes_on + $1::int < (clock_timestamp() at time zone l.zone)::date order by c.id limit $2`,
    [days, most],
  );
}
