import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A reply to a letter says whether it was clear and whether more is wanted, and somebody of the office answers it. */
export class AnswersToReplies1795310000040 implements MigrationInterface {
  name = 'AnswersToReplies1795310000040';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`ALTER TABLE letter_reply ADD COLUMN is_clear boolean, ADD COLUMN asks_more boolean,
        ALTER COLUMN words DROP NOT NULL,
        ADD CONSTRAINT letter_reply_says_something CHECK (words IS NOT NULL OR (is_clear AND NOT asks_more))`);
    await q.query(`CREATE TABLE letter_reply_answer (
        id uuid PRIMARY KEY REFERENCES letter_reply, legislature_id uuid NOT NULL REFERENCES legislature,
        letter_id uuid NOT NULL REFERENCES letter, words text NOT NULL, by_account uuid NOT NULL REFERENCES account,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT letter_reply_answer_words_length CHECK (char_length(words) BETWEEN 1 AND 2000))`);
    await q.query(`CREATE INDEX letter_reply_answer_letter ON letter_reply_answer (letter_id)`);
    await q.query(
      `COMMENT ON TABLE letter_reply_answer IS 'append-only: sealed: 补充说明, what the office says to a reply; same id as the reply'`,
    );
    await q.query(
      `CREATE TRIGGER wait_for_seal AFTER INSERT ON letter_reply_answer REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION words_wait_for_seal()`,
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
