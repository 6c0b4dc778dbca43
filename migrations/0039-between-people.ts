import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What passed from one person to another is kept for whoever takes it over: the first screen says what was left open. */
export class BetweenPeople1795310000039 implements MigrationInterface {
  name = 'BetweenPeople1795310000039';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`CREATE TABLE handover (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature,
        from_account uuid NOT NULL REFERENCES account, to_account uuid NOT NULL REFERENCES account,
        by_account uuid NOT NULL REFERENCES account, at timestamptz NOT NULL, until timestamptz,
        note text, open_then jsonb NOT NULL, working_copies integer NOT NULL, read_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT handover_to_another CHECK (from_account <> to_account),
        CONSTRAINT handover_ends_later CHECK (until > at),
        CONSTRAINT handover_note_length CHECK (char_length(note) BETWEEN 1 AND 500),
        CONSTRAINT handover_working_copies_counted CHECK (working_copies >= 0))`);
    await q.query(`CREATE INDEX handover_to ON handover (to_account, legislature_id) WHERE read_at IS NULL`);
    await q.query(
      `COMMENT ON TABLE handover IS 'kept: 移交 and 代理: from whom to whom, until when, what was open then; figures, never what they are about'`,
    );
    await q.query(
      `COMMENT ON COLUMN role_grant.revoked_at IS 'since when it counts no more; lies ahead while somebody stands in 代理 until then'`,
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
