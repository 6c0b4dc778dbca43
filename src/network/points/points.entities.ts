import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '../../platform/base/clock.js';
import { ScopedRow } from '../../platform/database/scoped-row.js';
import type { contactPointKindWords, contactPointLevelWords } from './point.words.js';

/**
 * 基层立法联系点, in a tree; it may serve several legislatures, so it is scoped by its engagements and not by itself
 */
@Entity({ name: 'contact_point' })
export class ContactPointRow {
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ type: 'uuid', name: 'parent_id', nullable: true }) parentId: string | null;
  @Column({ type: 'text' }) name: string;
  @Column({ type: 'text', name: 'short_name' }) shortName: string;
  @Column({ type: 'text' }) level: keyof typeof contactPointLevelWords;
  @Column({ type: 'text' }) kind: keyof typeof contactPointKindWords;
  @Column({ type: 'text', nullable: true }) address: string | null;
  /** 地区: the county, city or district it lies in */
  @Column({ type: 'text', nullable: true }) region: string | null;
  @Column({ type: 'text', array: true }) fields: string[];
  @Column({ type: 'date', name: 'established_on', nullable: true }) establishedOn: Day | null;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt: Date;
  @Column({ type: 'integer' }) version: number;
}

/** 聘用: a legislature asks this contact point */
@Entity({ name: 'engagement' })
export class EngagementRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'contact_point_id' }) contactPointId: string;
  @Column({ type: 'date' }) since: Day;
  @Column({ type: 'date', nullable: true }) until: Day | null;
  @Column({ type: 'text', name: 'leader_name', nullable: true }) leaderName: string | null;
  @Column({ type: 'integer' }) version: number;
}

export const contactPointEntities = [ContactPointRow, EngagementRow];
