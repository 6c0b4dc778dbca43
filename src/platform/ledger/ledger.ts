/**
 * The ledger (台账): one row for every change and every refusal, with who, which object and the request's id; never
 * words or personal data. Append-only by the database's grants. Canonical JSON and the digest are fixed here.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { AuditEntry, Ledger, Scope } from '../database/scope.js';
import { trace } from '../log/log.js';

export const LEDGER = Symbol('Ledger');

export const writeLedger: Ledger = async (manager: EntityManager, scope: Scope, entries: readonly AuditEntry[]): Promise<void> => {
  const requestId = trace.getStore()?.requestId ?? null;
  for (const e of entries) {
    await manager.query(
      'insert into audit_record (id, legislature_id, account_id, act, object_kind, object_id, outcome, detail, request_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
      [randomUUID(), scope.legislatureId, scope.accountId, e.act, e.objectKind, e.objectId, e.outcome, e.detail ? JSON.stringify(e.detail) : null, requestId],
    );
  }
};

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** Canonical JSON: names sorted by code unit, no blanks, numbers as JavaScript writes them (RFC 8785 for the values we use). */
export function canonical(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(canonical).join(',')}]`;
  const o = value as { readonly [name: string]: Json };
  return `{${Object.keys(o).sort().map((k) => `${JSON.stringify(k)}:${canonical(o[k] as Json)}`).join(',')}}`;
}

export const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest();

/** digest = SHA-256(salt ‖ canonical JSON): without the salt a short text cannot be guessed from its digest (architecture §5.6) */
export function saltedDigest(value: Json): { salt: Buffer; digest: Buffer } {
  const salt = randomBytes(32);
  return { salt, digest: digestWith(salt, value) };
}

export const digestWith = (salt: Buffer, value: Json): Buffer => createHash('sha256').update(salt).update(canonical(value)).digest();

export type { Json };
