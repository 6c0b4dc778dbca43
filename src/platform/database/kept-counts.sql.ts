/**
 * Counts that are kept (ADR 26): a table of counts and one of their changes since, both read in one statement, which is
 * one snapshot. Their rooms name them.
 */
import type { EntityManager } from 'typeorm';

/** One table of counts; what is counted by what it says of itself: a `grain`, told apart by `key` */
export interface KeptGrain {
  /** of the table of counts; that of the changes ends in `_change` */
  name: string;
  grain: string;
  /** SQL over a change: the key of the count that it belongs to; null where it belongs to none of this grain */
  key: string;
}

export interface KeptAsked {
  legislatureId: string;
  /** null: of all of the legislature */
  consultationIds: readonly string[] | null;
  /** null: whichever */
  keys: readonly string[] | null;
  states?: readonly string[];
  /** SQL over both tables */
  where?: string;
}

/** Counts added up by these columns, each under its name; what there is none of is not among them */
export async function keptCounts<T>(
  manager: EntityManager,
  { name, grain, key }: KeptGrain,
  { legislatureId, consultationIds, keys, states, where }: KeptAsked,
  by: Readonly<Record<keyof T & string, string>>,
): Promise<(T & { n: number })[]> {
  const values: unknown[] = [legislatureId];
  const parameter = (value: unknown): string => `$${values.push(value)}`;
  const conditions = ['legislature_id = $1'];
  if (consultationIds) conditions.push(`consultation_id = any(${parameter(consultationIds)}::uuid[])`);
  if (states) conditions.push(`state = any(${parameter(states)}::text[])`);
  if (where !== undefined) conditions.push(where);
  const ofKeys = keys && parameter(keys);
  const asked = (column: string): string =>
    [...conditions, ofKeys ? `${column} = any(${ofKeys}::text[])` : `${column} is not null`].join(' and ');
  const columns = Object.entries<string>(by);
  const told = (column: string): string =>
    columns.map(([as, of]) => `${of === 'key' ? column : of} as "${as}"`).join(', ');
  const names = columns.map(([as]) => `"${as}"`).join(', ');
  return manager.query<(T & { n: number })[]>(
    `select ${names}, sum(n)::int as n from (
       select ${told('key')}, n from ${name} where ${asked('key')} and grain = '${grain}'
       union all select ${told(key)}, n from ${name}_change where ${asked(key)}) k
     group by ${names} having sum(n) <> 0`,
    values,
  );
}

/** Folds up to `most` changes of each kind of count in; whether there are more */
export async function foldCounts(manager: EntityManager, most: number): Promise<boolean> {
  const [row] = await manager.query<{ more: boolean }[]>('select fold_counts($1) as more', [most]);
  return row?.more === true;
}

/** A count that is not what is counted: which one, as its table has it, what is kept and what there is */
export interface CountFault {
  name: string;
  told: Record<string, unknown> & { kept: number; counted: number };
}

/** In one snapshot, beside whoever writes */
export const countFaults = (manager: EntityManager): Promise<CountFault[]> =>
  manager.query<CountFault[]>('select name, told from count_faults()');

/** Counts all anew beside whoever writes; how many were wrong */
export async function recount(manager: EntityManager): Promise<number> {
  const [row] = await manager.query<{ mended: number }[]>('select recount_counts() as mended');
  return row?.mended ?? 0;
}
