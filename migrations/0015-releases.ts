import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an upgrade must know while the service stands: who serves, how far rows are filled in, which programs may still serve. */
export class Releases1795310000015 implements MigrationInterface {
  name = 'Releases1795310000015';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`CREATE TABLE serving (id uuid PRIMARY KEY, process text NOT NULL, schema_number integer NOT NULL, since timestamptz NOT NULL DEFAULT clock_timestamp(), seen_at timestamptz NOT NULL)`);
    await q.query(`COMMENT ON TABLE serving IS 'transient: which processes serve now, and the schema each was built for; dead after 30 seconds of silence'`);
    await q.query(`CREATE TABLE schema_floor (singleton boolean PRIMARY KEY CHECK (singleton), oldest integer NOT NULL)`);
    await q.query(`COMMENT ON TABLE schema_floor IS 'kept: one row: the oldest schema number whose program may still serve; raised by every CONTRACT'`);
    await q.query(`INSERT INTO schema_floor VALUES (true, 0)`);
    await q.query(`CREATE TABLE backfill (name text PRIMARY KEY, position uuid, done_rows bigint NOT NULL DEFAULT 0, finished_at timestamptz)`);
    await q.query(`COMMENT ON TABLE backfill IS 'kept: how far older rows are filled in; no position: a pass begins'`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
