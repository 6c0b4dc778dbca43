import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an office says about a text: its 说明, the plain points, a note of an article, 参阅资料; and a scope that stays. */
export class DraftNotes1795310000032 implements MigrationInterface {
  name = 'DraftNotes1795310000032';

  async up(q: QueryRunner): Promise<void> {
    const said = (name: string, columns: string, once: string): string => `CREATE TABLE ${name} (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature,
        draft_id uuid NOT NULL REFERENCES draft, revision integer NOT NULL, ${columns},
        by_account uuid NOT NULL REFERENCES account, at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT ${name}_revision UNIQUE (${once}, revision), CONSTRAINT ${name}_revision_counts CHECK (revision > 0))`;
    await q.query(
      said(
        'draft_statement',
        `title text NOT NULL, lines jsonb NOT NULL, file_id uuid REFERENCES file,
        CONSTRAINT draft_statement_lines_listed CHECK (jsonb_typeof(lines) = 'array')`,
        'draft_id',
      ),
    );
    await q.query(
      `COMMENT ON TABLE draft_statement IS 'append-only: 说明 of a text, revision by revision; the last one counts, and one without lines says that there is none'`,
    );
    await q.query(
      said(
        'draft_key_points',
        `sentence text NOT NULL, points jsonb NOT NULL,
        CONSTRAINT draft_key_points_listed CHECK (jsonb_typeof(points) = 'array')`,
        'draft_id',
      ),
    );
    await q.query(
      `COMMENT ON TABLE draft_key_points IS 'append-only: 一句话 and 要点 of a text, revision by revision; the last one counts'`,
    );
    await q.query(
      said(
        'draft_references',
        `entries jsonb NOT NULL,
        CONSTRAINT draft_references_listed CHECK (jsonb_typeof(entries) = 'array')`,
        'draft_id',
      ),
    );
    await q.query(
      `COMMENT ON TABLE draft_references IS 'append-only: 参阅资料 of a text, revision by revision; the last one counts'`,
    );
    // by the label, since a text that is not out has no articles of its own yet
    await q.query(said('provision_note', `label text NOT NULL, text text NOT NULL`, 'draft_id, label'));
    await q.query(
      `COMMENT ON TABLE provision_note IS 'append-only: 条文说明, the plain words about one article, revision by revision; the last one counts, and an empty one says that there is none'`,
    );
    await q.query(`CREATE FUNCTION keep_draft_scope() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.published_at IS NOT NULL AND NEW.scope IS DISTINCT FROM OLD.scope THEN
          RAISE EXCEPTION 'the scope of a published draft does not change: take it down'
            USING ERRCODE = '23514', CONSTRAINT = 'draft_scope_kept';
        END IF;
        RETURN NEW;
      END $$`);
    await q.query(
      `CREATE TRIGGER draft_scope_kept BEFORE UPDATE OF scope ON draft FOR EACH ROW EXECUTE FUNCTION keep_draft_scope()`,
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
