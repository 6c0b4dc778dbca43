/** 设置 of a legislature: its names, its contact, its shortest window, and how much ceremony it wants. */
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, Not } from 'typeorm';
import { z } from 'zod';
import type { Actor } from '../base/actor.js';
import type { Config } from '../base/config.js';
import { CONFIG } from '../base/config.token.js';
import { checkInput, Refusal } from '../base/refusal.js';
import type { Role } from '../base/roles.rules.js';
import { oneOf } from '../database/one-of.js';
import { type Reader, scopeOf, type Transaction, UnitOfWork } from '../database/scope.js';
import { AccountRow, LegislatureChangeRow, LegislatureRow, RoleGrantRow, SecondFactorRow } from './access.entities.js';
import { NewLegislature, PaperSettings } from './access.inputs.js';
import { lockAccounts } from './access.service.js';
import { type Profile, stateOf } from './accounts.rules.js';
import { changesPasswordRegularly, needsSecondFactor } from './permissions.js';
import { type Holder, type ProfileEffect, profileEffect } from './profile.rules.js';
import { timeOf } from './sessions.service.js';
import type { settingWords } from './settings.words.js';
import { inForce } from './grants.sql.js';

export type Setting = keyof typeof settingWords;

const Changed = NewLegislature.omit({ code: true, profile: true }).extend({ expectedVersion: z.number().int() });
const ChangedProfile = NewLegislature.pick({ profile: true }).extend({ expectedVersion: z.number().int() });

/** The columns that are set, by their setting */
const COLUMNS = {
  name: 'NAME',
  organName: 'ORGAN_NAME',
  documentWord: 'DOCUMENT_WORD',
  contactName: 'CONTACT_NAME',
  contactPhone: 'CONTACT_PHONE',
  minimumDays: 'MINIMUM_DAYS',
  minimumDaysSource: 'MINIMUM_DAYS_SOURCE',
  address: 'ADDRESS',
  postcode: 'POSTCODE',
  mail: 'MAIL',
  phoneHours: 'PHONE_HOURS',
  dueDays: 'DUE_DAYS',
  numberSource: 'NUMBER_SOURCE',
  reviewsRounds: 'REVIEWS_ROUNDS',
  profile: 'PROFILE',
} as const satisfies Partial<Record<keyof LegislatureRow, Setting>>;
type Settings = { [C in keyof typeof COLUMNS]?: LegislatureRow[C] };

const DAY = 86_400_000;
const textOf = (value: string | number | boolean | null): string | null => (value === null ? null : String(value));

@Injectable()
export class LegislaturesService {
  constructor(
    private readonly work: UnitOfWork,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The legislature at hand as its administrator sees it */
  settings(actor: Actor): Promise<LegislatureRow> {
    const reader = this.work.read(scopeOf(actor));
    return reader.manager.findOneByOrFail(LegislatureRow, { id: reader.legislatureId });
  }

  /** The last change of each setting that was ever changed */
  async changes(actor: Actor): Promise<LegislatureChangeRow[]> {
    const reader = this.work.read(scopeOf(actor));
    const rows = await reader.manager
      .createQueryBuilder(LegislatureChangeRow, 'c')
      .where('c.legislature_id = :legislature', { legislature: reader.legislatureId })
      .andWhere(
        'c.at = (select max(d.at) from legislature_change d where d.legislature_id = c.legislature_id and d.setting = c.setting)',
      )
      .orderBy('c.at', 'DESC')
      .getMany();
    return rows;
  }

  /** Names, contact and shortest window as they should be; papers that were composed keep what they were made with. */
  async change(actor: Actor, input: unknown): Promise<LegislatureRow | Refusal> {
    const given = checkInput(Changed, input);
    if (given instanceof Refusal) return given;
    const { expectedVersion, ...settings } = given;
    return this.onLegislature('changeLegislature', actor, expectedVersion, async (tx, row) => {
      const columns = {
        ...settings,
        contactName: settings.contactName || null,
        contactPhone: settings.contactPhone || null,
      };
      const changed = await this.set(tx, row, columns);
      tx.record('changeLegislature', 'Legislature', row.id, { settings: changed });
      return row;
    });
  }

  /** 地址, 邮编, 邮箱, 接听时间, the shortest time to answer, where numbers come from, whether rounds are reviewed */
  async changePapers(actor: Actor, input: unknown): Promise<LegislatureRow | Refusal> {
    const given = checkInput(PaperSettings, input);
    if (given instanceof Refusal) return given;
    const { expectedVersion, dueDays, numberSource, reviewsRounds, ...words } = given;
    return this.onLegislature('changePaperSettings', actor, expectedVersion, async (tx, row) => {
      const columns = {
        address: words.address || null,
        postcode: words.postcode || null,
        mail: words.mail || null,
        phoneHours: words.phoneHours || null,
        dueDays,
        numberSource,
        reviewsRounds: reviewsRounds ?? row.reviewsRounds,
      };
      tx.record('changePaperSettings', 'Legislature', row.id, { settings: await this.set(tx, row, columns) });
      return row;
    });
  }

  /** What would be different under another profile, and who stands in its way; nothing is changed. */
  async effect(actor: Actor, to: Profile): Promise<ProfileEffect> {
    return this.effectIn(this.work.read(scopeOf(actor)), to);
  }

  /** PROFILE_BLOCKED where somebody holds roles together that the new profile keeps apart. */
  async changeProfile(actor: Actor, input: unknown): Promise<LegislatureRow | Refusal> {
    const given = checkInput(ChangedProfile, input);
    if (given instanceof Refusal) return given;
    return this.onLegislature('changeProfile', actor, given.expectedVersion, async (tx, row) => {
      const from = row.profile;
      const { blocked } = await this.effectIn(tx, given.profile);
      if (blocked.length > 0)
        return new Refusal('PROFILE_BLOCKED', {
          count: blocked.length,
          names: blocked.map((b) => b.name).join('、'),
        });
      await this.set(tx, row, { profile: given.profile });
      tx.record('changeProfile', 'Legislature', row.id, { from, to: given.profile });
      return row;
    });
  }

  /** Locked with the accounts of the installation: whoever gives a role meanwhile waits, and finds the new profile. */
  private onLegislature(
    act: string,
    actor: Actor,
    expectedVersion: number,
    body: (tx: Transaction, row: LegislatureRow) => Promise<LegislatureRow | Refusal>,
  ): Promise<LegislatureRow | Refusal> {
    return this.work.run<LegislatureRow | Refusal>(act, scopeOf(actor), async (tx) => {
      await lockAccounts(tx);
      const row = await tx.manager.findOneOrFail(LegislatureRow, {
        where: { id: tx.legislatureId },
        lock: { mode: 'pessimistic_write' },
      });
      if (row.version !== expectedVersion) return Refusal.stale(row.version, { kind: 'Legislature', id: row.id });
      return body(tx, row);
    });
  }

  /** Changes the row and notes each setting that is another one now; gives how many are */
  private async set(tx: Transaction, row: LegislatureRow, columns: Settings): Promise<number> {
    const names = (Object.keys(columns) as (keyof typeof COLUMNS)[]).filter((c) => columns[c] !== row[c]);
    if (names.length === 0) return 0;
    const at = await tx.time();
    await tx.insertAll(
      LegislatureChangeRow,
      names.map((c) => ({
        setting: COLUMNS[c],
        was: textOf(row[c]),
        becomes: textOf(columns[c] ?? null),
        byAccount: tx.scope.accountId ?? '',
        at,
      })),
    );
    Object.assign(row, columns, { version: row.version + 1 });
    await tx.manager.update(LegislatureRow, { id: row.id }, { ...columns, version: row.version });
    return names.length;
  }

  private async effectIn(reader: Reader, to: Profile): Promise<ProfileEffect> {
    const { profile: from } = await reader.manager.findOneByOrFail(LegislatureRow, { id: reader.legislatureId });
    return profileEffect(from, to, await this.holders(reader, from, to), this.config.accounts.passwordDays);
  }

  private async holders(reader: Reader, from: Profile, to: Profile): Promise<Holder[]> {
    const here = await reader.manager.findBy(RoleGrantRow, {
      legislatureId: reader.legislatureId,
      ...inForce,
    });
    const ids = [...new Set(here.map((g) => g.accountId))];
    const everywhere = await reader.manager.findBy(RoleGrantRow, {
      accountId: oneOf(ids),
      legislatureId: IsNull(),
      ...inForce,
    });
    const bound = await boundOf(reader.manager, ids);
    const accounts = await reader.manager.find(AccountRow, {
      where: { id: oneOf(ids), disabledAt: IsNull() },
      order: { displayName: 'ASC', id: 'ASC' },
    });
    const now = await timeOf(reader.manager);
    return accounts.map((a) => {
      const roles = [...here, ...everywhere].filter((g) => g.accountId === a.id).map((g) => g.role);
      const anew = (asks: (profile: Profile, held: readonly Role[]) => boolean): boolean =>
        asks(to, roles) && !asks(from, roles);
      return {
        accountId: a.id,
        name: a.displayName,
        roles,
        canSignIn: stateOf(a, now, this.config.accounts.dormantDays) === 'ACTIVE',
        bindsAnew: !bound.has(a.id) && anew(needsSecondFactor),
        changesAnew: this.isWornOut(a, now) && anew(changesPasswordRegularly),
      };
    });
  }

  private isWornOut({ passwordSetAt }: AccountRow, now: Date): boolean {
    const { passwordDays } = this.config.accounts;
    return passwordDays > 0 && now.getTime() - passwordSetAt.getTime() > passwordDays * DAY;
  }
}

async function boundOf(manager: EntityManager, accountIds: readonly string[]): Promise<Set<string>> {
  const factors = await manager.findBy(SecondFactorRow, {
    accountId: oneOf(accountIds),
    confirmedAt: Not(IsNull()),
    endedAt: IsNull(),
  });
  return new Set(factors.map((f) => f.accountId));
}
