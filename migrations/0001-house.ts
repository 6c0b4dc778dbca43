import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Legislatures, accounts, sessions, grants, the ledger, files. The comment of each table says what the service may do to it. */
export class House1795310000001 implements MigrationInterface {
  name = 'House1795310000001';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`CREATE TABLE installation (singleton boolean PRIMARY KEY CHECK (singleton), key_fingerprint text NOT NULL, kind text NOT NULL DEFAULT 'SERVICE')`);
    await q.query(`COMMENT ON TABLE installation IS 'kept: one row: which keys file this database belongs to, and whether it is a demo'`);
    await q.query(`CREATE TABLE legislature (
        id uuid PRIMARY KEY, code text NOT NULL, name text NOT NULL, organ_name text NOT NULL, document_word text NOT NULL,
        zone text NOT NULL DEFAULT 'Asia/Shanghai', profile text NOT NULL DEFAULT 'SIMPLE', minimum_days integer NOT NULL DEFAULT 30,
        minimum_days_source text NOT NULL DEFAULT '立法法第四十条', contact_name text, contact_phone text, version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        CONSTRAINT legislature_code_unique UNIQUE (code), CONSTRAINT legislature_code_form CHECK (code ~ '^[a-z][a-z0-9-]{1,30}$'),
        CONSTRAINT legislature_profile_known CHECK (profile IN ('SIMPLE', 'STANDARD', 'STRICT')),
        CONSTRAINT legislature_minimum_days CHECK (minimum_days BETWEEN 1 AND 365))`);
    await q.query(`COMMENT ON TABLE legislature IS 'kept: 立法机关, the tenant'`);
    await q.query(`CREATE TABLE account (
        id uuid PRIMARY KEY, username text NOT NULL, display_name text NOT NULL, password_hash text, must_change_password boolean NOT NULL DEFAULT false,
        password_expires_at timestamptz, disabled_at timestamptz, created_at timestamptz NOT NULL, version integer NOT NULL DEFAULT 1,
        CONSTRAINT account_username_unique UNIQUE (username), CONSTRAINT account_username_form CHECK (username ~ '^[a-z0-9][a-z0-9._-]{1,62}$'))`);
    await q.query(`COMMENT ON TABLE account IS 'kept: a person who signs in'`);
    await q.query(`CREATE TABLE role_grant (
        id uuid PRIMARY KEY, account_id uuid NOT NULL REFERENCES account, legislature_id uuid REFERENCES legislature, role text NOT NULL, unit_id uuid,
        granted_by uuid, granted_at timestamptz NOT NULL, revoked_at timestamptz, revoked_by uuid)`);
    await q.query(`CREATE UNIQUE INDEX role_grant_once ON role_grant (account_id, coalesce(legislature_id, '00000000-0000-0000-0000-000000000000'), role, coalesce(unit_id, '00000000-0000-0000-0000-000000000000')) WHERE revoked_at IS NULL`);
    await q.query(`COMMENT ON TABLE role_grant IS 'kept: (account, role, legislature, unit); revoked, never deleted'`);
    await q.query(`CREATE TABLE session (
        id uuid PRIMARY KEY, token_hash bytea NOT NULL, account_id uuid NOT NULL REFERENCES account, kind text NOT NULL, label text,
        created_at timestamptz NOT NULL, last_seen_at timestamptz NOT NULL, expires_at timestamptz NOT NULL, revoked_at timestamptz,
        CONSTRAINT session_token_unique UNIQUE (token_hash), CONSTRAINT session_kind_known CHECK (kind IN ('BROWSER', 'PROGRAM')))`);
    await q.query(`CREATE INDEX session_account ON session (account_id)`);
    await q.query(`COMMENT ON TABLE session IS 'transient: opaque sessions and bearer tokens, by hash'`);
    await q.query(`CREATE TABLE sign_in_attempt (key bytea PRIMARY KEY, failures integer NOT NULL, last_at timestamptz NOT NULL)`);
    await q.query(`COMMENT ON TABLE sign_in_attempt IS 'transient: failures by account and device, for growing delays'`);
    await q.query(`CREATE TABLE audit_record (
        id uuid PRIMARY KEY, legislature_id uuid REFERENCES legislature, account_id uuid, act text NOT NULL, object_kind text NOT NULL, object_id uuid,
        outcome text NOT NULL, detail jsonb, request_id text, at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT audit_outcome_known CHECK (outcome IN ('DONE', 'REFUSED')))`);
    await q.query(`CREATE INDEX audit_record_legislature_at ON audit_record (legislature_id, at)`);
    await q.query(`CREATE INDEX audit_record_object ON audit_record (object_id)`);
    await q.query(`COMMENT ON TABLE audit_record IS 'append-only: who did what to which object; ids and outcomes, never words'`);
    await q.query(`CREATE TABLE file (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature, name text NOT NULL, media_type text NOT NULL, size bigint NOT NULL, sha256 bytea NOT NULL,
        owner_kind text, owner_id uuid, uploaded_by uuid, created_at timestamptz NOT NULL, version integer NOT NULL DEFAULT 1)`);
    await q.query(`CREATE INDEX file_owner ON file (owner_id)`);
    await q.query(`COMMENT ON TABLE file IS 'kept: uploaded, then claimed by the room that owns it'`);
    await q.query(`CREATE TABLE file_chunk (file_id uuid NOT NULL REFERENCES file, ordinal integer NOT NULL, bytes bytea NOT NULL, PRIMARY KEY (file_id, ordinal), CONSTRAINT file_chunk_size CHECK (octet_length(bytes) <= 1048576))`);
    await q.query(`COMMENT ON TABLE file_chunk IS 'append-only: the bytes of a file in pieces of 1 MiB'`);
    await q.query(`CREATE TABLE worker_heartbeat (worker_id text PRIMARY KEY, at timestamptz NOT NULL)`);
    await q.query(`COMMENT ON TABLE worker_heartbeat IS 'transient: which job workers are alive'`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
