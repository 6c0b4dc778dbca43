/** Keeps counts short (ADR 26): what changed them is folded in, a little after it was written. */
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { describeFault, type Log, trace } from '../base/log.js';
import { LOG } from '../base/log.token.js';
import { foldCounts } from './kept-counts.sql.js';

/** Between two looks; a thousand opinions a second leave two thousand changes to add up, which is a millisecond */
const PAUSE = 2_000;
const CHANGES_AT_ONCE = 5_000;

/**
 * No job of the queue: that would be a row written and locked for every change. Each process looks by itself, and two
 * are never at the same counts (migration 0028).
 */
@Injectable()
export class KeptCounts implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private folding: Promise<void> = Promise.resolve();
  private stopping = false;

  constructor(
    private readonly source: DataSource,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.lookLater();
  }

  /** Until nothing is left, or somebody else is at it */
  async fold(): Promise<void> {
    await trace.run({ requestId: 'counts', lane: 'jobs' }, async () => {
      while (!this.stopping && (await foldCounts(this.source.manager, CHANGES_AT_ONCE)));
    });
  }

  private lookLater(): void {
    if (this.stopping) return;
    this.timer = setTimeout(() => {
      this.folding = this.fold()
        // whatever is not folded in counts all the same: the next look takes it
        .catch((fault: unknown) => this.log.warn({ fault: describeFault(fault) }, 'counts were not folded'))
        .then(() => this.lookLater());
    }, PAUSE);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    await this.folding;
  }
}
