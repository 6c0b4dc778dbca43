/**
 * 核验 of the ledger from the console: a job, one at a time, that tells how far it is. It recomputes what `yifayima
 * verify` does, a little at a time, so that whoever works meanwhile does not notice.
 */
import { randomUUID } from 'node:crypto';
import { setImmediate as pause } from 'node:timers/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../base/actor.js';
import { Jobs } from '../database/jobs/jobs.js';
import { Keys } from '../database/keys/keys.js';
import { scopeOf, UnitOfWork } from '../database/scope.js';
import { sealKey, Seals } from './seals.js';
import { countSealed } from './seals.sql.js';
import {
  addVerification,
  lastVerification,
  lockVerifications,
  noteProgress,
  noteResult,
  type StoredVerification,
  verificationOf,
} from './verification.sql.js';
import { verifyLedger } from './verify.js';

const JOB = 'ledger.verify';
/** Rows whose digests are computed before others have their turn: some milliseconds */
const ROWS_AT_ONCE = 100;
const ROWS_PER_NOTE = 5_000;

export interface Verification extends StoredVerification {
  /** it failed as often as a job may, and will not be tried again */
  gaveUp: boolean;
}

@Injectable()
export class LedgerVerifications implements OnModuleInit {
  constructor(
    private readonly source: DataSource,
    private readonly work: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly seals: Seals,
    private readonly keys: Keys,
  ) {}

  onModuleInit(): void {
    this.jobs.register(JOB, (_, payload) => this.verify(payload.verificationId as string));
  }

  /** The last one that was asked for; null where none was */
  async last(): Promise<Verification | null> {
    const { manager } = this.source;
    const found = await lastVerification(manager);
    if (!found) return null;
    const standing = await this.jobs.standing(manager, [JOB], 'verificationId', [found.id]);
    if (standing.get(found.id) === 'WAITING') return { ...found, gaveUp: false };
    // a job goes once its result is there: one that ended since the row was read shows only in the row read again
    const ended = (await verificationOf(manager, found.id)) ?? found;
    return { ...ended, gaveUp: ended.finishedAt === null };
  }

  /** Begins one, or gives the one that is under way */
  async start(actor: Actor): Promise<Verification> {
    return this.work.run('verifyLedger', scopeOf(actor), async (tx) => {
      await lockVerifications(tx.manager);
      const last = await lastVerification(tx.manager);
      const standing = last && (await this.jobs.standing(tx.manager, [JOB], 'verificationId', [last.id]));
      if (last && last.finishedAt === null && standing?.get(last.id) === 'WAITING') return { ...last, gaveUp: false };
      const id = randomUUID();
      await addVerification(tx.manager, id, actor.accountId);
      await tx.enqueue(JOB, { verificationId: id });
      tx.record('verifyLedger', 'LedgerVerification', id);
      return { ...((await lastVerification(tx.manager)) as StoredVerification), gaveUp: false };
    });
  }

  private async verify(id: string): Promise<void> {
    await this.seals.sealAll();
    const total = await countSealed(this.source.manager);
    await noteProgress(this.source.manager, id, total, 0);
    const report = await verifyLedger(this.source.manager, sealKey(this.keys), null, async (rows) => {
      if (rows % ROWS_AT_ONCE === 0) await pause();
      // at most what was counted: more may have come since
      if (rows % ROWS_PER_NOTE === 0) await noteProgress(this.source.manager, id, total, Math.min(rows, total));
    });
    await noteResult(this.source.manager, id, { ...report, faults: report.faultsByCode });
  }
}
