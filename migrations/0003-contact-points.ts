import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Contact points in a tree, and which legislature asks them. */
export class ContactPoints1795310000003 implements MigrationInterface {
  name = 'ContactPoints1795310000003';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`CREATE TABLE contact_point (
        id uuid PRIMARY KEY, parent_id uuid REFERENCES contact_point, name text NOT NULL, short_name text NOT NULL, level text NOT NULL, kind text NOT NULL, address text, fields text[] NOT NULL DEFAULT '{}',
        established_on date, created_at timestamptz NOT NULL, version integer NOT NULL DEFAULT 1, CONSTRAINT contact_point_not_its_own_parent CHECK (parent_id <> id))`);
    await q.query(`CREATE INDEX contact_point_parent ON contact_point (parent_id)`);
    await q.query(`COMMENT ON TABLE contact_point IS 'kept: 基层立法联系点; shared between legislatures through engagements'`);
    await q.query(`CREATE TABLE engagement (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, contact_point_id uuid NOT NULL REFERENCES contact_point, since date NOT NULL, until date, leader_name text, version integer NOT NULL DEFAULT 1,
        CONSTRAINT engagement_once UNIQUE (legislature_id, contact_point_id))`);
    await q.query(`CREATE INDEX engagement_contact_point ON engagement (contact_point_id)`);
    await q.query(`COMMENT ON TABLE engagement IS 'kept: 聘用, a contact point asked by a legislature'`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
