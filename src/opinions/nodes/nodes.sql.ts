/** Counts of what nodes 节点 entered. */
import type { EntityManager } from 'typeorm';
import type { Reader } from '../../platform/database/scope.js';

const NODES = 7_214_053; // any number, always the same

/** Nodes of a contact point are made one act after another, until commit: no name is given twice */
export async function lockNodes(manager: EntityManager, contactPointId: string): Promise<void> {
  await manager.query('select pg_advisory_xact_lock($1, hashtext($2))', [NODES, contactPointId]);
}

export interface NodeFigures {
  all: number;
  /** in the return of the contact point, or behind it */
  reported: number;
  /** with a result */
  answered: number;
}

/** By `<node>.<round>`: what came from a node about a round, and what became of it; absent where nothing came */
export async function voicesOfNodes(reader: Reader, nodeIds: readonly string[]): Promise<Map<string, NodeFigures>> {
  const rows = await reader.manager.query<{ key: string; all: string; reported: string; answered: string }[]>(
    `select n.node_link_id || '.' || o.consultation_id as key, count(*) as all,
       count(*) filter (where s.state in ('REPORTED', 'ANSWERED')) as reported,
       count(*) filter (where s.state in ('ANSWERED', 'SET_ASIDE')) as answered
     from opinion_of_node n join opinion o on o.id = n.id join opinion_status s on s.id = o.id
     where n.legislature_id = $1 and n.node_link_id = any($2) group by 1`,
    [reader.legislatureId, nodeIds],
  );
  return new Map(
    rows.map((r) => [r.key, { all: Number(r.all), reported: Number(r.reported), answered: Number(r.answered) }]),
  );
}

/** How many opinions a node entered in the last 24 hours */
export async function voicesToday(reader: Reader, nodeId: string): Promise<number> {
  const [row] = await reader.manager.query<{ n: string }[]>(
    `select count(*) as n from opinion_of_node n join opinion o on o.id = n.id
     where n.legislature_id = $1 and n.node_link_id = $2 and o.received_at > clock_timestamp() - interval '24 hours'`,
    [reader.legislatureId, nodeId],
  );
  return Number(row?.n ?? 0);
}

/** Opinions of a node in a round in the order they came, but for those taken back and those kept apart 隔离待核 */
export async function voicesOfNode(
  { manager, legislatureId }: Reader,
  nodeId: string,
  consultationId: string,
  skip: number,
  take: number,
): Promise<{ ids: string[]; total: number }> {
  const rows = await manager.query<{ id: string; total: number }[]>(
    `select o.id, (count(*) over ())::int as total
     from opinion_of_node n join opinion o on o.id = n.id join opinion_status s on s.id = o.id
     where n.legislature_id = $1 and n.node_link_id = $2 and o.consultation_id = $3
       and s.state not in ('WITHDRAWN', 'QUARANTINED')
     order by o.received_at, o.id offset $4 limit $5`,
    [legislatureId, nodeId, consultationId, skip, take],
  );
  return { ids: rows.map((r) => r.id), total: rows[0]?.total ?? 0 };
}
