import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a legislature notes of a contact point: who established it, who works there; and who passed a task on. */
export class TheNetwork1795310000031 implements MigrationInterface {
  name = 'TheNetwork1795310000031';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`CREATE TABLE establishment (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature,
        contact_point_id uuid NOT NULL REFERENCES contact_point, ordinal integer NOT NULL, organ text NOT NULL,
        since date, years integer, until date, plaque text,
        CONSTRAINT establishment_once UNIQUE (legislature_id, contact_point_id, ordinal),
        CONSTRAINT establishment_one_term CHECK (years IS NULL OR until IS NULL),
        CONSTRAINT establishment_years CHECK (years BETWEEN 1 AND 50))`);
    await q.query(`CREATE INDEX establishment_contact_point ON establishment (contact_point_id)`);
    await q.query(
      `COMMENT ON TABLE establishment IS 'transient: 设立机关 with date, term and plaque, as a legislature notes them; written anew when they are corrected'`,
    );
    await q.query(`CREATE TABLE contact_person (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature,
        contact_point_id uuid NOT NULL REFERENCES contact_point, ordinal integer NOT NULL, role text NOT NULL,
        name text NOT NULL, phone text,
        CONSTRAINT contact_person_once UNIQUE (legislature_id, contact_point_id, ordinal),
        CONSTRAINT contact_person_role_known CHECK (role IN ('LEADER', 'LIAISON', 'INFORMATION')),
        CONSTRAINT contact_person_is_sealed CHECK (name LIKE 'y1.%' AND (phone IS NULL OR phone LIKE 'y1.%')))`);
    await q.query(`CREATE INDEX contact_person_contact_point ON contact_person (contact_point_id)`);
    await q.query(
      `COMMENT ON TABLE contact_person IS 'transient: 负责人 联络员 信息员 with their phones, sealed; written anew when they are corrected'`,
    );
    await q.query(`ALTER TABLE solicitation ADD COLUMN passed_on_by uuid REFERENCES contact_point`);
    await q.query(`CREATE INDEX solicitation_passed_on ON solicitation (passed_on_by) WHERE passed_on_by IS NOT NULL`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
