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
 * How many rows of a query have each of these values of `column` (SQL of text), each count left off after `most`. Few
 * rows are read once and grouped; of very many each value is looked up by itself, so that an index ends it early.
 */
export async function countEach<E extends ObjectLiteral>(
  query: SelectQueryBuilder<E>,
  column: string,
  values: readonly string[],
  most: number,
): Promise<Map<string, number>> {
  if ((await countAtMost(query, most)) < most) return countBy(query, column);
  const [sql, given] = query
    .clone()
    .select('1', 'one')
    .andWhere(`${column} = '?'`)
    .orderBy()
    .limit(most)
    .getQueryAndParameters();
  // each value by its own subquery, or it would be planned for one that is neither rare nor common
  const each = values.map((_, at) => {
    const value = `$${given.length + at + 1}::text`;
    return `select ${value} as value, (select count(*)::int from (${sql.replace(`${column} = '?'`, `${column} = ${value}`)}) as found) as n`;
  });
  const rows = await query.connection.manager.query<{ value: string; n: number }[]>(each.join(' union all '), [
    ...(given as unknown[]),
    ...values,
  ]);
  return new Map(rows.map((r) => [r.value, r.n]));
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
