import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every row of the ledger and of an event chain is waiting for a seal from the statement that wrote it; one job seals. */
export class Seals1795310000012 implements MigrationInterface {
  name = 'Seals1795310000012';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`ALTER TABLE audit_record ADD COLUMN salt bytea, ADD COLUMN digest bytea`);
    await q.query(`COMMENT ON TABLE audit_record IS 'append-only: who did what to which object; ids and outcomes, never words; digest = SHA-256(salt, canonical JSON)'`);
    await q.query(`COMMENT ON TABLE comment_event IS 'append-only: chain of comment_id: each step of a comment; digest = SHA-256(salt, canonical JSON with the digest before)'`);
    // letters had events without a chain: theirs begins with the next one
    await q.query(`ALTER TABLE letter_event ADD COLUMN sequence integer, ADD COLUMN salt bytea, ADD COLUMN digest bytea`);
    await q.query(`UPDATE letter_event SET sequence = o.n FROM (SELECT id, row_number() OVER (PARTITION BY letter_id ORDER BY at, id) AS n FROM letter_event) o WHERE o.id = letter_event.id`);
    await q.query(`ALTER TABLE letter_event ALTER COLUMN sequence SET NOT NULL, ADD CONSTRAINT letter_event_sequence UNIQUE (letter_id, sequence)`);
    await q.query(`COMMENT ON TABLE letter_event IS 'append-only: chain of letter_id: each step of a letter; digest = SHA-256(salt, canonical JSON with the digest before)'`);
    // a digest covers milliseconds: nothing finer is stored that it would not cover
    for (const table of ['audit_record', 'comment_event', 'letter_event']) await q.query(`ALTER TABLE ${table} ALTER COLUMN at TYPE timestamptz(3)`);
    await q.query(`CREATE TABLE draft_event (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, draft_id uuid NOT NULL REFERENCES draft, sequence integer NOT NULL, command text NOT NULL, state text NOT NULL, detail jsonb, salt bytea, digest bytea, by_account uuid, at timestamptz(3) NOT NULL,
        CONSTRAINT draft_event_sequence UNIQUE (draft_id, sequence))`);
    await q.query(`COMMENT ON TABLE draft_event IS 'append-only: chain of draft_id: each step of a draft; digest = SHA-256(salt, canonical JSON with the digest before)'`);

    await q.query(`CREATE TABLE seal (
        number bigint PRIMARY KEY, previous bytea, at timestamptz(3) NOT NULL, key_id text NOT NULL, hash bytea NOT NULL, signature bytea NOT NULL,
        CONSTRAINT seal_number_positive CHECK (number > 0), CONSTRAINT seal_first_has_no_previous CHECK ((number = 1) = (previous IS NULL)), CONSTRAINT seal_previous_once UNIQUE (previous))`);
    await q.query(`COMMENT ON TABLE seal IS 'append-only: 封存, over the seal before and the digests of the rows since; signed with the installation key'`);
    await q.query(`CREATE TABLE seal_entry (
        seal_number bigint NOT NULL REFERENCES seal, ordinal integer NOT NULL, source text NOT NULL, row_id uuid NOT NULL, digest bytea, PRIMARY KEY (seal_number, ordinal), CONSTRAINT seal_entry_once UNIQUE (source, row_id))`);
    await q.query(`COMMENT ON TABLE seal_entry IS 'append-only: what a seal covers; a row that was gone before it could be sealed has no digest'`);
    await q.query(`CREATE TABLE seal_pending (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, source text NOT NULL, row_id uuid NOT NULL, CONSTRAINT seal_pending_once UNIQUE (source, row_id))`);
    await q.query(`COMMENT ON TABLE seal_pending IS 'transient: rows that wait for the next seal; noted in the transaction that wrote them, so that a late commit is not skipped'`);

    await q.query(`CREATE FUNCTION wait_for_seal() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO seal_pending (source, row_id) SELECT TG_TABLE_NAME, id FROM added ON CONFLICT DO NOTHING; RETURN NULL; END $$`);
    for (const table of ['audit_record', 'comment_event', 'letter_event', 'draft_event']) {
      await q.query(`INSERT INTO seal_pending (source, row_id) SELECT '${table}', id FROM ${table} ORDER BY at, id`);
      await q.query(`CREATE TRIGGER wait_for_seal AFTER INSERT ON ${table} REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION wait_for_seal()`);
    }
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
