/**
 * Refusals outside a use case's transaction: by the guard, by the gate, by a rule before the transaction began. Who is
 * signed in, what, and which code; never words. A flood cannot fill the ledger: of the same refusal to the same account
 * (or to nobody signed in) the first of a minute is a row at once, and the others of that minute are one more row with
 * their count.
 */
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../base/actor.js';
import { describeFault, type Log } from '../base/log.js';
import { LOG } from '../base/log.token.js';
import type { AuditEntry, Ledger, Scope } from '../database/scope.js';
import { writeLedger } from './ledger.js';

const MINUTE = 60_000;
/** Beyond this many different refusals in one minute they are counted together */
const KINDS_PER_MINUTE = 2000;
const OTHERS: AuditEntry = { act: 'other', objectKind: 'Refusal', objectId: null, outcome: 'REFUSED' };

interface Window {
  scope: Scope;
  entry: AuditEntry;
  /** those after the first */
  count: number;
  timer: NodeJS.Timeout;
}

@Injectable()
export class Refusals implements OnApplicationShutdown {
  private readonly windows = new Map<string, Window>();

  constructor(
    private readonly source: DataSource,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** `act`: the operation or route, from our own declarations and never from the caller's words */
  async record(actor: Pick<Actor, 'accountId' | 'legislatureId'> | null, act: string, code: string): Promise<void> {
    const scope: Scope = { legislatureId: actor?.legislatureId ?? null, accountId: actor?.accountId ?? null };
    await this.fold(this.source.manager, scope, {
      act,
      objectKind: 'Refusal',
      objectId: null,
      outcome: 'REFUSED',
      detail: { code },
    });
  }

  /** The ledger for use cases: as `writeLedger`, but refusals of callers nobody knows are folded. */
  readonly ledger: Ledger = async (manager, scope, entries, at) => {
    const isStranger = (e: AuditEntry): boolean =>
      scope.accountId === null && e.outcome === 'REFUSED' && e.objectId === null;
    await writeLedger(
      manager,
      scope,
      entries.filter((e) => !isStranger(e)),
      at,
    );
    for (const e of entries.filter(isStranger)) await this.fold(manager, scope, e);
  };

  private async fold(manager: EntityManager, scope: Scope, given: AuditEntry): Promise<void> {
    const keyOf = (e: AuditEntry): string =>
      `${scope.legislatureId ?? ''} ${scope.accountId ?? ''} ${e.act} ${String(e.detail?.code ?? '')}`;
    const known = this.windows.get(keyOf(given));
    if (known) {
      known.count++;
      return;
    }
    if (this.windows.size > KINDS_PER_MINUTE && given !== OTHERS)
      return this.fold(manager, { legislatureId: null, accountId: null }, OTHERS);
    const key = keyOf(given);
    const timer = setTimeout(() => void this.close(key), MINUTE);
    timer.unref();
    this.windows.set(key, { scope, entry: given, count: 0, timer });
    await writeLedger(manager, scope, [given]);
  }

  private async close(key: string): Promise<void> {
    const window = this.windows.get(key);
    if (!window) return;
    clearTimeout(window.timer);
    this.windows.delete(key);
    if (window.count === 0) return;
    try {
      await writeLedger(this.source.manager, window.scope, [
        { ...window.entry, detail: { ...window.entry.detail, more: window.count } },
      ]);
    } catch (fault) {
      this.log.error(
        { fault: describeFault(fault), act: window.entry.act, count: window.count },
        'refusals could not be recorded',
      );
    }
  }

  /** Writes what was counted and not yet written */
  async onApplicationShutdown(): Promise<void> {
    for (const key of [...this.windows.keys()]) await this.close(key);
  }
}
