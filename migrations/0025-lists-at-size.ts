import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndex } from '../src/platform/database/indexes.js';

const ROWS_AT_ONCE = 5000;

/**
 * Lists, counts and walks that hold at a million rows. What comments are filtered by stands beside their state, written by a trigger alone, so that a
 * page, a count and a facet read one table by one index; and what jobs look up has an index. Every step may be cut off and run again: the rows are
 * filled in beside all writers, 5,000 to a transaction, and this program starts when they are (ADR 21).
 */
export class ListsAtSize1795310000025 implements MigrationInterface {
  name = 'ListsAtSize1795310000025';
  transaction = false as const;

  async up(q: QueryRunner): Promise<void> {
    await q.query(`ALTER TABLE comment_status ADD COLUMN IF NOT EXISTS contact_point_id uuid, ADD COLUMN IF NOT EXISTS source_kind text,
        ADD COLUMN IF NOT EXISTS act text, ADD COLUMN IF NOT EXISTS place_kind text, ADD COLUMN IF NOT EXISTS place_provision uuid`);
    await q.query(`ALTER TABLE opinion_status ADD COLUMN IF NOT EXISTS consultation_id uuid`);
    await q.query(`CREATE OR REPLACE FUNCTION comment_is_listed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        SELECT c.contact_point_id, c.source_kind, c.act, CASE WHEN NEW.filed_under IS NULL THEN c.target_kind ELSE 'ARTICLE' END, coalesce(NEW.filed_under, c.provision_id)
          INTO NEW.contact_point_id, NEW.source_kind, NEW.act, NEW.place_kind, NEW.place_provision FROM comment c WHERE c.id = NEW.id;
        RETURN NEW; END $$`);
    await q.query(`CREATE OR REPLACE FUNCTION opinion_is_listed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        NEW.consultation_id := (SELECT o.consultation_id FROM opinion o WHERE o.id = NEW.id);
        RETURN NEW; END $$`);
    await q.query(
      `CREATE OR REPLACE TRIGGER comment_is_listed BEFORE INSERT ON comment_status FOR EACH ROW EXECUTE FUNCTION comment_is_listed()`,
    );
    await q.query(`CREATE OR REPLACE TRIGGER comment_is_listed_anew BEFORE UPDATE ON comment_status FOR EACH ROW
        WHEN (NEW.filed_under IS DISTINCT FROM OLD.filed_under OR NEW.place_kind IS NULL) EXECUTE FUNCTION comment_is_listed()`);
    await q.query(`CREATE OR REPLACE TRIGGER opinion_is_listed BEFORE INSERT OR UPDATE ON opinion_status FOR EACH ROW
        WHEN (NEW.consultation_id IS NULL) EXECUTE FUNCTION opinion_is_listed()`);
    // the triggers fill in whatever is touched; so the rows that are there are touched
    await this.fill(q, 'comment_status', 'place_kind');
    await this.fill(q, 'opinion_status', 'consultation_id');
    for (const [name, definition] of INDEXES) await buildIndex(q, name, definition);
  }

  private async fill(q: QueryRunner, table: string, column: string): Promise<void> {
    for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
      const rows: { id: string }[] = await q.manager.query(
        `SELECT id FROM ${table} WHERE id > $1 AND ${column} IS NULL ORDER BY id LIMIT ${ROWS_AT_ONCE}`,
        [after],
      );
      const last = rows.at(-1);
      if (!last) return;
      await q.manager.query(`UPDATE ${table} SET ${column} = NULL WHERE id = any($1::uuid[]) AND ${column} IS NULL`, [
        rows.map((r) => r.id),
      ]);
      after = last.id;
    }
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}

const INDEXES: readonly (readonly [string, string])[] = [
  ['comment_status_point', 'ON comment_status (consultation_id, contact_point_id, reported_number)'],
  ['comment_status_place', 'ON comment_status (consultation_id, place_provision, state, reported_number)'],
  ['comment_status_place_kind', 'ON comment_status (consultation_id, place_kind, reported_number)'],
  ['comment_status_source', 'ON comment_status (consultation_id, source_kind, reported_number)'],
  ['comment_status_act', 'ON comment_status (consultation_id, act, reported_number)'],
  ['comment_status_stage', 'ON comment_status (consultation_id, state, reported_number)'],
  ['comment_status_waiting', 'ON comment_status (legislature_id, state, consultation_id, sheet_id)'],
  ['comment_status_numbered', 'ON comment_status (consultation_id, return_number)'],
  [
    'comment_status_unnumbered',
    'ON comment_status (consultation_id) WHERE reported_number IS NOT NULL AND return_number IS NULL',
  ],
  ['comment_draft', 'ON comment (draft_id, id)'],
  ['comment_event_strike', `ON comment_event (comment_id) WHERE command = 'strike'`],
  ['opinion_status_comment', 'ON opinion_status (comment_id) WHERE comment_id IS NOT NULL'],
  ['opinion_status_round', 'ON opinion_status (consultation_id, state)'],
  ['opinion_received', 'ON opinion (consultation_id, received_at)'],
  ['opinion_late', 'ON opinion (consultation_id) WHERE late'],
  ['opinion_channel', 'ON opinion (consultation_id, channel)'],
  ['opinion_target', 'ON opinion (consultation_id, target_kind)'],
  ['opinion_act', 'ON opinion (consultation_id, act)'],
  ['opinion_to_office', 'ON opinion (consultation_id) WHERE direct OR contact_point_id IS NULL'],
];
