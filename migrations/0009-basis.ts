import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an article rests on: the law above it and what other places wrote. */
export class Basis1795310000009 implements MigrationInterface {
  name = 'Basis1795310000009';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`CREATE TABLE provision_basis (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, draft_id uuid NOT NULL REFERENCES draft, provision_id uuid NOT NULL REFERENCES provision, revision integer NOT NULL, entries jsonb NOT NULL,
        by_account uuid NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT provision_basis_revision UNIQUE (provision_id, revision), CONSTRAINT provision_basis_revision_counts CHECK (revision > 0), CONSTRAINT provision_basis_entries_listed CHECK (jsonb_typeof(entries) = 'array'))`);
    await q.query(`CREATE INDEX provision_basis_draft ON provision_basis (draft_id)`);
    await q.query(`COMMENT ON TABLE provision_basis IS 'append-only: 条文依据, 上位法 and 外地规定 of one article, revision by revision; the last one counts'`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
