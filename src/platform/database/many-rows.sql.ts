/**
 * Many rows by one statement: a parameter for each column, an array of its values, so that 5,000 rows are one round
 * trip and no list of parameters grows with them (PostgreSQL takes 65,535).
 */
import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';

/** One statement holds so many rows: larger ones gain nothing and are held in memory twice */
const ROWS_PER_STATEMENT = 5000;

const quoted = (name: string): string => `"${name}"`;

/** SQL of the array of a column's values, as parameter `n` */
const arrayOf = (column: ColumnMetadata, n: number): string =>
  column.type === 'jsonb' ? `$${n}::text[]::jsonb[]` : `$${n}::${String(column.type)}[]`;

const valueOf = (column: ColumnMetadata, row: ObjectLiteral): unknown => {
  const value: unknown = column.getEntityValue(row);
  return column.type === 'jsonb' && value !== null && value !== undefined ? JSON.stringify(value) : (value ?? null);
};

function parts<T>(rows: readonly T[]): (readonly T[])[] {
  const all = [];
  for (let at = 0; at < rows.length; at += ROWS_PER_STATEMENT) all.push(rows.slice(at, at + ROWS_PER_STATEMENT));
  return all;
}

/** Inserts rows, each with the columns that it has; columns that are not there get the table's default. */
export async function insertRows<E extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<E>,
  rows: readonly E[],
): Promise<void> {
  const metadata = manager.connection.getMetadata(entity);
  const byColumns = new Map<string, E[]>();
  for (const row of rows) {
    const has = metadata.columns.filter((c) => c.getEntityValue(row) !== undefined).map((c) => c.databaseName);
    const key = has.join();
    const alike = byColumns.get(key) ?? [];
    alike.push(row);
    byColumns.set(key, alike);
  }
  for (const [key, alike] of byColumns) {
    const has = new Set(key.split(','));
    const columns = metadata.columns.filter((c) => has.has(c.databaseName));
    for (const part of parts(alike)) {
      // unnest would take the arrays of several rows for one
      if (columns.some((c) => c.isArray)) await manager.insert(entity, [...part] as never);
      else
        await manager.query(
          `insert into ${metadata.tableName} (${columns.map((c) => quoted(c.databaseName)).join()}) select * from unnest(${columns.map((c, i) => arrayOf(c, i + 1)).join()})`,
          columns.map((c) => part.map((row) => valueOf(c, row))),
        );
    }
  }
}

/** Sets these properties of rows, which have them already, by the rows' ids within a legislature */
export async function updateRows<E extends ObjectLiteral & { id: string }>(
  manager: EntityManager,
  entity: EntityTarget<E>,
  legislatureId: string,
  rows: readonly E[],
  properties: readonly (keyof E & string)[],
): Promise<void> {
  const metadata = manager.connection.getMetadata(entity);
  const columns = metadata.columns.filter((c) => properties.includes(c.propertyName));
  const named = columns.map((c) => quoted(c.databaseName));
  for (const part of parts(rows))
    await manager.query(
      `update ${metadata.tableName} t set ${named.map((c) => `${c} = v.${c}`).join()}
       from unnest($2::uuid[], ${columns.map((c, i) => arrayOf(c, i + 3)).join()}) as v(id, ${named.join()})
       where t.legislature_id = $1 and t.id = v.id`,
      [legislatureId, part.map((r) => r.id), ...columns.map((c) => part.map((row) => valueOf(c, row)))],
    );
}
