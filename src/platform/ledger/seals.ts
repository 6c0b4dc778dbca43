/**
 * Seals (封存): what was written to the ledger and to the event chains since the last seal, in one hash over the seal
 * before, signed with the installation's Ed25519 key. One job makes them, after commit, so no writer ever waits for
 * another.
 */
import { createHmac, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { canonical, digestWith, type Json, sha256 } from '../base/canonical.js';
import { Jobs } from '../database/jobs/jobs.js';
import { Keys } from '../database/keys/keys.js';
import { type EventContent, eventJson } from './chain.js';
import { type AuditContent, auditJson } from './ledger.js';
import {
  lastSeal,
  lockSealing,
  rowsOf,
  type Seal,
  type SealedRow,
  type SealedTable,
  sealedTables,
  type SealEntry,
  storeSeal,
  takeWaiting,
} from './seals.sql.js';

/** PKCS#8 of an Ed25519 key, up to its 32 bytes */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const ROWS_PER_SEAL = 2000;

export interface SealKey {
  id: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
  /** for the digests of words: whoever has the seals alone cannot try which short words make one */
  words: Buffer;
}

/** Derived from the keys file, as every key of the installation: the database alone cannot make a seal. */
export function sealKey(keys: Keys): SealKey {
  const privateKey = createPrivateKey({
    key: Buffer.concat([PKCS8, keys.key('ledger')]),
    format: 'der',
    type: 'pkcs8',
  });
  return { id: keys.id, privateKey, publicKey: createPublicKey(privateKey), words: keys.key('sealed words') };
}

const camel = (column: string): string => column.replaceAll(/_([a-z])/g, (_, c: string) => c.toUpperCase());

const auditContent = (r: SealedRow): AuditContent =>
  ({
    id: r.id,
    legislatureId: r.legislature_id,
    accountId: r.account_id,
    act: r.act,
    objectKind: r.object_kind,
    objectId: r.object_id,
    outcome: r.outcome,
    detail: r.detail,
    requestId: r.request_id,
    at: r.at,
  }) as AuditContent;

const eventContent = (r: SealedRow, owner: string, before: Buffer | null): EventContent =>
  ({
    owner: camel(owner),
    ownerId: r[owner],
    sequence: r.sequence,
    command: r.command,
    state: r.state,
    detail: r.detail,
    by: r.by_account,
    at: r.at,
    before,
  }) as EventContent;

/** What a row's own digest must be by its content; `before` is the digest of the step before in its chain. */
export const digestOf = (table: SealedTable, row: SealedRow, salt: Buffer, before: Buffer | null): Buffer =>
  digestWith(
    salt,
    table.owner === null ? auditJson(auditContent(row)) : eventJson(eventContent(row, table.owner, before)),
  );

const jsonOf = (value: unknown): Json =>
  value instanceof Date ? value.toISOString() : Buffer.isBuffer(value) ? value.toString('hex') : (value as Json);

const withoutNulls = (row: Readonly<Record<string, Json>>): Json =>
  Object.fromEntries(Object.entries(row).filter(([, v]) => v !== null));

/**
 * The digest of a row as a seal holds it: of every column that is not null, its salt and own digest too. A column that
 * a later migration adds leaves the rows of before as they were, as long as it is null in them.
 */
export const rowDigest = (row: Readonly<Record<string, unknown>>): Buffer =>
  sha256(canonical(withoutNulls(Object.fromEntries(Object.entries(row).map(([name, v]) => [name, jsonOf(v)])))));

/** The digest of a row of `table` as a seal holds it */
export const sealedDigest = (table: SealedTable, row: Readonly<Record<string, unknown>>, words: Buffer): Buffer =>
  table.kind === 'WORDS'
    ? createHmac('sha256', words)
        .update(canonical(withoutNulls(row.content as Record<string, Json>)))
        .digest()
    : rowDigest(row);

/** The hash of a seal: over everything in it, so that neither order nor number of its entries can change */
export function sealHash(
  seal: Pick<Seal, 'number' | 'previous' | 'at' | 'keyId'>,
  entries: readonly SealEntry[],
): Buffer {
  const json: Json = {
    number: seal.number,
    previous: seal.previous?.toString('hex') ?? null,
    at: seal.at.toISOString(),
    keyId: seal.keyId,
    entries: entries.map((e) => [e.source, e.rowId, e.digest?.toString('hex') ?? null]),
  };
  return sha256(canonical(json));
}

export const isSignedBy = (seal: Seal, key: KeyObject): boolean => verify(null, seal.hash, key, seal.signature);

@Injectable()
export class Seals implements OnModuleInit {
  constructor(
    private readonly source: DataSource,
    private readonly jobs: Jobs,
    private readonly keys: Keys,
  ) {}

  onModuleInit(): void {
    this.jobs.everyMinute('ledger.seal', async () => {
      await this.sealAll();
    });
  }

  /**
   * Seals until nothing waits; gives the number of rows that waited. Two at once take turns: a seal's number is unique,
   * and so is the one before it.
   */
  async sealAll(): Promise<number> {
    const key = sealKey(this.keys);
    for (let all = 0; ;) {
      const sealed = await this.seal(key);
      all += sealed;
      if (sealed < ROWS_PER_SEAL) return all;
    }
  }

  /** One seal of what waits, so that whoever reads does not wait for all that others wrote; gives how many rows */
  sealRound(): Promise<number> {
    return this.seal(sealKey(this.keys));
  }

  private seal(key: SealKey): Promise<number> {
    return this.source.transaction((manager) => this.sealIn(manager, key));
  }

  private async sealIn(manager: EntityManager, key: SealKey): Promise<number> {
    await lockSealing(manager);
    const taken = await takeWaiting(manager, ROWS_PER_SEAL);
    const waiting = taken.filter((w) => !w.isSealed);
    if (waiting.length === 0) return taken.length;
    const digests = new Map<string, Buffer>();
    for (const table of await sealedTables(manager)) {
      const ids = waiting.filter((w) => w.source === table.name).map((w) => w.rowId);
      if (ids.length === 0) continue;
      for (const row of await rowsOf(manager, table, ids))
        digests.set(`${table.name} ${row.id}`, sealedDigest(table, row, key.words));
    }
    // a row that is gone is sealed as gone: it must not vanish from what waits without a trace
    const entries = waiting.map((w): SealEntry => ({
      source: w.source,
      rowId: w.rowId,
      digest: digests.get(`${w.source} ${w.rowId}`) ?? null,
    }));
    const last = await lastSeal(manager);
    const at = (await manager.query<{ at: Date }[]>('select clock_timestamp() as at'))[0]?.at as Date;
    const open = { number: (last?.number ?? 0) + 1, previous: last?.hash ?? null, at, keyId: key.id };
    const hash = sealHash(open, entries);
    await storeSeal(manager, { ...open, hash, signature: sign(null, hash, key.privateKey) }, entries);
    return taken.length;
  }
}
