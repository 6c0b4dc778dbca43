import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Regulations, drafts, published provisions, lineage. */
export class Authoring1795310000002 implements MigrationInterface {
  name = 'Authoring1795310000002';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`CREATE TABLE regulation (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, title text NOT NULL, kind text NOT NULL, making text NOT NULL, stage text NOT NULL, secrecy text NOT NULL DEFAULT 'PUBLIC',
        created_at timestamptz NOT NULL, version integer NOT NULL DEFAULT 1,
        CONSTRAINT regulation_title_unique UNIQUE (legislature_id, title))`);
    await q.query(`COMMENT ON TABLE regulation IS 'kept: 法规项目, spans all drafts; the row locked for transitions'`);
    await q.query(`CREATE TABLE draft (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, regulation_id uuid NOT NULL REFERENCES regulation, sequence integer NOT NULL, kind text NOT NULL, title text NOT NULL,
        state text NOT NULL, source_file_id uuid NOT NULL REFERENCES file, source_sha256 bytea NOT NULL, source_text text NOT NULL, tree jsonb NOT NULL,
        text_sha256 bytea NOT NULL, notices jsonb NOT NULL DEFAULT '[]', imported_by uuid, imported_at timestamptz NOT NULL, published_by uuid, published_at timestamptz,
        taken_down_reason text, version integer NOT NULL DEFAULT 1,
        CONSTRAINT draft_sequence_unique UNIQUE (regulation_id, sequence),
        CONSTRAINT draft_published_has_time CHECK ((state IN ('PUBLISHED', 'SUPERSEDED', 'TAKEN_DOWN')) = (published_at IS NOT NULL)))`);
    await q.query(`CREATE UNIQUE INDEX draft_one_published ON draft (regulation_id) WHERE state = 'PUBLISHED'`);
    await q.query(`COMMENT ON TABLE draft IS 'kept: 稿, one text; its words do not change once published'`);
    await q.query(`CREATE FUNCTION draft_words_are_final() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.published_at IS NOT NULL AND (NEW.tree IS DISTINCT FROM OLD.tree OR NEW.source_text IS DISTINCT FROM OLD.source_text
          OR NEW.title IS DISTINCT FROM OLD.title OR NEW.source_sha256 IS DISTINCT FROM OLD.source_sha256
          OR NEW.text_sha256 IS DISTINCT FROM OLD.text_sha256 OR NEW.published_at IS DISTINCT FROM OLD.published_at) THEN
          RAISE EXCEPTION 'a published draft does not change' USING ERRCODE = '23514', CONSTRAINT = 'draft_words_are_final';
        END IF;
        RETURN NEW;
      END $$`);
    await q.query(`CREATE TRIGGER draft_words_are_final BEFORE UPDATE ON draft FOR EACH ROW EXECUTE FUNCTION draft_words_are_final()`);
    await q.query(`CREATE TABLE provision (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, draft_id uuid NOT NULL REFERENCES draft, ordinal integer NOT NULL, kind text NOT NULL, number integer NOT NULL, sub integer NOT NULL,
        label text NOT NULL, caption text, headings jsonb NOT NULL, body jsonb NOT NULL, text text NOT NULL, text_sha256 bytea NOT NULL,
        CONSTRAINT provision_ordinal_unique UNIQUE (draft_id, ordinal))`);
    await q.query(`COMMENT ON TABLE provision IS 'append-only: 条 of a published draft'`);
    await q.query(`CREATE TABLE article_link (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, regulation_id uuid NOT NULL REFERENCES regulation, old_draft_id uuid NOT NULL REFERENCES draft, new_draft_id uuid NOT NULL REFERENCES draft,
        old_provision_id uuid REFERENCES provision, new_provision_id uuid REFERENCES provision, relation text NOT NULL, score real NOT NULL, reason text NOT NULL, method text NOT NULL,
        status text NOT NULL, round integer NOT NULL, by_account uuid, at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT article_link_has_an_end CHECK (old_provision_id IS NOT NULL OR new_provision_id IS NOT NULL),
        CONSTRAINT article_link_status_known CHECK (status IN ('PROPOSED', 'CONFIRMED', 'CORRECTED', 'REJECTED')))`);
    await q.query(`CREATE INDEX article_link_pair ON article_link (new_draft_id, old_draft_id)`);
    await q.query(`CREATE INDEX article_link_old ON article_link (old_provision_id)`);
    await q.query(`CREATE INDEX article_link_new ON article_link (new_provision_id)`);
    await q.query(`COMMENT ON TABLE article_link IS 'append-only: 条文沿革, proposals and confirmations are rows'`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
