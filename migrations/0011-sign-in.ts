import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Second factors, fresh confirmations of identity, devices an account is known on; a letter's signer is another person than its author. */
export class SignIn1795310000011 implements MigrationInterface {
  name = 'SignIn1795310000011';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`ALTER TABLE session ADD COLUMN reauthenticated_at timestamptz`);
    await q.query(`CREATE TABLE second_factor (
        id uuid PRIMARY KEY, account_id uuid NOT NULL REFERENCES account, secret bytea, started_at timestamptz NOT NULL, confirmed_at timestamptz, last_step bigint, ended_at timestamptz,
        CONSTRAINT second_factor_ended_is_wiped CHECK ((ended_at IS NULL) = (secret IS NOT NULL)), CONSTRAINT second_factor_step_is_used CHECK (last_step IS NULL OR confirmed_at IS NOT NULL))`);
    await q.query(`CREATE UNIQUE INDEX second_factor_one_at_work ON second_factor (account_id) WHERE ended_at IS NULL AND confirmed_at IS NOT NULL`);
    await q.query(`CREATE UNIQUE INDEX second_factor_one_begun ON second_factor (account_id) WHERE ended_at IS NULL AND confirmed_at IS NULL`);
    await q.query(`COMMENT ON TABLE second_factor IS 'kept: 动态验证码 of an account; the secret is sealed with the installation keys, and wiped when the factor ends'`);
    await q.query(`CREATE TABLE recovery_code (
        second_factor_id uuid NOT NULL REFERENCES second_factor, digest bytea NOT NULL, used_at timestamptz, PRIMARY KEY (second_factor_id, digest))`);
    await q.query(`COMMENT ON TABLE recovery_code IS 'kept: 恢复码, by keyed digest; each is used once'`);
    await q.query(`CREATE TABLE known_device (
        account_id uuid NOT NULL REFERENCES account, device bytea NOT NULL, first_at timestamptz NOT NULL, last_at timestamptz NOT NULL, PRIMARY KEY (account_id, device))`);
    await q.query(`COMMENT ON TABLE known_device IS 'transient: browsers on which an account has signed in, by hash; their failures are counted apart'`);
    await q.query(`CREATE INDEX sign_in_attempt_last_at ON sign_in_attempt (last_at)`);
    await q.query(`CREATE FUNCTION letter_signer_is_another() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.command = 'sign' AND NEW.by_account = (SELECT prepared_by FROM letter WHERE id = NEW.letter_id) THEN
          RAISE EXCEPTION 'letter_signer_is_another' USING ERRCODE = 'check_violation', CONSTRAINT = 'letter_signer_is_another';
        END IF; RETURN NEW; END $$`);
    await q.query(`CREATE TRIGGER letter_signer_is_another BEFORE INSERT ON letter_event FOR EACH ROW EXECUTE FUNCTION letter_signer_is_another()`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
