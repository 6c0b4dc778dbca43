/** The ends of chains of events. */
import type { Reader } from '../database/scope.js';

export interface ChainEnd {
  owner: string;
  /** null where the chain has not begun; digest also where its last step is older than digests */
  sequence: number | null;
  digest: Buffer | null;
  /** database time, the same in every row */
  at: Date;
}

/** The last step of the chain of each owner, and what time it is: one row each, in no order; none for no owner */
export function chainEnds(
  reader: Reader,
  { table, column }: { table: string; column: string },
  ownerIds: readonly string[],
): Promise<ChainEnd[]> {
  return reader.manager.query<ChainEnd[]>(
    `select o.id as owner, e.sequence, e.digest, now.at from (select clock_timestamp() as at) now, unnest($2::uuid[]) as o(id)
     left join lateral (select sequence, digest from ${table} where ${column} = o.id and legislature_id = $1
       order by sequence desc limit 1) e on true`,
    [reader.legislatureId, ownerIds],
  );
}
