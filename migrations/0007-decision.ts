import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Proposed handling, decision sheets, decisions, events, carry-over, evidence. */
export class Decision1795310000007 implements MigrationInterface {
  name = 'Decision1795310000007';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`CREATE TABLE comment_event (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, comment_id uuid NOT NULL REFERENCES comment, sequence integer NOT NULL, command text NOT NULL, state text NOT NULL, detail jsonb, salt bytea NOT NULL, digest bytea NOT NULL, by_account uuid, at timestamptz NOT NULL,
        CONSTRAINT comment_event_sequence UNIQUE (comment_id, sequence))`);
    await q.query(`COMMENT ON TABLE comment_event IS 'append-only: each step of a comment; digest = SHA-256(salt, canonical JSON with the digest before)'`);
    await q.query(`CREATE TABLE proposed_handling (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, comment_id uuid NOT NULL REFERENCES comment, revision integer NOT NULL, outcome text NOT NULL, reason_class text, words text NOT NULL, by_account uuid NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT proposed_handling_revision UNIQUE (comment_id, revision), CONSTRAINT handling_outcome_known CHECK (outcome IN ('ADOPTED', 'PARTIALLY_ADOPTED', 'NOT_ADOPTED')),
        CONSTRAINT handling_not_adopted_has_reason CHECK ((outcome = 'NOT_ADOPTED') = (reason_class IS NOT NULL) AND (outcome = 'ADOPTED' OR char_length(words) > 0)))`);
    await q.query(`COMMENT ON TABLE proposed_handling IS 'append-only: 拟处理意见, internal, revision by revision'`);
    await q.query(`CREATE TABLE decision_sheet (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, consultation_id uuid NOT NULL REFERENCES consultation, number integer NOT NULL, title text NOT NULL, state text NOT NULL, prepared_by uuid NOT NULL, prepared_at timestamptz NOT NULL,
        checked_by uuid, checked_at timestamptz, signed_by uuid, signed_at timestamptz, version integer NOT NULL DEFAULT 1,
        CONSTRAINT decision_sheet_number UNIQUE (consultation_id, number), CONSTRAINT decision_sheet_signer_is_another CHECK (signed_by <> prepared_by), CONSTRAINT decision_sheet_checker_is_another CHECK (checked_by <> prepared_by AND checked_by <> signed_by))`);
    await q.query(`COMMENT ON TABLE decision_sheet IS 'kept: 采纳情况表, the unit of sign-off'`);
    await q.query(`CREATE TABLE decision_sheet_line (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, sheet_id uuid NOT NULL REFERENCES decision_sheet, ordinal integer NOT NULL, comment_id uuid NOT NULL REFERENCES comment, handling_id uuid NOT NULL REFERENCES proposed_handling, state text NOT NULL, version integer NOT NULL DEFAULT 1,
        CONSTRAINT decision_sheet_line_once UNIQUE (sheet_id, comment_id), CONSTRAINT decision_sheet_line_state CHECK (state IN ('LISTED', 'RETURNED', 'SIGNED')))`);
    await q.query(`COMMENT ON TABLE decision_sheet_line IS 'kept: one comment on a sheet; struck lines are RETURNED'`);
    await q.query(`CREATE TABLE decision (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, comment_id uuid NOT NULL REFERENCES comment, sheet_id uuid NOT NULL REFERENCES decision_sheet, sequence integer NOT NULL, outcome text NOT NULL, reason_class text, words text NOT NULL, prepared_by uuid NOT NULL, signed_by uuid NOT NULL, signed_at timestamptz NOT NULL,
        CONSTRAINT decision_sequence UNIQUE (comment_id, sequence), CONSTRAINT decision_signer_is_another CHECK (signed_by <> prepared_by))`);
    await q.query(`COMMENT ON TABLE decision IS 'append-only: the signed decision on a comment'`);
    await q.query(`CREATE TABLE outcome_release (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, comment_id uuid NOT NULL REFERENCES comment, decision_id uuid NOT NULL REFERENCES decision, cause text NOT NULL, draft_id uuid REFERENCES draft, at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT outcome_release_once UNIQUE (decision_id))`);
    await q.query(`COMMENT ON TABLE outcome_release IS 'append-only: 采纳情况 released after a recorded event'`);
    await q.query(`CREATE TABLE carry_over (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, comment_id uuid NOT NULL REFERENCES comment, from_draft_id uuid NOT NULL REFERENCES draft, to_draft_id uuid NOT NULL REFERENCES draft, result text NOT NULL, provision_id uuid REFERENCES provision, quote_start integer, quote_end integer, score real NOT NULL, reason text NOT NULL, round integer NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT carry_over_result_known CHECK (result IN ('CARRIED', 'MOVED', 'ORPHANED')), CONSTRAINT carry_over_once UNIQUE (comment_id, to_draft_id, round))`);
    await q.query(`COMMENT ON TABLE carry_over IS 'append-only: where a comment stands in a later draft; an orphan keeps its original words'`);
    await q.query(`CREATE TABLE evidence (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, comment_id uuid NOT NULL REFERENCES comment, to_draft_id uuid NOT NULL REFERENCES draft, old_provision_id uuid REFERENCES provision, new_provision_id uuid REFERENCES provision, changes jsonb NOT NULL, method text NOT NULL, score real NOT NULL, proposed_by uuid, at timestamptz NOT NULL DEFAULT clock_timestamp())`);
    await q.query(`CREATE INDEX evidence_comment ON evidence (comment_id)`);
    await q.query(`COMMENT ON TABLE evidence IS 'append-only: 采纳佐证, the changed words; stored with the version of the method'`);
    await q.query(`CREATE TABLE evidence_review (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, evidence_id uuid NOT NULL REFERENCES evidence, status text NOT NULL, by_account uuid NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT evidence_review_known CHECK (status IN ('CONFIRMED', 'REJECTED')))`);
    await q.query(`CREATE INDEX evidence_review_evidence ON evidence_review (evidence_id)`);
    await q.query(`COMMENT ON TABLE evidence_review IS 'append-only: a person confirmed or rejected the evidence; the last one counts'`);
    await q.query(`CREATE TABLE adoption_explanation (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, comment_id uuid NOT NULL REFERENCES comment, words text NOT NULL, by_account uuid NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp(), CONSTRAINT adoption_explanation_words CHECK (char_length(words) BETWEEN 1 AND 4000))`);
    await q.query(`CREATE INDEX adoption_explanation_comment ON adoption_explanation (comment_id)`);
    await q.query(`COMMENT ON TABLE adoption_explanation IS 'append-only: why an adopted comment shows no changed words; the last one counts'`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
