import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What residents said, verbatim; what became of it stands beside, never in the same row. */
export class Opinions1795310000005 implements MigrationInterface {
  name = 'Opinions1795310000005';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`CREATE TABLE opinion (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, regulation_id uuid NOT NULL REFERENCES regulation, consultation_id uuid NOT NULL REFERENCES consultation, draft_id uuid NOT NULL REFERENCES draft,
        contact_point_id uuid REFERENCES contact_point, law_code_id uuid REFERENCES law_code, direct boolean NOT NULL, channel text NOT NULL, target_kind text NOT NULL, provision_id uuid REFERENCES provision,
        path text, quote_exact text, quote_prefix text, quote_suffix text, act text NOT NULL, text text NOT NULL, proposed_wording text, reason text,
        submission_mac bytea NOT NULL, content_sha256 bytea NOT NULL, entered_by uuid, received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT opinion_stored_once UNIQUE (submission_mac, content_sha256),
        CONSTRAINT opinion_text_length CHECK (char_length(text) BETWEEN 1 AND 10000))`);
    await q.query(`CREATE INDEX opinion_consultation_point ON opinion (consultation_id, contact_point_id)`);
    await q.query(`CREATE INDEX opinion_provision ON opinion (provision_id)`);
    await q.query(`COMMENT ON TABLE opinion IS 'append-only: 群众原话, one voice, verbatim'`);
    await q.query(`CREATE TABLE opinion_status (
        id uuid PRIMARY KEY REFERENCES opinion, legislature_id uuid NOT NULL REFERENCES legislature, state text NOT NULL, set_aside_reason text, set_aside_note text, comment_id uuid, version integer NOT NULL DEFAULT 1,
        CONSTRAINT opinion_status_known CHECK (state IN ('RECEIVED', 'REPORTED', 'ANSWERED', 'SET_ASIDE', 'WITHDRAWN', 'QUARANTINED')),
        CONSTRAINT opinion_set_aside_has_reason CHECK ((state = 'SET_ASIDE') = (set_aside_reason IS NOT NULL)))`);
    await q.query(`CREATE INDEX opinion_status_open ON opinion_status (legislature_id, state)`);
    await q.query(`COMMENT ON TABLE opinion_status IS 'kept: where an opinion stands'`);
    await q.query(`CREATE TABLE opinion_event (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, opinion_id uuid NOT NULL REFERENCES opinion, command text NOT NULL, state text NOT NULL, reason text, comment_id uuid, by_account uuid, at timestamptz NOT NULL DEFAULT clock_timestamp())`);
    await q.query(`CREATE INDEX opinion_event_opinion ON opinion_event (opinion_id)`);
    await q.query(`COMMENT ON TABLE opinion_event IS 'append-only: each step of an opinion'`);
    await q.query(`CREATE TABLE receipt (
        id uuid PRIMARY KEY REFERENCES opinion, legislature_id uuid NOT NULL REFERENCES legislature, code_mac bytea NOT NULL, CONSTRAINT receipt_code_unique UNIQUE (code_mac))`);
    await q.query(`COMMENT ON TABLE receipt IS 'append-only: 回执码 as an HMAC; the code itself is with the resident only'`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
