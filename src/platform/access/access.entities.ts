/** Legislatures, accounts, grants, sessions and second factors as they are stored. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '../base/clock.js';
import type { Role } from '../base/roles.rules.js';
import { ScopedRow } from '../database/scoped-row.js';
import type { Profile } from './accounts.rules.js';
import type { numberSourceWords, settingWords } from './settings.words.js';

@Entity({ name: 'legislature' })
export class LegislatureRow {
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ type: 'text' }) code: string;
  @Column({ type: 'text' }) name: string;
  @Column({ type: 'text', name: 'organ_name' }) organName: string;
  @Column({ type: 'text', name: 'document_word' }) documentWord: string;
  @Column({ type: 'text' }) zone: string;
  @Column({ type: 'text' }) profile: Profile;
  @Column({ type: 'integer', name: 'minimum_days' }) minimumDays: number;
  @Column({ type: 'text', name: 'minimum_days_source' }) minimumDaysSource: string;
  @Column({ type: 'text', name: 'contact_name', nullable: true }) contactName: string | null;
  @Column({ type: 'text', name: 'contact_phone', nullable: true }) contactPhone: string | null;
  /** 地址 to which paper is sent, with its 邮编 */
  @Column({ type: 'text', nullable: true }) address: string | null;
  @Column({ type: 'text', nullable: true }) postcode: string | null;
  @Column({ type: 'text', nullable: true }) mail: string | null;
  /** 工作日 hours of the telephone: 9时至17时 */
  @Column({ type: 'text', name: 'phone_hours', nullable: true }) phoneHours: string | null;
  /** how long a body has at least to answer, in days: a warning where it is less */
  @Column({ type: 'integer', name: 'due_days', default: 15 }) dueDays: number;
  @Column({ type: 'text', name: 'number_source', default: 'COUNTER' }) numberSource: keyof typeof numberSourceWords;
  /** 送审: no round is sent out that no checker passed */
  @Column({ type: 'boolean', name: 'reviews_rounds', default: false }) reviewsRounds: boolean;
  @Column({ type: 'integer' }) version: number;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt: Date;
}

/** One setting of a legislature that became another one, as text */
@Entity({ name: 'legislature_change' })
export class LegislatureChangeRow extends ScopedRow {
  @Column({ type: 'text' }) setting: keyof typeof settingWords;
  @Column({ type: 'text', nullable: true }) was: string | null;
  @Column({ type: 'text', nullable: true }) becomes: string | null;
  @Column({ type: 'uuid', name: 'by_account' }) byAccount: string;
  @Column({ type: 'timestamptz' }) at: Date;
}

@Entity({ name: 'account' })
export class AccountRow {
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ type: 'text' }) username: string;
  @Column({ type: 'text', name: 'display_name' }) displayName: string;
  @Column({ type: 'text', name: 'password_hash', nullable: true }) passwordHash: string | null;
  @Column({ type: 'boolean', name: 'must_change_password' }) mustChangePassword: boolean;
  /** of a one-time password: until when it opens, or when it opened */
  @Column({ type: 'timestamptz', name: 'password_expires_at', nullable: true }) passwordExpiresAt: Date | null;
  @Column({ type: 'timestamptz', name: 'password_set_at' }) passwordSetAt: Date;
  @Column({ type: 'timestamptz', name: 'last_signed_in_at', nullable: true }) lastSignedInAt: Date | null;
  @Column({ type: 'timestamptz', name: 'disabled_at', nullable: true }) disabledAt: Date | null;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt: Date;
  @Column({ type: 'integer' }) version: number;
}

@Entity({ name: 'role_grant' })
export class RoleGrantRow {
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ type: 'uuid', name: 'account_id' }) accountId: string;
  @Column({ type: 'uuid', name: 'legislature_id', nullable: true }) legislatureId: string | null;
  @Column({ type: 'text' }) role: Role;
  @Column({ type: 'uuid', name: 'unit_id', nullable: true }) unitId: string | null;
  @Column({ type: 'uuid', name: 'granted_by', nullable: true }) grantedBy: string | null;
  @Column({ type: 'timestamptz', name: 'granted_at' }) grantedAt: Date;
  /** since when it counts no more; ahead of now while somebody stands in until then (grants.sql) */
  @Column({ type: 'timestamptz', name: 'revoked_at', nullable: true }) revokedAt: Date | null;
  @Column({ type: 'uuid', name: 'revoked_by', nullable: true }) revokedBy: string | null;
}

/** 移交 or 代理: what passed from one account to another, and what was open then */
@Entity({ name: 'handover' })
export class HandoverRow extends ScopedRow {
  @Column({ type: 'uuid', name: 'from_account' }) fromAccount: string;
  @Column({ type: 'uuid', name: 'to_account' }) toAccount: string;
  @Column({ type: 'uuid', name: 'by_account' }) byAccount: string;
  @Column({ type: 'timestamptz' }) at: Date;
  /** of 代理: until when; null: for good */
  @Column({ type: 'timestamptz', nullable: true }) until: Date | null;
  @Column({ type: 'text', nullable: true }) note: string | null;
  @Column({ type: 'jsonb', name: 'open_then' }) leftOpen: readonly LeftOpen[];
  /** how many working copies 草稿 went along */
  @Column({ type: 'integer', name: 'working_copies' }) workingCopies: number;
  @Column({ type: 'timestamptz', name: 'read_at', nullable: true }) readAt: Date | null;
  @Column({ type: 'integer' }) version: number;
}

/** One kind of thing that waited for the roles that passed on: figures, nothing of what they are about */
export interface LeftOpen {
  /** Chinese, one sentence that begins with its figure */
  words: string;
  figure: number;
  /** the earliest day it is due */
  dueOn: Day | null;
}

@Entity({ name: 'session' })
export class SessionRow {
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ type: 'bytea', name: 'token_hash' }) tokenHash: Buffer;
  @Column({ type: 'uuid', name: 'account_id' }) accountId: string;
  @Column({ type: 'text' }) kind: 'BROWSER' | 'PROGRAM';
  @Column({ type: 'text', nullable: true }) label: string | null;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt: Date;
  @Column({ type: 'timestamptz', name: 'last_seen_at' }) lastSeenAt: Date;
  @Column({ type: 'timestamptz', name: 'expires_at' }) expiresAt: Date;
  /** password, and code where there is one, were given again at this time */
  @Column({ type: 'timestamptz', name: 'reauthenticated_at', nullable: true }) reauthenticatedAt: Date | null;
  @Column({ type: 'timestamptz', name: 'revoked_at', nullable: true }) revokedAt: Date | null;
}

/** 动态验证码 of an account: begun, confirmed with a first code, ended. One begun and one at work at most. */
@Entity({ name: 'second_factor' })
export class SecondFactorRow {
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ type: 'uuid', name: 'account_id' }) accountId: string;
  /** sealed; null once the factor has ended */
  @Column({ type: 'bytea', nullable: true }) secret: Buffer | null;
  @Column({ type: 'timestamptz', name: 'started_at' }) startedAt: Date;
  @Column({ type: 'timestamptz', name: 'confirmed_at', nullable: true }) confirmedAt: Date | null;
  /** the last step whose code was taken, as PostgreSQL gives a bigint */
  @Column({ type: 'bigint', name: 'last_step', nullable: true }) lastStep: string | null;
  @Column({ type: 'timestamptz', name: 'ended_at', nullable: true }) endedAt: Date | null;
}
