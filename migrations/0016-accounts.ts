import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The life of an account: when it signed in last, since when its password is the one it is, why it was stopped; the passwords it had. */
export class Accounts1795310000016 implements MigrationInterface {
  name = 'Accounts1795310000016';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`ALTER TABLE account ADD COLUMN last_signed_in_at timestamptz`);
    await q.query(`UPDATE account a SET last_signed_in_at = (SELECT max(r.at) FROM audit_record r WHERE r.object_id = a.id AND r.act = 'signIn' AND r.outcome = 'DONE')`);
    // whatever counts from it begins with this version: nobody is shut out by an upgrade
    await q.query(`ALTER TABLE account ADD COLUMN password_set_at timestamptz NOT NULL DEFAULT now()`);
    await q.query(`CREATE TABLE former_password (account_id uuid NOT NULL REFERENCES account, set_at timestamptz NOT NULL, password_hash text NOT NULL, PRIMARY KEY (account_id, set_at))`);
    await q.query(`COMMENT ON TABLE former_password IS 'transient: the last five passwords an account chose, the present one among them, by argon2id hash; older ones are forgotten'`);
    await q.query(`INSERT INTO former_password (account_id, set_at, password_hash) SELECT id, password_set_at, password_hash FROM account WHERE password_hash IS NOT NULL AND NOT must_change_password`);
    await q.query(`CREATE TABLE account_change (
        id uuid PRIMARY KEY, account_id uuid NOT NULL REFERENCES account, act text NOT NULL, reason text, by_account uuid NOT NULL REFERENCES account, at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT account_change_known CHECK (act IN ('DISABLED', 'ENABLED')), CONSTRAINT account_change_says_why CHECK ((act = 'DISABLED') = (reason IS NOT NULL)))`);
    await q.query(`CREATE INDEX account_change_account ON account_change (account_id)`);
    await q.query(`COMMENT ON TABLE account_change IS 'append-only: 停用 and 启用 of accounts, with the reason'`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
