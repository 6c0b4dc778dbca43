/** `yifayima verify` and `yifayima ledger export`: for the auditor, beside the running service or without it. */
import { once } from 'node:events';
import { DataSource } from 'typeorm';
import { addDays, isDay } from '../platform/base/clock.js';
import { typeormConnection } from '../platform/database/connection.js';
import type { Keys } from '../platform/database/keys/keys.js';
import { Disclosures } from '../platform/ledger/disclosures.js';
import { type ExportFormat, exportFormats, exportLedger } from '../platform/ledger/export.js';
import { sealKey } from '../platform/ledger/seals.js';
import { verifyLedger } from '../platform/ledger/verify.js';
import type { PreparedDatabase } from '../platform/operations/prepare.js';
import { withPrepared } from './database.js';
import { InputRefused } from './input.js';

type Say = (line: string) => void;

/** The database as it is: nothing is migrated, so that looking changes nothing. */
async function withDatabase<T>(
  as: 'owner' | 'service',
  body: (source: DataSource, keys: Keys, prepared: PreparedDatabase) => Promise<T>,
): Promise<T> {
  return withPrepared(async (prepared, keys) => {
    const source = await new DataSource({ ...typeormConnection(prepared[as]), poolSize: 2 }).initialize();
    try {
      return await body(source, keys, prepared);
    } finally {
      await source.destroy();
    }
  });
}

/** Exit 0: everything fits. 3: something does not; every fault is a line that names table, row and what is wrong. */
export async function verify(options: { json?: boolean; head?: string }, say: Say): Promise<void> {
  if (options.head !== undefined && !/^[0-9a-f]{64}$/.test(options.head))
    throw new InputRefused('--head 是上次核验时记下的 64 位十六进制封存值。');
  const report = await withDatabase('owner', (source, keys) =>
    verifyLedger(source.manager, sealKey(keys), options.head ?? null),
  );
  if (options.json === true) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else for (const f of report.faults) process.stdout.write(`${f.table} ${f.id}：${f.message}\n`);
  say(
    `核对了 ${report.rows} 行、${report.seals} 次封存，${report.waiting} 行等待封存。最后的封存值：${report.head ?? '还没有'}`,
  );
  if (report.faultCount > 0)
    throw new InputRefused(
      `记录与封存不符，共 ${report.faultCount} 处。${report.faultCount > report.faults.length ? `只列出前 ${report.faults.length} 处。` : ''}`,
    );
  say('全部相符。');
}

/** Days are those of Beijing, both included. The export itself is in the ledger before its first line is written. */
export async function exportRows(options: { from: string; to: string; format: string }, say: Say): Promise<void> {
  const { from, to, format } = options;
  if (!isDay(from) || !isDay(to) || from > to)
    throw new InputRefused('--from 和 --to 是日期，例如 2026-01-01，起在止之前。');
  const isFormat = (f: string): f is ExportFormat => (exportFormats as readonly string[]).includes(f);
  if (!isFormat(format)) throw new InputRefused(`--format 只能是 ${exportFormats.join('、')}。`);
  await withDatabase('service', async (source) => {
    await new Disclosures(source).exported(
      { legislatureId: null, accountId: null },
      'exportLedger',
      'AuditRecord',
      null,
      { from, to, format },
    );
    let rows = 0;
    for await (const line of exportLedger(
      source.manager,
      `${from}T00:00:00+08:00`,
      `${addDays(to, 1)}T00:00:00+08:00`,
      format,
    )) {
      if (!process.stdout.write(line)) await once(process.stdout, 'drain');
      rows++;
    }
    say(`写出了 ${format === 'csv' ? rows - 1 : rows} 行。`);
  });
}
