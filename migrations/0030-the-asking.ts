import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Bodies of other kinds are asked too, by region; a text has its scope; a round says what it asks about first. */
export class TheAsking1795310000030 implements MigrationInterface {
  name = 'TheAsking1795310000030';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`ALTER TABLE contact_point ADD COLUMN region text`);
    await q.query(`ALTER TABLE draft ADD COLUMN scope text NOT NULL DEFAULT 'PUBLIC'
        CONSTRAINT draft_scope_known CHECK (scope IN ('PUBLIC', 'TARGETED', 'INTERNAL'))`);
    await q.query(`ALTER TABLE consultation ADD COLUMN origin text, ADD COLUMN asked_range text, ADD COLUMN next_step text,
        ADD COLUMN focus jsonb NOT NULL DEFAULT '[]'`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
