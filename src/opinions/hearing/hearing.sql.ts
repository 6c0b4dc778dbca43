/** Counts of what was heard at activities 活动, and of photographed forms that wait to be typed. */
import { type Todo, waitingAt } from '../../platform/api/todos.js';
import type { Reader } from '../../platform/database/scope.js';
import type { EntityManager } from 'typeorm';

const counted = async (reader: Reader, sql: string, ids: readonly string[]): Promise<Map<string, number>> => {
  const rows = await reader.manager.query<{ id: string; n: string }[]>(sql, [reader.legislatureId, ids]);
  return new Map(rows.map((r) => [r.id, Number(r.n)]));
};

/** How many voices each activity brought, typed from it or said under its codes; absent where none */
export const voicesHeard = (reader: Reader, activityIds: readonly string[]): Promise<Map<string, number>> =>
  counted(
    reader,
    `select activity_id as id, count(*) as n from (
       select activity_id from opinion_hearing where legislature_id = $1 and activity_id = any($2)
       union all
       select k.activity_id from activity_code k join opinion o on o.consultation_id = k.consultation_id
         and o.law_code_id = k.law_code_id and not o.direct
       where k.legislature_id = $1 and k.activity_id = any($2)) v
     group by activity_id`,
    activityIds,
  );

/** How many forms of each activity are neither typed nor found to be empty; absent where none */
export const cardsWaiting = (reader: Reader, activityIds: readonly string[]): Promise<Map<string, number>> =>
  counted(
    reader,
    `select activity_id as id, count(*) as n from form_card
     where legislature_id = $1 and activity_id = any($2) and outcome is null group by activity_id`,
    activityIds,
  );

/** What waits to be typed, by activity; `points`: only of these contact points, null: of all */
export async function cardsToType(reader: Reader, points: readonly string[] | null): Promise<Omit<Todo, 'kind'>[]> {
  const rows = await reader.manager.query<{ id: string; n: string; since: Date }[]>(
    `select activity_id as id, count(*) as n, min(kept_at) as since from form_card
     where legislature_id = $1 and outcome is null and ($2::uuid[] is null or contact_point_id = any($2))
     group by activity_id order by 3`,
    [reader.legislatureId, points],
  );
  return waitingAt(
    'Activity',
    rows.map(({ id, n, since }) => ({ id, figure: Number(n), since })),
  );
}

/** The last page 页号 that was given under a law code; 0 where none was. The caller holds the code locked */
export async function lastPage(reader: Reader, lawCodeId: string): Promise<number> {
  const [row] = await reader.manager.query<{ page: number | null }[]>(
    'select max(page) as page from form_sheet where legislature_id = $1 and law_code_id = $2',
    [reader.legislatureId, lawCodeId],
  );
  return row?.page ?? 0;
}

const WORK_ORDERS = 7_214_052; // any number, always the same

/** Work orders 工单 are typed one act after another at a contact point, until commit: none is typed twice */
export async function lockWorkOrders(manager: EntityManager, contactPointId: string): Promise<void> {
  await manager.query('select pg_advisory_xact_lock($1, hashtext($2))', [WORK_ORDERS, contactPointId]);
}

const CARDS = 7_214_062; // any number, always the same

/** A photographed form under this id is kept by one request at a time, until commit, at whatever activity */
export async function lockCard(manager: EntityManager, cardId: string): Promise<void> {
  await manager.query('select pg_advisory_xact_lock($1, hashtext($2))', [CARDS, cardId]);
}

/** The last call of an opinion `o`, where it ended so that nobody is called any more */
export const TOLD_ALREADY = `(select called.outcome from contact_call called where called.opinion_id = o.id order by called.at desc limit 1)
  in ('TOLD', 'WRONG_NUMBER')`;

/**
 * 回访: by round, how many who left contact data have a result and were not told. `points`: only of these contact
 * points; null: of all
 */
export async function peopleToTell(reader: Reader, points: readonly string[] | null): Promise<Omit<Todo, 'kind'>[]> {
  const rows = await reader.manager.query<{ id: string; n: string; since: Date }[]>(
    `select o.consultation_id as id, count(*) as n, min(o.received_at) as since
     from opinion_contact c join opinion o on o.id = c.id join opinion_status s on s.id = o.id
     where c.legislature_id = $1 and not o.direct and o.contact_point_id is not null
       and s.state in ('ANSWERED', 'SET_ASIDE') and ($2::uuid[] is null or o.contact_point_id = any($2))
       and (${TOLD_ALREADY}) is not true
     group by o.consultation_id order by 3`,
    [reader.legislatureId, points],
  );
  return waitingAt(
    'Consultation',
    rows.map(({ id, n, since }) => ({ id, figure: Number(n), since })),
  );
}

/** Of those who left contact data 留了联系方式的 */
export interface ToldFigures {
  told: number;
  /** their words have a result, and nobody has told them */
  notTold: number;
  /** the number was wrong 号码不对 */
  unreachable: number;
}

/** By round, who of those that a contact point heard was told; absent where nobody left contact data */
export async function peopleTold(
  { manager, legislatureId }: Reader,
  contactPointId: string,
  consultationIds: readonly string[],
): Promise<ReadonlyMap<string, ToldFigures>> {
  const rows = await manager.query<(ToldFigures & { id: string })[]>(
    `select o.consultation_id as id, (count(*) filter (where last.outcome = 'TOLD'))::int as told,
       (count(*) filter (where last.outcome = 'WRONG_NUMBER'))::int as unreachable,
       (count(*) filter (where c.id is not null and s.state in ('ANSWERED', 'SET_ASIDE')
         and coalesce(last.outcome, '') not in ('TOLD', 'WRONG_NUMBER')))::int as "notTold"
     from opinion o join opinion_status s on s.id = o.id left join opinion_contact c on c.id = o.id
     left join lateral (select called.outcome from contact_call called where called.opinion_id = o.id
       order by called.at desc limit 1) last on true
     where o.legislature_id = $1 and o.contact_point_id = $2 and o.consultation_id = any($3::uuid[]) and not o.direct
       and (c.id is not null or last.outcome is not null)
     group by o.consultation_id`,
    [legislatureId, contactPointId, consultationIds],
  );
  return new Map(rows.map(({ id, ...figures }) => [id, figures]));
}
