/** Which opinions are kept apart 隔离待核, and who is named to read them. */
import { IsNull } from 'typeorm';
import { oneOf } from '../../platform/database/one-of.js';
import type { Reader } from '../../platform/database/scope.js';
import { OpinionStatusRow } from '../opinions.entities.js';
import { QuarantineReaderRow } from './quarantine.entities.js';

/** Is the account among the few of the legislature at hand? */
export const isNamed = async (reader: Reader, accountId: string | null): Promise<boolean> =>
  accountId !== null && (await reader.one(QuarantineReaderRow, { accountId, endedAt: IsNull() })) !== null;

/** Of these opinions those that are kept apart now */
export async function keptApartAmong(reader: Reader, opinionIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await reader.find(OpinionStatusRow, { id: oneOf(opinionIds), state: 'QUARANTINED' });
  return new Set(rows.map((r) => r.id));
}

export const areKeptApart = async (reader: Reader, opinionId: string): Promise<boolean> =>
  (await keptApartAmong(reader, [opinionId])).has(opinionId);
