import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { createLog } from '../../../../src/platform/base/log.js';
import { Refusal } from '../../../../src/platform/base/refusal.js';
import { type JobPayload, Jobs, type JobWork } from '../../../../src/platform/database/jobs/jobs.js';
import { UnitOfWork } from '../../../../src/platform/database/scope.js';
import { writeLedger } from '../../../../src/platform/ledger/ledger.js';
import { type FreshDatabase, freshDatabase } from '../../../support/database.js';
import { asSuperuser, testServer } from '../../../support/server.js';
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
  it('a runner beats from its start on, under the name by which its jobs are locked', async () => {
    let finish = (): void => undefined;
    jobs.register('x', () => new Promise<void>((d) => (finish = d)));
    await jobs.onApplicationBootstrap();
    await enqueue('x');
    const [job] = await until('the job to be at work', async () => {
      const rows = await stored();
      return rows[0]?.locked_by != null && rows;
    });
    const beats = await until('heartbeats', async () => {
      const rows = await db.asOwner<{ worker_id: string }>('select worker_id from worker_heartbeat');
      return rows.length > 0 && rows;
    });
    expect(beats.map((b) => b.worker_id)).toEqual([job?.locked_by]);
    finish();
    await until('an empty queue', async () => (await stored()).length === 0);
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

describe('jobs go on', () => {
  /** How many sessions of the jobs there are (of which this holds); only a superuser sees what they asked last */
  const asked = async (which = 'true', what = '1'): Promise<number> =>
    asSuperuser(
      await testServer(),
      async (su) =>
        (
          await su.query(
            `select ${what} from pg_stat_activity where datname = $1 and application_name = 'yifayima jobs' and ${which}`,
            [db.name],
          )
        ).rowCount ?? 0,
    );
  const endSessions = (): Promise<number> => asked('true', 'pg_terminate_backend(pid)');

  it('while their connections are ended again and again, that of LISTEN among them', async () => {
    jobs.register('x', noting('x'));
    await jobs.onApplicationBootstrap();
    let ended = 0;
    for (let n = 1; n <= 5; n++) {
      await enqueue('x', { n });
      await until('a connection to end', async () => {
        const now = await endSessions();
        ended += now;
        return now > 0;
      });
    }
    expect(ended).toBeGreaterThanOrEqual(5);
    await until('every job', async () => (await stored()).length === 0, 50);
    expect([...new Set(done.map((d) => d.payload.n))].sort((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: 5 }, (_, i) => i + 1),
    );
    await until('somebody to listen again', async () => (await asked(`query ilike 'listen%'`)) > 0);
  });

  it('where the runner ended by itself: it is started again after a pause, the log says so, and a stop is a stop', async () => {
    jobs.register('x', noting('x'));
    await jobs.onApplicationBootstrap();
    // what graphile-worker tells its runners when a breaking migration was made
    const end = (): Promise<unknown> =>
      db.asOwner(`select pg_notify('worker:migrate', '{"migrationNumber": 999, "breaking": true}')`);
    for (let times = 1; times <= 2; times++) {
      await until('the runner to end', async () => {
        await end();
        return lines.filter((l) => l.includes('the job runner ended by itself')).length >= times;
      });
      await enqueue('x', { times });
      await until('the job', () => countOf('x') === times);
    }
    const pauses = lines.flatMap((l) => {
      const said = JSON.parse(l) as { msg: string; pause?: number };
      return said.msg.startsWith('the job runner ended') ? [said.pause] : [];
    });
    expect(pauses.slice(0, 2)).toEqual([1_000, 2_000]);
    await end();
    await jobs.onApplicationShutdown();
    await until('its sessions to end', async () => (await asked()) === 0);
    // afterEach stops it once more, and that is no fault
  });
});
