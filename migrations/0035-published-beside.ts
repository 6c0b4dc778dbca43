import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A text that is not public is published beside the public one, which stays what everybody reads. */
export class PublishedBeside1795310000035 implements MigrationInterface {
  name = 'PublishedBeside1795310000035';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`DROP INDEX draft_one_published`);
    await q.query(`CREATE UNIQUE INDEX draft_one_published ON draft (regulation_id, (scope = 'PUBLIC'))
        WHERE state = 'PUBLISHED' AND kind <> 'IN_FORCE'`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
