import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a body reports to the legislature. */
export class Comments1795310000006 implements MigrationInterface {
  name = 'Comments1795310000006';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`CREATE TABLE comment (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, regulation_id uuid NOT NULL REFERENCES regulation, consultation_id uuid NOT NULL REFERENCES consultation, draft_id uuid NOT NULL REFERENCES draft,
        solicitation_id uuid REFERENCES solicitation, contact_point_id uuid REFERENCES contact_point, source_kind text NOT NULL, verbatim boolean NOT NULL, target_kind text NOT NULL,
        provision_id uuid REFERENCES provision, path text, quote_exact text, quote_prefix text, quote_suffix text, act text NOT NULL, created_by uuid, created_at timestamptz NOT NULL DEFAULT clock_timestamp())`);
    await q.query(`CREATE INDEX comment_consultation ON comment (consultation_id)`);
    await q.query(`CREATE INDEX comment_solicitation ON comment (solicitation_id)`);
    await q.query(`CREATE INDEX comment_provision ON comment (provision_id)`);
    await q.query(`COMMENT ON TABLE comment IS 'append-only: 报送意见, whom it comes from and what it is about'`);
    await q.query(`CREATE TABLE comment_wording (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, comment_id uuid NOT NULL REFERENCES comment, revision integer NOT NULL, text text NOT NULL, proposed_wording text, reason text, by_account uuid, at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT comment_wording_revision UNIQUE (comment_id, revision), CONSTRAINT comment_text_length CHECK (char_length(text) BETWEEN 1 AND 20000))`);
    await q.query(`COMMENT ON TABLE comment_wording IS 'append-only: the words of a comment, revision by revision until it is reported'`);
    await q.query(`CREATE TABLE comment_opinion (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, comment_id uuid NOT NULL REFERENCES comment, opinion_id uuid NOT NULL REFERENCES opinion, CONSTRAINT comment_opinion_once UNIQUE (comment_id, opinion_id))`);
    await q.query(`CREATE INDEX comment_opinion_opinion ON comment_opinion (opinion_id)`);
    await q.query(`COMMENT ON TABLE comment_opinion IS 'append-only: which voices a comment was made from'`);
    await q.query(`CREATE TABLE comment_status (
        id uuid PRIMARY KEY REFERENCES comment, legislature_id uuid NOT NULL REFERENCES legislature, consultation_id uuid NOT NULL REFERENCES consultation, state text NOT NULL, revision integer NOT NULL, reported_number integer, reported_at timestamptz, outcome text, sheet_id uuid, version integer NOT NULL DEFAULT 1,
        CONSTRAINT comment_status_known CHECK (state IN ('DRAFTED', 'REPORTED', 'RETURNED', 'PROPOSED', 'SIGNED', 'RELEASED', 'ANSWERED', 'REOPENED')),
        CONSTRAINT comment_reported_number UNIQUE (consultation_id, reported_number))`);
    await q.query(`CREATE INDEX comment_status_state ON comment_status (consultation_id, state)`);
    await q.query(`COMMENT ON TABLE comment_status IS 'kept: where a comment stands'`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
