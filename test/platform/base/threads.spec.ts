/** Work in threads ends: done, or given up by a deadline, a bound of memory, a full queue; and the next one is done. */
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Threads } from '../../../src/platform/base/threads.js';

let folder: string;
let script: string;
const opened: Threads[] = [];
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'threads-')));
  script = join(folder, 'tasks.mjs');
  await writeFile(
    script,
    `export const double = (n) => 2 * n;
     export const forever = () => { for (;;); };
     export const hoard = () => { const kept = []; for (;;) kept.push(new Array(100_000).fill(kept.length)); };
     export const fail = () => { throw new RangeError('not so'); };
     export const secret = () => process.env.SECRET ?? 'none';`,
  );
});
afterEach(async () => {
  for (const threads of opened.splice(0)) await threads.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const open = (limits?: { megabytes: number; waiting: number }): Threads => {
  const threads = limits ? new Threads(script, limits) : new Threads(script);
  opened.push(threads);
  return threads;
};

it('does the work beside the loop, which goes on meanwhile', async () => {
  const threads = open();
  let turns = 0;
  const turning = setInterval(() => turns++, 1);
  const given = threads.run('forever', null, 500);
  expect(await given).toEqual({ end: 'TIME' });
  clearInterval(turning);
  expect(turns).toBeGreaterThan(20);
  expect(await threads.run('double', 21, 10_000)).toEqual({ end: 'DONE', value: 42 });
});

it('ends what fills its memory, and goes on with the next', async () => {
  const threads = open({ megabytes: 32, waiting: 4 });
  expect(await threads.run('hoard', null, 30_000)).toEqual({ end: 'MEMORY' });
  expect(await threads.run('double', 4, 10_000)).toEqual({ end: 'DONE', value: 8 });
});

it('refuses what would wait behind too many, and the deadline counts while waiting', async () => {
  const threads = open({ megabytes: 64, waiting: 2 });
  const asked = Array.from({ length: 6 }, () => threads.run('forever', null, 800));
  const ends = (await Promise.all(asked)).map((a) => a.end);
  expect(ends.filter((e) => e === 'BUSY').length).toBeGreaterThan(0);
  expect(new Set(ends)).toEqual(new Set(['BUSY', 'TIME']));
});

it('hands on what a task throws, and shows it nothing of the environment', async () => {
  process.env.SECRET = 'a key';
  const threads = open();
  await expect(threads.run('fail', null, 10_000)).rejects.toThrow(new RangeError('not so'));
  expect(await threads.run('secret', null, 10_000)).toEqual({ end: 'DONE', value: 'none' });
  delete process.env.SECRET;
});

it('closes at once, whatever it does, and takes no more', async () => {
  const threads = open();
  const working = threads.run('forever', null, 60_000);
  await threads.close();
  expect(await working).toEqual({ end: 'CLOSED' });
  expect(await threads.run('double', 1, 10_000)).toEqual({ end: 'CLOSED' });
});
