import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Comments are numbered in their own return, come apart, are dropped, sent back and registered from paper; voices are withdrawn, quarantined,
 * masked and heard late. Whatever an older program reports meanwhile is numbered by a trigger, under the lock of the round that it holds.
 */
export class Voices1795310000020 implements MigrationInterface {
  name = 'Voices1795310000020';

  async up(q: QueryRunner): Promise<void> {
    // first what residents write to, in the order in which they do: an opinion, where it stands, then its pictures
    await q.query(`ALTER TABLE opinion ADD COLUMN said_on date, ADD COLUMN late boolean`);
    await q.query(`ALTER TABLE opinion_status ADD COLUMN quarantine_reason text, ADD COLUMN quarantine_note text`);
    await q.query(
      `ALTER TABLE opinion_status ADD CONSTRAINT opinion_quarantine_has_reason CHECK (state <> 'QUARANTINED' OR quarantine_reason IS NOT NULL)`,
    );
    await q.query(`ALTER TABLE comment_status ADD COLUMN body text, ADD COLUMN return_number integer`);
    // no row has one yet: the index is empty, and built under the lock that the columns took
    await q.query(
      `ALTER TABLE comment_status ADD CONSTRAINT comment_return_number UNIQUE (consultation_id, body, return_number)`,
    );
    await q.query(
      `ALTER TABLE comment_status ADD CONSTRAINT comment_number_has_body CHECK (return_number IS NULL OR body IS NOT NULL)`,
    );
    await q.query(`ALTER TABLE comment_status DROP CONSTRAINT comment_status_known`);
    await q.query(
      `ALTER TABLE comment_status ADD CONSTRAINT comment_status_known CHECK (state IN ('DRAFTED', 'REPORTED', 'RETURNED', 'PROPOSED', 'SIGNED', 'RELEASED', 'ANSWERED', 'REOPENED', 'DROPPED'))`,
    );
    await q.query(`CREATE FUNCTION body_of_comment(comment_id uuid) RETURNS text LANGUAGE sql STABLE AS $$
        SELECT coalesce(contact_point_id::text, source_kind) FROM comment WHERE id = $1 $$`);
    await q.query(`CREATE FUNCTION place_in_return(consultation uuid, of_body text, number integer) RETURNS integer LANGUAGE sql STABLE AS $$
        SELECT count(*)::integer + 1 FROM comment_status s JOIN comment c ON c.id = s.id
        WHERE s.consultation_id = $1 AND s.reported_number < $3 AND coalesce(s.body, c.contact_point_id::text, c.source_kind) = $2 $$`);
    await q.query(`CREATE FUNCTION number_in_return() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        NEW.body := coalesce(NEW.body, body_of_comment(NEW.id));
        NEW.return_number := place_in_return(NEW.consultation_id, NEW.body, NEW.reported_number);
        RETURN NEW; END $$`);
    await q.query(`CREATE TRIGGER number_in_return BEFORE INSERT OR UPDATE ON comment_status FOR EACH ROW
        WHEN (NEW.reported_number IS NOT NULL AND NEW.return_number IS NULL) EXECUTE FUNCTION number_in_return()`);
    await q.query(`CREATE TABLE comment_return (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, comment_id uuid NOT NULL REFERENCES comment, note text NOT NULL, by_account uuid, at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT comment_return_note_length CHECK (char_length(note) BETWEEN 1 AND 500))`);
    await q.query(`CREATE INDEX comment_return_comment ON comment_return (comment_id)`);
    await this.sealed(q, 'comment_return', 'why a comment was sent back to the body that reported it 退回补充');
    await q.query(`CREATE TABLE comment_source (
        id uuid PRIMARY KEY REFERENCES comment, legislature_id uuid NOT NULL REFERENCES legislature, name text, received_on date NOT NULL, reference text, scan_file_id uuid REFERENCES file, at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT comment_source_scan_once UNIQUE (scan_file_id))`);
    await this.sealed(
      q,
      'comment_source',
      'of what came on paper and was registered: from whom, when, under which reference number; same id as the comment',
    );
    await q.query(`CREATE TABLE opinion_withdrawal (
        id uuid PRIMARY KEY REFERENCES opinion, legislature_id uuid NOT NULL REFERENCES legislature, noted_at timestamptz NOT NULL DEFAULT clock_timestamp())`);
    await this.sealed(
      q,
      'opinion_withdrawal',
      'whoever said it wished to take it back after it was reported; same id as the opinion',
    );
    await q.query(`CREATE TABLE opinion_mask (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, opinion_id uuid NOT NULL REFERENCES opinion, revision integer NOT NULL, spans jsonb NOT NULL, by_account uuid, at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT opinion_mask_revision UNIQUE (opinion_id, revision))`);
    await this.sealed(
      q,
      'opinion_mask',
      'which characters of an opinion are covered 遮盖, revision by revision; the last one counts',
    );
  }

  private async sealed(q: QueryRunner, table: string, what: string): Promise<void> {
    await q.query(`COMMENT ON TABLE ${table} IS 'append-only: sealed: ${what}'`);
    await q.query(
      `CREATE TRIGGER wait_for_seal AFTER INSERT ON ${table} REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION words_wait_for_seal()`,
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
