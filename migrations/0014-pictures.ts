import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 照片 that a resident sends with an opinion; the bytes are files. */
export class Pictures1795310000014 implements MigrationInterface {
  name = 'Pictures1795310000014';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`CREATE TABLE opinion_picture (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, opinion_id uuid NOT NULL REFERENCES opinion, ordinal integer NOT NULL, file_id uuid NOT NULL REFERENCES file,
        law_code_id uuid REFERENCES law_code, width integer NOT NULL, height integer NOT NULL, size integer NOT NULL, sha256 bytea NOT NULL, stored_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT opinion_picture_ordinal UNIQUE (opinion_id, ordinal), CONSTRAINT opinion_picture_file_once UNIQUE (file_id),
        CONSTRAINT opinion_picture_at_most_three CHECK (ordinal BETWEEN 1 AND 3))`);
    await q.query(`CREATE INDEX opinion_picture_stored ON opinion_picture (stored_at)`);
    await q.query(`CREATE INDEX opinion_picture_code ON opinion_picture (law_code_id, stored_at)`);
    await q.query(`COMMENT ON TABLE opinion_picture IS 'append-only: 照片 of an opinion, as we made them anew; sha256 is of those bytes'`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
