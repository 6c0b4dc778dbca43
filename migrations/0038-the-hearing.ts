import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where an officer heard what people said: activities, forms that were photographed, forms that were printed. */
export class TheHearing1795310000038 implements MigrationInterface {
  name = 'TheHearing1795310000038';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`CREATE TABLE activity (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature,
        contact_point_id uuid NOT NULL REFERENCES contact_point,
        held_on date NOT NULL, subject text NOT NULL, place text,
        entered_by uuid NOT NULL REFERENCES account, entered_at timestamptz NOT NULL, version integer NOT NULL DEFAULT 1,
        CONSTRAINT activity_subject_length CHECK (char_length(subject) BETWEEN 2 AND 60),
        CONSTRAINT activity_place_length CHECK (char_length(place) BETWEEN 1 AND 60))`);
    await q.query(`CREATE INDEX activity_of_point ON activity (contact_point_id, held_on)`);
    await q.query(
      `COMMENT ON TABLE activity IS 'kept: 活动, an occasion on which a contact point heard people: day, subject, place; nobody who came'`,
    );
    await q.query(
      `CREATE TRIGGER note_place AFTER INSERT ON activity REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_place('contact_point_id')`,
    );
    await q.query(`CREATE TABLE activity_consultation (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature,
        activity_id uuid NOT NULL REFERENCES activity, consultation_id uuid NOT NULL REFERENCES consultation,
        CONSTRAINT activity_consultation_once UNIQUE (activity_id, consultation_id))`);
    await q.query(`CREATE INDEX activity_consultation_of ON activity_consultation (consultation_id)`);
    await q.query(
      `COMMENT ON TABLE activity_consultation IS 'append-only: about which drafts an activity heard people'`,
    );

    await q.query(`CREATE TABLE form_card (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature,
        contact_point_id uuid NOT NULL REFERENCES contact_point, activity_id uuid NOT NULL REFERENCES activity,
        ordinal integer NOT NULL, file_id uuid NOT NULL REFERENCES file, width integer NOT NULL, height integer NOT NULL,
        size integer NOT NULL, sha256 bytea NOT NULL, sent_sha256 bytea NOT NULL, outcome text,
        kept_by uuid NOT NULL REFERENCES account, kept_at timestamptz NOT NULL,
        settled_by uuid REFERENCES account, settled_at timestamptz, version integer NOT NULL DEFAULT 1,
        CONSTRAINT form_card_file_once UNIQUE (file_id),
        CONSTRAINT form_card_outcome_known CHECK (outcome IN ('TYPED', 'NOTHING')),
        CONSTRAINT form_card_settled_whole CHECK ((outcome IS NULL) = (settled_at IS NULL) AND (outcome IS NULL) = (settled_by IS NULL)))`);
    await q.query(`CREATE INDEX form_card_of_activity ON form_card (activity_id, ordinal)`);
    await q.query(`CREATE INDEX form_card_waiting ON form_card (contact_point_id) WHERE outcome IS NULL`);
    await q.query(
      `COMMENT ON TABLE form_card IS 'kept: a photographed form of an activity, and whether what is on it was typed; sent_sha256 is of the bytes the phone sent'`,
    );

    await q.query(`CREATE TABLE form_sheet (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature,
        consultation_id uuid NOT NULL REFERENCES consultation, contact_point_id uuid NOT NULL REFERENCES contact_point,
        law_code_id uuid NOT NULL REFERENCES law_code, page integer NOT NULL, code_mac bytea NOT NULL,
        opinion_id uuid REFERENCES opinion, printed_by uuid NOT NULL REFERENCES account, printed_at timestamptz NOT NULL,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT form_sheet_page_some CHECK (page BETWEEN 1 AND 99999),
        CONSTRAINT form_sheet_page_once UNIQUE (law_code_id, page),
        CONSTRAINT form_sheet_page_of_point_once UNIQUE (consultation_id, contact_point_id, page), CONSTRAINT form_sheet_code_once UNIQUE (code_mac))`);
    await q.query(
      `CREATE UNIQUE INDEX form_sheet_opinion_once ON form_sheet (opinion_id) WHERE opinion_id IS NOT NULL`,
    );
    await q.query(
      `COMMENT ON TABLE form_sheet IS 'kept: a printed 意见征集表 whose receipt code sleeps until its words are typed (ADR 42)'`,
    );

    await q.query(`CREATE TABLE opinion_hearing (
        id uuid PRIMARY KEY REFERENCES opinion, legislature_id uuid NOT NULL REFERENCES legislature,
        activity_id uuid REFERENCES activity, card_id uuid REFERENCES form_card, sheet_id uuid REFERENCES form_sheet,
        CONSTRAINT opinion_hearing_some CHECK (num_nonnulls(activity_id, card_id, sheet_id) > 0))`);
    await q.query(`CREATE INDEX opinion_hearing_of_activity ON opinion_hearing (activity_id)`);
    await q.query(`CREATE INDEX opinion_hearing_of_card ON opinion_hearing (card_id) WHERE card_id IS NOT NULL`);
    await q.query(
      `COMMENT ON TABLE opinion_hearing IS 'append-only: where an officer heard what was typed: at which activity, from which photograph, on which printed form; same id as the opinion'`,
    );

    await q.query(`CREATE TABLE picture_withheld (
        id uuid PRIMARY KEY REFERENCES opinion, legislature_id uuid NOT NULL REFERENCES legislature,
        by_account uuid NOT NULL REFERENCES account, at timestamptz NOT NULL)`);
    await q.query(
      `COMMENT ON TABLE picture_withheld IS 'append-only: pictures beside an opinion that stay with the contact point 照片不上交; same id as the opinion'`,
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
