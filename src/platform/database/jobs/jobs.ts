/**
 * Background jobs on the same PostgreSQL (graphile-worker). A job is enqueued inside the business transaction and so is
 * the outbox; signals to later rooms (`draft.published`) are one job per listener. graphile-worker keeps the job of a
 * killed worker locked for four hours, so every worker beats and the living unlock the dead within 30 seconds.
 */
import { EventEmitter } from 'node:events';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import {
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
import { addJob, beatHeart, queuedJobs, removeDeadWorkers, retryJobs } from './jobs.sql.js';

export interface JobPayload {
  legislatureId: string;
  requestId: string | null;
  [name: string]: unknown;
}
export type JobWork = (scope: Scope, payload: JobPayload) => Promise<void>;

export const SERVICE_CONNECTION = Symbol('ServiceConnection');
/** Under this name its connections stand in pg_stat_activity */
const JOBS = 'yifayima jobs';
const BEAT = 5_000;
const silent = new Logger(() => () => undefined);

/** A pool that survives the loss of an idle or fresh connection instead of ending the process */
function openPool(connection: Connection, max: number, lost: (e: Error) => void, more: PoolConfig = {}): Pool {
  const pool = new Pool({ ...clientConfig(connection), ...KEPT_ALIVE, application_name: JOBS, max, ...more });
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
  private readonly workers = new Set<string>();
  private pool: Pool | undefined;
  private runner: Runner | undefined;
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
        (payload: unknown) => this.perform(name, work, payload as JobPayload),
      ]),
    );
    this.utils = await makeWorkerUtils({ pgPool: this.pool, logger: silent });
    // before run(): it makes its first workers at once, and one that is not known here would be taken for dead
    const events: WorkerEvents = new EventEmitter();
    events.on('worker:create', ({ worker }) => {
      this.workers.add(worker.workerId);
      void this.live();
    });
    this.runner = await run({
      pgPool: this.pool,
      taskList: tasks,
      parsedCronItems: this.minutely,
      concurrency: 2,
      noHandleSignals: true,
      pollInterval: 1000,
      logger: silent,
      events,
    });
    this.beat = setInterval(() => void this.live(), BEAT);
    this.beat.unref();
    await this.live();
  }

  private async perform(name: string, work: JobWork, payload: JobPayload): Promise<void> {
    await trace.run({ requestId: payload.requestId ?? name, lane: 'jobs' }, async () => {
      try {
        await work({ legislatureId: payload.legislatureId, accountId: null }, payload);
      } catch (fault) {
        this.log.error({ job: name, fault: describeFault(fault) }, 'job failed');
        // graphile-worker stores the message in the database: it gets none of ours
        throw new Error(`${describeFault(fault).name} ${describeFault(fault).sqlState ?? ''}`.trim());
      }
    });
  }

  private async live(): Promise<void> {
    try {
      for (const id of this.workers) await beatHeart(this.source.manager, id);
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
    await this.runner?.stop().catch(() => undefined);
    await this.utils?.release();
    await this.pool?.end();
  }
}
