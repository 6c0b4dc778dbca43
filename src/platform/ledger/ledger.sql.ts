/** Lines of the ledger as they are written. */
import type { EntityManager } from 'typeorm';
import type { Json } from '../base/canonical.js';

/** One line, as it is stored */
export interface AuditRow {
  id: string;
  legislatureId: string | null;
  accountId: string | null;
  act: string;
  objectKind: string;
  objectId: string | null;
  outcome: string;
  detail: { readonly [name: string]: Json } | null;
  requestId: string | null;
  at: Date;
  salt: Buffer;
  digest: Buffer;
}

/** All of one act, of one scope, by one statement */
export async function insertRecords(manager: EntityManager, rows: readonly AuditRow[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  await manager.query(
    `insert into audit_record (id, legislature_id, account_id, request_id, at, act, object_kind, object_id, outcome, detail, salt, digest)
     select r.id, $1, $2, $3, $4, r.act, r.kind, r.object, r.outcome, r.detail, r.salt, r.digest
     from unnest($5::uuid[], $6::text[], $7::text[], $8::uuid[], $9::text[], $10::text[]::jsonb[], $11::bytea[], $12::bytea[])
       as r(id, act, kind, object, outcome, detail, salt, digest)`,
    [
      first.legislatureId,
      first.accountId,
      first.requestId,
      first.at,
      rows.map((r) => r.id),
      rows.map((r) => r.act),
      rows.map((r) => r.objectKind),
      rows.map((r) => r.objectId),
      rows.map((r) => r.outcome),
      rows.map((r) => (r.detail ? JSON.stringify(r.detail) : null)),
      rows.map((r) => r.salt),
      rows.map((r) => r.digest),
    ],
  );
}
