import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a resident may leave to be reached by, sealed field by field under the data key of the legislature; erasable, unlike the words. */
export class ContactData1795310000013 implements MigrationInterface {
  name = 'ContactData1795310000013';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`CREATE TABLE data_key (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, wrapped text NOT NULL, created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT data_key_one UNIQUE (legislature_id), CONSTRAINT data_key_is_wrapped CHECK (wrapped LIKE 'y1.%'))`);
    await q.query(`COMMENT ON TABLE data_key IS 'kept: seals the personal data of one legislature; wrapped by a key of the keys file, wrapped anew when that rotates'`);
    await q.query(`CREATE TABLE opinion_contact (
        id uuid PRIMARY KEY REFERENCES opinion, legislature_id uuid NOT NULL REFERENCES legislature, name text, phone text, notice text NOT NULL,
        CONSTRAINT opinion_contact_says_something CHECK (name IS NOT NULL OR phone IS NOT NULL),
        CONSTRAINT opinion_contact_is_sealed CHECK ((name IS NULL OR name LIKE 'y1.%') AND (phone IS NULL OR phone LIKE 'y1.%')))`);
    await q.query(`COMMENT ON TABLE opinion_contact IS 'transient: 联系方式, sealed; which notice was shown; erased when its time is over or when asked'`);
    await q.query(`CREATE INDEX file_uploaded ON file (uploaded_by, created_at)`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
