import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '../../platform/base/clock.js';
import { ScopedRow } from '../../platform/database/scoped-row.js';
import type { contactPersonRoleWords, contactPointKindWords, contactPointLevelWords } from './point.words.js';

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

/** 设立机关: who established it, as a legislature notes it */
@Entity({ name: 'establishment' })
export class EstablishmentRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'contact_point_id' }) contactPointId: string;
  /** their order, from 0 */
  @Column({ type: 'integer' }) ordinal: number;
  @Column({ type: 'text' }) organ: string;
  @Column({ type: 'date', nullable: true }) since: Day | null;
  /** for how many years; or, in `until`, to which day */
  @Column({ type: 'integer', nullable: true }) years: number | null;
  @Column({ type: 'date', nullable: true }) until: Day | null;
  /** 牌匾: the words on the plate */
  @Column({ type: 'text', nullable: true }) plaque: string | null;
}

/** 负责人, 联络员, 信息员 of a contact point: name and phone are sealed under the legislature's data key */
@Entity({ name: 'contact_person' })
export class ContactPersonRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'contact_point_id' }) contactPointId: string;
  /** their order, from 0 */
  @Column({ type: 'integer' }) ordinal: number;
  @Column({ type: 'text' }) role: keyof typeof contactPersonRoleWords;
  @Column({ type: 'text' }) name: string;
  @Column({ type: 'text', nullable: true }) phone: string | null;
}

export const contactPointEntities = [ContactPointRow, EngagementRow, EstablishmentRow, ContactPersonRow];
