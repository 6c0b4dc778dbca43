import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a round sends and hangs up is prepared, numbered by the office's own way, signed and set by one job. */
export class PapersOfRounds1795310000034 implements MigrationInterface {
  name = 'PapersOfRounds1795310000034';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`ALTER TABLE legislature ADD COLUMN address text, ADD COLUMN postcode text, ADD COLUMN mail text,
        ADD COLUMN phone_hours text, ADD COLUMN due_days integer NOT NULL DEFAULT 15,
        ADD COLUMN number_source text NOT NULL DEFAULT 'COUNTER',
        ADD CONSTRAINT legislature_due_days_some CHECK (due_days BETWEEN 1 AND 365),
        ADD CONSTRAINT legislature_number_source_known CHECK (number_source IN ('COUNTER', 'REGISTER', 'BLOCK'))`);
    await q.query(`ALTER TABLE legislature_change DROP CONSTRAINT legislature_change_setting_known,
        ADD CONSTRAINT legislature_change_setting_known CHECK (setting IN ('NAME', 'ORGAN_NAME', 'DOCUMENT_WORD', 'CONTACT_NAME',
          'CONTACT_PHONE', 'MINIMUM_DAYS', 'MINIMUM_DAYS_SOURCE', 'PROFILE', 'ADDRESS', 'POSTCODE', 'MAIL', 'PHONE_HOURS',
          'DUE_DAYS', 'NUMBER_SOURCE'))`);
    await q.query(`CREATE TABLE paper_run (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature,
        kind text NOT NULL, numbering text NOT NULL, state text NOT NULL, wording text NOT NULL,
        consultation_ids uuid[] NOT NULL, content jsonb NOT NULL, total integer NOT NULL,
        prepared_by uuid NOT NULL REFERENCES account, prepared_at timestamptz NOT NULL,
        signed_by uuid REFERENCES account, signed_at timestamptz, issue_date date, document_number text,
        volume_docx_file_id uuid REFERENCES file, volume_pdf_file_id uuid REFERENCES file,
        void_reason text,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT paper_run_kind_known CHECK (kind IN ('ASKING', 'URGING', 'NOTICE')),
        CONSTRAINT paper_run_numbering_known CHECK (numbering IN ('ONE', 'EACH', 'NONE')),
        CONSTRAINT paper_run_state_known CHECK (state IN ('PREPARED', 'SIGNED', 'VOIDED')),
        CONSTRAINT paper_run_signed_whole CHECK ((signed_at IS NULL) = (issue_date IS NULL) AND (signed_at IS NULL) = (signed_by IS NULL)),
        CONSTRAINT paper_run_hands_apart CHECK (signed_by <> prepared_by),
        CONSTRAINT paper_run_void_has_reason CHECK ((state = 'VOIDED') = (void_reason IS NOT NULL)),
        CONSTRAINT paper_run_rounds_some CHECK (cardinality(consultation_ids) BETWEEN 1 AND 10))`);
    await q.query(`CREATE INDEX paper_run_rounds ON paper_run USING gin (consultation_ids)`);
    await q.query(
      `COMMENT ON TABLE paper_run IS 'kept: 征求意见函, 催办函 or 公告 of rounds, prepared and signed as one'`,
    );
    await q.query(`CREATE TABLE round_paper (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature,
        run_id uuid NOT NULL REFERENCES paper_run, ordinal integer NOT NULL,
        contact_point_id uuid REFERENCES contact_point, facts jsonb NOT NULL, document_number text,
        docx_file_id uuid REFERENCES file, pdf_file_id uuid REFERENCES file, sealed_file_id uuid REFERENCES file,
        failure text, delivered_at timestamptz, delivery text, version integer NOT NULL DEFAULT 1,
        CONSTRAINT round_paper_once UNIQUE (run_id, ordinal),
        CONSTRAINT round_paper_files_both CHECK ((docx_file_id IS NULL) = (pdf_file_id IS NULL)),
        CONSTRAINT round_paper_delivery_known CHECK (delivery IN ('SYSTEM', 'PRINTED')),
        CONSTRAINT round_paper_delivered_some_way CHECK ((delivered_at IS NULL) = (delivery IS NULL)))`);
    await q.query(`CREATE INDEX round_paper_unset ON round_paper (run_id, ordinal) WHERE pdf_file_id IS NULL`);
    await q.query(`CREATE INDEX round_paper_of_body ON round_paper (contact_point_id, run_id)`);
    await q.query(
      `COMMENT ON TABLE round_paper IS 'kept: one paper of a run to one body, its number, its files, how it was delivered'`,
    );
    for (const [table, owner] of [
      ['paper_run', 'legislature_id'],
      ['round_paper', 'run_id'],
    ] as const)
      await q.query(
        `CREATE TRIGGER note_place AFTER INSERT ON ${table} REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_place('${owner}')`,
      );
    await q.query(`CREATE TABLE document_number_block (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, word text NOT NULL, year integer NOT NULL,
        first integer NOT NULL, last integer NOT NULL, by_account uuid NOT NULL REFERENCES account, at timestamptz NOT NULL,
        CONSTRAINT document_number_block_some CHECK (first >= 1 AND last >= first AND last - first < 10000))`);
    await q.query(`CREATE INDEX document_number_block_of ON document_number_block (legislature_id, word, year, first)`);
    await q.query(
      `COMMENT ON TABLE document_number_block IS 'append-only: 预留号段, numbers that the registry of the office left to this program'`,
    );
    await q.query(`ALTER TABLE document_number ALTER COLUMN letter_id DROP NOT NULL, ADD COLUMN paper_run_id uuid REFERENCES paper_run,
        ADD CONSTRAINT document_number_of_one CHECK (num_nonnulls(letter_id, paper_run_id) = 1)`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
