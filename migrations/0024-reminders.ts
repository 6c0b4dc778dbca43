import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 催办 of bodies that have not answered, and the calls that were made to them. */
export class Reminders1795310000024 implements MigrationInterface {
  name = 'Reminders1795310000024';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`CREATE TABLE solicitation_reminder (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature,
        solicitation_id uuid NOT NULL REFERENCES solicitation, way text NOT NULL, words text NOT NULL,
        by_account uuid NOT NULL, at timestamptz NOT NULL,
        CONSTRAINT solicitation_reminder_way_known CHECK (way IN ('URGED', 'CALLED')),
        CONSTRAINT solicitation_reminder_words_length CHECK (char_length(words) BETWEEN 1 AND 500))`);
    await q.query(`CREATE INDEX solicitation_reminder_solicitation ON solicitation_reminder (solicitation_id, at)`);
    await q.query(
      `COMMENT ON TABLE solicitation_reminder IS 'append-only: sealed: 催办 of a task in words that its body reads, and calls about it'`,
    );
    await q.query(`CREATE TRIGGER wait_for_seal AFTER INSERT ON solicitation_reminder REFERENCING NEW TABLE AS added
        FOR EACH STATEMENT EXECUTE FUNCTION words_wait_for_seal()`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
