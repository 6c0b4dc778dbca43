/** 条条有回音 for a whole round: which voices are still owed an answer. */
import { MoreThan } from 'typeorm';
import { oneOf } from '../platform/database/one-of.js';
import type { Reader } from '../platform/database/scope.js';
import { countOpinions, opinionGrains } from './opinion-counts.sql.js';
import { isSettled, opinionLife, type OpinionState } from './opinion.rules.js';
import { OpinionStatusRow } from './opinions.entities.js';

const open = opinionLife.states.filter((x) => !isSettled(x));

/** At most `take` opinions of a round beyond `after` that nobody has answered, set aside or withdrawn, by their ids */
export async function openOpinions(
  reader: Reader,
  consultationId: string,
  after: string,
  take: number,
): Promise<{ id: string; state: OpinionState }[]> {
  const of = { consultationId, state: oneOf(open), id: MoreThan(after) };
  return (await reader.find(OpinionStatusRow, of, { id: 'ASC' }, take)).map(({ id, state }) => ({ id, state }));
}

/** How many opinions of a consultation stand in each state, exact; a state of none is not in it */
export async function opinionsByState(reader: Reader, consultationId: string): Promise<Map<OpinionState, number>> {
  const rows = await countOpinions<{ state: OpinionState }>(
    reader,
    opinionGrains.ROUND,
    { consultationIds: [consultationId], keys: null },
    { state: 'state' },
  );
  return new Map(rows.map((r) => [r.state, r.n]));
}
