/** Resets and holds of accounts as they are stored. Every time is the database's. */
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Role } from '../base/roles.rules.js';
import { HOLD_HOURS, type ResetKind, TOLD_FOR_DAYS, type Voucher } from './resets.rules.js';

export interface Hold {
  id: string;
  accountId: string;
  at: Date;
  /** null: until somebody confirms */
  until: Date | null;
  confirmedBy: string | null;
  version: number;
  isOver: boolean;
}

export interface Reset {
  holdId: string;
  what: ResetKind;
  /** null: by the operator of the machine */
  by: string | null;
  at: Date;
}

export interface Candidate extends Voucher {
  id: string;
  name: string;
}

const ON = (hold: string): string => `(${hold}.until is null or ${hold}.until > clock_timestamp())`;
const COLUMNS = `h.id, h.account_id as "accountId", h.at, h.until, h.confirmed_by as "confirmedBy", h.version, not ${ON('h')} as "isOver"`;

/** SQL: is the account of this id held */
export const isHeldSql = (id: string): string =>
  `exists (select 1 from account_hold h where h.account_id = ${id} and ${ON('h')})`;

/** SQL: a reset `r` of a password that nothing has made good, neither a second factor nor a hold that is over */
const STANDS = `r.what = 'PASSWORD' and r.made_good_at is null
  and not exists (select 1 from account_hold h where h.account_id = r.account_id and r.id = any(h.resets) and not ${ON('h')})`;

/** SQL: a reset `r` of a second factor since which none was bound */
const MISSING = `r.what = 'SECOND_FACTOR'
  and not exists (select 1 from second_factor f where f.account_id = r.account_id and f.confirmed_at > r.at)`;

const has = (what: string, id: string): string =>
  `exists (select 1 from account_reset r where r.account_id = ${id} and ${what})`;

/** Did its owner ever choose a password? Before that a new one-time password is part of the first activation. */
export async function hasChosenPassword(manager: EntityManager, accountId: string): Promise<boolean> {
  const rows = await manager.query<unknown[]>('select 1 from former_password where account_id = $1 limit 1', [
    accountId,
  ]);
  return rows.length > 0;
}

export async function insertReset(
  manager: EntityManager,
  { accountId, what, by, at }: { accountId: string; what: ResetKind; by: string | null; at: Date },
): Promise<string> {
  const id = randomUUID();
  await manager.query('insert into account_reset (id, account_id, what, by_account, at) values ($1, $2, $3, $4, $5)', [
    id,
    accountId,
    what,
    by,
    at,
  ]);
  return id;
}

/** Nothing is left of what the owner had: the password was given by others, and the second factor is gone */
export async function isBare(manager: EntityManager, accountId: string): Promise<boolean> {
  const rows = await manager.query<{ bare: boolean }[]>(
    `select ${has(STANDS, '$1')} and ${has(MISSING, '$1')} as bare`,
    [accountId],
  );
  return rows[0]?.bare === true;
}

export async function findHold(manager: EntityManager, accountId: string): Promise<Hold | null> {
  const rows = await manager.query<Hold[]>(
    `select ${COLUMNS} from account_hold h where h.account_id = $1 and ${ON('h')} order by h.at desc limit 1`,
    [accountId],
  );
  return rows[0] ?? null;
}

/** Of accounts that are held now, since when and until when */
export async function holdsOf(manager: EntityManager, accountIds: readonly string[]): Promise<Map<string, Hold>> {
  if (accountIds.length === 0) return new Map();
  const rows = await manager.query<Hold[]>(
    `select ${COLUMNS} from account_hold h where h.account_id = any($1::uuid[]) and ${ON('h')}`,
    [accountIds],
  );
  return new Map(rows.map((h) => [h.accountId, h]));
}

/** A hold with every reset that led to it, without an end yet */
export async function insertHold(manager: EntityManager, accountId: string, at: Date): Promise<Hold> {
  const hold = { id: randomUUID(), accountId, at, until: null, confirmedBy: null, version: 1, isOver: false };
  await manager.query(
    `insert into account_hold (id, account_id, at, resets) values ($1, $2, $3,
       array(select r.id from account_reset r where r.account_id = $2 and ((${STANDS}) or (${MISSING})) order by r.at))`,
    [hold.id, accountId, at],
  );
  return hold;
}

/** One reset more under a hold, which is another one by that than whoever is about to confirm has seen */
export async function addReset(manager: EntityManager, holdId: string, resetId: string): Promise<void> {
  await manager.query(
    'update account_hold set resets = resets || cast($2 as uuid), version = version + 1 where id = $1',
    [holdId, resetId],
  );
}

/** `from`: it ends by itself so many hours after; null: when somebody confirms */
export async function setEnd(manager: EntityManager, holdId: string, from: Date | null): Promise<void> {
  await manager.query(
    'update account_hold set until = cast($2 as timestamptz) + make_interval(hours => $3) where id = $1',
    [holdId, from, HOLD_HOURS],
  );
}

export async function endHold(manager: EntityManager, id: string, at: Date, by: string): Promise<void> {
  await manager.query('update account_hold set until = $2, confirmed_by = $3, version = version + 1 where id = $1', [
    id,
    at,
    by,
  ]);
}

/** Makes a password that others gave good: its owner has proven a second factor that was there before. */
export async function makePasswordGood(manager: EntityManager, accountId: string, at: Date): Promise<void> {
  await manager.query(
    `update account_reset set made_good_at = $2 where account_id = $1 and what = 'PASSWORD' and made_good_at is null and not ${isHeldSql('$1')}`,
    [accountId, at],
  );
}

/**
 * Who stands beside a held account in its legislatures, with one of these roles, and beside one that runs the
 * installation those who run it too; with what speaks against each.
 */
export function candidatesFor(
  manager: EntityManager,
  hold: Pick<Hold, 'id' | 'accountId'>,
  roles: readonly Role[],
): Promise<Candidate[]> {
  return manager.query<Candidate[]>(
    `select a.id, a.display_name as name, a.id = $1 as "isHeldOne",
       exists (select 1 from account_reset r where r.id = any(h.resets) and r.by_account = a.id) as "didReset",
       min(g.granted_at) >= (select min(r.at) from account_reset r where r.id = any(h.resets)) as "isNew",
       a.must_change_password or ${has(STANDS, 'a.id')} as "passwordGiven"
     from role_grant m
     join role_grant g on g.legislature_id is not distinct from m.legislature_id and g.revoked_at is null
     join account a on a.id = g.account_id and a.disabled_at is null
     join account_hold h on h.id = $2
     where m.account_id = $1 and m.revoked_at is null and g.role = any($3::text[])
     group by a.id, h.id order by a.display_name, a.id`,
    [hold.accountId, hold.id, roles],
  );
}

/** Holds of accounts that have or had a role in the domain, also those that are over since some days, newest first */
export function toldHolds(
  manager: EntityManager,
  legislatureId: string | null,
  most: number,
): Promise<(Hold & { name: string; confirmer: string | null })[]> {
  return manager.query(
    `select ${COLUMNS}, a.display_name as name, c.display_name as confirmer
     from account_hold h join account a on a.id = h.account_id left join account c on c.id = h.confirmed_by
     where (${ON('h')} or h.until > clock_timestamp() - make_interval(days => $2))
       and exists (select 1 from role_grant g where g.account_id = h.account_id and g.legislature_id is not distinct from $1)
     order by ${ON('h')} desc, h.at desc, h.id limit $3`,
    [legislatureId, TOLD_FOR_DAYS, most],
  );
}

/** What was reset under each of these holds, oldest first, with the name of whoever did */
export function resetsUnder(manager: EntityManager, holdIds: readonly string[]): Promise<Reset[]> {
  if (holdIds.length === 0) return Promise.resolve([]);
  return manager.query(
    `select h.id as "holdId", r.what, r.at, b.display_name as by
     from account_hold h join account_reset r on r.id = any(h.resets) left join account b on b.id = r.by_account
     where h.id = any($1::uuid[]) order by r.at, r.id`,
    [holdIds],
  );
}
