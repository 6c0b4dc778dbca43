import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A proposal can be taken back, a comment whose place nobody knew is filed under an article, and what somebody has
 * typed and not yet done is kept for that person.
 */
export class Handling1795310000023 implements MigrationInterface {
  name = 'Handling1795310000023';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`CREATE TABLE handling_withdrawal (
        id uuid PRIMARY KEY REFERENCES proposed_handling, legislature_id uuid NOT NULL REFERENCES legislature,
        comment_id uuid NOT NULL REFERENCES comment, by_account uuid NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp())`);
    await q.query(`CREATE INDEX handling_withdrawal_comment ON handling_withdrawal (comment_id)`);
    await q.query(
      `COMMENT ON TABLE handling_withdrawal IS 'append-only: sealed: a proposal was taken back 撤回拟处理意见; same id as the proposal'`,
    );
    await q.query(
      `CREATE TRIGGER wait_for_seal AFTER INSERT ON handling_withdrawal REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION words_wait_for_seal()`,
    );
    await q.query(`CREATE TABLE struck_line (
        id uuid PRIMARY KEY REFERENCES decision_sheet_line, legislature_id uuid NOT NULL REFERENCES legislature,
        words text NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT struck_line_words_length CHECK (char_length(words) BETWEEN 1 AND 500))`);
    await q.query(
      `COMMENT ON TABLE struck_line IS 'append-only: sealed: why a line of a sheet was struck 退回重拟; same id as the line'`,
    );
    await q.query(
      `CREATE TRIGGER wait_for_seal AFTER INSERT ON struck_line REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION words_wait_for_seal()`,
    );
    await q.query(`CREATE INDEX decision_sheet_line_comment ON decision_sheet_line (comment_id)`);
    // a program of before takes the last proposal, whatever became of it: it must fail before anybody signs that
    await q.query(`CREATE FUNCTION line_has_present_handling() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF EXISTS (SELECT 1 FROM handling_withdrawal w WHERE w.id = NEW.handling_id) THEN
          RAISE EXCEPTION 'a proposal that was taken back stands on no sheet' USING ERRCODE = '23514', CONSTRAINT = 'line_has_present_handling';
        END IF;
        RETURN NEW; END $$`);
    await q.query(`CREATE TRIGGER line_has_present_handling BEFORE INSERT ON decision_sheet_line
        FOR EACH ROW EXECUTE FUNCTION line_has_present_handling()`);
    await q.query(`ALTER TABLE comment_status ADD COLUMN filed_under uuid REFERENCES provision`);
    await q.query(`CREATE INDEX comment_status_filed ON comment_status (filed_under) WHERE filed_under IS NOT NULL`);
    await q.query(`CREATE TABLE working_copy (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, account_id uuid NOT NULL REFERENCES account,
        kind text NOT NULL, target_id uuid NOT NULL, body text NOT NULL, updated_at timestamptz NOT NULL,
        CONSTRAINT working_copy_once UNIQUE (legislature_id, account_id, kind, target_id),
        CONSTRAINT working_copy_kind_form CHECK (kind ~ '^[a-z][a-z-]{0,39}$'),
        CONSTRAINT working_copy_size CHECK (octet_length(body) BETWEEN 1 AND 20480))`);
    await q.query(`CREATE INDEX working_copy_updated ON working_copy (updated_at)`);
    await q.query(
      `COMMENT ON TABLE working_copy IS 'transient: 草稿, what somebody has typed and not yet done, read by nobody else; deleted when done, or when old'`,
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
