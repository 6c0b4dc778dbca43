/**
 * The statements of sealing and verifying that only PostgreSQL knows. Tables and columns are read from the
 * catalogue, never from a caller.
 */
import type { EntityManager } from 'typeorm';
import { NO_ID } from '../database/scope.js';

const SEALING = 7_214_032; // any number, always the same

/**
 * CHAIN: the steps of an object, each over the one before · LEDGER: rows with a digest of their own · WORDS: rows that
 * the seal alone holds
 */
export type SealedKind = 'CHAIN' | 'LEDGER' | 'WORDS';

/** A table whose rows are sealed; a chain belongs to the object in its `owner` column, the others to none. */
export interface SealedTable {
  name: string;
  kind: SealedKind;
  owner: string | null;
}

/**
 * A sealed row: all its columns as the driver reads them, or, of WORDS, its id and as `content` all columns as
 * PostgreSQL writes them in JSON
 */
export type SealedRow = Readonly<Record<string, unknown>> & { id: string; salt: Buffer | null; digest: Buffer | null };

/** A row to verify: which seal has it with which digest, and whether it waits for one */
export interface TrackedRow extends SealedRow {
  seal_number: string | null;
  sealed_digest: Buffer | null;
  waiting: boolean;
}

export interface Seal {
  number: number;
  previous: Buffer | null;
  at: Date;
  keyId: string;
  hash: Buffer;
  signature: Buffer;
}

export interface SealEntry {
  source: string;
  rowId: string;
  digest: Buffer | null;
}

/** The ledger, every event chain and all else that says it is sealed, by what the tables say of themselves */
export async function sealedTables(manager: EntityManager): Promise<SealedTable[]> {
  const rows = await manager.query<{ name: string; owner: string | null; words: boolean }[]>(
    `select c.relname as name, substring(obj_description(c.oid) from '^append-only: chain of ([a-z_]+):') as owner, obj_description(c.oid) like 'append-only: sealed:%' as words from pg_class c
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`,
  );
  return rows.flatMap(({ name, owner, words }): SealedTable[] =>
    owner !== null
      ? [{ name, owner, kind: 'CHAIN' }]
      : name === 'audit_record'
        ? [{ name, owner, kind: 'LEDGER' }]
        : words
          ? [{ name, owner, kind: 'WORDS' }]
          : [],
  );
}

/**
 * Of words everything counts to the microsecond, which the driver's dates do not hold; read in UTC, so that the same
 * row reads the same anywhere
 */
const columnsOf = ({ kind }: SealedTable): string => (kind === 'WORDS' ? 'r.id, to_jsonb(r) as content' : 'r.*');
const inUtc = (manager: EntityManager): Promise<unknown> => manager.query(`select set_config('TimeZone', 'UTC', true)`);

/**
 * Where rows wait that were written since the last seal: words apart, since a program that does not know them would
 * seal them as gone
 */
const PENDING = ['seal_pending', 'word_pending'] as const;
const pendingOf = ({ kind }: SealedTable): (typeof PENDING)[number] =>
  kind === 'WORDS' ? 'word_pending' : 'seal_pending';

/**
 * One at a time, across processes, until the transaction ends; whoever comes second sees the seal that the first one
 * made.
 */
export async function lockSealing(manager: EntityManager): Promise<void> {
  await manager.query('select pg_advisory_xact_lock($1)', [SEALING]);
  await inUtc(manager);
}

export interface Waiting {
  source: string;
  rowId: string;
  /** has a seal already: a restored backup brings rows in again, and their trigger notes them anew */
  isSealed: boolean;
}

/**
 * Takes at most `most` rows that wait, in the order they were written; only committed ones are seen, and a late one
 * waits for the next seal.
 */
export async function takeWaiting(manager: EntityManager, most: number): Promise<Waiting[]> {
  const taken: Waiting[] = [];
  for (const pending of PENDING) {
    const [rows] = await manager.query<[{ number: string; source: string; row_id: string; sealed: boolean }[], number]>(
      `delete from ${pending} p where number in (select number from ${pending} order by number limit $1)
       returning number, source, row_id, exists (select 1 from seal_entry e where e.source = p.source and e.row_id = p.row_id) as sealed`,
      [most - taken.length],
    );
    taken.push(
      ...rows
        .sort((a, b) => Number(a.number) - Number(b.number))
        .map((r) => ({ source: r.source, rowId: r.row_id, isSealed: r.sealed })),
    );
  }
  return taken;
}

export function rowsOf(manager: EntityManager, table: SealedTable, ids: readonly string[]): Promise<SealedRow[]> {
  return manager.query<SealedRow[]>(`select ${columnsOf(table)} from "${table.name}" r where r.id = any($1::uuid[])`, [
    ids,
  ]);
}

export async function storeSeal(manager: EntityManager, seal: Seal, entries: readonly SealEntry[]): Promise<void> {
  await manager.query(
    'insert into seal (number, previous, at, key_id, hash, signature) values ($1, $2, $3, $4, $5, $6)',
    [seal.number, seal.previous, seal.at, seal.keyId, seal.hash, seal.signature],
  );
  await manager.query(
    'insert into seal_entry (seal_number, ordinal, source, row_id, digest) select $1, e.* from unnest($2::int[], $3::text[], $4::uuid[], $5::bytea[]) as e',
    [
      seal.number,
      entries.map((_, i) => i),
      entries.map((e) => e.source),
      entries.map((e) => e.rowId),
      entries.map((e) => e.digest),
    ],
  );
}

interface StoredSeal {
  number: string;
  previous: Buffer | null;
  at: Date;
  key_id: string;
  hash: Buffer;
  signature: Buffer;
}
const sealOf = (s: StoredSeal): Seal => ({
  number: Number(s.number),
  previous: s.previous,
  at: s.at,
  keyId: s.key_id,
  hash: s.hash,
  signature: s.signature,
});

export async function lastSeal(manager: EntityManager): Promise<Seal | null> {
  const rows = await manager.query<StoredSeal[]>('select * from seal order by number desc limit 1');
  return rows[0] ? sealOf(rows[0]) : null;
}

/** Seals after `number` in order, at most `most` */
export async function sealsAfter(manager: EntityManager, number: number, most: number): Promise<Seal[]> {
  return (
    await manager.query<StoredSeal[]>('select * from seal where number > $1 order by number limit $2', [number, most])
  ).map(sealOf);
}

export async function entriesOf(manager: EntityManager, number: number): Promise<SealEntry[]> {
  const rows = await manager.query<{ source: string; row_id: string; digest: Buffer | null }[]>(
    'select source, row_id, digest from seal_entry where seal_number = $1 order by ordinal',
    [number],
  );
  return rows.map((r) => ({ source: r.source, rowId: r.row_id, digest: r.digest }));
}

/** Every row of a table with its seal, chain by chain, in pages through a cursor: inside a transaction only */
export async function* trackedRows(manager: EntityManager, table: SealedTable): AsyncGenerator<TrackedRow> {
  const order = table.owner === null ? 'r.id' : `r."${table.owner}", r.sequence, r.id`;
  await manager.query(
    `declare tracked no scroll cursor for select ${columnsOf(table)}, e.seal_number, e.digest as sealed_digest, p.number is not null as waiting from "${table.name}" r
     left join seal_entry e on e.source = '${table.name}' and e.row_id = r.id left join ${pendingOf(table)} p on p.source = '${table.name}' and p.row_id = r.id order by ${order}`,
  );
  for (;;) {
    const rows = await manager.query<TrackedRow[]>('fetch forward 2000 from tracked');
    if (rows.length === 0) break;
    yield* rows;
  }
  await manager.query('close tracked');
}

/** How many rows there are to verify */
export async function countSealed(manager: EntityManager): Promise<number> {
  let all = 0;
  for (const { name } of await sealedTables(manager)) {
    const [row] = await manager.query<{ n: string }[]>(`select count(*) as n from "${name}"`);
    all += Number(row?.n ?? 0);
  }
  return all;
}

/** What was sealed or waits, and is not there */
export function missingRows(
  manager: EntityManager,
  table: SealedTable,
): Promise<{ row_id: string; seal_number: string | null }[]> {
  return manager.query(
    `select row_id, seal_number from (select row_id, seal_number from seal_entry where source = $1 union all select row_id, null from ${pendingOf(table)} where source = $1) s
     where not exists (select 1 from "${table.name}" r where r.id = s.row_id) order by seal_number nulls last, row_id`,
    [table.name],
  );
}

/** Sources of seals that are no sealed table (any more) */
export async function foreignSources(manager: EntityManager, tables: readonly SealedTable[]): Promise<string[]> {
  const rows = await manager.query<{ source: string }[]>(
    `select distinct source from (select source from seal_entry ${PENDING.map((p) => `union select source from ${p}`).join(' ')}) s where source <> all($1::text[])`,
    [tables.map((t) => t.name)],
  );
  return rows.map((r) => r.source);
}

/** One snapshot that writes nothing, as the service goes on writing beside it */
export async function inReadOnlySnapshot<T>(
  manager: EntityManager,
  body: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  return manager.transaction('REPEATABLE READ', async (tx) => {
    await tx.query('set transaction read only');
    await inUtc(tx);
    return body(tx);
  });
}

/** A ledger row as it is exported */
export interface LedgerRow {
  id: string;
  at: Date;
  /** the code of the legislature */
  legislature: string | null;
  account_id: string | null;
  act: string;
  object_kind: string;
  object_id: string | null;
  outcome: string;
  detail: Record<string, unknown> | null;
  request_id: string | null;
  salt: Buffer | null;
  digest: Buffer | null;
  seal: string | null;
}

/** Ledger rows of a span of time, oldest first, in pages by (time, id): no row is held longer than its page */
export async function* ledgerRows(manager: EntityManager, from: string, until: string): AsyncGenerator<LedgerRow> {
  let [at, id]: [string, string] = [from, NO_ID];
  for (;;) {
    const rows = await manager.query<(LedgerRow & { exact: string })[]>(
      `select a.*, a.at::text as exact, l.code as legislature, e.seal_number as seal from audit_record a left join legislature l on l.id = a.legislature_id
       left join seal_entry e on e.source = 'audit_record' and e.row_id = a.id where (a.at, a.id) > ($1::timestamptz, $2::uuid) and a.at < $3 order by a.at, a.id limit 2000`,
      [at, id, until],
    );
    yield* rows;
    const last = rows.at(-1);
    if (!last) return;
    [at, id] = [last.exact, last.id];
  }
}
