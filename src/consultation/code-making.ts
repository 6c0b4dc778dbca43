/** 一法一码 as they are made: the code of a regulation, and variants of it for contact points and for places. */
import { randomInt, randomUUID } from 'node:crypto';
import { IsNull } from 'typeorm';
import { insertIfNew } from '../platform/database/insert-if-new.sql.js';
import type { Transaction } from '../platform/database/scope.js';
import { LawCodeRow } from './consultation.entities.js';
import { newLawCode } from './law-code.rules.js';

/** A code that there is to be: of the regulation itself where both are null */
export interface WantedCode {
  contactPointId: string | null;
  /** where it hangs; null for the code of a regulation or of a contact point */
  place: string | null;
  label: string;
}

const keyOf = (c: Pick<WantedCode, 'contactPointId' | 'place'>): string => `${c.contactPointId ?? ''} ${c.place ?? ''}`;

/**
 * The codes in use of a regulation that are wanted, in the order asked for. They are kept for life: only the missing
 * ones are made, under the lock on the regulation, also where the only one was revoked. A drawn number that exists is
 * drawn again.
 */
export async function ensureCodes(
  tx: Transaction,
  regulationId: string,
  wanted: readonly WantedCode[],
  at: Date,
): Promise<{ code: LawCodeRow; made: boolean }[]> {
  const before = await tx.find(LawCodeRow, { regulationId, revokedAt: IsNull() });
  const known = new Map(before.map((c) => [keyOf(c), c]));
  let missing = [...new Map(wanted.map((w) => [keyOf(w), w])).values()].filter((w) => !known.has(keyOf(w)));
  const made = new Set(missing.map(keyOf));
  while (missing.length > 0) missing = await make(tx, regulationId, missing, at);
  const all = made.size === 0 ? before : await tx.find(LawCodeRow, { regulationId, revokedAt: IsNull() });
  const inUse = new Map(all.map((c) => [keyOf(c), c]));
  return wanted.map((w) => {
    const code = inUse.get(keyOf(w));
    if (!code) throw new Error('a code was made and is not there');
    return { code, made: made.has(keyOf(w)) };
  });
}

const COLUMNS = {
  id: 'uuid',
  legislature_id: 'uuid',
  regulation_id: 'uuid',
  contact_point_id: 'uuid',
  place: 'text',
  code: 'text',
  label: 'text',
  channel: 'text',
  created_at: 'timestamptz',
};

/** Gives back those whose number was taken */
async function make(
  tx: Transaction,
  regulationId: string,
  wanted: readonly WantedCode[],
  at: Date,
): Promise<WantedCode[]> {
  const rows = wanted.map((of) => ({
    of,
    columns: [
      randomUUID(),
      tx.legislatureId,
      regulationId,
      of.contactPointId,
      of.place,
      newLawCode(randomInt),
      of.label,
      'CODE',
      at,
    ],
  }));
  const columns = rows.map((r) => r.columns);
  const stored = await insertIfNew(tx.manager, 'law_code', 'law_code_unique', COLUMNS, columns);
  return rows.filter((r) => !stored.has(r.columns[0] as string)).map((r) => r.of);
}
