import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is kept of the acts on rounds, drafts and codes: the reasons, the chain of a round, what was left open, corrections, dropped drafts. */
export class Rounds1795310000019 implements MigrationInterface {
  name = 'Rounds1795310000019';

  async up(q: QueryRunner): Promise<void> {
    // First what a resident's transaction holds from its beginning (the code, the draft): taken after the tables that it
    // writes to, the two would wait for each other
    await q.query(
      `ALTER TABLE law_code ADD COLUMN revoked_reason text, ADD COLUMN revoked_by uuid, ADD COLUMN replaced_by uuid REFERENCES law_code`,
    );
    await q.query(
      `ALTER TABLE law_code ADD CONSTRAINT law_code_replaced_is_revoked CHECK (replaced_by IS NULL OR (revoked_at IS NOT NULL AND replaced_by <> id))`,
    );
    await q.query(`DROP INDEX law_code_main_once`);
    await q.query(
      `CREATE UNIQUE INDEX law_code_main_once ON law_code (regulation_id) WHERE contact_point_id IS NULL AND revoked_at IS NULL`,
    );
    await q.query(`DROP INDEX law_code_variant_once`);
    await q.query(
      `CREATE UNIQUE INDEX law_code_variant_once ON law_code (regulation_id, contact_point_id, label) WHERE contact_point_id IS NOT NULL AND revoked_at IS NULL`,
    );
    // a dropped draft keeps its row and its number, and blocks nobody
    await q.query(`ALTER TABLE draft DROP CONSTRAINT draft_sequence_unique`);
    await q.query(
      `CREATE UNIQUE INDEX draft_sequence_unique ON draft (regulation_id, sequence) WHERE state <> 'DROPPED'`,
    );
    await q.query(`CREATE INDEX draft_source ON draft (legislature_id, source_sha256)`);

    // the steps of a round; rounds of before have none, theirs begins with the next one
    await q.query(`CREATE TABLE consultation_event (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, consultation_id uuid NOT NULL REFERENCES consultation, sequence integer NOT NULL, command text NOT NULL, state text NOT NULL, detail jsonb, salt bytea, digest bytea, by_account uuid, at timestamptz(3) NOT NULL,
        CONSTRAINT consultation_event_sequence UNIQUE (consultation_id, sequence))`);
    await q.query(
      `COMMENT ON TABLE consultation_event IS 'append-only: chain of consultation_id: each step of a consultation; digest = SHA-256(salt, canonical JSON with the digest before)'`,
    );
    await q.query(
      `CREATE TRIGGER wait_for_seal AFTER INSERT ON consultation_event REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION wait_for_seal()`,
    );

    await q.query(`CREATE TABLE consultation_change (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, consultation_id uuid NOT NULL REFERENCES consultation, command text NOT NULL, reason text NOT NULL, old_day date, new_day date, corrected jsonb NOT NULL DEFAULT '[]', by_account uuid NOT NULL, at timestamptz NOT NULL,
        CONSTRAINT consultation_change_known CHECK (command IN ('extend', 'suspend', 'resume', 'correct', 'cancel')), CONSTRAINT consultation_change_says_why CHECK (char_length(reason) BETWEEN 1 AND 500),
        CONSTRAINT consultation_change_only_later CHECK (command <> 'extend' OR new_day > old_day))`);
    await q.query(`CREATE INDEX consultation_change_consultation ON consultation_change (consultation_id, at)`);
    await this.sealed(
      q,
      'consultation_change',
      '延长, 暂停, 恢复, 更正 and 取消 of consultations, with the reason that residents are told',
    );

    await q.query(`CREATE TABLE due_day_change (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, solicitation_id uuid NOT NULL REFERENCES solicitation, reason text NOT NULL, old_day date NOT NULL, new_day date NOT NULL, by_account uuid NOT NULL, at timestamptz NOT NULL,
        CONSTRAINT due_day_change_says_why CHECK (char_length(reason) BETWEEN 1 AND 500), CONSTRAINT due_day_change_only_later CHECK (new_day > old_day))`);
    await q.query(`CREATE INDEX due_day_change_solicitation ON due_day_change (solicitation_id, at)`);
    await this.sealed(q, 'due_day_change', '反馈期限 that were moved to a later day, with the reason');

    await q.query(`CREATE TABLE consultation_conclusion (
        id uuid PRIMARY KEY REFERENCES consultation, legislature_id uuid NOT NULL REFERENCES legislature, note text, open_opinions integer NOT NULL, open_comments integer NOT NULL, signed_by uuid NOT NULL, at timestamptz NOT NULL,
        CONSTRAINT consultation_conclusion_says_why CHECK (open_opinions + open_comments = 0 OR char_length(note) BETWEEN 1 AND 2000))`);
    await this.sealed(
      q,
      'consultation_conclusion',
      '办结 of a consultation, same id; how much was left open, and the note',
    );
    await q.query(`CREATE TABLE left_open (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, consultation_id uuid NOT NULL REFERENCES consultation_conclusion, ordinal integer NOT NULL, opinion_id uuid REFERENCES opinion, comment_id uuid REFERENCES comment, state text NOT NULL,
        CONSTRAINT left_open_is_one CHECK ((opinion_id IS NULL) <> (comment_id IS NULL)),
        CONSTRAINT left_open_ordinal UNIQUE (consultation_id, ordinal))`);
    await this.sealed(
      q,
      'left_open',
      'an opinion or a comment that was open when its consultation was concluded, and where it stood',
    );

    await q.query(`CREATE TABLE draft_change (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, draft_id uuid NOT NULL REFERENCES draft, command text NOT NULL, reason text NOT NULL, by_account uuid NOT NULL, at timestamptz NOT NULL,
        CONSTRAINT draft_change_known CHECK (command IN ('takeDown', 'restore', 'restoreSuperseded')), CONSTRAINT draft_change_says_why CHECK (char_length(reason) BETWEEN 1 AND 500))`);
    await q.query(`CREATE INDEX draft_change_draft ON draft_change (draft_id, at)`);
    await this.sealed(q, 'draft_change', '撤下 and 恢复 of drafts, with the reason');
    await q.query(`CREATE TABLE draft_correction (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, draft_id uuid NOT NULL REFERENCES draft, provision_id uuid NOT NULL REFERENCES provision, stands text NOT NULL, should_be text NOT NULL, reason text NOT NULL, corrected_on date NOT NULL, by_account uuid NOT NULL, at timestamptz NOT NULL,
        CONSTRAINT draft_correction_says_something CHECK (stands <> '' AND stands <> should_be), CONSTRAINT draft_correction_says_why CHECK (char_length(reason) BETWEEN 1 AND 500))`);
    await q.query(`CREATE INDEX draft_correction_draft ON draft_correction (draft_id, at)`);
    await this.sealed(
      q,
      'draft_correction',
      '更正 of a published text: what stands there and what it should be; the words themselves never change',
    );
  }

  private async sealed(q: QueryRunner, table: string, comment: string): Promise<void> {
    await q.query(`COMMENT ON TABLE ${table} IS 'append-only: sealed: ${comment}'`);
    await q.query(
      `CREATE TRIGGER wait_for_seal AFTER INSERT ON ${table} REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION words_wait_for_seal()`,
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
