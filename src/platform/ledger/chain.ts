/**
 * Event chains (事件链), one per object: each step's digest covers its content and the digest of the step before,
 * written under the lock on the object that its use case already holds. There is no global chain in a transaction
 * (architecture §5.5).
 */
import { Column } from 'typeorm';
import { type Json, saltedDigest } from '../base/canonical.js';
import type { Transaction } from '../database/scope.js';
import { ScopedRow } from '../database/scoped-row.js';
import { chainEnds } from './chain.sql.js';

type Detail = Readonly<Record<string, string | number | boolean | null>>;

/**
 * A table of events. Its comment begins `append-only: chain of <column>:`, which is how `yifayima verify` finds it, and
 * it has the trigger `wait_for_seal` (migration 0012).
 */
export abstract class ChainedRow extends ScopedRow {
  @Column({ type: 'integer' }) sequence: number;
  @Column({ type: 'text' }) command: string;
  @Column({ type: 'text' }) state: string;
  @Column({ type: 'jsonb', nullable: true }) detail: Detail | null;
  /** null only in rows older than their chain; a seal covers those */
  @Column({ type: 'bytea', nullable: true }) salt: Buffer | null;
  @Column({ type: 'bytea', nullable: true }) digest: Buffer | null;
  @Column({ type: 'uuid', name: 'by_account', nullable: true }) byAccount: string | null;
  @Column({ type: 'timestamptz' }) at: Date;
}

export interface EventContent {
  /** the object's column, as the entity names it: `commentId` */
  owner: string;
  ownerId: string;
  sequence: number;
  command: string;
  state: string;
  detail: { readonly [name: string]: Json } | null;
  by: string | null;
  at: Date;
  /** the digest of the step before; null for the first */
  before: Buffer | null;
}

export const eventJson = ({ owner, ownerId, at, before, ...rest }: EventContent): Json => ({
  ...rest,
  [owner]: ownerId,
  at: at.toISOString(),
  before: before?.toString('hex') ?? null,
});

export interface ChainStep {
  /** the object's id; the caller holds the lock on it */
  ownerId: string;
  command: string;
  state: string;
  detail?: Detail | null;
}

/**
 * Appends steps to the chains of the objects they belong to, in the order given. The caller holds the lock on every
 * object; two callers that do not would meet at the unique sequence.
 */
export async function appendToChain<E extends ChainedRow>(
  tx: Transaction,
  entity: new () => E,
  owner: string & keyof E,
  steps: readonly ChainStep[],
): Promise<void> {
  if (steps.length === 0) return;
  const metadata = tx.manager.connection.getMetadata(entity);
  const column = metadata.findColumnWithPropertyName(owner)?.databaseName;
  if (column === undefined) throw new Error(`${metadata.tableName} has no ${owner}`);
  const ends = await chainEnds(tx, { table: metadata.tableName, column }, [...new Set(steps.map((s) => s.ownerId))]);
  const last = new Map(ends.flatMap((e) => (e.sequence === null ? [] : [[e.owner, { ...e, sequence: e.sequence }]])));
  const at = tx.noticed(ends[0]?.at as Date);
  const by = tx.scope.accountId;
  const rows = steps.map(({ ownerId, command, state, detail = null }) => {
    const before = last.get(ownerId);
    const content = { sequence: (before?.sequence ?? 0) + 1, command, state, detail, at };
    const sealed = saltedDigest(eventJson({ ...content, owner, ownerId, by, before: before?.digest ?? null }));
    last.set(ownerId, { owner: ownerId, sequence: content.sequence, digest: sealed.digest, at });
    return { ...content, ...sealed, [owner]: ownerId, byAccount: by } as Omit<Partial<E>, 'legislatureId'>;
  });
  await tx.insertAll(entity, rows);
}
