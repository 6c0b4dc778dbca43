/**
 * The ledger (台账): one row for every change, every refusal and every export, with who, which object and the request's
 * id; never words or personal data. Append-only by the database's grants. Canonical JSON and the digest are fixed here.
 */
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { Json, saltedDigest } from '../base/canonical.js';
import { trace } from '../base/log.js';
import type { AuditEntry, Ledger, Scope } from '../database/scope.js';
import { type AuditRow, insertRecords } from './ledger.sql.js';

export const LEDGER = Symbol('Ledger');

/** What the digest of a ledger row covers: everything that is stored but salt and digest */
export type AuditContent = Omit<AuditRow, 'salt' | 'digest'>;

export const auditJson = (c: AuditContent): Json => ({ ...c, at: c.at.toISOString() });

export const writeLedger: Ledger = async (
  manager: EntityManager,
  scope: Scope,
  entries: readonly AuditEntry[],
  noticed: Date | null = null,
): Promise<void> => {
  if (entries.length === 0) return;
  const requestId = trace.getStore()?.requestId ?? null;
  // asked first and stored as given: the digest covers the time, to the millisecond
  const at = noticed ?? ((await manager.query<{ at: Date }[]>('select clock_timestamp() as at'))[0]?.at as Date);
  const rows = entries.map((e) => {
    const content: AuditContent = {
      id: randomUUID(),
      legislatureId: scope.legislatureId,
      accountId: scope.accountId,
      act: e.act,
      objectKind: e.objectKind,
      objectId: e.objectId,
      outcome: e.outcome,
      detail: e.detail ?? null,
      requestId,
      at,
    };
    return { ...content, ...saltedDigest(auditJson(content)) };
  });
  await insertRecords(manager, rows);
};
