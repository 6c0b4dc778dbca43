/**
 * What an account's password becomes: a one-time one that somebody else gave, or an own one. The last five own ones are
 * remembered as argon2id hashes and not taken again (等保 8.1.4.1 a).
 */
import type { EntityManager } from 'typeorm';
import { AccountRow } from './access.entities.js';
import { passwordMatches } from './password.js';

const REMEMBERED = 5;
const DAY = 86_400_000;

/**
 * What a one-time password makes of an account: it opens once, within 24 hours, and only to be exchanged for an own
 * one.
 */
export const oneTime = (
  passwordHash: string,
  at: Date,
): Pick<AccountRow, 'passwordHash' | 'mustChangePassword' | 'passwordExpiresAt' | 'passwordSetAt'> => ({
  passwordHash,
  mustChangePassword: true,
  passwordExpiresAt: new Date(at.getTime() + DAY),
  passwordSetAt: at,
});

/** Gives the locked account a one-time password; the one it had opens nothing any more. */
export async function giveOneTimePassword(
  manager: EntityManager,
  account: AccountRow,
  passwordHash: string,
  at: Date,
): Promise<void> {
  const changed = { ...oneTime(passwordHash, at), version: account.version + 1 };
  await manager.update(AccountRow, { id: account.id }, changed);
  Object.assign(account, changed);
}

/** The owner's own choice: it stands in the row, and among those that are not taken again. */
export async function setChosenPassword(
  manager: EntityManager,
  account: AccountRow,
  passwordHash: string,
  at: Date,
): Promise<void> {
  const changed = {
    passwordHash,
    mustChangePassword: false,
    passwordExpiresAt: null,
    passwordSetAt: at,
    version: account.version + 1,
  };
  await manager.update(AccountRow, { id: account.id }, changed);
  Object.assign(account, changed);
  await manager.query('insert into former_password (account_id, set_at, password_hash) values ($1, $2, $3)', [
    account.id,
    at,
    passwordHash,
  ]);
  await manager.query(
    'delete from former_password where account_id = $1 and set_at not in (select set_at from former_password where account_id = $1 order by set_at desc limit $2)',
    [account.id, REMEMBERED],
  );
}

/**
 * Was it one of the last five? `present` is the one that was just proven, own or one-time. Costs five hashes at most,
 * one after the other, in the queue of all hashes; ask it outside a transaction.
 */
export async function wasUsedBefore(
  manager: EntityManager,
  accountId: string,
  present: string,
  next: string,
): Promise<boolean> {
  if (present === next) return true;
  const former = await manager.query<{ password_hash: string }[]>(
    'select password_hash from former_password where account_id = $1 order by set_at desc limit $2',
    [accountId, REMEMBERED],
  );
  for (const { password_hash: hash } of former) if (await passwordMatches(hash, next)) return true;
  return false;
}
