import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Days that are worked and that are not, codes for places, how often they were opened, and answers on paper. */
export class RoundsThatRun1795310000033 implements MigrationInterface {
  name = 'RoundsThatRun1795310000033';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`CREATE TABLE working_day_exception (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, day date NOT NULL, kind text NOT NULL,
        name text NOT NULL, notice_year integer NOT NULL,
        CONSTRAINT working_day_exception_kind_known CHECK (kind IN ('HOLIDAY', 'WORKED')),
        CONSTRAINT working_day_exception_name_length CHECK (char_length(name) BETWEEN 1 AND 40))`);
    await q.query(`CREATE UNIQUE INDEX working_day_exception_once ON working_day_exception (legislature_id, day)`);
    await q.query(`COMMENT ON TABLE working_day_exception IS
        'transient: 节假日、调休, which days are free or worked against the week; a notice that is imported again takes the place of what it said before'`);

    // a place is beside the contact points: the regulation's own code is the one without either
    await q.query(`ALTER TABLE law_code ADD COLUMN place text
        CONSTRAINT law_code_place_length CHECK (char_length(place) BETWEEN 1 AND 40)`);
    await q.query(`DROP INDEX law_code_main_once`);
    await q.query(`CREATE UNIQUE INDEX law_code_main_once ON law_code (regulation_id)
        WHERE contact_point_id IS NULL AND place IS NULL AND revoked_at IS NULL`);
    await q.query(`DROP INDEX law_code_variant_once`);
    await q.query(`CREATE UNIQUE INDEX law_code_variant_once ON law_code (regulation_id, contact_point_id, label)
        WHERE contact_point_id IS NOT NULL AND place IS NULL AND revoked_at IS NULL`);
    await q.query(`CREATE UNIQUE INDEX law_code_place_once ON law_code
        (regulation_id, coalesce(contact_point_id, '00000000-0000-0000-0000-000000000000'::uuid), place)
        WHERE place IS NOT NULL AND revoked_at IS NULL`);
    await q.query(`CREATE TABLE code_scan (
        law_code_id uuid NOT NULL REFERENCES law_code, legislature_id uuid NOT NULL REFERENCES legislature,
        day date NOT NULL, n integer NOT NULL, PRIMARY KEY (law_code_id, day))`);
    await q.query(`COMMENT ON TABLE code_scan IS
        'kept: how often the page of a code was opened on a day; of nobody who opened it is anything known'`);

    await q.query(`ALTER TABLE solicitation ADD COLUMN answered_on date, ADD COLUMN scan_file_id uuid REFERENCES file`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
