import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables of words that wait for the seal like the others, with what each keeps */
const SEALED: readonly (readonly [table: string, comment: string])[] = [
  ['letter_comment', 'which comments a letter answers, with the decision it tells and the number it prints'],
  ['letter_return', '退回 of a finalised letter, with what the signer said'],
  ['letter_reply', '回复, what a contact point says to its letter'],
  ['comment_reopening', '复议, which decision on a comment is taken up again, and why'],
  ['comment_answer', '答复 of a comment of another source, how and on which day it was given'],
];

/** Letters answer what they hold, and what was decided may be decided again. */
export class Answers1795310000021 implements MigrationInterface {
  name = 'Answers1795310000021';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`CREATE TABLE letter_comment (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature,
        letter_id uuid NOT NULL REFERENCES letter, comment_id uuid NOT NULL REFERENCES comment,
        decision_id uuid NOT NULL REFERENCES decision, number integer NOT NULL,
        CONSTRAINT letter_comment_once UNIQUE (letter_id, comment_id))`);
    await q.query(`CREATE INDEX letter_comment_comment ON letter_comment (comment_id)`);
    await q.query(`CREATE TABLE letter_return (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature,
        letter_id uuid NOT NULL REFERENCES letter, note text NOT NULL, by_account uuid NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT letter_return_note_length CHECK (char_length(note) BETWEEN 1 AND 500))`);
    await q.query(`CREATE INDEX letter_return_letter ON letter_return (letter_id)`);
    await q.query(`CREATE TABLE letter_reply (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature,
        letter_id uuid NOT NULL REFERENCES letter, words text NOT NULL, by_account uuid NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT letter_reply_once UNIQUE (letter_id),
        CONSTRAINT letter_reply_words_length CHECK (char_length(words) BETWEEN 1 AND 2000))`);
    await q.query(`CREATE TABLE comment_reopening (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature,
        comment_id uuid NOT NULL REFERENCES comment, decision_id uuid NOT NULL REFERENCES decision,
        reason text NOT NULL, by_account uuid NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT comment_reopening_once UNIQUE (decision_id),
        CONSTRAINT comment_reopening_reason_length CHECK (char_length(reason) BETWEEN 1 AND 500))`);
    await q.query(`CREATE INDEX comment_reopening_comment ON comment_reopening (comment_id)`);
    await q.query(`CREATE TABLE comment_answer (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature,
        comment_id uuid NOT NULL REFERENCES comment, decision_id uuid NOT NULL REFERENCES decision,
        way text NOT NULL, answered_on date NOT NULL, words text, by_account uuid NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT comment_answer_once UNIQUE (decision_id),
        CONSTRAINT comment_answer_way_known CHECK (way IN ('REPLY_LETTER', 'IN_PERSON', 'TELEPHONE', 'OTHER')),
        CONSTRAINT comment_answer_words_length CHECK (char_length(words) BETWEEN 1 AND 500))`);
    await q.query(`CREATE INDEX comment_answer_comment ON comment_answer (comment_id)`);
    for (const [table, comment] of SEALED) {
      await q.query(`COMMENT ON TABLE ${table} IS 'append-only: sealed: ${comment}'`);
      await q.query(`CREATE TRIGGER wait_for_seal AFTER INSERT ON ${table} REFERENCING NEW TABLE AS added
        FOR EACH STATEMENT EXECUTE FUNCTION words_wait_for_seal()`);
    }
    await this.sayWhatLettersHold(q);

    await q.query(`ALTER TABLE letter_status ADD COLUMN sealed_file_id uuid REFERENCES file,
        ADD COLUMN sealed_at timestamptz`);
    // one letter to begin with, and as many more as there is more to answer; a program of before makes none of those,
    // and finds the index by this name
    await q.query(`DROP INDEX letter_one_valid`);
    await q.query(`CREATE UNIQUE INDEX letter_one_valid ON letter_status (consultation_id, contact_point_id, kind)
        WHERE kind = 'INTERIM' AND state NOT IN ('VOIDED', 'SUPERSEDED')`);
  }

  /**
   * The rows of a letter follow from its snapshot, in the transaction that stores it: written here, they are there for
   * every letter, whichever version of the program composed it, and nobody who reads them has to ask.
   */
  private async sayWhatLettersHold(q: QueryRunner): Promise<void> {
    const held = (letter: string): string => `
        SELECT gen_random_uuid(), ${letter}.legislature_id, ${letter}.id, d.comment_id, d.id, (c->>'number')::integer
        FROM jsonb_array_elements(${letter}.snapshot->'comments') c
        CROSS JOIN LATERAL (SELECT id, comment_id FROM decision
          WHERE comment_id = (c->>'commentId')::uuid AND signed_at <= ${letter}.composed_at
          ORDER BY sequence DESC LIMIT 1) d`;
    const into = `INSERT INTO letter_comment (id, legislature_id, letter_id, comment_id, decision_id, number)`;
    await q.query(`CREATE FUNCTION letter_holds_comments() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        ${into} ${held('NEW')}; RETURN NULL; END $$`);
    await q.query(`CREATE TRIGGER letter_holds_comments AFTER INSERT ON letter
        FOR EACH ROW EXECUTE FUNCTION letter_holds_comments()`);
    await q.query(`${into} SELECT h.* FROM letter l CROSS JOIN LATERAL (${held('l')}) h`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
