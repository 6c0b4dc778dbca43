/**
 * 动态验证码 (TOTP) and 恢复码 of accounts. The secret is shown once and stored sealed; a recovery code is stored as a
 * keyed digest; every code opens once. Only another person, an administrator or the operator of the machine, takes a
 * factor away without a code.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, Not } from 'typeorm';
import type { Actor } from '../base/actor.js';
import { Refusal } from '../base/refusal.js';
import { Keys } from '../database/keys/keys.js';
import { scopeOf, type Transaction, UnitOfWork } from '../database/scope.js';
import { qrRows } from '../documents/qr.js';
import { type AccountRow, SecondFactorRow } from './access.entities.js';
import { oneTimePassword } from './password.js';
import { endSessions } from './sessions.service.js';
import { base32, isTotpCode, otpauthUri, stepOfCode } from './totp.js';

const SECRET_BYTES = 20;
const RECOVERY_CODES = 10;
const ISSUER = '一法一码';

export type Taken = 'NOT_BOUND' | 'RIGHT' | 'MISSING' | 'WRONG';

export interface Begun {
  /** base32, for typing it into the app */
  secret: string;
  /** otpauth:// address, for a QR code */
  uri: string;
  /** that QR code, as `qrRows` gives it */
  qr: string[];
}

const placeOf = (row: SecondFactorRow): string => `second_factor·${row.id}·secret`;
const atWork = { confirmedAt: Not(IsNull()), endedAt: IsNull() };
const begun = { confirmedAt: IsNull(), endedAt: IsNull() };
const lock = { mode: 'pessimistic_write' } as const;

@Injectable()
export class SecondFactors {
  constructor(
    private readonly work: UnitOfWork,
    private readonly keys: Keys,
  ) {}

  isBound(manager: EntityManager, accountId: string): Promise<boolean> {
    return manager.existsBy(SecondFactorRow, { accountId, ...atWork });
  }

  /** How many recovery codes are left */
  async recoveryCodesLeft(accountId: string): Promise<number> {
    const rows = await this.work
      .read({ legislatureId: null, accountId })
      .manager.query<{ n: string }[]>(
        'select count(*) as n from recovery_code c join second_factor f on f.id = c.second_factor_id where f.account_id = $1 and f.ended_at is null and c.used_at is null',
        [accountId],
      );
    return Number(rows[0]?.n ?? 0);
  }

  /**
   * Takes a code of the app or a recovery code, in the transaction of what it opens; it opens nothing else afterwards.
   */
  async take(tx: Transaction, accountId: string, given: string | null | undefined, at: Date): Promise<Taken> {
    const row = await tx.manager.findOne(SecondFactorRow, { where: { accountId, ...atWork }, lock });
    if (!row?.secret) return 'NOT_BOUND';
    const code = (given ?? '').replace(/[\s-]/g, '').toLowerCase();
    if (code === '') return 'MISSING';
    if (!isTotpCode(code)) return this.takeRecoveryCode(tx, row, code, at);
    const step = stepOfCode(
      this.keys.open('second-factor', placeOf(row), row.secret),
      code,
      at,
      row.lastStep === null ? null : Number(row.lastStep),
    );
    if (step === null) return 'WRONG';
    await tx.manager.update(SecondFactorRow, { id: row.id }, { lastStep: String(step) });
    return 'RIGHT';
  }

  private async takeRecoveryCode(tx: Transaction, row: SecondFactorRow, code: string, at: Date): Promise<Taken> {
    const digest = this.digest(row.id, code);
    const found = await tx.manager.query<unknown[]>(
      'select 1 from recovery_code where second_factor_id = $1 and digest = $2 and used_at is null',
      [row.id, digest],
    );
    if (found.length === 0) return 'WRONG';
    await tx.manager.query('update recovery_code set used_at = $3 where second_factor_id = $1 and digest = $2', [
      row.id,
      digest,
      at,
    ]);
    tx.record('useRecoveryCode', 'Account', row.accountId);
    return 'RIGHT';
  }

  /** A new secret that is not at work before it is confirmed; one begun before is forgotten. */
  async begin(tx: Transaction, account: AccountRow, at: Date): Promise<Begun> {
    await this.end(tx.manager, account.id, at, begun);
    const secret = randomBytes(SECRET_BYTES);
    const row = tx.manager.create(SecondFactorRow, {
      id: randomUUID(),
      accountId: account.id,
      startedAt: at,
      confirmedAt: null,
      lastStep: null,
      endedAt: null,
      secret: null,
    });
    await tx.manager.insert(SecondFactorRow, { ...row, secret: this.keys.seal('second-factor', placeOf(row), secret) });
    tx.record('beginSecondFactor', 'Account', account.id);
    const uri = otpauthUri(ISSUER, account.username, secret);
    return { secret: base32(secret), uri, qr: qrRows(uri) };
  }

  /**
   * The first code proves that the app has the secret: from now on it is asked for, and every other session ends. Gives
   * recovery codes, shown once.
   */
  confirm(actor: Actor, given: string): Promise<string[] | Refusal> {
    return this.work.run<string[] | Refusal>('confirmSecondFactor', scopeOf(actor), async (tx) => {
      const row = await tx.manager.findOne(SecondFactorRow, { where: { accountId: actor.accountId, ...begun }, lock });
      if (!row?.secret) return new Refusal('NOT_BEGUN');
      const at = await tx.time();
      const step = stepOfCode(
        this.keys.open('second-factor', placeOf(row), row.secret),
        given.replace(/\s/g, ''),
        at,
        null,
      );
      if (step === null) return new Refusal('WRONG_CODE');
      await this.end(tx.manager, actor.accountId, at, atWork);
      await tx.manager.update(SecondFactorRow, { id: row.id }, { confirmedAt: at, lastStep: String(step) });
      const codes = Array.from({ length: RECOVERY_CODES }, oneTimePassword);
      for (const c of codes)
        await tx.manager.query('insert into recovery_code (second_factor_id, digest) values ($1, $2)', [
          row.id,
          this.digest(row.id, c.replaceAll('-', '')),
        ]);
      await endSessions(tx.manager, actor.accountId, actor.sessionId);
      tx.record('confirmSecondFactor', 'Account', actor.accountId);
      return codes;
    });
  }

  /** Ends whatever the account has, and its sessions; was a second factor at work? */
  async remove(tx: Transaction, accountId: string): Promise<boolean> {
    const at = await tx.time();
    await this.end(tx.manager, accountId, at, begun);
    const wasAtWork = await this.end(tx.manager, accountId, at, atWork);
    await endSessions(tx.manager, accountId, null);
    tx.record('resetSecondFactor', 'Account', accountId);
    return wasAtWork;
  }

  private async end(
    manager: EntityManager,
    accountId: string,
    at: Date,
    which: typeof begun | typeof atWork,
  ): Promise<boolean> {
    const done = await manager.update(SecondFactorRow, { accountId, ...which }, { endedAt: at, secret: null });
    return done.affected === 1;
  }

  private digest(factorId: string, code: string): Buffer {
    return this.keys.mac('second-factor', JSON.stringify(['recovery', factorId, code]));
  }
}
