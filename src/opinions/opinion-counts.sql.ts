/** Voices 群众原话 as they are counted while they come and move (migration 0028): by round, day, contact point. */
import { type KeptAsked, keptCounts, type KeptGrain } from '../platform/database/kept-counts.sql.js';
import type { Reader } from '../platform/database/scope.js';
import type { OpinionState } from './opinion.rules.js';

const SLOT = `'YYYY-MM-DD"T"HH24:MI'`;
const kept = (grain: string, key: string): KeptGrain => ({ name: 'opinion_count', grain, key });
export const opinionGrains = {
  ROUND: kept('ROUND', `''`),
  /** by the id of the contact point they came through, or that was named where they went straight to the office */
  POINT: kept('POINT', 'contact_point_id::text'),
  /** by the id of the article they are about; others are in none */
  PLACE: kept('PLACE', 'provision_id::text'),
  /** by the quarter of an hour they came in: no day of any zone begins within one; nothing else is told of these */
  SLOT: kept('SLOT', `to_char(slot at time zone 'UTC', ${SLOT})`),
} as const;

/** What opinions are told apart by, as columns of their counts */
export interface OpinionCell {
  state: string;
  /** straight to the legislature, through a contact point, or neither */
  way: 'DIRECT' | 'POINT' | 'NONE';
  late: boolean;
  channel: string;
  targetKind: string;
  act: string;
}
const CELL = {
  state: 'state',
  way: 'way',
  late: 'late',
  channel: 'channel',
  targetKind: 'target_kind',
  act: 'act',
} as const;

type Asked = Omit<KeptAsked, 'legislatureId'>;

/** How many opinions are alike in all that lists are told apart by */
export const opinionCells = (
  { manager, legislatureId }: Reader,
  grain: KeptGrain,
  asked: Asked,
): Promise<(OpinionCell & { n: number })[]> =>
  keptCounts<OpinionCell>(manager, grain, { legislatureId, ...asked }, CELL);

/** How many opinions there are by these columns of their counts */
export const countOpinions = <T>(
  { manager, legislatureId }: Reader,
  grain: KeptGrain,
  asked: Asked,
  by: Readonly<Record<keyof T & string, string>>,
): Promise<(T & { n: number })[]> => keptCounts<T>(manager, grain, { legislatureId, ...asked }, by);

/** How many a round has heard: all, or those through these contact points; `states`: only those that stand so */
export async function countHeard(
  reader: Reader,
  consultationId: string,
  points: readonly string[] | null,
  states?: readonly OpinionState[],
): Promise<number> {
  const [found] = await countOpinions<{ id: string }>(
    reader,
    points ? opinionGrains.POINT : opinionGrains.ROUND,
    {
      consultationIds: [consultationId],
      keys: points,
      ...(states && { states }),
      ...(points && { where: `way = 'POINT'` }),
    },
    { id: 'consultation_id' },
  );
  return found?.n ?? 0;
}

/** By round: how many there are, and how many were received on that civil day of the zone */
export async function countByRound(
  reader: Reader,
  consultationIds: readonly string[],
  { zone, today }: { zone: string; today: string },
): Promise<ReadonlyMap<string, { all: number; today: number }>> {
  const all = await countOpinions<{ id: string }>(
    reader,
    opinionGrains.ROUND,
    { consultationIds, keys: null },
    { id: 'consultation_id' },
  );
  const days = await countByDay(reader, consultationIds, { zone, from: today });
  const received = new Map(days.filter((d) => d.day === today).map((d) => [d.id, d.count]));
  return new Map(all.map(({ id, n }) => [id, { all: n, today: received.get(id) ?? 0 }]));
}

/** By round and civil day of the zone, from that day on; days without a voice are not there */
export async function countByDay(
  { manager, legislatureId }: Reader,
  consultationIds: readonly string[],
  { zone, from }: { zone: string; from: string },
): Promise<{ id: string; day: string; count: number }[]> {
  const began = `to_char(($4::date::timestamp at time zone $3) at time zone 'UTC', ${SLOT})`;
  return manager.query<{ id: string; day: string; count: number }[]>(
    `select id, (slot::timestamp at time zone 'UTC' at time zone $3)::date::text as day, sum(n)::int as count from (
       select consultation_id as id, key as slot, n from opinion_count
       where legislature_id = $1 and consultation_id = any($2::uuid[]) and grain = 'SLOT' and key >= ${began} collate "C"
       union all select consultation_id, ${opinionGrains.SLOT.key}, n from opinion_count_change
       where legislature_id = $1 and consultation_id = any($2::uuid[]) and slot >= $4::date::timestamp at time zone $3) k
     group by 1, 2 having sum(n) <> 0 order by 1, 2`,
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
  reader: Reader,
  consultationIds: readonly string[],
  contactPointIds: readonly string[],
): Promise<PointCount[]> {
  const counted = await countOpinions<{ consultationId: string; contactPointId: string; inHand: boolean }>(
    reader,
    opinionGrains.POINT,
    { consultationIds, keys: contactPointIds, where: `way = 'POINT'` },
    { consultationId: 'consultation_id', contactPointId: 'key', inHand: `(state = 'RECEIVED' and not in_comment)` },
  );
  const found = new Map<string, Omit<PointCount, 'last'>>();
  for (const { consultationId, contactPointId, inHand, n } of counted) {
    const key = `${consultationId} ${contactPointId}`;
    const known = found.get(key) ?? { consultationId, contactPointId, count: 0, inHand: 0 };
    found.set(key, { ...known, count: known.count + n, inHand: known.inHand + (inHand ? n : 0) });
  }
  const points = [...found.values()];
  const rows = await reader.manager.query<{ last: Date }[]>(
    `select (select o.received_at from opinion o where o.consultation_id = w.consultation_id and o.contact_point_id = w.point
         and not o.direct order by o.received_at desc limit 1) as last
     from unnest($1::uuid[], $2::uuid[]) with ordinality as w(consultation_id, point, place) order by w.place`,
    [points.map((p) => p.consultationId), points.map((p) => p.contactPointId)],
  );
  return points.map((p, at) => ({ ...p, last: rows[at]?.last as Date }));
}
