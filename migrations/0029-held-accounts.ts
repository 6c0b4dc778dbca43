import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Resets of a password or a second factor are noted, and an account of which both were reset signs nothing. */
export class HeldAccounts1795310000029 implements MigrationInterface {
  name = 'HeldAccounts1795310000029';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`CREATE TABLE account_hold (
        id uuid PRIMARY KEY, account_id uuid NOT NULL REFERENCES account, at timestamptz NOT NULL,
        until timestamptz, confirmed_by uuid REFERENCES account, resets uuid[] NOT NULL,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT account_hold_confirmed_is_over CHECK (confirmed_by IS NULL OR until IS NOT NULL),
        CONSTRAINT account_hold_confirmed_by_another CHECK (confirmed_by <> account_id))`);
    await q.query(`CREATE INDEX account_hold_account ON account_hold (account_id, at)`);
    await q.query(`CREATE UNIQUE INDEX account_hold_one_without_end ON account_hold (account_id) WHERE until IS NULL`);
    await q.query(
      `COMMENT ON TABLE account_hold IS 'kept: an account of which password and second factor were reset by others; it signs nothing until somebody confirms or the time is over'`,
    );
    await q.query(`CREATE TABLE account_reset (
        id uuid PRIMARY KEY, account_id uuid NOT NULL REFERENCES account, what text NOT NULL,
        by_account uuid REFERENCES account, at timestamptz NOT NULL,
        made_good_at timestamptz,
        CONSTRAINT account_reset_what_known CHECK (what IN ('PASSWORD', 'SECOND_FACTOR')),
        CONSTRAINT account_reset_by_another CHECK (by_account <> account_id))`);
    await q.query(`CREATE INDEX account_reset_account ON account_reset (account_id, at)`);
    await q.query(
      `COMMENT ON TABLE account_reset IS 'kept: a password or a second factor that somebody else reset; by nobody where the operator of the machine did'`,
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
