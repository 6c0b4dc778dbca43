/**
 * The ledger as lines to keep elsewhere (at least six months, compliance §2): ids, acts and outcomes, which are all it
 * has.
 */
import type { EntityManager } from 'typeorm';
import { ledgerRows } from './seals.sql.js';

export const exportFormats = ['jsonl', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

const COLUMNS = [
  'at',
  'id',
  'legislature',
  'accountId',
  'act',
  'objectKind',
  'objectId',
  'outcome',
  'detail',
  'requestId',
  'salt',
  'digest',
  'seal',
] as const;

/** RFC 4180; what a spreadsheet would run as a formula stays text */
function cell(value: unknown): string {
  const text = value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/**
 * Rows from `from` on and before `until` (ISO 8601), oldest first, one text per line with its end; a CSV begins with
 * its names.
 */
export async function* exportLedger(
  manager: EntityManager,
  from: string,
  until: string,
  format: ExportFormat,
): AsyncGenerator<string> {
  if (format === 'csv') yield `\uFEFF${COLUMNS.join(',')}\r\n`;
  for await (const r of ledgerRows(manager, from, until)) {
    const exported = {
      at: r.at.toISOString(),
      id: r.id,
      legislature: r.legislature,
      accountId: r.account_id,
      act: r.act,
      objectKind: r.object_kind,
      objectId: r.object_id,
      outcome: r.outcome,
      detail: r.detail,
      requestId: r.request_id,
      salt: r.salt?.toString('hex') ?? null,
      digest: r.digest?.toString('hex') ?? null,
      seal: r.seal === null ? null : Number(r.seal),
    } satisfies Record<(typeof COLUMNS)[number], unknown>;
    yield format === 'jsonl'
      ? `${JSON.stringify(exported)}\n`
      : `${COLUMNS.map((c) => cell(exported[c])).join(',')}\r\n`;
  }
}
