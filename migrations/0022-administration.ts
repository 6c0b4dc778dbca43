import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Settings say who changed them, the ledger is read in the order of its seals, and its verification is a job. */
export class Administration1795310000022 implements MigrationInterface {
  name = 'Administration1795310000022';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`CREATE TABLE legislature_change (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, setting text NOT NULL,
        was text, becomes text, by_account uuid NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT legislature_change_setting_known CHECK (setting IN ('NAME', 'ORGAN_NAME', 'DOCUMENT_WORD',
          'CONTACT_NAME', 'CONTACT_PHONE', 'MINIMUM_DAYS', 'MINIMUM_DAYS_SOURCE', 'PROFILE')))`);
    await q.query(`CREATE INDEX legislature_change_setting ON legislature_change (legislature_id, setting, at)`);
    await q.query(`COMMENT ON TABLE legislature_change IS
        'append-only: sealed: 设置, which setting of a legislature was changed, from what to what and by whom'`);
    await q.query(`CREATE TRIGGER wait_for_seal AFTER INSERT ON legislature_change REFERENCING NEW TABLE AS added
        FOR EACH STATEMENT EXECUTE FUNCTION words_wait_for_seal()`);
    await q.query(`CREATE TABLE ledger_verification (
        id uuid PRIMARY KEY, asked_by uuid NOT NULL REFERENCES account,
        asked_at timestamptz NOT NULL DEFAULT clock_timestamp(), total bigint, done bigint NOT NULL DEFAULT 0,
        finished_at timestamptz, seals bigint, waiting bigint, head text, faults jsonb)`);
    await q.query(`CREATE INDEX ledger_verification_asked ON ledger_verification (asked_at)`);
    await q.query(`COMMENT ON TABLE ledger_verification IS
        'kept: 核验 of the ledger, how far it is and what it found, by kinds of fault'`);
    // the job that seals is alone in writing here, and no request waits for it
    await q.query(`CREATE INDEX seal_entry_of_ledger ON seal_entry ((seal_number * 1000000 + ordinal))
        WHERE source = 'audit_record'`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
