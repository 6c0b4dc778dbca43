/**
 * Opaque sessions (会话) and bearer tokens: 256 random bits with the caller, a SHA-256 in the database. A browser's
 * session ends after 12 idle hours or 7 days; a program's token after 90 days.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Refusal } from '../graphql/refusal.js';
import { LEDGER } from '../ledger/ledger.js';
import type { Ledger } from '../database/scope.js';
import { AccountRow, LegislatureRow, RoleGrantRow, SessionRow } from './access.entities.js';
import type { Actor } from './actor.js';
import { Attempts } from './attempts.js';
import { passwordMatches } from './password.js';

const HOUR = 3_600_000;
const IDLE = 12 * HOUR;
const LIFE = { BROWSER: 7 * 24 * HOUR, PROGRAM: 90 * 24 * HOUR };
const FREE_TRIES = 5;

export interface SignedIn {
  account: AccountRow;
  token: string;
  expiresAt: Date;
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

@Injectable()
export class SessionsService {
  constructor(private readonly source: DataSource, private readonly attempts: Attempts, @Inject(LEDGER) private readonly ledger: Ledger) {}

  /**
   * The same answer, and the same time, for an unknown account and a wrong password. Failures are counted per account and
   * address: after five the delay doubles each time up to 15 minutes, so nobody can lock an officer out from elsewhere.
   */
  async signIn(input: { username: string; password: string; forProgram: boolean; address: string }): Promise<SignedIn | Refusal> {
    const key = this.attempts.key('session', input.username, input.address);
    const wait = await this.attempts.take(key, FREE_TRIES);
    if (wait > 0) return new Refusal('TOO_MANY_ATTEMPTS', { retryAfterSeconds: wait });
    const account = await this.source.manager.findOneBy(AccountRow, { username: input.username });
    const usable = account !== null && account.disabledAt === null;
    const matches = await passwordMatches(usable ? account.passwordHash : null, input.password);
    const done = await this.source.transaction(async (manager): Promise<SignedIn | Refusal> => {
      const now = await timeOf(manager);
      const expired = account?.passwordExpiresAt != null && account.passwordExpiresAt < now;
      if (!usable || !matches || expired) {
        await this.ledger(manager, { legislatureId: null, accountId: account?.id ?? null }, [{ act: 'signIn', objectKind: 'Account', objectId: account?.id ?? null, outcome: 'REFUSED' }]);
        return new Refusal('WRONG_CREDENTIALS');
      }
      // a one-time password opens once (security §1.6); the session it opened is where the new one is set
      if (account.mustChangePassword) await manager.update(AccountRow, { id: account.id }, { passwordExpiresAt: now });
      const token = randomBytes(32).toString('base64url');
      const kind = input.forProgram ? 'PROGRAM' : 'BROWSER';
      const expiresAt = new Date(now.getTime() + LIFE[kind]);
      await manager.insert(SessionRow, { id: randomUUID(), tokenHash: hashOf(token), accountId: account.id, kind, label: null, createdAt: now, lastSeenAt: now, expiresAt, revokedAt: null });
      await this.ledger(manager, { legislatureId: null, accountId: account.id }, [{ act: 'signIn', objectKind: 'Account', objectId: account.id, outcome: 'DONE' }]);
      return { account, token, expiresAt };
    });
    if (!(done instanceof Refusal)) await this.attempts.succeeded(key);
    return done;
  }

  async signOut(sessionId: string): Promise<boolean> {
    const { affected } = await this.source.manager.update(SessionRow, { id: sessionId }, { revokedAt: await timeOf(this.source.manager) });
    return affected === 1;
  }

  /** null: no session, ended, or its account is disabled. `legislature` is a code; without it the only one of the grants. */
  async resolve(token: string, legislature: string | undefined): Promise<Actor | null> {
    const session = await this.source.manager.findOneBy(SessionRow, { tokenHash: hashOf(token) });
    if (!session || session.revokedAt !== null) return null;
    const now = await timeOf(this.source.manager);
    if (session.expiresAt < now || (session.kind === 'BROWSER' && now.getTime() - session.lastSeenAt.getTime() > IDLE)) return null;
    const account = await this.source.manager.findOneBy(AccountRow, { id: session.accountId });
    if (!account || account.disabledAt !== null) return null;
    if (now.getTime() - session.lastSeenAt.getTime() > 60_000) await this.source.manager.update(SessionRow, { id: session.id }, { lastSeenAt: now });
    const grants = (await this.source.manager.findBy(RoleGrantRow, { accountId: account.id })).filter((g) => g.revokedAt === null);
    const legislatureId = await this.chooseLegislature(grants, legislature);
    if (legislatureId === undefined) return null;
    const mine = grants.filter((g) => g.legislatureId === legislatureId || g.legislatureId === null);
    return {
      sessionId: session.id, accountId: account.id, displayName: account.displayName, legislatureId,
      roles: new Set(mine.map((g) => g.role)),
      unitIds: mine.flatMap((g) => (g.unitId === null ? [] : [g.unitId])),
      mustChangePassword: account.mustChangePassword,
    };
  }

  private async chooseLegislature(grants: readonly RoleGrantRow[], code: string | undefined): Promise<string | null | undefined> {
    const ids = [...new Set(grants.flatMap((g) => (g.legislatureId === null ? [] : [g.legislatureId])))];
    if (code === undefined) return ids.length === 1 ? (ids[0]) : null;
    const asked = await this.source.manager.findOneBy(LegislatureRow, { code });
    return asked && ids.includes(asked.id) ? asked.id : undefined;
  }
}

export async function timeOf(manager: EntityManager): Promise<Date> {
  const rows = await manager.query<{ at: Date }[]>('select clock_timestamp() as at');
  return rows[0]?.at as Date;
}
