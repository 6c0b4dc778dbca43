/**
 * What leaves the installation: files and tables taken away, contact data read. Recorded in a transaction of its own
 * *before* anything is given out, so that a reading cannot go unrecorded; who cannot be recorded is given nothing.
 */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { AuditEntry, Scope } from '../database/scope.js';
import { writeLedger } from './ledger.js';

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
        objectIds.map((objectId) => ({ act: 'readContactData', objectKind, objectId, outcome: 'DONE' as const })),
      ),
    );
  }
}
