/**
 * Background jobs on the same PostgreSQL (graphile-worker). A job is enqueued inside the business transaction and so is
 * the outbox; signals to later rooms (`draft.published`) are one job per listener. graphile-worker keeps the job of a
 * killed worker locked for four hours, so every runner beats and the living unlock the dead within 30 seconds.
 */
import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import {
  type JobHelpers,
  Logger,
  makeWorkerUtils,
  parseCronItem,
  type ParsedCronItem,
  run,
  runMigrations,
  type Runner,
  type TaskList,
  type WorkerEvents,
  type WorkerUtils,
} from 'graphile-worker';
import { Pool, type PoolConfig } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { describeFault, type Log, trace } from '../../base/log.js';
import { LOG } from '../../base/log.token.js';
import { clientConfig, type Connection, KEPT_ALIVE } from '../connection.js';
import { PATIENT } from '../lock-retry.js';
import type { Scope } from '../scope.js';
import { keepWritable } from '../writable.js';
import { addJob, beatHeart, gaveUpJobs, lastAttempt, queuedJobs, removeDeadWorkers, retryJobs } from './jobs.sql.js';

export interface JobPayload {
  legislatureId: string;
  requestId: string | null;
  [name: string]: unknown;
}
export type JobWork = (scope: Scope, payload: JobPayload) => Promise<void>;

/** Thrown by a job that would end the same way each time: it gives up at once, and a person is told of it. */
export class NotAgain extends Error {}

export const SERVICE_CONNECTION = Symbol('ServiceConnection');
/** Under this name its connections stand in pg_stat_activity */
const JOBS = 'yifayima jobs';
const BEAT = 5_000;
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
/** A runner that lived so long did not end because of how it was started */
const STEADY = 60_000;
const silent = new Logger(() => () => undefined);

/** How a runner came to its end, or could not be started */
async function ending(runner: Runner | Promise<Runner>): Promise<ReturnType<typeof describeFault> | null> {
  try {
    await (
      await runner
    ).promise;
    return null;
  } catch (fault) {
    return describeFault(fault);
  }
}

/** A pool that survives the loss of an idle or fresh connection instead of ending the process */
function openPool(connection: Connection, max: number, lost: (e: Error) => void, more: PoolConfig = {}): Pool {
  const pool = new Pool({
    ...clientConfig(connection),
    ...KEPT_ALIVE,
    application_name: JOBS,
    max,
    ...more,
  });
  pool.on('error', lost);
  pool.on('connect', (c) => c.on('error', lost));
  keepWritable([pool]);
  return pool;
}

export const migrateJobs = async (owner: Connection): Promise<void> => {
  const pool = openPool(owner, 1, () => undefined, PATIENT);
  try {
    await runMigrations({ pgPool: pool, logger: silent });
  } finally {
    await pool.end();
  }
};

@Injectable()
export class Jobs implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly work = new Map<string, JobWork>();
  private readonly listeners = new Map<string, string[]>();
  private readonly minutely: ParsedCronItem[] = [];
  /** as which the running runner locks jobs */
  private lockedBy: string | undefined;
  private pool: Pool | undefined;
  private runner: Runner | undefined;
  private supervising: Promise<void> | undefined;
  private readonly stopping = new AbortController();
  private utils: WorkerUtils | undefined;
  private beat: NodeJS.Timeout | undefined;

  constructor(
    private readonly source: DataSource,
    @Inject(SERVICE_CONNECTION) private readonly connection: Connection,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** A job must bear being run twice: a worker may die after its work and before it says so. */
  register(job: string, work: JobWork): void {
    this.work.set(job, work);
  }

  /** Once a minute, over all processes; one queue of its own, so that it never runs beside itself. */
  everyMinute(job: string, work: JobWork): void {
    this.register(job, work);
    this.minutely.push(
      parseCronItem({ task: job, match: '* * * * *', options: { queueName: job, jobKey: job, maxAttempts: 3 } }),
    );
  }

  /** A later room listens to an earlier one's signal; each listener is a job of its own, retried alone. */
  on(event: string, listener: string, work: JobWork): void {
    const job = `${event}/${listener}`;
    this.register(job, work);
    this.listeners.set(event, [...(this.listeners.get(event) ?? []), job]);
  }

  /** Enqueues a job, or one job per listener of a signal, in the transaction of `manager`. */
  readonly enqueue = async (manager: EntityManager, name: string, payload: Record<string, unknown>): Promise<void> => {
    const jobs = this.work.has(name) ? [name] : (this.listeners.get(name) ?? []);
    for (const job of jobs) await addJob(manager, job, payload);
  };

  /**
   * How jobs of these names stand whose payload has one of `objectIds` under `idName`: WAITING while one will be tried
   * or is at work, GAVE_UP where it failed as often as it may. An object without a job is not in it: that is done, or
   * lost.
   */
  async standing(
    manager: EntityManager,
    names: readonly string[],
    idName: string,
    objectIds: readonly string[],
  ): Promise<Map<string, 'WAITING' | 'GAVE_UP'>> {
    const queued = objectIds.length === 0 ? [] : await queuedJobs(manager, names, idName, objectIds);
    const standing = new Map<string, 'WAITING' | 'GAVE_UP'>();
    for (const { objectId, gaveUp } of queued)
      if (!gaveUp || !standing.has(objectId)) standing.set(objectId, gaveUp ? 'GAVE_UP' : 'WAITING');
    return standing;
  }

  /** What gave up of jobs of these names, by the object that their payload names under `idName` */
  gaveUp(
    manager: EntityManager,
    names: readonly string[],
    idName: string,
    legislatureId: string,
  ): Promise<{ objectId: string; since: Date }[]> {
    return gaveUpJobs(manager, names, idName, legislatureId);
  }

  /** Tries what gave up from the beginning; false where there is no such job */
  async retry(manager: EntityManager, names: readonly string[], idName: string, objectId: string): Promise<boolean> {
    const gaveUp = (await queuedJobs(manager, names, idName, [objectId])).filter((j) => j.gaveUp);
    if (gaveUp.length === 0) return false;
    await retryJobs(
      manager,
      gaveUp.map((j) => j.id),
    );
    return true;
  }

  async onApplicationBootstrap(): Promise<void> {
    this.pool = openPool(this.connection, 6, (e) => this.log.warn({ fault: describeFault(e) }, 'job connection lost'));
    const tasks: TaskList = Object.fromEntries(
      [...this.work].map(([name, work]) => [
        name,
        (payload: unknown, { job }: JobHelpers) => this.perform(name, work, payload as JobPayload, job.id),
      ]),
    );
    this.utils = await makeWorkerUtils({ pgPool: this.pool, logger: silent });
    const pool = this.pool;
    this.runner = await this.startRunner(pool, tasks);
    this.supervising = this.supervise(this.runner, () => this.startRunner(pool, tasks));
    this.beat = setInterval(() => void this.live(), BEAT);
    this.beat.unref();
    await this.live();
  }

  private startRunner(pgPool: Pool, taskList: TaskList): Promise<Runner> {
    // before run(): it takes its first jobs at once, and a pool that is not known here would be taken for dead
    const events: WorkerEvents = new EventEmitter();
    // jobs are locked by the pool, not by the worker of it that does them
    events.on('pool:create', ({ workerPool }) => {
      this.lockedBy = workerPool.id;
      void this.live();
    });
    return run({
      pgPool,
      // without a batch nobody awaits that a job is said to be done: where that fails, the process would end
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      taskList,
      parsedCronItems: this.minutely,
      concurrency: 2,
      noHandleSignals: true,
      pollInterval: 1000,
      logger: silent,
      events,
    });
  }

  /**
   * graphile-worker's runner may end by itself, as where a job that was done could not be said to be done. It is
   * started again for as long as this process lives, after a pause that grows while it keeps ending soon.
   */
  private async supervise(first: Runner, again: () => Promise<Runner>): Promise<void> {
    let runner: Runner | undefined = first;
    for (let soon = 0; !this.stopping.signal.aborted;) {
      const began = performance.now();
      const fault = await ending(runner ?? again().then((r) => this.keep(r)));
      if (this.stopping.signal.aborted) return;
      soon = performance.now() - began < STEADY ? soon + 1 : 1;
      const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (soon - 1));
      this.log.error(
        { ...(fault !== null && { fault }), pause },
        'the job runner ended by itself, and is started again',
      );
      runner = undefined;
      await this.letGo();
      await sleep(pause, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
  }

  /** What the ended runner still holds is done again by whoever comes first. */
  private async letGo(): Promise<void> {
    const held = this.lockedBy;
    this.lockedBy = undefined;
    if (held !== undefined)
      // where this fails too its heart beats no more, and others let go
      await this.utils?.forceUnlockWorkers([held]).catch(() => undefined);
  }

  private keep(runner: Runner): Runner {
    this.runner = runner;
    if (this.stopping.signal.aborted) void runner.stop().catch(() => undefined);
    return runner;
  }

  private async perform(name: string, work: JobWork, payload: JobPayload, id: string): Promise<void> {
    await trace.run({ requestId: payload.requestId ?? name, lane: 'jobs' }, async () => {
      try {
        await work({ legislatureId: payload.legislatureId, accountId: null }, payload);
      } catch (fault) {
        this.log.error({ job: name, fault: describeFault(fault) }, 'job failed');
        if (fault instanceof NotAgain) await lastAttempt(this.source.manager, id);
        // graphile-worker stores the message in the database: it gets none of ours
        throw new Error(`${describeFault(fault).name} ${describeFault(fault).sqlState ?? ''}`.trim());
      }
    });
  }

  private async live(): Promise<void> {
    try {
      if (this.lockedBy !== undefined) await beatHeart(this.source.manager, this.lockedBy);
      const dead = await removeDeadWorkers(this.source.manager);
      if (dead.length > 0) {
        this.log.warn({ workers: dead.length }, 'unlocking the jobs of dead workers');
        await this.utils?.forceUnlockWorkers(dead);
      }
    } catch (fault) {
      this.log.warn({ fault: describeFault(fault) }, 'heartbeat failed');
    }
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.beat);
    this.stopping.abort();
    await this.runner?.stop().catch(() => undefined);
    await this.supervising;
    const [utils, pool] = [this.utils, this.pool];
    this.utils = this.pool = undefined;
    await utils?.release();
    await pool?.end();
  }
}
