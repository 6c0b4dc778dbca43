/**
 * What subscriptions are fed from: the present state of a thing, read again every second and told where it differs.
 * Nothing in a use case has to announce anything, so ingest pays nothing; what is told is a state, so an event that is
 * missed, doubled or committed late cannot show (security §3). Who watches the same thing with the same rights shares
 * one read.
 */
import { Injectable, type OnModuleDestroy } from '@nestjs/common';

const READ_INTERVAL_MS = 1000;

interface Topic {
  read: () => Promise<unknown>;
  watchers: Set<Watcher>;
  /** the last state that went out, as text; undefined before the first */
  last: string | undefined;
}

@Injectable()
export class StateFeed implements OnModuleDestroy {
  private readonly topics = new Map<string, Topic>();
  private timer: NodeJS.Timeout | undefined;
  private reading = false;

  /** How many different things are read */
  get size(): number {
    return this.topics.size;
  }

  /**
   * The state as `read` gives it, at once and after every change; null is told once and ends it. `key` names the thing
   * and the rights it is read with: the first watcher's `read` serves all of that key. Where `read` fails, so does
   * `next`.
   */
  watch<T extends object>(key: string, read: () => Promise<T | null>): AsyncIterableIterator<T | null, undefined> {
    const topic = this.topics.get(key) ?? { read, watchers: new Set(), last: undefined };
    this.topics.set(key, topic);
    const watcher = new Watcher(() => {
      topic.watchers.delete(watcher);
      if (topic.watchers.size === 0 && this.topics.get(key) === topic) this.topics.delete(key);
      if (this.topics.size === 0) this.rest();
    });
    topic.watchers.add(watcher);
    this.timer ??= setInterval(() => void this.readAll(), READ_INTERVAL_MS);
    void this.readOne(topic);
    return watcher as AsyncIterableIterator<T | null, undefined>;
  }

  onModuleDestroy(): void {
    for (const topic of this.topics.values()) for (const w of [...topic.watchers]) void w.return();
    this.rest();
  }

  private rest(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /**
   * One after the other: however much is watched, it takes one connection of the pool. A round that is not done is not
   * begun again.
   */
  private async readAll(): Promise<void> {
    if (this.reading) return;
    this.reading = true;
    try {
      for (const topic of [...this.topics.values()]) await this.readOne(topic);
    } finally {
      this.reading = false;
    }
  }

  private async readOne(topic: Topic): Promise<void> {
    try {
      const state = await topic.read();
      const text = JSON.stringify(state);
      const isNew = text !== topic.last;
      topic.last = text;
      for (const w of [...topic.watchers]) if (isNew || !w.wasTold) w.tell(state);
    } catch (fault) {
      for (const w of [...topic.watchers]) w.fail(fault);
    }
  }
}

type Next = IteratorResult<unknown, undefined>;

interface Waiting {
  resolve: (next: Next) => void;
  reject: (fault: unknown) => void;
}

/** Holds the newest state only: a slow listener misses what was in between, and costs no memory. */
class Watcher implements AsyncIterableIterator<unknown, undefined> {
  /** of the state at all: whoever comes later is told what the others know */
  wasTold = false;
  private held: { state: unknown } | { fault: unknown } | null = null;
  private last = false;
  private ended = false;
  private waiting: Waiting | null = null;

  constructor(private readonly leave: () => void) {}

  tell(state: unknown): void {
    this.hold({ state }, state === null);
  }

  fail(fault: unknown): void {
    this.hold({ fault }, true);
  }

  next(): Promise<Next> {
    return new Promise((resolve, reject) => this.give({ resolve, reject }));
  }

  return(): Promise<Next> {
    if (!this.ended) {
      this.ended = true;
      this.held = null;
      this.leave();
      this.waiting?.resolve({ done: true, value: undefined });
      this.waiting = null;
    }
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private hold(held: { state: unknown } | { fault: unknown }, last: boolean): void {
    if (this.ended || this.last) return;
    this.wasTold = true;
    this.last = last;
    this.held = held;
    if (this.waiting) this.give(this.waiting);
  }

  private give(to: Waiting): void {
    const { held } = this;
    this.held = null;
    this.waiting = null;
    if (held && 'fault' in held) {
      void this.return();
      to.reject(held.fault);
    } else if (held) to.resolve({ done: false, value: held.state });
    else if (this.ended || this.last) {
      void this.return();
      to.resolve({ done: true, value: undefined });
    } else this.waiting = to;
  }
}
