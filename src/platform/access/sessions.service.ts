/**
 * Opaque sessions (会话) and bearer tokens: 256 random bits with the caller, a SHA-256 in the database. How long they
 * last is configured: a browser's session ends by idleness and by age, a program's token by age.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../base/actor.js';
import type { Config } from '../base/config.js';
import { CONFIG } from '../base/config.token.js';
import { scopeOf, UnitOfWork } from '../database/scope.js';
import { AccountRow, LegislatureRow, RoleGrantRow, SessionRow } from './access.entities.js';
import type { Profile } from './accounts.rules.js';
import { isHeldSql } from './resets.sql.js';
import { changesPasswordRegularly, needsSecondFactor } from './permissions.js';

const SEEN_EVERY = 60_000;
const DAY = 86_400_000;
/**
 * Where a code of a legislature stands: none of them, for who runs the installation and administers one legislature as
 * well
 */
const NONE = '-';

export interface SessionBegun {
  token: string;
  expiresAt: Date;
}

export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

@Injectable()
export class SessionsService {
  constructor(
    private readonly source: DataSource,
    private readonly work: UnitOfWork,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** A session with a token nobody had before */
  async begin(manager: EntityManager, accountId: string, kind: SessionRow['kind'], at: Date): Promise<SessionBegun> {
    const token = newToken();
    const expiresAt = new Date(
      at.getTime() + (kind === 'BROWSER' ? this.config.sessions.browser : this.config.sessions.program),
    );
    await manager.insert(SessionRow, {
      id: randomUUID(),
      tokenHash: hashOf(token),
      accountId,
      kind,
      label: null,
      createdAt: at,
      lastSeenAt: at,
      expiresAt,
      reauthenticatedAt: null,
      revokedAt: null,
    });
    return { token, expiresAt };
  }

  /**
   * Stamps the session. A browser's gets a new token, so that one taken from it earlier gains nothing by what its owner
   * confirms (security §2); a program keeps its own, which no page can plant. `until`: how long it counts.
   */
  async reauthenticated(
    manager: EntityManager,
    sessionId: string,
    at: Date,
  ): Promise<{ until: Date; renewed: SessionBegun | null }> {
    const session = await manager.findOneByOrFail(SessionRow, { id: sessionId });
    const renewed = session.kind === 'BROWSER' ? { token: newToken(), expiresAt: session.expiresAt } : null;
    await manager.update(
      SessionRow,
      { id: sessionId },
      { reauthenticatedAt: at, lastSeenAt: at, ...(renewed && { tokenHash: hashOf(renewed.token) }) },
    );
    return { until: this.countsUntil(at), renewed };
  }

  /** A browser that signs in anew leaves its former session behind */
  async replace(manager: EntityManager, sessionId: string, at: Date): Promise<void> {
    await manager.update(SessionRow, { id: sessionId, kind: 'BROWSER' }, { revokedAt: at });
  }

  async signOut(actor: Actor): Promise<boolean> {
    return this.work.run('signOut', scopeOf(actor), async (tx) => {
      const { affected } = await tx.manager.update(SessionRow, { id: actor.sessionId }, { revokedAt: await tx.time() });
      tx.record('signOut', 'Account', actor.accountId);
      return affected === 1;
    });
  }

  /** Ends every session and token of the account, this one too, and forgets its devices. Gives how many ended. */
  async signOutEverywhere(actor: Actor): Promise<number> {
    return this.work.run('signOutEverywhere', scopeOf(actor), async (tx) => {
      const ended = await endSessions(tx.manager, actor.accountId, null);
      await tx.manager.query('delete from known_device where account_id = $1', [actor.accountId]);
      tx.record('signOutEverywhere', 'Account', actor.accountId, { sessions: ended });
      return ended;
    });
  }

  /**
   * null: no session, ended, or its account is disabled. `legislature` is a code, or `-` for none; without it the only
   * one of the grants.
   */
  async resolve(token: string, legislature: string | undefined): Promise<Actor | null> {
    const session = await this.source.manager.findOneBy(SessionRow, { tokenHash: hashOf(token) });
    if (!session || session.revokedAt !== null) return null;
    const now = await timeOf(this.source.manager);
    const idle = now.getTime() - session.lastSeenAt.getTime();
    if (session.expiresAt < now || (session.kind === 'BROWSER' && idle > this.config.sessions.idle)) return null;
    const account = await this.source.manager.findOneBy(AccountRow, { id: session.accountId });
    if (!account || account.disabledAt !== null) return null;
    if (idle > SEEN_EVERY) await this.source.manager.update(SessionRow, { id: session.id }, { lastSeenAt: now });
    const grants = (await this.source.manager.findBy(RoleGrantRow, { accountId: account.id })).filter(
      (g) => g.revokedAt === null || g.revokedAt > now,
    );
    const legislatureId = await this.chooseLegislature(grants, legislature);
    if (legislatureId === undefined) return null;
    const mine = grants.filter((g) => g.legislatureId === legislatureId || g.legislatureId === null);
    const roles = new Set(mine.map((g) => g.role));
    const { profile, bound, held } = await this.demands(account.id, legislatureId);
    const freshUntil = session.reauthenticatedAt === null ? null : this.countsUntil(session.reauthenticatedAt);
    return {
      sessionId: session.id,
      accountId: account.id,
      displayName: account.displayName,
      legislatureId,
      roles,
      unitIds: mine.flatMap((g) => (g.unitId === null ? [] : [g.unitId])),
      mustChangePassword:
        account.mustChangePassword ||
        (changesPasswordRegularly(profile, roles) && this.isWornOut(account.passwordSetAt, now)),
      hasSecondFactor: bound,
      mustBindSecondFactor: !bound && needsSecondFactor(profile, roles),
      isHeld: held,
      reauthenticatedUntil: freshUntil !== null && freshUntil > now ? freshUntil : null,
    };
  }

  private isWornOut(passwordSetAt: Date, now: Date): boolean {
    const { passwordDays } = this.config.accounts;
    return passwordDays > 0 && now.getTime() - passwordSetAt.getTime() > passwordDays * DAY;
  }

  private countsUntil(at: Date): Date {
    return new Date(at.getTime() + this.config.sessions.reauthentication);
  }

  /**
   * The profile that counts (without a legislature at hand, the strictest of the installation), and whether a second
   * factor is at work, and whether the account is held
   */
  private async demands(
    accountId: string,
    legislatureId: string | null,
  ): Promise<{ profile: Profile; bound: boolean; held: boolean }> {
    const rows = await this.source.manager.query<{ profile: Profile | null; bound: boolean; held: boolean }[]>(
      `select (select max(profile) from legislature where case when cast($2 as uuid) is null then profile = 'STRICT' else id = $2 end) as profile,
        exists (select 1 from second_factor where account_id = $1 and confirmed_at is not null and ended_at is null) as bound,
        ${isHeldSql('$1')} as held`,
      [accountId, legislatureId],
    );
    return { profile: rows[0]?.profile ?? 'SIMPLE', bound: rows[0]?.bound === true, held: rows[0]?.held === true };
  }

  private async chooseLegislature(
    grants: readonly RoleGrantRow[],
    code: string | undefined,
  ): Promise<string | null | undefined> {
    const ids = [...new Set(grants.flatMap((g) => (g.legislatureId === null ? [] : [g.legislatureId])))];
    if (code === undefined) return ids.length === 1 ? ids[0] : null;
    if (code === NONE) return null;
    const asked = await this.source.manager.findOneBy(LegislatureRow, { code });
    return asked && ids.includes(asked.id) ? asked.id : undefined;
  }
}

const newToken = (): string => randomBytes(32).toString('base64url');

/** Ends the sessions and tokens of an account but one; gives how many ended */
export async function endSessions(manager: EntityManager, accountId: string, but: string | null): Promise<number> {
  const done = await manager
    .createQueryBuilder()
    .update(SessionRow)
    .set({ revokedAt: () => 'clock_timestamp()' })
    .where('account_id = :accountId and revoked_at is null and (cast(:but as uuid) is null or id <> :but)', {
      accountId,
      but,
    })
    .execute();
  return done.affected ?? 0;
}

export async function timeOf(manager: EntityManager): Promise<Date> {
  const rows = await manager.query<{ at: Date }[]>('select clock_timestamp() as at');
  return rows[0]?.at as Date;
}
