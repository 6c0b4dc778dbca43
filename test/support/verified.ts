/** Seals what waits and verifies the whole ledger: chains, words, seals. */
import { DataSource } from 'typeorm';
import { typeormConnection } from '../../src/platform/database/connection.js';
import { sealKey, Seals } from '../../src/platform/ledger/seals.js';
import { verifyLedger } from '../../src/platform/ledger/verify.js';
import type { TestService } from './service.js';

/** What `yifayima verify` finds wrong; nothing where all fits */
export async function ledgerFaults(s: TestService): Promise<string[]> {
  await s.running.app.get(Seals).sealAll();
  const owner = await new DataSource({ ...typeormConnection(s.db.owner), poolSize: 2 }).initialize();
  try {
    const { faults, waiting } = await verifyLedger(owner.manager, sealKey(s.db.keys));
    return [...faults.map((f) => `${f.code} ${f.table}`), ...(waiting === 0 ? [] : [`${waiting} wait`])];
  } finally {
    await owner.destroy();
  }
}
