import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 催办 of bodies that have not answered, the calls made to them, and what of a text was accepted as it stands. */
export class UrgingAndMending1795310000024 implements MigrationInterface {
  name = 'UrgingAndMending1795310000024';

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
    await q.query(`CREATE TABLE draft_accepted_warning (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature,
        draft_id uuid NOT NULL REFERENCES draft, code text NOT NULL, line integer NOT NULL, words text NOT NULL,
        accepted boolean NOT NULL, by_account uuid NOT NULL, at timestamptz NOT NULL)`);
    await q.query(`CREATE INDEX draft_accepted_warning_draft ON draft_accepted_warning (draft_id, at)`);
    await q.query(
      `COMMENT ON TABLE draft_accepted_warning IS 'append-only: sealed: 原稿就是这样, what is odd in a text and right as it stands, by the words of its line; the last row of a warning counts'`,
    );
    for (const table of ['solicitation_reminder', 'draft_accepted_warning'])
      await q.query(`CREATE TRIGGER wait_for_seal AFTER INSERT ON ${table} REFERENCING NEW TABLE AS added
        FOR EACH STATEMENT EXECUTE FUNCTION words_wait_for_seal()`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
