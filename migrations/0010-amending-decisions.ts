import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Drafts that are amending decisions; the law in force stays published beside the draft that would change it. */
export class AmendingDecisions1795310000010 implements MigrationInterface {
  name = 'AmendingDecisions1795310000010';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`CREATE TABLE amending_decision (
        id uuid PRIMARY KEY REFERENCES draft, legislature_id uuid NOT NULL REFERENCES legislature, base_draft_id uuid NOT NULL REFERENCES draft, text text NOT NULL, instructions jsonb NOT NULL, links jsonb NOT NULL, notes jsonb NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT amending_decision_not_of_itself CHECK (id <> base_draft_id))`);
    await q.query(`CREATE INDEX amending_decision_base ON amending_decision (base_draft_id)`);
    await q.query(`COMMENT ON TABLE amending_decision IS 'append-only: 修改决定, what it says, what was carried out, and which article it says comes from which'`);
    // A law in force is not superseded by a draft of its amendment, only by the text that is promulgated.
    await q.query(`DROP INDEX draft_one_published`);
    await q.query(`CREATE UNIQUE INDEX draft_one_published ON draft (regulation_id) WHERE state = 'PUBLISHED' AND kind <> 'IN_FORCE'`);
    await q.query(`UPDATE draft SET state = 'PUBLISHED' WHERE kind = 'IN_FORCE' AND state = 'SUPERSEDED'
        AND NOT EXISTS (SELECT 1 FROM draft p WHERE p.regulation_id = draft.regulation_id AND p.kind = 'PROMULGATED' AND p.published_at IS NOT NULL)`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
