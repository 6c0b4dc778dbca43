import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Letters with gap-free numbers. */
export class Feedback1795310000008 implements MigrationInterface {
  name = 'Feedback1795310000008';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`CREATE TABLE letter (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, regulation_id uuid NOT NULL REFERENCES regulation, consultation_id uuid NOT NULL REFERENCES consultation, contact_point_id uuid NOT NULL REFERENCES contact_point, kind text NOT NULL, wording_version text NOT NULL, snapshot jsonb NOT NULL, snapshot_sha256 bytea NOT NULL, prepared_by uuid NOT NULL, composed_at timestamptz NOT NULL,
        CONSTRAINT letter_kind_known CHECK (kind IN ('INTERIM', 'FINAL', 'SUPPLEMENTARY')))`);
    await q.query(`COMMENT ON TABLE letter IS 'append-only: 采纳情况反馈函, its inputs and their hash'`);
    await q.query(`CREATE TABLE letter_status (
        id uuid PRIMARY KEY REFERENCES letter, legislature_id uuid NOT NULL REFERENCES legislature, consultation_id uuid NOT NULL REFERENCES consultation, contact_point_id uuid NOT NULL REFERENCES contact_point, kind text NOT NULL, state text NOT NULL, document_number text, issue_date date, signed_by uuid, signed_at timestamptz, docx_file_id uuid REFERENCES file, pdf_file_id uuid REFERENCES file, delivered_at timestamptz, received_at timestamptz, received_by uuid, void_reason text, version integer NOT NULL DEFAULT 1,
        CONSTRAINT letter_signed_has_number CHECK ((signed_at IS NULL) = (document_number IS NULL)), CONSTRAINT letter_number_unique UNIQUE (legislature_id, document_number))`);
    await q.query(`CREATE UNIQUE INDEX letter_one_valid ON letter_status (consultation_id, contact_point_id, kind) WHERE state NOT IN ('VOIDED', 'SUPERSEDED')`);
    await q.query(`COMMENT ON TABLE letter_status IS 'kept: where a letter stands'`);
    await q.query(`CREATE TABLE letter_event (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, letter_id uuid NOT NULL REFERENCES letter, command text NOT NULL, state text NOT NULL, detail jsonb, by_account uuid, at timestamptz NOT NULL DEFAULT clock_timestamp())`);
    await q.query(`CREATE INDEX letter_event_letter ON letter_event (letter_id)`);
    await q.query(`COMMENT ON TABLE letter_event IS 'append-only: each step of a letter'`);
    await q.query(`CREATE TABLE document_counter (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, word text NOT NULL, year integer NOT NULL, last_number integer NOT NULL DEFAULT 0, CONSTRAINT document_counter_once UNIQUE (legislature_id, word, year))`);
    await q.query(`COMMENT ON TABLE document_counter IS 'kept: the last number given per 机关代字 and year, moved on in the signing transaction'`);
    await q.query(`CREATE TABLE document_number (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, word text NOT NULL, year integer NOT NULL, number integer NOT NULL, letter_id uuid NOT NULL REFERENCES letter, at timestamptz NOT NULL DEFAULT clock_timestamp(), CONSTRAINT document_number_once UNIQUE (legislature_id, word, year, number))`);
    await q.query(`COMMENT ON TABLE document_number IS 'append-only: every number that was given, also to letters voided later'`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
