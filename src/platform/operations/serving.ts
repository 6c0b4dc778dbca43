/**
 * This process among those that serve on this database: said before it listens, every few seconds, and taken back
 * when it stops.
 */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { BeforeApplicationShutdown, OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { describeFault, type Log, trace } from '../base/log.js';
import type { Jobs } from '../database/jobs/jobs.js';
import { type Backfill, runBackfill } from './backfills.js';
import { refuseBelow, sayServing, stopServing } from './releases.js';

const BEAT = 5_000;

export class Serving implements OnModuleInit, OnApplicationShutdown {
  private readonly id = randomUUID();
  private beat: NodeJS.Timeout | undefined;
  /**
   * A newer program has taken away what this one needs, while this process was silent for too long: it must serve no
   * more.
   */
  outdated = false;

  constructor(
    private readonly source: DataSource,
    private readonly log: Log,
    private readonly schema: number,
  ) {}

  /** @throws NoDatabaseError in words where this program is too old for the database */
  async onModuleInit(): Promise<void> {
    refuseBelow(await this.say(), this.schema);
    this.beat = setInterval(() => void this.again(), BEAT);
    this.beat.unref();
  }

  private say(): Promise<number> {
    return trace.run({ requestId: 'serving', lane: 'jobs' }, () =>
      this.source.transaction((manager) => sayServing(manager, this.id, `${hostname()}:${process.pid}`, this.schema)),
    );
  }

  private async again(): Promise<void> {
    try {
      const oldest = await this.say();
      if (oldest <= this.schema || this.outdated) return;
      this.outdated = true;
      this.log.fatal(
        { needed: oldest, schema: this.schema },
        'a newer release has contracted the database: stop this process',
      );
    } catch (fault) {
      this.log.warn({ fault: describeFault(fault) }, 'could not say that this process serves');
    }
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.beat);
    await stopServing(this.source.manager, this.id).catch((fault: unknown) =>
      this.log.warn({ fault: describeFault(fault) }, 'could not say that this process stops'),
    );
  }
}

/**
 * Fills older rows while the service serves: each backfill is a job, looked at once a minute over all processes that
 * know it.
 */
export class Backfilling implements OnModuleInit, BeforeApplicationShutdown {
  private stopping = false;

  constructor(
    private readonly source: DataSource,
    private readonly jobs: Jobs,
    private readonly log: Log,
    private readonly known: readonly Backfill[],
  ) {}

  onModuleInit(): void {
    for (const backfill of this.known) {
      this.jobs.everyMinute(`backfill/${backfill.name}`, () =>
        runBackfill(this.source, backfill, () => this.stopping, { tell: (words) => this.log.warn(words) }),
      );
    }
  }

  /** After the batch at hand; the next process goes on from there. */
  beforeApplicationShutdown(): void {
    this.stopping = true;
  }
}
