/** The process of a PostgreSQL server, by what its folder and the system say of it. */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Place } from './embedded.place.js';

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (e) {
    return (e as NodeJS.ErrnoException).code === 'EPERM';
  }
};

export const postmasterOf = async (place: Place): Promise<number> =>
  Number((await readFile(join(place.pgdata, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0]);
export const isZombie = async (pid: number): Promise<boolean> =>
  /^\d+ \(.*\) Z/.test(await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''));

/**
 * A dead postmaster that nobody reaped (a container whose first process is not an init) still has its number: pg_ctl
 * takes it for running.
 */
export async function forgetZombie(place: Place): Promise<void> {
  const pid = await postmasterOf(place);
  if (pid > 1 && (await isZombie(pid))) await rm(join(place.pgdata, 'postmaster.pid'), { force: true });
}
