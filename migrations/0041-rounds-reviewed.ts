import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A prepared round is given to a checker; a paper about an internal text is one reader's, as PDF alone. */
export class RoundsReviewed1795310000041 implements MigrationInterface {
  name = 'RoundsReviewed1795310000041';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`ALTER TABLE legislature ADD COLUMN reviews_rounds boolean NOT NULL DEFAULT false`);
    await q.query(`ALTER TABLE legislature_change DROP CONSTRAINT legislature_change_setting_known,
        ADD CONSTRAINT legislature_change_setting_known CHECK (setting IN ('NAME', 'ORGAN_NAME', 'DOCUMENT_WORD', 'CONTACT_NAME',
          'CONTACT_PHONE', 'MINIMUM_DAYS', 'MINIMUM_DAYS_SOURCE', 'PROFILE', 'ADDRESS', 'POSTCODE', 'MAIL', 'PHONE_HOURS',
          'DUE_DAYS', 'NUMBER_SOURCE', 'REVIEWS_ROUNDS'))`);
    await q.query(`CREATE TABLE round_review (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature,
        consultation_id uuid NOT NULL REFERENCES consultation, state text NOT NULL, round_version integer NOT NULL,
        contact_point_ids uuid[] NOT NULL, due_on date, edits jsonb NOT NULL,
        sent_by uuid NOT NULL REFERENCES account, sent_at timestamptz NOT NULL,
        checked_by uuid REFERENCES account, checked_at timestamptz, note text, version integer NOT NULL DEFAULT 1,
        CONSTRAINT round_review_state_known CHECK (state IN ('SENT', 'PASSED', 'RETURNED', 'WITHDRAWN')),
        CONSTRAINT round_review_hands_apart CHECK (checked_by <> sent_by),
        CONSTRAINT round_review_checked_whole CHECK ((checked_by IS NULL) = (checked_at IS NULL)),
        CONSTRAINT round_review_judged CHECK (state NOT IN ('PASSED', 'RETURNED') OR checked_at IS NOT NULL),
        CONSTRAINT round_review_returned_says_why CHECK (state <> 'RETURNED' OR note IS NOT NULL))`);
    await q.query(`CREATE UNIQUE INDEX round_review_one_open ON round_review (consultation_id) WHERE state = 'SENT'`);
    await q.query(`CREATE INDEX round_review_of_round ON round_review (consultation_id, sent_at)`);
    await q.query(
      `COMMENT ON TABLE round_review IS 'kept: 送审, a prepared round as it was given to a checker, and what the checker said'`,
    );
    await q.query(`ALTER TABLE round_paper ADD COLUMN for_reader boolean NOT NULL DEFAULT false,
        ADD COLUMN reader_id uuid REFERENCES account, DROP CONSTRAINT round_paper_files_both,
        ADD CONSTRAINT round_paper_files_both CHECK (for_reader OR (docx_file_id IS NULL) = (pdf_file_id IS NULL)),
        ADD CONSTRAINT round_paper_print_only CHECK (NOT for_reader OR docx_file_id IS NULL),
        ADD CONSTRAINT round_paper_reader_of_own CHECK (for_reader OR reader_id IS NULL)`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
