import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Consultations, solicitations, law codes. */
export class Consultation1795310000004 implements MigrationInterface {
  name = 'Consultation1795310000004';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`CREATE TABLE consultation (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, regulation_id uuid NOT NULL REFERENCES regulation, draft_id uuid NOT NULL REFERENCES draft, method text NOT NULL, title text NOT NULL,
        opens_on date NOT NULL, closes_on date NOT NULL, state text NOT NULL, short_reason text, approved_by_body text, approved_on date, issued_at timestamptz, version integer NOT NULL DEFAULT 1, created_at timestamptz NOT NULL,
        CONSTRAINT consultation_window CHECK (closes_on >= opens_on))`);
    await q.query(`CREATE INDEX consultation_regulation ON consultation (regulation_id)`);
    await q.query(`CREATE INDEX consultation_draft ON consultation (draft_id)`);
    await q.query(`COMMENT ON TABLE consultation IS 'kept: 征求意见, one round on one draft; open and closed are derived from its days and the clock'`);
    await q.query(`CREATE TABLE solicitation (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, consultation_id uuid NOT NULL REFERENCES consultation, contact_point_id uuid NOT NULL REFERENCES contact_point, due_on date NOT NULL, state text NOT NULL,
        issued_at timestamptz NOT NULL, received_at timestamptz, answered_at timestamptz, version integer NOT NULL DEFAULT 1,
        CONSTRAINT solicitation_once UNIQUE (consultation_id, contact_point_id))`);
    await q.query(`CREATE INDEX solicitation_contact_point ON solicitation (contact_point_id)`);
    await q.query(`COMMENT ON TABLE solicitation IS 'kept: 征求意见任务, one consultation and one body asked'`);
    await q.query(`CREATE TABLE law_code (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, regulation_id uuid NOT NULL REFERENCES regulation, contact_point_id uuid REFERENCES contact_point, code text NOT NULL, label text NOT NULL, channel text NOT NULL DEFAULT 'CODE',
        created_at timestamptz NOT NULL, revoked_at timestamptz, version integer NOT NULL DEFAULT 1,
        CONSTRAINT law_code_unique UNIQUE (code), CONSTRAINT law_code_form CHECK (code ~ '^[0-9]{10}$'))`);
    await q.query(`CREATE UNIQUE INDEX law_code_main_once ON law_code (regulation_id) WHERE contact_point_id IS NULL`);
    await q.query(`CREATE UNIQUE INDEX law_code_variant_once ON law_code (regulation_id, contact_point_id, label) WHERE contact_point_id IS NOT NULL`);
    await q.query(`COMMENT ON TABLE law_code IS 'kept: 一法一码, one per regulation with variants per contact point; public, not secret'`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
