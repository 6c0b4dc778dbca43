/** 条条有回音 for a whole round: which voices are still owed an answer. */
import { oneOf } from '../platform/database/one-of.js';
import type { Reader } from '../platform/database/scope.js';
import { isSettled, opinionLife, type OpinionState } from './opinion.rules.js';
import { OpinionRow, OpinionStatusRow } from './opinions.entities.js';

/** Every opinion of a consultation that nobody has answered, set aside or withdrawn, and where it stands */
export async function openOpinions(
  reader: Reader,
  consultationId: string,
): Promise<{ id: string; state: OpinionState }[]> {
  return reader.manager
    .createQueryBuilder(OpinionStatusRow, 's')
    .innerJoin(OpinionRow, 'o', 'o.id = s.id')
    .select('s.id', 'id')
    .addSelect('s.state', 'state')
    .where({ legislatureId: reader.legislatureId, state: oneOf(opinionLife.states.filter((x) => !isSettled(x))) })
    .andWhere('o.consultation_id = :consultationId', { consultationId })
    .orderBy('s.id')
    .getRawMany<{ id: string; state: OpinionState }>();
}

/** How many opinions of a consultation stand in each state, exact; a state of none is not in it */
export async function opinionsByState(reader: Reader, consultationId: string): Promise<Map<OpinionState, number>> {
  const rows = await reader.manager
    .createQueryBuilder(OpinionStatusRow, 's')
    .innerJoin(OpinionRow, 'o', 'o.id = s.id')
    .select('s.state', 'state')
    .addSelect('count(*)', 'count')
    .where({ legislatureId: reader.legislatureId })
    .andWhere('o.consultation_id = :consultationId', { consultationId })
    .groupBy('s.state')
    .getRawMany<{ state: OpinionState; count: string }>();
  return new Map(rows.map((r) => [r.state, Number(r.count)]));
}
