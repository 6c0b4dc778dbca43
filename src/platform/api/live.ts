/**
 * Who holds a stream open: how many per address and account, and whether they still may. All are looked at every two
 * seconds and before every batch of events, in one question; one that does not stand any more is closed, and so is
 * everybody where the question finds no answer (4 s at the longest: the next look begins within 2 s and waits 1.5 s).
 */
import type { Actor } from '../base/actor.js';
import { describeFault, type Log } from '../base/log.js';

const CHECK_INTERVAL_MS = 2000;
const CHECK_TIMEOUT_MS = 1500;

export interface Live {
  readonly actor: Actor;
  readonly address: string;
  /** closes it; called once */
  end(): void;
  /** every two seconds */
  tick(): void;
}

export interface LiveLimits {
  /** streams from one address, and of one account; a process counts its own */
  perAddress: number;
  perAccount: number;
}

export class LiveStreams {
  private readonly open = new Set<Live>();
  private readonly addresses = new Map<string, number>();
  private readonly accounts = new Map<string, number>();
  private question: Promise<ReadonlySet<Actor>> | null = null;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly stillGranted: (actors: readonly Actor[]) => Promise<ReadonlySet<Actor>>,
    private readonly limits: LiveLimits,
    private readonly log: Log,
  ) {}

  get size(): number {
    return this.open.size;
  }

  /** false: one too many from this address or of this account, or the service stops; nothing is held then */
  register(live: Live): boolean {
    const [address, account] = [this.addresses.get(live.address) ?? 0, this.accounts.get(live.actor.accountId) ?? 0];
    if (this.stopped || address >= this.limits.perAddress || account >= this.limits.perAccount) return false;
    this.open.add(live);
    this.addresses.set(live.address, address + 1);
    this.accounts.set(live.actor.accountId, account + 1);
    this.timer ??= setInterval(() => void this.look(), CHECK_INTERVAL_MS);
    return true;
  }

  /** It closed by itself, or was closed */
  leave(live: Live): void {
    if (!this.open.delete(live)) return;
    less(this.addresses, live.address);
    less(this.accounts, live.actor.accountId);
    if (this.open.size === 0) {
      clearInterval(this.timer);
      this.timer = undefined;
    }
  }

  /** Asked before an event goes out; all that ask in the same moment share one question. False: it was closed. */
  async stands(live: Live): Promise<boolean> {
    if (!this.open.has(live)) return false;
    this.question ??= Promise.resolve().then(() => {
      this.question = null;
      return this.ask();
    });
    try {
      if ((await this.question).has(live.actor)) return this.open.has(live);
      this.close(live);
    } catch (fault) {
      this.log.error({ fault: describeFault(fault) }, 'nobody could say who still may listen');
      this.close(live);
    }
    return false;
  }

  /** Ends every stream; from now on none is taken */
  stop(): void {
    this.stopped = true;
    for (const live of [...this.open]) this.close(live);
  }

  private async look(): Promise<void> {
    for (const live of [...this.open]) live.tick();
    await Promise.all([...this.open].map((live) => this.stands(live)));
  }

  private close(live: Live): void {
    if (!this.open.has(live)) return;
    this.leave(live);
    live.end();
  }

  private async ask(): Promise<ReadonlySet<Actor>> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, fail) => {
      timer = setTimeout(() => fail(new Error('no answer in time')), CHECK_TIMEOUT_MS);
    });
    try {
      return await Promise.race([this.stillGranted([...this.open].map((l) => l.actor)), late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

function less(counts: Map<string, number>, key: string): void {
  const n = (counts.get(key) ?? 1) - 1;
  if (n > 0) counts.set(key, n);
  else counts.delete(key);
}
