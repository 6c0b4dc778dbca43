/**
 * What holds in every session of the service's role. It stands with the role, not in what a connection brings along: a
 * pooler refuses that, or hands a session on with what somebody else has set.
 */
import type { Client } from 'pg';

/**
 * A statement that takes longer is stuck; a transaction that waits for its own process longer is abandoned. In the form
 * that PostgreSQL shows.
 */
export const ROLE_SETTINGS = {
  statement_timeout: '1min',
  idle_in_transaction_session_timeout: '30s',
  lock_timeout: '15s',
} as const;

const wanted = Object.entries(ROLE_SETTINGS).map(([name, value]) => `${name}=${value}`);

/** Gives the role its time-outs, where it does not have them: nothing is written twice. */
export async function settleRole(db: Client, role: string): Promise<void> {
  const { rows } = await db.query<{ has: string[] | null }>(
    'select rolconfig as has from pg_roles where rolname = $1',
    [role],
  );
  if (wanted.every((setting) => rows[0]?.has?.includes(setting) === true)) return;
  for (const [name, value] of Object.entries(ROLE_SETTINGS))
    await db
      .query(`alter role ${db.escapeIdentifier(role)} set ${name} = ${db.escapeLiteral(value)}`)
      .catch((e: { code?: string }) => {
        // another process that starts has just said the same
        if (e.code !== 'XX000') throw e as unknown as Error;
      });
}
