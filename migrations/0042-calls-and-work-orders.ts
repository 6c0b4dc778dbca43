import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom a contact point called back, and which voices were typed from a work order of the hotline. */
export class CallsAndWorkOrders1795310000042 implements MigrationInterface {
  name = 'CallsAndWorkOrders1795310000042';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`CREATE TABLE contact_call (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature,
        opinion_id uuid NOT NULL REFERENCES opinion, outcome text NOT NULL, called_on date NOT NULL,
        by_account uuid NOT NULL REFERENCES account, at timestamptz NOT NULL,
        CONSTRAINT contact_call_outcome_known CHECK (outcome IN ('TOLD', 'NOT_REACHED', 'WRONG_NUMBER')))`);
    await q.query(`CREATE INDEX contact_call_of ON contact_call (opinion_id, at)`);
    await q.query(
      `COMMENT ON TABLE contact_call IS 'append-only: 回访, whether whoever left contact data was told what became of their words; the last one counts; no name, number or word'`,
    );

    await q.query(`CREATE TABLE work_order (
        id uuid PRIMARY KEY REFERENCES opinion, legislature_id uuid NOT NULL REFERENCES legislature,
        contact_point_id uuid NOT NULL REFERENCES contact_point, consultation_id uuid NOT NULL REFERENCES consultation,
        number text NOT NULL,
        CONSTRAINT work_order_number_length CHECK (char_length(number) BETWEEN 4 AND 40),
        CONSTRAINT work_order_once UNIQUE (contact_point_id, number, consultation_id))`);
    await q.query(
      `COMMENT ON TABLE work_order IS 'append-only: 工单, the number of the hotline order that an opinion was typed from; same id as the opinion'`,
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
