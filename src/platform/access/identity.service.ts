/**
 * Proofs of who somebody is: password, and a code where a second factor is bound. Every proof is throttled before
 * anything is hashed, and every one that fails is in the ledger.
 */
import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Actor } from '../base/actor.js';
import { QueueFull } from '../base/batching.js';
import { checkInput, Refusal } from '../base/refusal.js';
import { type Scope, scopeOf, type Transaction, UnitOfWork } from '../database/scope.js';
import { AccountRow } from './access.entities.js';
import { Attempts } from './attempts.js';
import { Dormancy } from './dormancy.js';
import { Holds } from './holds.js';
import { hashPassword, passwordMatches } from './password.js';
import { makePasswordGood } from './resets.sql.js';
import { setChosenPassword, wasUsedBefore } from './passwords.js';
import { type Begun, SecondFactors } from './second-factors.js';
import { endSessions, hashOf, type SessionBegun, SessionsService } from './sessions.service.js';
import { rememberDevice } from './sign-in.sql.js';

const FREE_TRIES = 5;
const DEVICES_PER_ACCOUNT = 20;

export const NewPassword = z.string().min(10, '新密码至少 10 位').max(200, '新密码不超过 200 位');

export interface SignedIn extends SessionBegun {
  account: AccountRow;
  /** what this browser is known by from now on; null for a program */
  device: string | null;
}

/** Where a sign-in comes from */
export interface Place {
  address: string;
  /** the device token the browser sent */
  device: string | undefined;
  /** the session the browser had until now */
  sessionId: string | null;
}

interface Proof {
  act: string;
  scope: Scope;
  account: AccountRow | null;
  password: string;
  /** undefined: no code is asked for */
  code?: { given: string | null | undefined; key: Buffer };
  key: Buffer;
  /** where a stranger tries it; null for a session and for a device that is known */
  from: string | null;
  /** what takes long is done once the password is proven, outside the transaction */
  ready?: (account: AccountRow) => Promise<Refusal | null>;
}

@Injectable()
export class IdentityService {
  constructor(
    private readonly source: DataSource,
    private readonly work: UnitOfWork,
    private readonly attempts: Attempts,
    private readonly factors: SecondFactors,
    private readonly sessions: SessionsService,
    private readonly dormancy: Dormancy,
    private readonly holds: Holds,
  ) {}

  /**
   * The same answer, and the same time, for an unknown account, a wrong password, a disabled account, and one that
   * nobody signed in to for long. Failures are counted per account and device: on a browser where the account signed in
   * before, only what is tried on that browser counts, so nobody can hold its owner up; elsewhere per account and
   * address. After five the delay doubles each time up to 15 minutes.
   */
  async signIn(
    input: { username: string; password: string; code?: string | null; forProgram: boolean },
    place: Place,
  ): Promise<SignedIn | Refusal> {
    const found = await this.source.manager.findOneBy(AccountRow, { username: input.username });
    const sleep = await this.dormancy.of(found);
    const account = sleep === 'LOCKED' ? null : found;
    const known = place.device !== undefined && (await this.knows(input.username, place.device));
    const from = known ? ['device', place.device ?? ''] : [place.address];
    const proof: Proof = {
      act: 'signIn',
      scope: { legislatureId: null, accountId: found?.id ?? null },
      account,
      password: input.password,
      key: this.attempts.key('session', input.username, ...from),
      from: known ? null : place.address,
      // whoever gets this far has the password: unknown devices share one count, however many addresses they have
      code: { given: input.code, key: this.attempts.key('session', 'code', input.username, ...(known ? from : [])) },
    };
    return this.prove(proof, async (tx, mine, at) => {
      // a one-time password opens once (security §1.6); the session it opened is where the new one is set
      if (mine.passwordExpiresAt !== null) mine.passwordExpiresAt = at;
      // the only administrator after a long silence: let in, and to nothing before there is a new password
      if (sleep === 'ONLY_ADMINISTRATOR') mine.mustChangePassword = true;
      mine.lastSignedInAt = at;
      await tx.manager.update(
        AccountRow,
        { id: mine.id },
        { passwordExpiresAt: mine.passwordExpiresAt, mustChangePassword: mine.mustChangePassword, lastSignedInAt: at },
      );
      if (place.sessionId !== null && !input.forProgram) await this.sessions.replace(tx.manager, place.sessionId, at);
      const begun = await this.sessions.begin(tx.manager, mine.id, input.forProgram ? 'PROGRAM' : 'BROWSER', at);
      const device = input.forProgram ? null : (place.device ?? randomBytes(32).toString('base64url'));
      if (device !== null) await rememberDevice(tx.manager, mine.id, hashOf(device), DEVICES_PER_ACCOUNT);
      tx.record('signIn', 'Account', mine.id, { program: input.forProgram, knownDevice: known });
      return { account: mine, device, ...begun };
    });
  }

  /**
   * Password, and code where there is one, given again: opens what the permission table marks so for some
   * minutes. ACCOUNT_HELD where they prove nothing, since others gave the one and took the other away.
   */
  async confirmIdentity(
    actor: Actor,
    input: { password: string; code?: string | null },
  ): Promise<{ until: Date; renewed: SessionBegun | null } | Refusal> {
    const held = actor.isHeld ? await this.holds.refusal(scopeOf(actor), actor.accountId) : null;
    if (held) return this.work.run('confirmIdentity', scopeOf(actor), () => Promise.resolve(held));
    return this.prove(
      await this.own(actor, 'confirmIdentity', input.password, { given: input.code }),
      async (tx, account, at) => {
        tx.record('confirmIdentity', 'Account', account.id);
        return this.sessions.reauthenticated(tx.manager, actor.sessionId, at);
      },
    );
  }

  /** Begins to bind a second factor; where one is at work, its code (or a recovery code) is asked for. */
  async beginSecondFactor(actor: Actor, input: { password: string; code?: string | null }): Promise<Begun | Refusal> {
    return this.prove(
      await this.own(actor, 'beginSecondFactor', input.password, { given: input.code }),
      (tx, account, at) => this.factors.begin(tx, account, at),
    );
  }

  /**
   * Ends every other place where somebody is signed in under the old password. One of the last five is not taken again.
   */
  async changePassword(actor: Actor, input: { current: string; next: string }): Promise<AccountRow | Refusal> {
    const next = checkInput(z.object({ next: NewPassword }), { next: input.next });
    if (next instanceof Refusal) return next;
    let passwordHash = '';
    const ready = async ({ id }: AccountRow): Promise<Refusal | null> => {
      if (await wasUsedBefore(this.source.manager, id, input.current, next.next))
        return Refusal.field('next', 'USED_BEFORE', '最近用过的五个密码不能再用，请换一个。');
      passwordHash = await hashPassword(next.next);
      return null;
    };
    return this.prove(
      { ...(await this.own(actor, 'changePassword', input.current)), ready },
      async (tx, account, at) => {
        await setChosenPassword(tx.manager, account, passwordHash, at);
        await endSessions(tx.manager, account.id, actor.sessionId);
        tx.record('changePassword', 'Account', account.id);
        return account;
      },
    );
  }

  private async knows(username: string, device: string): Promise<boolean> {
    const rows = await this.source.query<unknown[]>(
      'select 1 from known_device k join account a on a.id = k.account_id where a.username = $1 and k.device = $2',
      [username, hashOf(device)],
    );
    return rows.length > 0;
  }

  /**
   * Of somebody who is signed in: counted per session, which a thief of the session does not get round, and which holds
   * up nobody else.
   */
  private async own(
    actor: Actor,
    act: string,
    password: string,
    code?: { given: string | null | undefined },
  ): Promise<Proof> {
    const key = this.attempts.key('session', 'own', actor.sessionId);
    const account = await this.source.manager.findOneByOrFail(AccountRow, { id: actor.accountId });
    return { act, scope: scopeOf(actor), account, password, key, from: null, ...(code && { code: { ...code, key } }) };
  }

  /** A try that had to be turned away is none. @throws QueueFull */
  private async matches(account: AccountRow | null, { password, from, key }: Proof): Promise<boolean> {
    try {
      return await passwordMatches(account?.passwordHash ?? null, password, from);
    } catch (fault) {
      if (fault instanceof QueueFull) await this.attempts.undo(key);
      throw fault;
    }
  }

  private async prove<T>(
    proof: Proof,
    then: (tx: Transaction, account: AccountRow, at: Date) => Promise<T>,
  ): Promise<T | Refusal> {
    const { act, scope, key, code } = proof;
    const refused = (refusal: Refusal): Promise<Refusal> => this.work.run(act, scope, () => Promise.resolve(refusal));
    const wait = await this.attempts.take(key, FREE_TRIES);
    if (wait > 0) return new Refusal('TOO_MANY_ATTEMPTS', { retryAfterSeconds: wait });
    const account = proof.account?.disabledAt === null ? proof.account : null;
    if (!(await this.matches(account, proof)) || !account) return refused(new Refusal('WRONG_CREDENTIALS'));
    if (code && (await this.factors.isBound(this.source.manager, account.id))) {
      if ((code.given ?? '').trim() === '') {
        await this.attempts.undo(key);
        return refused(new Refusal('SECOND_FACTOR_NEEDED'));
      }
      const hold = code.key.equals(key) ? 0 : await this.attempts.take(code.key, FREE_TRIES);
      if (hold > 0) return new Refusal('TOO_MANY_ATTEMPTS', { retryAfterSeconds: hold });
    }
    // it stays counted as a try: what took this long is not had as often as one likes
    const unready = await proof.ready?.(account);
    if (unready) return refused(unready);
    const done = await this.work.run<T | Refusal>(act, scope, async (tx) => {
      // locked: two at once do not both open by one one-time password or one code
      const mine = await tx.manager.findOneOrFail(AccountRow, {
        where: { id: account.id },
        lock: { mode: 'pessimistic_write' },
      });
      const at = await tx.time();
      const changed = mine.passwordHash !== account.passwordHash || mine.disabledAt !== null;
      // an expired one-time password signs nobody in; the session it opened may still set the next one
      if (changed || (act === 'signIn' && mine.passwordExpiresAt !== null && mine.passwordExpiresAt <= at))
        return new Refusal('WRONG_CREDENTIALS');
      const taken = code ? await this.factors.take(tx, mine.id, code.given, at) : 'NOT_BOUND';
      if (taken === 'RIGHT') await makePasswordGood(tx.manager, mine.id, at);
      if (taken === 'MISSING') return new Refusal('SECOND_FACTOR_NEEDED');
      return taken === 'WRONG' ? new Refusal('WRONG_CODE') : then(tx, mine, at);
    });
    if (!(done instanceof Refusal)) {
      await this.attempts.succeeded(key);
      if (code) await this.attempts.succeeded(code.key);
    }
    return done;
  }
}
