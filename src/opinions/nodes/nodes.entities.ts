import { Column, Entity } from 'typeorm';
import type { Day } from '../../platform/base/clock.js';
import { ScopedRow } from '../../platform/database/scoped-row.js';

/** 节点: a place below a contact point that enters by a link and a PIN; neither is stored (ADR 46) */
@Entity({ name: 'node_link' })
export class NodeLinkRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'contact_point_id' }) contactPointId: string;
  @Column({ type: 'text' }) name: string;
  @Column({ type: 'bytea', name: 'link_mac' }) linkMac: Buffer;
  @Column({ type: 'bytea', name: 'pin_mac' }) pinMac: Buffer;
  /** wrong PINs since the last right one */
  @Column({ type: 'integer' }) misses: number;
  /** the last day */
  @Column({ type: 'date', name: 'expires_on' }) expiresOn: Day;
  @Column({ type: 'uuid', name: 'made_by' }) madeBy: string;
  @Column({ type: 'timestamptz', name: 'made_at' }) madeAt: Date;
  @Column({ type: 'timestamptz', name: 'revoked_at', nullable: true }) revokedAt: Date | null;
  @Column({ type: 'integer' }) version: number;
}

/** What a node is to hear people about, and until when */
@Entity({ name: 'node_task' })
export class NodeTaskRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'node_link_id' }) nodeLinkId: string;
  @Column({ type: 'uuid', name: 'consultation_id' }) consultationId: string;
  @Column({ type: 'date', name: 'due_on' }) dueOn: Day;
  @Column({ type: 'uuid', name: 'given_by' }) givenBy: string;
  @Column({ type: 'timestamptz', name: 'given_at' }) givenAt: Date;
  @Column({ type: 'timestamptz', name: 'withdrawn_at', nullable: true }) withdrawnAt: Date | null;
  /** since when the node is shown what became of what it entered */
  @Column({ type: 'timestamptz', name: 'results_passed_at', nullable: true }) resultsPassedAt: Date | null;
  @Column({ type: 'uuid', name: 'results_passed_by', nullable: true }) resultsPassedBy: string | null;
  @Column({ type: 'integer' }) version: number;
}

/** Which node entered an opinion. Same id as the opinion. */
@Entity({ name: 'opinion_of_node' })
export class OpinionOfNodeRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'node_link_id' }) nodeLinkId: string;
}

export const nodeEntities = [NodeLinkRow, NodeTaskRow, OpinionOfNodeRow];
