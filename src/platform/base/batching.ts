/**
 * Callers who come at the same moment share one piece of work: while one is under way the others gather, and go
 * together as the next. Nobody waits for others to come: whoever finds nothing under way goes at once, alone.
 */
export interface BatchingOptions<T, R> {
  /** does all of these, in order; throws where none was done */
  work: (items: readonly T[]) => Promise<readonly R[]>;
  /** items of one piece of work */
  most: number;
  /** pieces of work at once */
  flights: number;
  /** items that may wait; whoever comes then is told at once */
  waiting: number;
  /** whether a fault may be that of one item; where it is that of all, each is told it at once */
  divides?: (fault: unknown) => boolean;
}

/** Too many wait already */
export class QueueFull extends Error {}

interface Entry<T, R> {
  item: T;
  done: (result: R) => void;
  fail: (fault: unknown) => void;
}

export class Batching<T, R> {
  /** by what may go together, in the order in which its first item came */
  private readonly queues = new Map<string, Entry<T, R>[]>();
  private waiting = 0;
  private flying = 0;

  constructor(private readonly options: BatchingOptions<T, R>) {}

  /**
   * Items under one key go together. Where the work throws it is tried again in halves, so that only what cannot be
   * done alone fails, and alone.
   * @throws QueueFull, or what the work of this item alone threw
   */
  do(key: string, item: T): Promise<R> {
    if (this.waiting >= this.options.waiting) return Promise.reject(new QueueFull());
    return new Promise<R>((done, fail) => {
      const queue = this.queues.get(key) ?? [];
      queue.push({ item, done, fail });
      this.queues.set(key, queue);
      this.waiting++;
      this.fly();
    });
  }

  private fly(): void {
    while (this.flying < this.options.flights) {
      const next = this.queues.entries().next();
      if (next.done) return;
      const [key, queue] = next.value;
      const together = queue.splice(0, this.options.most);
      // whoever is left goes behind the other keys: a busy one keeps none of them waiting
      this.queues.delete(key);
      if (queue.length > 0) this.queues.set(key, queue);
      this.waiting -= together.length;
      this.flying++;
      void this.run(together).finally(() => {
        this.flying--;
        this.fly();
      });
    }
  }

  private async run(entries: readonly Entry<T, R>[]): Promise<void> {
    try {
      const results = await this.options.work(entries.map((e) => e.item));
      if (results.length !== entries.length) throw new Error('every item of a batch has its result');
      entries.forEach((e, at) => e.done(results[at] as R));
    } catch (fault) {
      if (entries.length === 1 || this.options.divides?.(fault) === false) for (const e of entries) e.fail(fault);
      else {
        const half = Math.ceil(entries.length / 2);
        await this.run(entries.slice(0, half));
        await this.run(entries.slice(half));
      }
    }
  }
}
