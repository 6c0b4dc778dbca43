/** Counting what a query finds, without reading it. */
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

/** How many rows a query finds; it is left off after `most`, so that a count of very many costs no more */
export async function countAtMost<E extends ObjectLiteral>(
  query: SelectQueryBuilder<E>,
  most: number,
): Promise<number> {
  const [sql, values] = query.clone().select('1', 'one').orderBy().limit(most).getQueryAndParameters();
  const [row] = await query.connection.manager.query<{ n: number }[]>(
    `select count(*)::int as n from (${sql}) as found`,
    values as unknown[],
  );
  return row?.n ?? 0;
}

/**
 * How many rows of a query have each of these values of `column` (SQL of text), each count left off after `most`; a
 * value of no row is not in it. Few rows are read once and grouped; of very many each value is asked for by itself, so
 * that an index ends it early and each is planned as rare or common.
 */
export async function countEach<E extends ObjectLiteral>(
  query: SelectQueryBuilder<E>,
  column: string,
  values: readonly string[],
  most: number,
): Promise<Map<string, number>> {
  if ((await countAtMost(query, most)) < most) return countBy(query, column);
  const counts = new Map<string, number>();
  for (const value of values) {
    const count = await countAtMost(query.clone().andWhere(`${column} = :countedValue`, { countedValue: value }), most);
    if (count > 0) counts.set(value, count);
  }
  return counts;
}

/** How many rows of a query have each value of `column` (SQL); a value of no row is not in it */
export async function countBy<E extends ObjectLiteral>(
  query: SelectQueryBuilder<E>,
  column: string,
): Promise<Map<string, number>> {
  const [sql, values] = query.clone().select(column, 'value').orderBy().getQueryAndParameters();
  const rows = await query.connection.manager.query<{ value: string | null; n: number }[]>(
    `select value::text as value, count(*)::int as n from (${sql}) as found group by 1`,
    values as unknown[],
  );
  return new Map(rows.flatMap((r) => (r.value === null ? [] : [[r.value, r.n]])));
}
