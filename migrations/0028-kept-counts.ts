import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndex } from '../src/platform/database/indexes.js';
import { type Kept, makeFunctions, makeTables, noteChanges } from './kept-counts.js';

const ROWS_AT_ONCE = 2000;

const COMMENTS: Kept = {
  name: 'comment_count',
  comment: 'how many comments 报送意见 of a round stand how, in all, by contact point and by place',
  table: 'comment_status',
  with: { few: '', all: '' },
  round: 'r.consultation_id',
  dims: {
    state: ['text', 'r.state'],
    reported: ['boolean', 'r.reported_number IS NOT NULL'],
    listed: ['boolean', 'r.sheet_id IS NOT NULL'],
    source_kind: ['text', `coalesce(r.source_kind, '')`],
    act: ['text', `coalesce(r.act, '')`],
    place_kind: ['text', `coalesce(r.place_kind, '')`],
  },
  keys: { contact_point_id: ['uuid', 'r.contact_point_id'], place_provision: ['uuid', 'r.place_provision'] },
  grains: [
    { grain: 'ROUND', key: `''` },
    { grain: 'POINT', of: 'contact_point_id', key: 'c.contact_point_id::text', when: 'c.contact_point_id IS NOT NULL' },
    { grain: 'PLACE', of: 'place_provision', key: `coalesce(c.place_provision::text, '')` },
  ],
};

const OPINIONS: Kept = {
  name: 'opinion_count',
  comment:
    'how many opinions 群众原话 of a round stand how, in all, by contact point and by article, and how many came in each quarter of an hour',
  table: 'opinion_status',
  // one look by its key for each row whatever the planner takes them for: a plan is kept, and the first statement may have had very many
  with: {
    few: 'CROSS JOIN LATERAL (SELECT * FROM opinion WHERE opinion.id = r.id OFFSET 0) o',
    all: 'JOIN opinion o ON o.id = r.id',
  },
  round: 'o.consultation_id',
  dims: {
    state: ['text', 'r.state'],
    in_comment: ['boolean', 'r.comment_id IS NOT NULL'],
    way: ['text', `CASE WHEN o.direct THEN 'DIRECT' WHEN o.contact_point_id IS NULL THEN 'NONE' ELSE 'POINT' END`],
    late: ['boolean', 'o.late IS TRUE'],
    channel: ['text', 'o.channel'],
    target_kind: ['text', 'o.target_kind'],
    act: ['text', 'o.act'],
  },
  keys: {
    contact_point_id: ['uuid', 'o.contact_point_id'],
    provision_id: ['uuid', 'o.provision_id'],
    slot: ['timestamptz', `date_bin('15 minutes', o.received_at, '2000-01-01 00:00Z')`],
  },
  grains: [
    { grain: 'ROUND', key: `''` },
    { grain: 'POINT', of: 'contact_point_id', key: 'c.contact_point_id::text', when: 'c.contact_point_id IS NOT NULL' },
    { grain: 'PLACE', of: 'provision_id', key: 'c.provision_id::text', when: 'c.provision_id IS NOT NULL' },
    { grain: 'SLOT', of: 'slot', key: `to_char(c.slot AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI')`, plain: true },
  ],
};

/**
 * Counts that are kept. A trigger notes by how much a statement changed them, in rows that nobody else touches; the service folds these into one row a
 * count, and a reader adds up both in one snapshot (ADR 26). Filled in beside all writers: from the moment a trigger is there every change is noted, and
 * what is counted less what is noted is what was there before, in whichever snapshot that is worked out. Every step may be cut off and run again.
 */
export class KeptCounts1795310000028 implements MigrationInterface {
  name = 'KeptCounts1795310000028';
  transaction = false as const;

  async up(q: QueryRunner): Promise<void> {
    for (const kept of [COMMENTS, OPINIONS]) {
      await makeTables(q, kept);
      await makeFunctions(q, kept);
      await noteChanges(q, kept);
      await q.query(`SELECT recount_${kept.name}()`);
      await q.query(`ANALYZE ${kept.name}`);
    }
    await this.holdBack(q);
    await this.speakOfAll(q);
    for (const [name, definition] of INDEXES) await buildIndex(q, name, definition);
    for (const name of FOLLOWED) await q.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
  }

  /**
   * Adopted comments that nothing shows. Whoever changes what shows an adoption, or the outcome itself, has the comment locked; so what a trigger finds
   * then is what counts. Comments that were decided before are looked at under the same lock, some at a time.
   */
  private async holdBack(q: QueryRunner): Promise<void> {
    await q.query(`CREATE TABLE IF NOT EXISTS held_back (id uuid PRIMARY KEY REFERENCES comment, legislature_id uuid NOT NULL,
        consultation_id uuid NOT NULL, reported_number integer NOT NULL)`);
    await q.query(`CREATE INDEX IF NOT EXISTS held_back_round ON held_back (consultation_id, reported_number)`);
    await q.query(
      `COMMENT ON TABLE held_back IS 'transient: 采纳但未见修改, adopted comments that neither evidence nor an explanation shows; a trigger alone writes it'`,
    );
    await q.query(`CREATE OR REPLACE FUNCTION is_held_back(comment_status) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT $1.outcome IN ('ADOPTED', 'PARTIALLY_ADOPTED') AND $1.reported_number IS NOT NULL AND (
          SELECT NOT EXISTS (SELECT 1 FROM evidence e WHERE e.comment_id = $1.id AND e.at > k.since
              AND (SELECT r.status FROM evidence_review r WHERE r.evidence_id = e.id ORDER BY r.at DESC LIMIT 1) = 'CONFIRMED')
            AND btrim(coalesce((SELECT x.words FROM adoption_explanation x WHERE x.comment_id = $1.id AND x.at > k.since ORDER BY x.at DESC LIMIT 1), '')) = ''
          FROM (SELECT coalesce(max(o.at), '-infinity') AS since FROM comment_reopening o WHERE o.comment_id = $1.id) k) $$`);
    await q.query(`CREATE OR REPLACE FUNCTION hold_back(ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
        DELETE FROM held_back h USING comment_status s WHERE h.id = ANY(ids) AND s.id = h.id AND is_held_back(s) IS NOT TRUE;
        INSERT INTO held_back (id, legislature_id, consultation_id, reported_number)
          SELECT s.id, s.legislature_id, s.consultation_id, s.reported_number FROM comment_status s WHERE s.id = ANY(ids) AND is_held_back(s)
          ON CONFLICT DO NOTHING; END $$`);
    await q.query(`CREATE OR REPLACE FUNCTION hold_back_anew(ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
        PERFORM 1 FROM comment_status WHERE id = ANY(ids) ORDER BY id FOR SHARE; PERFORM hold_back(ids); END $$`);
    await q.query(`CREATE OR REPLACE FUNCTION note_held_back() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
        DECLARE ids uuid[]; BEGIN
        IF TG_TABLE_NAME = 'comment_status' THEN
          SELECT array_agg(a.id) INTO ids FROM added a JOIN removed r ON r.id = a.id
            WHERE (a.outcome, a.reported_number) IS DISTINCT FROM (r.outcome, r.reported_number);
        ELSIF TG_TABLE_NAME = 'evidence_review' THEN
          SELECT array_agg(e.comment_id) INTO ids FROM added a CROSS JOIN LATERAL (SELECT comment_id FROM evidence WHERE evidence.id = a.evidence_id OFFSET 0) e;
        ELSE
          SELECT array_agg(a.comment_id) INTO ids FROM added a;
        END IF;
        IF ids IS NOT NULL THEN PERFORM hold_back(ids); END IF;
        RETURN NULL; END $$`);
    await q.query(`CREATE OR REPLACE TRIGGER note_held_back AFTER UPDATE ON comment_status
        REFERENCING NEW TABLE AS added OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION note_held_back()`);
    for (const table of ['evidence_review', 'adoption_explanation', 'comment_reopening'])
      await q.query(`CREATE OR REPLACE TRIGGER note_held_back AFTER INSERT ON ${table}
        REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_held_back()`);
    const decided: { id: string }[] = await q.manager.query(
      `SELECT id FROM comment_status WHERE outcome IN ('ADOPTED', 'PARTIALLY_ADOPTED') ORDER BY id`,
    );
    for (let at = 0; at < decided.length; at += ROWS_AT_ONCE)
      await q.manager.query('SELECT hold_back_anew($1::uuid[])', [
        decided.slice(at, at + ROWS_AT_ONCE).map((r) => r.id),
      ]);
  }

  /** The same of all counts at once, for those who keep them and know none of their tables */
  private async speakOfAll(q: QueryRunner): Promise<void> {
    const all = [COMMENTS, OPINIONS];
    await q.query(`CREATE OR REPLACE FUNCTION fold_counts(most integer) RETURNS boolean LANGUAGE plpgsql AS $$ DECLARE more boolean[] := '{}'; BEGIN
        ${all.map(({ name }) => `more := more || fold_${name}(most);`).join(' ')} RETURN true = ANY(more); END $$`);
    await q.query(`CREATE OR REPLACE FUNCTION recount_counts() RETURNS integer LANGUAGE plpgsql AS $$ DECLARE mended integer := 0; BEGIN
        ${all.map(({ name }) => `mended := mended + recount_${name}();`).join(' ')}
        mended := mended + (SELECT count(*) FROM held_back_faults());
        PERFORM hold_back_anew(array(SELECT id FROM held_back_faults())); RETURN mended; END $$`);
    await q.query(`CREATE OR REPLACE FUNCTION held_back_faults() RETURNS TABLE (id uuid, kept integer, counted integer) LANGUAGE sql STABLE AS $$
        SELECT s.id, (h.id IS NOT NULL)::integer, coalesce(is_held_back(s), false)::integer FROM comment_status s LEFT JOIN held_back h ON h.id = s.id
        WHERE (s.outcome IS NOT NULL OR h.id IS NOT NULL) AND (h.id IS NOT NULL) <> coalesce(is_held_back(s), false) $$`);
    await q.query(`CREATE OR REPLACE FUNCTION count_faults() RETURNS TABLE (name text, told jsonb) LANGUAGE sql STABLE AS $$
        ${all.map(({ name }) => `SELECT '${name}', to_jsonb(f) FROM ${name}_faults() f`).join(' UNION ALL ')}
        UNION ALL SELECT 'held_back', to_jsonb(f) FROM held_back_faults() f $$`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}

const INDEXES: readonly (readonly [string, string])[] = [
  // since when the oldest waits, and when the last one came
  [
    'comment_status_unlisted',
    `ON comment_status (consultation_id, reported_number) WHERE state = 'PROPOSED' AND sheet_id IS NULL`,
  ],
  [
    'comment_status_last',
    `ON comment_status (consultation_id, contact_point_id, reported_at) WHERE reported_at IS NOT NULL AND state <> 'DROPPED'`,
  ],
  ['opinion_point_came', 'ON opinion (consultation_id, contact_point_id, received_at)'],
  ['opinion_to_office_came', 'ON opinion (consultation_id, received_at) WHERE direct OR contact_point_id IS NULL'],
];
/** Those that the last two stand in for */
const FOLLOWED = ['opinion_consultation_point', 'opinion_to_office'];
