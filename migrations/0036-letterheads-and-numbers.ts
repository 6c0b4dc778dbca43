import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An office brings its own letterhead, gives numbers up with a note, and types in the first one of a run of letters. */
export class LetterheadsAndNumbers1795310000036 implements MigrationInterface {
  name = 'LetterheadsAndNumbers1795310000036';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`CREATE TABLE letterhead (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature,
        file_id uuid NOT NULL REFERENCES file, mark jsonb NOT NULL, faces text[] NOT NULL,
        taken_by uuid NOT NULL REFERENCES account, taken_at timestamptz NOT NULL,
        removed_by uuid REFERENCES account, removed_at timestamptz, version integer NOT NULL DEFAULT 1,
        CONSTRAINT letterhead_removed_whole CHECK ((removed_at IS NULL) = (removed_by IS NULL)),
        CONSTRAINT letterhead_removed_after CHECK (removed_at >= taken_at))`);
    await q.query(`CREATE UNIQUE INDEX letterhead_one ON letterhead (legislature_id) WHERE removed_at IS NULL`);
    await q.query(
      `COMMENT ON TABLE letterhead IS 'kept: 版头, the mark of an office as it drew it, and from when to when it was used'`,
    );
    await q.query(`ALTER TABLE document_number ADD COLUMN void_note text, ADD COLUMN void_by uuid REFERENCES account,
        ADD COLUMN void_at timestamptz, DROP CONSTRAINT document_number_of_one,
        ADD CONSTRAINT document_number_of_one CHECK (num_nonnulls(letter_id, paper_run_id, void_note) = 1),
        ADD CONSTRAINT document_number_void_whole CHECK (num_nonnulls(void_note, void_by, void_at) IN (0, 3))`);
    await q.query(`ALTER TABLE letter_run ADD COLUMN first_number integer,
        ADD CONSTRAINT letter_run_number_some CHECK (first_number BETWEEN 1 AND 99999)`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
