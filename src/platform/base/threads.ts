/**
 * Work that may take long, done beside the event loop: in threads of the same program, each task with a deadline, a
 * bound on its memory and a place in a queue of bounded length (ADR 0028). A task past its deadline is ended with its
 * thread; nothing that it did is left. Threads start when there is work and end when there has been none for a while.
 */
import { availableParallelism } from 'node:os';
import { Tinypool } from 'tinypool';

/** TIME: ended at its deadline · MEMORY: its heap was full · BUSY: too many tasks wait · CLOSED: no more are taken */
export type Overrun = 'TIME' | 'MEMORY' | 'BUSY' | 'CLOSED';

/** Work was not done in time or found no room: whoever asks again in a while may have it. */
export class Busy extends Error {}

export type Done<T> = { end: 'DONE'; value: T } | { end: Overrun };

export interface ThreadLimits {
  /** of a thread's JavaScript heap */
  megabytes: number;
  /** tasks that may wait for a thread */
  waiting: number;
}

const LIMITS: ThreadLimits = { megabytes: 512, waiting: 64 };
/** A thread without work is kept so long: the next page of the same text comes soon. */
const IDLE = 30_000;
/** One core is left for the event loop; more than two tasks at once would only share the others. */
const threads = (): number => Math.min(2, Math.max(1, availableParallelism() - 1));

export class Threads {
  private readonly pool: Tinypool;
  private closed = false;

  /** `script`: a module, as `childScript` gives it; each of its exports is a task and takes one argument */
  constructor(
    script: string,
    private readonly limits: ThreadLimits = LIMITS,
  ) {
    this.pool = new Tinypool({
      filename: script,
      runtime: 'worker_threads',
      minThreads: 0,
      maxThreads: threads(),
      idleTimeout: IDLE,
      maxQueue: limits.waiting,
      resourceLimits: { maxOldGenerationSizeMb: limits.megabytes, maxYoungGenerationSizeMb: 64 },
      env: {},
    });
  }

  /**
   * Runs a task of the script. The deadline counts from now, waiting for a thread included. Rejects with what the task
   * threw, as it would have been thrown here.
   */
  async run(task: string, input: unknown, milliseconds: number): Promise<Done<unknown>> {
    if (this.closed) return { end: 'CLOSED' };
    if (this.pool.queueSize >= this.limits.waiting) return { end: 'BUSY' };
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), milliseconds);
    try {
      return { end: 'DONE', value: await this.pool.run(input, { name: task, signal: deadline.signal }) };
    } catch (fault) {
      if (this.closed) return { end: 'CLOSED' };
      if (deadline.signal.aborted) return { end: 'TIME' };
      if ((fault as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY') return { end: 'MEMORY' };
      throw fault;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends all threads at once, with what they do. Safe to call twice. */
  async close(): Promise<void> {
    this.closed = true;
    await this.pool.destroy();
  }
}
