/**
 * Do those who hold a stream open still stand as they did when they opened it? One question for all of them. It is
 * stricter than a new request: any change of the grants ends a stream, and looking does not count as using the session,
 * which may end by idleness.
 */
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../base/actor.js';
import type { Config } from '../base/config.js';
import { CONFIG } from '../base/config.token.js';
import { oneOf } from '../database/one-of.js';
import { AccountRow, RoleGrantRow, SessionRow } from './access.entities.js';
import { countsNow } from './grants.sql.js';

interface Found {
  session: string;
  role: string | null;
  legislature: string | null;
  unit: string | null;
  unchanged: boolean;
}

@Injectable()
export class SessionCheck {
  constructor(
    private readonly source: DataSource,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Those whose session and account live and whose roles and units are the same */
  async stillGranted(actors: readonly Actor[]): Promise<Set<Actor>> {
    if (actors.length === 0) return new Set();
    const rows = await this.source.manager
      .createQueryBuilder(SessionRow, 's')
      .innerJoin(AccountRow, 'a', 'a.id = s.account_id')
      .leftJoin(RoleGrantRow, 'g', `g.account_id = a.id and ${countsNow('g')}`)
      .select('s.id', 'session')
      .addSelect('g.role', 'role')
      .addSelect('g.legislature_id', 'legislature')
      .addSelect('g.unit_id', 'unit')
      .addSelect('not a.must_change_password', 'unchanged')
      .where({ id: oneOf(new Set(actors.map((a) => a.sessionId))) })
      .andWhere('s.revoked_at is null and s.expires_at > clock_timestamp() and a.disabled_at is null')
      .andWhere(
        `(s.kind <> 'BROWSER' or s.last_seen_at > clock_timestamp() - cast(:idle as integer) * interval '1 second')`,
        { idle: this.config.sessions.idle / 1000 },
      )
      .getRawMany<Found>();
    const bySession = new Map<string, Found[]>();
    for (const row of rows) bySession.set(row.session, [...(bySession.get(row.session) ?? []), row]);
    return new Set(actors.filter((actor) => isAsBefore(actor, bySession.get(actor.sessionId))));
  }
}

function isAsBefore(actor: Actor, found: readonly Found[] | undefined): boolean {
  if (!found) return false;
  const mine = found.filter((f) => f.legislature === actor.legislatureId || f.legislature === null);
  const roles = new Set(mine.flatMap((f) => (f.role === null ? [] : [f.role])));
  const units = mine.flatMap((f) => (f.unit === null ? [] : [f.unit]));
  const unchanged = found.every((f) => f.unchanged) || actor.mustChangePassword;
  return (
    unchanged &&
    roles.size === actor.roles.size &&
    [...actor.roles].every((r) => roles.has(r)) &&
    units.sort().join() === [...actor.unitIds].sort().join()
  );
}
