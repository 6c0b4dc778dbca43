import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One act on many letters that goes on by itself: what was asked, and what became of each. */
export class LetterRuns1795310000026 implements MigrationInterface {
  name = 'LetterRuns1795310000026';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`CREATE TABLE letter_run (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature,
        consultation_id uuid NOT NULL REFERENCES consultation, act text NOT NULL, released_only boolean NOT NULL,
        total integer NOT NULL, by_account uuid NOT NULL REFERENCES account,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT letter_run_act_known CHECK (act IN ('COMPOSE', 'FINALISE', 'SIGN', 'DELIVER')))`);
    await q.query(`CREATE INDEX letter_run_consultation ON letter_run (consultation_id, at)`);
    await q.query(
      `COMMENT ON TABLE letter_run IS 'append-only: 批量办理, one act on many letters of a round, as it was asked for'`,
    );
    // what was asked for may be no id of ours: it is answered too
    await q.query(`CREATE TABLE letter_run_item (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature,
        run_id uuid NOT NULL REFERENCES letter_run, ordinal integer NOT NULL, subject text NOT NULL,
        letter_id uuid REFERENCES letter, code text, message text, settled_at timestamptz,
        CONSTRAINT letter_run_item_once UNIQUE (run_id, ordinal),
        CONSTRAINT letter_run_item_settled CHECK ((settled_at IS NULL) = (letter_id IS NULL AND code IS NULL)))`);
    await q.query(`CREATE INDEX letter_run_item_open ON letter_run_item (run_id, ordinal) WHERE settled_at IS NULL`);
    await q.query(
      `COMMENT ON TABLE letter_run_item IS 'kept: one of the N that a run is for, and what became of it; settled in the transaction that did it'`,
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
