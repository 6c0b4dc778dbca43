/** Stops the run's database, if one was started, and removes the run's folder. */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

const alive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

export default async function teardown() {
  const folder = process.env.YIFAYIMA_TEST_RUN;
  if (!folder) return;
  const text = await readFile(join(folder, 'data', 'pg', 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number(text.split('\n')[0]);
  if (pid > 1) {
    process.kill(pid, 'SIGINT'); // fast shutdown; the file names our own postmaster
    for (let i = 0; i < 300 && alive(pid); i++) await new Promise((d) => setTimeout(d, 100));
  }
  await rm(folder, { recursive: true, force: true });
}
