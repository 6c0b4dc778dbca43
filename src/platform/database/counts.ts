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
