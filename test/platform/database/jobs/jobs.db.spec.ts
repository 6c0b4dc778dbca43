import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { createLog } from '../../../../src/platform/base/log.js';
import { Refusal } from '../../../../src/platform/base/refusal.js';
import { type JobPayload, Jobs, type JobWork } from '../../../../src/platform/database/jobs/jobs.js';
import { UnitOfWork } from '../../../../src/platform/database/scope.js';
import { writeLedger } from '../../../../src/platform/ledger/ledger.js';
import { type FreshDatabase, freshDatabase } from '../../../support/database.js';
import { until } from '../../../support/until.js';

let db: FreshDatabase;
let source: DataSource;
let jobs: Jobs;
let work: UnitOfWork;
let done: { job: string; payload: JobPayload }[];
let lines: string[];
const scope = { legislatureId: null, accountId: null };

beforeEach(async () => {
  db = await freshDatabase();
  source = await db.source();
  done = [];
  lines = [];
  jobs = new Jobs(source, db.service, createLog('info', { write: (l: string) => void lines.push(l) }));
  work = new UnitOfWork(source, writeLedger, jobs.enqueue);
});
afterEach(async () => {
  await jobs.onApplicationShutdown();
  await db.drop();
});

const noting =
  (job: string): JobWork =>
  (_scope, payload) => {
    done.push({ job, payload });
    return Promise.resolve();
  };
const stored = (): Promise<{ locked_by: string | null; last_error: string | null; attempts: number }[]> =>
  db.asOwner('select locked_by, last_error, attempts from graphile_worker.jobs');
const enqueue = (job: string, payload: Record<string, unknown> = {}): Promise<void> =>
  work.run('test', scope, (tx) => tx.enqueue(job, payload));
const countOf = (job: string): number => done.filter((d) => d.job === job).length;

describe('a job in the transaction of the use case is the outbox', () => {
  it('runs after commit, and never when the transaction is rolled back or refused', async () => {
    jobs.register('letter.render', noting('letter.render'));
    await jobs.onApplicationBootstrap();
    await expect(
      work.run('test', scope, async (tx) => {
        await tx.enqueue('letter.render', { which: 'rolled back' });
        throw new Error('a fault');
      }),
    ).rejects.toThrow('a fault');
    await work.run('test', scope, async (tx) => {
      await tx.enqueue('letter.render', { which: 'refused' });
      return new Refusal('CYCLE');
    });
    await enqueue('letter.render', { which: 'committed' });
    await until('the committed job', () => done.length > 0);
    await until('an empty queue', async () => (await stored()).length === 0);
    expect(done.map((d) => d.payload.which)).toEqual(['committed']);
  });

  it('gives each listener of a signal a job of its own; one that fails does not stop the other, and its words stay out of table and log', async () => {
    const secret = '13800138000';
    jobs.on('draft.published', 'carry-over', noting('carry-over'));
    jobs.on('draft.published', 'release', () => Promise.reject(new Error(`phone ${secret}`)));
    await jobs.onApplicationBootstrap();
    await enqueue('draft.published', { draftId: randomUUID() });
    await until('the good listener', () => countOf('carry-over') === 1);
    const [failed] = await until('the failure', async () => {
      const rows = await stored();
      return rows.length === 1 && rows[0]?.last_error != null && rows;
    });
    expect(failed?.attempts).toBe(1);
    expect(failed?.last_error).not.toContain(secret);
    expect(lines.join('')).toContain('job failed');
    expect(lines.join('')).not.toContain(secret);
  });
});

describe('the living take over from the dead', () => {
  it('every worker beats from its start on', async () => {
    jobs.register('x', noting('x'));
    await jobs.onApplicationBootstrap();
    const alive = await until('heartbeats', async () => {
      const rows = await db.asOwner<{ worker_id: string }>('select worker_id from worker_heartbeat');
      return rows.length >= 2 && rows;
    });
    await enqueue('x');
    await until('the job', () => countOf('x') === 1);
    expect(alive.length).toBe(2);
  });

  it('a job that a dead worker locked is done by another; a living worker keeps its own', async () => {
    jobs.register('x', noting('x'));
    await enqueue('x', { of: 'dead' });
    await db.asOwner(
      `update graphile_worker._private_jobs set locked_at = clock_timestamp() - interval '1 minute', locked_by = 'dead', attempts = 1`,
    );
    await enqueue('x', { of: 'living' });
    await db.asOwner(
      `update graphile_worker._private_jobs set locked_at = clock_timestamp() - interval '1 hour', locked_by = 'living', attempts = 1 where locked_by is null`,
    );
    await db.asOwner(`insert into worker_heartbeat values ('living', clock_timestamp())`);
    await jobs.onApplicationBootstrap();
    await until('the job of the dead', () => countOf('x') === 1);
    expect(done[0]?.payload.of).toBe('dead');
    await until(
      'the living to keep its own, and nothing else',
      async () => (await stored()).map((j) => j.locked_by).join() === 'living',
    );
    // and when that one stops beating, its turn comes within 30 seconds
    await db.asOwner(
      `update worker_heartbeat set at = clock_timestamp() - interval '21 seconds' where worker_id = 'living'`,
    );
    await until('the job of the one who stopped', () => countOf('x') === 2);
    expect(done[1]?.payload.of).toBe('living');
  });
});
