/**
 * Several processes behind one port, on one database. One of them is killed while residents speak: the others go on,
 * nothing acknowledged is lost, nothing doubled, and what it had at work is taken over.
 */
import { randomBytes } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Refused } from '../support/client.js';
import { crowd, firstSignIn, openConsultation, textsIn } from '../support/crowd.js';
import { type ForeignDatabase, foreignDatabase, withClient } from '../support/server.js';
import { until } from '../support/until.js';
import { freePort } from './pooler.js';
import { folder, said, start, type Started } from './program.js';

const PROCESSES = 3;
const ENOUGH = 40;

let dir = '';
let database: ForeignDatabase;
let started: Started | undefined;
beforeAll(async () => {
  dir = await folder();
  database = await foreignDatabase(`proc_${randomBytes(4).toString('hex')}`);
});
afterAll(async () => {
  if (started?.child.exitCode === null) started.child.kill('SIGKILL');
  await started?.ended;
  await database.drop();
  await rm(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

/** The processes behind the port: children of the one that was started */
async function processes(): Promise<number[]> {
  const pid = started?.child.pid ?? 0;
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.split(' ').filter(Boolean).map(Number);
}

const owner = <T extends object>(
  sql: string,
  values: unknown[] = [],
): Promise<{ rows: T[]; rowCount: number | null }> =>
  withClient({ user: '', password: '', database: '', url: database.url }, (db) => db.query<T>(sql, values));

/** When each runner of jobs has beaten last, to the microsecond */
const beats = async (): Promise<Map<string, string>> =>
  new Map(
    (await owner<{ id: string; at: string }>('select worker_id as id, at::text from worker_heartbeat')).rows.map(
      ({ id, at }) => [id, at],
    ),
  );

const onLinux = process.platform === 'linux' ? it : it.skip;
onLinux(
  'one of three is killed while residents speak: the others go on, nothing is lost, nothing doubled, its job is taken over',
  async () => {
    started = start(
      ['serve'],
      {
        DATABASE_URL: database.url,
        KEYS_FILE: join(dir, 'keys.json'),
        DATA_DIR: join(dir, 'data'),
        WEB_CONCURRENCY: String(PROCESSES),
        PORT: String(await freePort()),
        LOG_LEVEL: 'warn',
      },
      dir,
    );
    const url = (await said(started, /已启动：(http[^（\s]+)/u))[1] as string;
    await until('a process to answer', () =>
      fetch(`${url}/readyz`).then(
        (r) => r.ok,
        () => false,
      ),
    );
    const { code, consultationId } = await openConsultation(url, await firstSignIn(join(dir, 'data')));
    const faults: unknown[] = [];
    const speaking = crowd(() => url, code, '几个进程', {
      // a connection to the one that was killed is lost; what was answered is an answer
      again: (fault) => {
        if (!(fault instanceof Refused)) return true;
        faults.push(fault);
        return false;
      },
    });
    const statuses: number[] = [];
    let over = false;
    const watching = (async (): Promise<void> => {
      while (!over) {
        await fetch(`${url}/l/${code}`).then(
          async (r) => {
            await r.text();
            statuses.push(r.status);
          },
          () => undefined,
        );
        await new Promise((d) => setTimeout(d, 25));
      }
    })();
    try {
      await until('the crowd to speak', () => faults.length > 0 || speaking.heard().length >= ENOUGH);
      const former = await beats();
      const alive = await until('every process to beat', async () => {
        const now = await beats();
        const moved = [...now].filter(([id, at]) => at !== former.get(id)).map(([id]) => id);
        return moved.length === PROCESSES && moved;
      });

      const [victim = 0] = await processes();
      process.kill(victim, 'SIGKILL');
      await until('another in its place', async () => {
        const now = await processes();
        return now.length === PROCESSES && !now.includes(victim);
      });
      const soFar = speaking.heard().length;
      await until('the others to go on', () => faults.length > 0 || speaking.heard().length >= soFar + ENOUGH);
      // whose heart stands still; a job is made its own, as if it had been at work just then
      const dead = await until('a heart to stand still', async () => {
        const { rows } = await owner<{ id: string }>(
          `select worker_id as id from worker_heartbeat where worker_id = any($1::text[]) and at < clock_timestamp() - interval '8 seconds'`,
          [alive],
        );
        return rows.length === 1 && rows[0]?.id;
      });
      const { rows } = await owner<{ id: string }>(
        `select id from graphile_worker.add_job('contacts.erase', run_at := now() + interval '1 day')`,
      );
      const job = [rows[0]?.id];
      await owner(
        `update graphile_worker._private_jobs set run_at = now(), locked_by = $2, locked_at = now() - interval '1 minute' where id = $1`,
        [...job, dead],
      );
      await until(
        'its job to be taken over',
        async () => (await owner('select 1 from graphile_worker.jobs where id = $1', job)).rowCount === 0,
        40,
      );
    } finally {
      over = true;
      speaking.stop();
      await speaking.over;
      await watching;
    }

    expect(faults).toEqual([]);
    expect(new Set(statuses)).toEqual(new Set([200]));
    const { voices } = speaking;
    expect(voices.filter((v) => v.receipt === null)).toEqual([]);
    expect(new Set(voices.map((v) => v.receipt)).size).toBe(voices.length);
    expect((await textsIn(url, consultationId)).sort()).toEqual(voices.map((v) => v.text).sort());
    expect(started.err()).toMatch(/进程 \d+ 意外退出，(1 秒后)?重新启动一个/u);
    started.child.kill('SIGTERM');
    expect(await started.ended).toBe(0);
  },
);
