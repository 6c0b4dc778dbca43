/**
 * 长期未登录: an account that nobody signed in to for DORMANT_DAYS opens no more until an administrator enables it.
 * Only what its owner does counts, so nobody shuts another out by trying. An administrator without any other who could
 * sign in is let in all the same (docs/adr/0015-dormant-accounts.md).
 */
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Config } from '../base/config.js';
import { CONFIG } from '../base/config.token.js';
import { NO_ID } from '../database/scope.js';
import type { AccountRow } from './access.entities.js';
import { type AccountFacts, administratorOf, stateOf } from './accounts.rules.js';

export type Sleep = 'AWAKE' | 'LOCKED' | 'ONLY_ADMINISTRATOR';

interface Colleague {
  /** of the role that the account itself holds; null where it administers nothing */
  grant: string | null;
  now: Date;
  /** null where there is no other administrator */
  disabledAt: Date | null;
  mustChangePassword: boolean | null;
  lastSignedInAt: Date | null;
  passwordSetAt: Date | null;
}

@Injectable()
export class Dormancy {
  constructor(
    private readonly source: DataSource,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Asks the same question for everybody, also for nobody, so that time does not tell. */
  async of(account: AccountRow | null): Promise<Sleep> {
    const { dormantDays } = this.config.accounts;
    const rows = await this.source.query<Colleague[]>(
      `select mine.id as grant, t.now, a.disabled_at as "disabledAt", a.must_change_password as "mustChangePassword", a.last_signed_in_at as "lastSignedInAt", a.password_set_at as "passwordSetAt"
       from (select clock_timestamp() as now) t
       left join role_grant mine on mine.account_id = $1 and mine.role in ($2, $3) and mine.revoked_at is null
       left join role_grant other on other.role = mine.role and other.revoked_at is null and other.account_id <> mine.account_id
         and (other.legislature_id = mine.legislature_id or (other.legislature_id is null and mine.legislature_id is null))
       left join account a on a.id = other.account_id`,
      [account?.id ?? NO_ID, ...Object.values(administratorOf)],
    );
    const now = rows[0]?.now;
    if (!account || !now || stateOf(account, now, dormantDays) !== 'DORMANT') return 'AWAKE';
    const canSignIn = ({ mustChangePassword, passwordSetAt, ...rest }: Colleague): boolean => {
      const facts: AccountFacts | null =
        mustChangePassword === null || passwordSetAt === null ? null : { ...rest, mustChangePassword, passwordSetAt };
      return facts !== null && stateOf(facts, now, dormantDays) === 'ACTIVE';
    };
    const administered = new Set(rows.flatMap((r) => (r.grant === null ? [] : [r.grant])));
    const served = new Set(rows.filter(canSignIn).map((r) => r.grant));
    return [...administered].some((g) => !served.has(g)) ? 'ONLY_ADMINISTRATOR' : 'LOCKED';
  }
}
