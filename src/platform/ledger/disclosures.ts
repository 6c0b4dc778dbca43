/**
 * What leaves the installation: files and tables taken away, contact data read. Recorded in a transaction of its own
 * *before* anything is given out, so that a reading cannot go unrecorded; who cannot be recorded is given nothing.
 */
import { Injectable } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';
import type { AuditEntry, Scope } from '../database/scope.js';
import { oneOf } from '../database/one-of.js';
import { AuditRecordRow } from './ledger.entities.js';
import { writeLedger } from './ledger.js';

/** Somebody looked at contact data */
export interface Look {
  at: Date;
  /** the account */
  by: string;
}

const LOOK = 'readContactData';

@Injectable()
export class Disclosures {
  constructor(private readonly source: DataSource) {}

  /** A file, a table or a list is about to be sent */
  exported(
    scope: Scope,
    act: string,
    objectKind: string,
    objectId: string | null,
    detail?: AuditEntry['detail'],
  ): Promise<void> {
    return writeLedger(this.source.manager, scope, [
      { act, objectKind, objectId, outcome: 'DONE', ...(detail && { detail }) },
    ]);
  }

  /**
   * Names, phones or addresses of these people are about to be shown: one row each, so that a person can be told who
   * read theirs
   */
  contactData(scope: Scope, objectKind: string, objectIds: readonly string[]): Promise<void> {
    return this.source.transaction((manager) =>
      writeLedger(
        manager,
        scope,
        objectIds.map((objectId) => ({ act: LOOK, objectKind, objectId, outcome: 'DONE' as const })),
      ),
    );
  }

  /** Who looked at the contact data of these, by object, the newest first; absent for those nobody looked at */
  async looksAt(scope: Scope, objectKind: string, objectIds: readonly string[]): Promise<Map<string, Look[]>> {
    const { legislatureId } = scope;
    const rows = await this.source.manager.find(AuditRecordRow, {
      where: { act: LOOK, objectKind, objectId: oneOf(objectIds), legislatureId: legislatureId ?? IsNull() },
      order: { at: 'DESC', id: 'ASC' },
    });
    const found = new Map<string, Look[]>();
    for (const { objectId, accountId, at } of rows)
      if (objectId !== null && accountId !== null)
        found.set(objectId, [...(found.get(objectId) ?? []), { at, by: accountId }]);
    return found;
  }
}
