import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 意见汇总 as it was sent, time by time, with its sealed pages; and who may read what is kept apart 隔离待核. */
export class TheReturns1795310000044 implements MigrationInterface {
  name = 'TheReturns1795310000044';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`CREATE TABLE submitted_return (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature,
        solicitation_id uuid NOT NULL REFERENCES solicitation, consultation_id uuid NOT NULL REFERENCES consultation,
        contact_point_id uuid NOT NULL REFERENCES contact_point, ordinal integer NOT NULL, kind text NOT NULL,
        heard integer NOT NULL, texts integer NOT NULL, sources integer NOT NULL, set_aside integer NOT NULL,
        by_account uuid REFERENCES account, sent_at timestamptz NOT NULL,
        CONSTRAINT submitted_return_kind_known CHECK (kind IN ('FIRST', 'SUPPLEMENT', 'AGAIN')),
        CONSTRAINT submitted_return_ordinal_once UNIQUE (solicitation_id, ordinal))`);
    await q.query(`CREATE INDEX submitted_return_of_round ON submitted_return (consultation_id, contact_point_id)`);
    await q.query(
      `COMMENT ON TABLE submitted_return IS 'append-only: 意见汇总 of a body as it was sent, time by time, with the figures of that moment'`,
    );
    await q.query(`CREATE TABLE submitted_return_comment (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature,
        return_id uuid NOT NULL REFERENCES submitted_return, comment_id uuid NOT NULL REFERENCES comment,
        number integer NOT NULL, revision integer NOT NULL, voices integer NOT NULL, texts integer NOT NULL,
        sources integer NOT NULL, channels jsonb NOT NULL,
        CONSTRAINT submitted_return_comment_once UNIQUE (return_id, comment_id),
        CONSTRAINT submitted_return_number_once UNIQUE (return_id, number))`);
    await q.query(`CREATE INDEX submitted_return_comment_of ON submitted_return_comment (comment_id)`);
    await q.query(
      `COMMENT ON TABLE submitted_return_comment IS 'append-only: which comments stand in a return, in which wording, and of how many voices each was made then'`,
    );
    await q.query(`CREATE TABLE return_page (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature,
        return_id uuid NOT NULL REFERENCES submitted_return, ordinal integer NOT NULL,
        file_id uuid NOT NULL REFERENCES file, width integer NOT NULL, height integer NOT NULL, size integer NOT NULL,
        sha256 bytea NOT NULL, sent_sha256 bytea NOT NULL,
        kept_by uuid NOT NULL REFERENCES account, kept_at timestamptz NOT NULL,
        CONSTRAINT return_page_file_once UNIQUE (file_id),
        CONSTRAINT return_page_ordinal_some CHECK (ordinal BETWEEN 1 AND 60))`);
    await q.query(`CREATE INDEX return_page_of ON return_page (return_id, ordinal, kept_at)`);
    await q.query(
      `COMMENT ON TABLE return_page IS 'append-only: photographs of a return that was signed and sealed; of two of one page the later counts'`,
    );
    await q.query(`CREATE TABLE quarantine_reader (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature,
        account_id uuid NOT NULL REFERENCES account, named_by uuid NOT NULL REFERENCES account,
        named_at timestamptz NOT NULL, ended_by uuid REFERENCES account, ended_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT quarantine_reader_ended_whole CHECK ((ended_at IS NULL) = (ended_by IS NULL)))`);
    await q.query(
      `CREATE UNIQUE INDEX quarantine_reader_once ON quarantine_reader (legislature_id, account_id) WHERE ended_at IS NULL`,
    );
    await q.query(
      `COMMENT ON TABLE quarantine_reader IS 'kept: who by name may read opinions that are kept apart 隔离待核, since when and until when'`,
    );
    await this.recordFormerReturns(q);
  }

  /** What bodies reported before returns were kept stands as one return each, with the figures of today. */
  private async recordFormerReturns(q: QueryRunner): Promise<void> {
    const reported = `s.return_number IS NOT NULL AND s.reported_at IS NOT NULL AND s.state <> 'DROPPED'
          AND NOT EXISTS (SELECT 1 FROM comment_source p WHERE p.id = c.id)`;
    const texts = `count(DISTINCT regexp_replace(o.text, '\\s', '', 'g'))`;
    const sources = `count(DISTINCT coalesce(h.activity_id::text, o.law_code_id::text, o.channel))`;
    const voices = `opinion o JOIN opinion_status p ON p.id = o.id LEFT JOIN opinion_hearing h ON h.id = o.id`;
    await q.query(`INSERT INTO submitted_return (id, legislature_id, solicitation_id, consultation_id, contact_point_id,
          ordinal, kind, heard, texts, sources, set_aside, by_account, sent_at)
        SELECT gen_random_uuid(), t.legislature_id, t.id, t.consultation_id, t.contact_point_id, 1, 'FIRST',
          v.heard, v.texts, v.sources, v.aside, NULL, f.sent_at
        FROM (SELECT c.solicitation_id, max(s.reported_at) AS sent_at FROM comment c JOIN comment_status s ON s.id = c.id
          WHERE c.solicitation_id IS NOT NULL AND ${reported} GROUP BY c.solicitation_id) f
        JOIN solicitation t ON t.id = f.solicitation_id
        CROSS JOIN LATERAL (SELECT count(*) AS heard, ${texts} AS texts, ${sources} AS sources,
            count(*) FILTER (WHERE p.state = 'SET_ASIDE') AS aside
          FROM ${voices} WHERE o.consultation_id = t.consultation_id AND o.contact_point_id = t.contact_point_id
            AND NOT o.direct AND p.state IN ('REPORTED', 'ANSWERED', 'SET_ASIDE')) v`);
    await q.query(`INSERT INTO submitted_return_comment
          (id, legislature_id, return_id, comment_id, number, revision, voices, texts, sources, channels)
        SELECT gen_random_uuid(), c.legislature_id, f.id, c.id, s.return_number, s.revision,
          v.voices, v.texts, v.sources, coalesce(k.channels, '{}')
        FROM submitted_return f JOIN comment c ON c.solicitation_id = f.solicitation_id JOIN comment_status s ON s.id = c.id
        CROSS JOIN LATERAL (SELECT count(*) AS voices, ${texts} AS texts, ${sources} AS sources
          FROM ${voices} WHERE p.comment_id = c.id) v
        CROSS JOIN LATERAL (SELECT jsonb_object_agg(w.channel, w.n) AS channels FROM (
          SELECT o.channel, count(*) AS n FROM ${voices} WHERE p.comment_id = c.id GROUP BY o.channel) w) k
        WHERE ${reported}`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
