import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Results that are passed to nodes, codes of activities, and where somebody was heard. */
export class ToldBelow1795310000045 implements MigrationInterface {
  name = 'ToldBelow1795310000045';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`ALTER TABLE node_task ADD COLUMN results_passed_at timestamptz,
        ADD COLUMN results_passed_by uuid REFERENCES account,
        ADD CONSTRAINT node_task_passed_whole CHECK ((results_passed_at IS NULL) = (results_passed_by IS NULL))`);
    await q.query(
      `COMMENT ON TABLE node_task IS 'kept: what a node is to hear people about, until when, and when the results of what it entered were passed to it'`,
    );

    await q.query(`CREATE TABLE activity_code (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature,
        activity_id uuid NOT NULL REFERENCES activity, consultation_id uuid NOT NULL REFERENCES consultation,
        law_code_id uuid NOT NULL REFERENCES law_code,
        CONSTRAINT activity_code_once UNIQUE (activity_id, consultation_id),
        CONSTRAINT activity_code_of_one UNIQUE (law_code_id))`);
    await q.query(
      `COMMENT ON TABLE activity_code IS 'append-only: the code 法规码 under which people speak at an activity about one of its drafts'`,
    );
    await q.query(`ALTER TABLE law_code DROP CONSTRAINT law_code_place_length,
        ADD CONSTRAINT law_code_place_length CHECK (char_length(place) BETWEEN 1 AND 80)`);

    await q.query(`ALTER TABLE opinion_hearing ADD COLUMN place text,
        ADD CONSTRAINT opinion_hearing_place_length CHECK (char_length(place) BETWEEN 1 AND 60),
        DROP CONSTRAINT opinion_hearing_some,
        ADD CONSTRAINT opinion_hearing_some CHECK (num_nonnulls(activity_id, card_id, sheet_id, place) > 0)`);
    await q.query(
      `COMMENT ON TABLE opinion_hearing IS 'append-only: where an officer heard what was typed: at which activity, from which photograph, on which printed form, at which place; same id as the opinion'`,
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
