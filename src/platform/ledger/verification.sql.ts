/** 核验 of the ledger as it is asked for in the console: one row for each time, with how far it is. */
import type { EntityManager } from 'typeorm';
import type { FaultCode } from './verify.js';

const VERIFYING = 7_214_037; // any number, always the same

export interface StoredVerification {
  id: string;
  askedAt: Date;
  finishedAt: Date | null;
  total: number | null;
  done: number;
  seals: number | null;
  waiting: number | null;
  head: string | null;
  faults: Partial<Record<FaultCode, number>> | null;
}

interface Stored {
  id: string;
  asked_at: Date;
  finished_at: Date | null;
  total: string | null;
  done: string;
  seals: string | null;
  waiting: string | null;
  head: string | null;
  faults: Partial<Record<FaultCode, number>> | null;
}
const count = (n: string | null): number | null => (n === null ? null : Number(n));

const shown = (r: Stored): StoredVerification => ({
  id: r.id,
  askedAt: r.asked_at,
  finishedAt: r.finished_at,
  total: count(r.total),
  done: Number(r.done),
  seals: count(r.seals),
  waiting: count(r.waiting),
  head: r.head,
  faults: r.faults,
});

/** Whoever asks for one waits until another who asks has it, until commit, so that one is under way at a time */
export async function lockVerifications(manager: EntityManager): Promise<void> {
  await manager.query('select pg_advisory_xact_lock($1)', [VERIFYING]);
}

export async function lastVerification(manager: EntityManager): Promise<StoredVerification | null> {
  const [r] = await manager.query<Stored[]>('select * from ledger_verification order by asked_at desc, id limit 1');
  return r ? shown(r) : null;
}

export async function verificationOf(manager: EntityManager, id: string): Promise<StoredVerification | null> {
  const [r] = await manager.query<Stored[]>('select * from ledger_verification where id = $1', [id]);
  return r ? shown(r) : null;
}

export async function addVerification(manager: EntityManager, id: string, askedBy: string): Promise<void> {
  await manager.query('insert into ledger_verification (id, asked_by) values ($1, $2)', [id, askedBy]);
}

export async function noteProgress(manager: EntityManager, id: string, total: number, done: number): Promise<void> {
  await manager.query('update ledger_verification set total = $2, done = $3 where id = $1', [id, total, done]);
}

export async function noteResult(
  manager: EntityManager,
  id: string,
  result: { rows: number; seals: number; waiting: number; head: string | null; faults: object },
): Promise<void> {
  await manager.query(
    'update ledger_verification set total = $2, done = $2, seals = $3, waiting = $4, head = $5, faults = $6, finished_at = clock_timestamp() where id = $1',
    [id, result.rows, result.seals, result.waiting, result.head, JSON.stringify(result.faults)],
  );
}
