import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 转发 has words of its own, which the bodies below read, and 无意见 says why, so that an office asks better next time. */
export class PassedOnInWords1795310000037 implements MigrationInterface {
  name = 'PassedOnInWords1795310000037';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`ALTER TABLE solicitation_reminder DROP CONSTRAINT solicitation_reminder_way_known,
        ADD CONSTRAINT solicitation_reminder_way_known CHECK (way IN ('URGED', 'CALLED', 'PASSED_ON'))`);
    await q.query(
      `COMMENT ON TABLE solicitation_reminder IS 'append-only: sealed: 催办 and 转发 of a task in words that its body reads, and calls about it'`,
    );
    await q.query(`ALTER TABLE solicitation ADD COLUMN no_opinion_reason text,
        ADD CONSTRAINT solicitation_no_opinion_reason_known
          CHECK (no_opinion_reason IN ('AGREED', 'NOBODY_SPOKE', 'NOT_OUR_FIELD', 'TOO_LITTLE_TIME'))`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
