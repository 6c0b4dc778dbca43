import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 节点: places below a contact point that hear people for it, by a link and a PIN, on a task with a due day. */
export class NodesBelow1795310000043 implements MigrationInterface {
  name = 'NodesBelow1795310000043';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`CREATE TABLE node_link (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature,
        contact_point_id uuid NOT NULL REFERENCES contact_point, name text NOT NULL,
        link_mac bytea NOT NULL, pin_mac bytea NOT NULL, misses integer NOT NULL DEFAULT 0, expires_on date NOT NULL,
        made_by uuid NOT NULL REFERENCES account, made_at timestamptz NOT NULL, revoked_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT node_link_name_length CHECK (char_length(name) BETWEEN 2 AND 40),
        CONSTRAINT node_link_mac_once UNIQUE (link_mac))`);
    await q.query(`CREATE INDEX node_link_of_point ON node_link (contact_point_id, made_at)`);
    await q.query(
      `COMMENT ON TABLE node_link IS 'kept: 节点, a place below a contact point that enters by a link and a PIN, both stored as MACs alone (ADR 46)'`,
    );

    await q.query(`CREATE TABLE node_task (
        id uuid PRIMARY KEY, legislature_id uuid NOT NULL REFERENCES legislature,
        node_link_id uuid NOT NULL REFERENCES node_link, consultation_id uuid NOT NULL REFERENCES consultation,
        due_on date NOT NULL, given_by uuid NOT NULL REFERENCES account, given_at timestamptz NOT NULL,
        withdrawn_at timestamptz, version integer NOT NULL DEFAULT 1,
        CONSTRAINT node_task_once UNIQUE (node_link_id, consultation_id))`);
    await q.query(`COMMENT ON TABLE node_task IS 'kept: what a node is to hear people about, and until when'`);

    await q.query(`CREATE TABLE opinion_of_node (
        id uuid PRIMARY KEY REFERENCES opinion, legislature_id uuid NOT NULL REFERENCES legislature,
        node_link_id uuid NOT NULL REFERENCES node_link)`);
    await q.query(`CREATE INDEX opinion_of_node_of ON opinion_of_node (node_link_id)`);
    await q.query(
      `COMMENT ON TABLE opinion_of_node IS 'append-only: which node entered an opinion; same id as the opinion'`,
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup to go back.'));
  }
}
