/** Stops the run's database, if one was started, and removes the run's folder. */
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

export default async function teardown() {
  const folder = process.env.YIFAYIMA_TEST_RUN;
  if (!folder) return;
  const file = join(folder, 'data', 'pg', 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => '');
  const pid = Number(text.split('\n')[0]);
  if (pid > 1) {
    process.kill(pid, 'SIGINT'); // fast shutdown; the file names our own postmaster
    for (let i = 0; i < 300 && existsSync(file); i++) await new Promise((d) => setTimeout(d, 100));
  }
  await rm(folder, { recursive: true, force: true });
}
